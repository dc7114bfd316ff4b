"""The library of 27 practices to try next, and which of their evidence Parley counts by itself.

The words of a practice (name, cue, act, evidence) stand under its code in the guides' words.
"""

import re
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Final, Literal

from pydantic import AwareDatetime

from bot.coach.preparation import Preparation
from bot.coach.reflection import Result, compare
from bot.coach.value import Value

Theme = Literal["prepare", "open", "exchange", "pressure", "close", "meetings", "after"]

Fact = Literal[
    "plan_b_before_meeting",
    "plan_b_steps",
    "criterion_before_meeting",
    "interests_before_meeting",
    "walk_away_kept",
    "non_money_goals",
    "reflected_within_48h",
]
"""What Parley can count from preparations, steps for Plan B, results and reflections."""

TIMELY: Final = timedelta(hours=48)
"""A look back within two days still remembers what was said."""


class Practice(Value):
    """One practice of the library.

    `counted` says that its evidence is something Parley counts by itself, `fact` what that is and
    `needed` from which count on it is there. Without a `fact` the evidence of a counted practice is
    in things Parley does not hold yet, such as the log of offers: until then the person tells.
    """

    code: str
    theme: Theme
    counted: bool = False
    fact: Fact | None = None
    needed: int = 1

    @property
    def later(self) -> bool:
        """Say whether Parley will count the evidence, but cannot do so yet."""
        return self.counted and self.fact is None


def _counted(code: str, theme: Theme, fact: Fact | None = None, needed: int = 1) -> Practice:
    return Practice(code=code, theme=theme, counted=True, fact=fact, needed=needed)


PRACTICES: Final[tuple[Practice, ...]] = (
    _counted("P01", "prepare", "plan_b_before_meeting"),
    _counted("P02", "prepare", "plan_b_steps"),
    _counted("P03", "prepare"),
    Practice(code="P04", theme="open"),
    _counted("P05", "open", "criterion_before_meeting"),
    _counted("P06", "pressure"),
    _counted("P07", "exchange"),
    _counted("P08", "exchange"),
    _counted("P09", "exchange"),
    _counted("P10", "exchange"),
    _counted("P11", "exchange"),
    _counted("P12", "exchange", "interests_before_meeting", 2),
    Practice(code="P13", theme="meetings"),
    _counted("P14", "meetings"),
    Practice(code="P15", theme="pressure"),
    _counted("P16", "pressure"),
    _counted("P17", "close"),
    _counted("P18", "close", "walk_away_kept"),
    _counted("P19", "close"),
    _counted("P20", "prepare"),
    _counted("P21", "open"),
    _counted("P22", "prepare", "non_money_goals", 2),
    _counted("P23", "pressure"),
    _counted("P24", "close"),
    Practice(code="P25", theme="meetings"),
    _counted("P26", "after", "reflected_within_48h"),
    _counted("P27", "after"),
)

BY_CODE: Final[Mapping[str, Practice]] = {practice.code: practice for practice in PRACTICES}


class Held(Value):
    """What is held of one negotiation at the moment `now`.

    `preparation` is the one frozen at `meeting`, or as it stands while that is ahead or open;
    `steps` are the instants at which steps for Plan B were noted, in the time asked about;
    `result` is what the reflection says came out, `reflected` when its first answer was given.
    """

    now: AwareDatetime
    preparation: Preparation
    meeting: AwareDatetime | None = None
    steps: tuple[AwareDatetime, ...] = ()
    result: Result | None = None
    reflected: AwareDatetime | None = None


def count(fact: Fact, held: Held) -> int | None:
    """Return how often a fact is there: a number, or 1 and 0 for yes and no.

    None when it cannot be told: a meeting without a date has no before, there is no walk-away to
    keep without a deal, and a look back may still come in time.
    """
    return _COUNTS[fact](held)


def shown(practice: Practice, held: Held) -> bool | None:
    """Say whether what is held is evidence of a practice.

    None when Parley cannot tell: it does not count this practice, or not yet, or what is missing
    may still be prepared before the meeting.
    """
    if practice.fact is None:
        return None
    found = count(practice.fact, held)
    if found is None or found >= practice.needed:
        return None if found is None else True
    preparing = held.meeting is None or held.now < held.meeting
    return None if preparing and practice.fact in _PREPARED else False


def _plan_b(held: Held) -> int | None:
    plan_b = held.preparation.plan_b
    return _before_meeting(held, int(plan_b is not None and bool(plan_b.what or plan_b.value)))


def _criterion(held: Held) -> int | None:
    return _before_meeting(held, int(held.preparation.case().has_criterion))


def _interests(held: Held) -> int | None:
    """Interests are kept in one text, one a line or with semicolons."""
    theirs = held.preparation.their_side
    pieces = re.split(r"[;\n]", theirs.interests) if theirs else []
    return _before_meeting(held, sum(bool(piece.strip()) for piece in pieces))


def _before_meeting(held: Held, found: int) -> int | None:
    return None if held.meeting is None else found


def _steps(held: Held) -> int:
    return len(held.steps)


def _goals(held: Held) -> int:
    return sum(not goal.money for goal in held.preparation.case().goals)


def _kept(held: Held) -> int | None:
    if held.result is None:
        return None
    over = compare(held.preparation.case(), held.result).over_walk_away
    return None if over is None else int(over >= 0)


def _timely(held: Held) -> int | None:
    latest = held.reflected or held.now
    if held.meeting is None or latest < held.meeting:
        return None
    if latest - held.meeting > TIMELY:
        return 0
    return 1 if held.reflected else None


_COUNTS: Final[Mapping[Fact, Callable[[Held], int | None]]] = {
    "plan_b_before_meeting": _plan_b,
    "plan_b_steps": _steps,
    "criterion_before_meeting": _criterion,
    "interests_before_meeting": _interests,
    "walk_away_kept": _kept,
    "non_money_goals": _goals,
    "reflected_within_48h": _timely,
}

_PREPARED: Final[frozenset[Fact]] = frozenset(
    {
        "plan_b_before_meeting",
        "criterion_before_meeting",
        "interests_before_meeting",
        "non_money_goals",
    }
)
