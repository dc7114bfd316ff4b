"""What a change of a conversation sets in motion, by the script it follows."""

from collections.abc import Callable, Mapping
from typing import Final

from bot.ports import Conversation, Person, Unit
from bot.usecases import schedule
from bot.usecases.committed import committed
from bot.usecases.knock import Knock
from bot.usecases.reflected import looked_back

Consequence = Callable[[Unit, Knock, Person, Conversation, Conversation], None]

_CONSEQUENCES: Final[Mapping[str, Consequence]] = {
    "prepare": schedule.prepared,
    "reflect": looked_back,
    "commit": committed,
}


def follow(
    unit: Unit, knock: Knock, person: Person, before: Conversation, after: Conversation
) -> None:
    """Do what the change from `before` to `after` asks for, in the same transaction."""
    consequence = _CONSEQUENCES.get(after.state.script)
    if consequence is not None:
        consequence(unit, knock, person, before, after)
