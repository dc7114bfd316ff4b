"""The rules of the learning plan: few practices at once, and what the weeks of one add up to."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby
from typing import Final, Literal, Protocol

from bot.coach.value import Value

MOST_ACTIVE: Final = 2
"""Practices somebody works on at once: more are begun, and fewer kept."""

ASLEEP_AFTER: Final = 3
"""Weeks ignored in a row after which Parley stops asking."""

ASKED_WHEN_OVER: Final = 2
"""Weeks that are asked about after the last day of a practice; then it rests."""

MOST_MARKS: Final = 12
"""Weeks shown in a picture: a quarter of a year fits into one line of a chat."""

WeekState = Literal["did", "missed", "no_chance", "unanswered"]


class Answered(Protocol):
    """What came of a practice in the week whose question was due on that local day."""

    @property
    def week(self) -> date:
        """The local day on which the question was due."""

    @property
    def result(self) -> Literal["did", "missed", "no_chance"] | None:
        """The answer; None while there is none."""

    @property
    def note(self) -> str:
        """What else was told of the week."""


class Week(Value):
    """One scheduled week of a practice: the local day of its question, and what came of it.

    `noted`: something was told of it, but not what came of it.
    """

    day: date
    state: WeekState
    noted: bool = False

    @property
    def silent(self) -> bool:
        """Whether nothing at all was said of it."""
        return self.state == "unanswered" and not self.noted


class Picture(Value):
    """The weeks as marks, the oldest first, the last of them week `number` of `planned`."""

    marks: tuple[WeekState, ...]
    number: int
    planned: int


def may_begin(active: int) -> bool:
    """Say whether somebody with so many active practices may begin another one."""
    return active < MOST_ACTIVE


def weeks(checks: Iterable[Answered], slots: Iterable[date]) -> tuple[Week, ...]:
    """Return the scheduled weeks, the oldest first, each with what came of it.

    `slots` are the local days on which the question was due so far; a day that was none of them
    (a vacation, a pause) makes no week. Of several checks for one day the last one counts.
    """
    told = {check.week: check for check in checks}
    return tuple(_week(day, told.get(day)) for day in sorted(set(slots)))


def _week(day: date, check: Answered | None) -> Week:
    if check is None:
        return Week(day=day, state="unanswered")
    if check.result is None:
        return Week(day=day, state="unanswered", noted=bool(check.note))
    return Week(day=day, state=check.result)


def streak(scheduled: Sequence[Week]) -> int:
    """Return in how many scheduled weeks in a row the practice was done, up to the latest one.

    `scheduled` are the weeks of one practice, the oldest first. A missed week ends the streak; a
    week without a chance neither counts nor ends it. An unanswered week does not either, for
    silence is not a miss, until ASLEEP_AFTER of them stand in a row: then it is over.
    """
    done = silent = 0
    for week in reversed(scheduled):
        silent = silent + 1 if week.silent else 0
        if week.state == "missed" or silent == ASLEEP_AFTER:
            break
        done += week.state == "did"
    return done


def ignored(scheduled: Iterable[Week]) -> int:
    """Return how many of the latest days in a row brought no answer and no word.

    `scheduled` are the weeks of all active practices, in any order: one message asks about all of
    them, so one answer means that it was not ignored.
    """
    by_day = groupby(sorted(scheduled, key=lambda week: week.day, reverse=True), _day)
    silent = 0
    for _, same_day in by_day:
        if not all(week.silent for week in same_day):
            break
        silent += 1
    return silent


def _day(week: Week) -> date:
    return week.day


def picture(scheduled: Sequence[Week], coming: int) -> Picture:
    """Return the picture of one practice's weeks, `coming` being the number still ahead.

    Of more than MOST_MARKS weeks the latest are shown.
    """
    return Picture(
        marks=tuple(week.state for week in scheduled[-MOST_MARKS:]),
        number=len(scheduled),
        planned=len(scheduled) + coming,
    )
