"""Lessons that people pass on without their names: what one holds, and when a batch may go out."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Annotated, Final, Literal, get_args

from pydantic import AfterValidator

from bot.coach.case import Case
from bot.coach.practices import PRACTICES
from bot.coach.preparation import Kind
from bot.coach.reflection import Result
from bot.coach.value import Value

FEWEST: Final = 5
"""How many different people must have a lesson waiting, at the least."""

AUDIENCE: Final = 10
"""How many people who use Parley must be among the readers, at the least."""

LONGEST: Final = 500
"""Characters of the free text, as it is typed."""

STEP: Final = 5
"""Bands are rounded to this many points of a hundred."""

MOST: Final = 50
"""Points from which on a band only says "more than"."""

SOONEST: Final = 3
LATEST: Final = 14
"""Days from the day on which enough wait to the day of release."""

OTHER: Final[Kind] = "other"

Against = Literal["their_first", "my_target"]
"""What an agreed figure is compared with."""

AGAINST: Final[tuple[Against, ...]] = get_args(Against)

TACTICS: Final = tuple(f"T{number:02}" for number in range(1, 25))
"""Codes of the difficult tactics that can be met; their names stand in the guides' words."""

TRIED: Final = tuple(practice.code for practice in PRACTICES)
"""Codes of what can be tried."""

NEXT: Final = ("again", "earlier", "more_time", *TRIED)
"""Codes of what can be done next time."""

_SATURDAY = 5


def _code(against: Against, points: int) -> str:
    return f"{against}{points:+d}"


_POINTS: Final = tuple(range(MOST + STEP, -MOST - STEP - 1, -STEP))

_BANDS: Final[Mapping[str, tuple[Against, int]]] = {
    _code(against, points): (against, points) for against in AGAINST for points in _POINTS
}

HAPPENED: Final = ("agreed", "no_deal", "still_open", *_BANDS)
"""Codes of what happened: how it ended, or about where it was agreed; never an amount."""


def _one_of(codes: Collection[str]) -> AfterValidator:
    known = frozenset(codes)

    def check(code: str) -> str:
        if code not in known:
            raise ValueError("not a code of this list")
        return code

    return AfterValidator(check)


class Lesson(Value):
    """One lesson, without its author: codes of closed lists, and masked words.

    `kind` is its topic; `tried` and `next_time` are (also) practices, `happened` how it ended,
    `tactic` what the other side did; `text` is what is left of the words once they are masked.
    Raises pydantic's ValidationError (a ValueError) for a code that is not of its list.
    """

    kind: Kind
    tried: Annotated[str, _one_of(TRIED)] | None = None
    happened: Annotated[str, _one_of(HAPPENED)] | None = None
    tactic: Annotated[str, _one_of(TACTICS)] | None = None
    next_time: Annotated[str, _one_of(NEXT)] | None = None
    text: str = ""

    @property
    def teaches(self) -> bool:
        """Whether there is something in it that somebody else can use."""
        return bool(self.tried or self.tactic or self.next_time or self.text)

    @property
    def codes(self) -> str:
        """Everything but the words, as `read_codes` takes it."""
        told = (self.kind, self.tried, self.happened, self.tactic, self.next_time)
        return ",".join(one or "" for one in told)


def read_codes(codes: str, text: str = "") -> Lesson:
    """The lesson of these codes, with words; ValueError when they are none of a lesson."""
    kind, tried, happened, tactic, next_time = codes.split(",")
    told = {"tried": tried, "happened": happened, "tactic": tactic, "next_time": next_time}
    known = {name: code or None for name, code in told.items()}
    return Lesson.model_validate({"kind": kind, "text": text, **known})


def band(against: Against, reference: Decimal, agreed: Decimal) -> str | None:
    """The code of how far, in percent of the reference, the agreed figure is above or below it.

    Rounded to STEP points; beyond MOST it only says so. None without a positive reference.
    """
    if reference <= 0:
        return None
    percent = (agreed - reference) / reference * 100
    within = max(Decimal(-MOST - STEP), min(Decimal(MOST + STEP), percent))
    points = int((within / STEP).to_integral_value()) * STEP
    return _code(against, points)


def parts_of(happened: str) -> tuple[Against, int] | None:
    """What a band compares with, and its points; None for the codes that are no band.

    Points beyond MOST stand for more than MOST.
    """
    return _BANDS.get(happened)


def suggested(result: Result, case: Case) -> str | None:
    """What happened, as the figures of a reflection tell it; None while nothing has ended.

    Of a range the end that is worse for me counts; a first offer they made goes before a target.
    """
    if result.ended not in {"agreed", "no_deal", "still_open"}:
        return None
    if result.ended != "agreed" or result.deal is None:
        return result.ended
    agreed = result.deal.worst(case.better)
    marks = {"their_first": result.their_opening, "my_target": case.target}
    for against in AGAINST:
        mark = marks[against]
        found = band(against, mark.worst(case.better), agreed) if mark else None
        if found:
            return found
    return result.ended


def ready(waiting: int, threshold: int) -> bool:
    """Whether lessons of so many different people are enough; never below FEWEST."""
    return waiting >= max(FEWEST, threshold)


def topics(lessons: Iterable[Lesson]) -> tuple[Lesson, ...]:
    """The lessons in their order, a kind that only one of them has said as "other"."""
    known = tuple(lessons)
    count = Counter(one.kind for one in known)
    return tuple(
        one if count[one.kind] > 1 else one.model_copy(update={"kind": OTHER}) for one in known
    )


def week_of(day: date) -> str:
    """The ISO week of a day, "2026-W48"."""
    year, number, _ = day.isocalendar()
    return f"{year}-W{number:02}"


def day_of_release(today: date, draw: str, spoke: str) -> date:
    """One of the working days SOONEST to LATEST days after today, each as likely as the others.

    `draw` is a random hexadecimal number; `spoke` the ISO week in which a message was sent
    already: a day in it is left out.
    """
    days = [today + timedelta(days=ahead) for ahead in range(SOONEST, LATEST + 1)]
    days = [day for day in days if day.weekday() < _SATURDAY and week_of(day) != spoke]
    return days[int(draw, 16) % len(days)]
