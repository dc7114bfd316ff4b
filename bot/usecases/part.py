"""One part of a message that Parley starts: what is said about one thing that fell due."""

from collections.abc import Callable
from datetime import datetime
from typing import Final

from bot.cards import Element, Frozen, Line
from bot.ports import Due, DueKind, Person, Unit

_OF_THE_WEEK: Final[frozenset[DueKind]] = frozenset(
    {"reflect_again", "nudge", "partner", "invitation", "partner_said"}
)


class Part(Frozen):
    """What is shown, and the one line for notifications when nothing else is in the message.

    Neither holds words a person typed, nor figures: this is a chat that can be exported.
    """

    elements: tuple[Element, ...]
    summary: Line


PartOf = Callable[[Unit, Person, Due, datetime], Part | None]
"""Makes the part of a due row at a moment; None when there is nothing to say any more.

It may plan what comes next, under a send key of its own: a second run plans the same again.
"""


def counts_for_week(kind: DueKind) -> bool:
    """Whether it counts for the week; what somebody set up themselves counts for the day alone."""
    return kind in _OF_THE_WEEK
