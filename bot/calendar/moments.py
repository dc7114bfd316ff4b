"""The moment of a meeting: read as people type it, checked as they pick it, shown again."""

import re
import unicodedata
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Self
from zoneinfo import ZoneInfo

from pydantic import AwareDatetime, BaseModel, ConfigDict, field_validator, model_validator

from bot.calendar.days import read_days
from bot.calendar.hours import splits
from bot.calendar.zones import from_wall, local, show_date, show_moment

_LONGEST = 80
_SETTLED = r"(?:fixed|set|scheduled|agreed|arranged|decided|planned|known)"
_NOT_FIXED = re.compile(
    rf"(?:still )?(?:open|not yet|not (?:yet )?{_SETTLED}|not sure(?: when)?|unsure|undecided"
    rf"|unknown|tb[acd]|to be {_SETTLED}|to be (?:announced|confirmed|determined)"
    rf"|nothing {_SETTLED}|no (?:date|time|idea)(?: {_SETTLED})?"
    r"|(?:i )?(?:don'?t|do not) know(?: when)?)(?: yet)?"
)
_SOON = re.compile(r"in (?P<amount>\d{1,3}|half an|an?) (?P<unit>hour|hr|minute|min)s?", re.ASCII)
_HOURS = (
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)
_HOUR = rf"\b(?P<hour>{'|'.join(_HOURS)})\b"


def _figure(match: re.Match[str]) -> str:
    return str(_HOURS.index(match["hour"]) + 1)


def _quarter(match: re.Match[str]) -> str:
    """Write "half past 3" as "3:30"; before one it was twelve."""
    hour, minute = int(match["of"]), {"half past": 30, "quarter past": 15}.get(match["part"], 45)
    return f"{hour if minute != 45 else hour - 1 or 12}:{minute}"  # noqa: PLR2004 - as above


# Spellings of the same thing become one, so that the grammar knows one.
_SPELLINGS = (
    (re.compile("[\u2018\u2019]"), "'"),
    (re.compile("[\u2010-\u2015\u2212]"), "-"),
    # The dots of "a.m." and "Dec." and of a finished sentence; those of "10.12." stay.
    (re.compile(r"(?<=[a-z])\.|(?<=:\d\d)\.$|[!?]+$"), ""),
    (re.compile(","), " "),
    (re.compile(r"\b(?:noon|midday)\b"), "12pm"),
    (re.compile(r"(?<=\d) ?o'clock"), ":00"),
    (
        re.compile(
            rf"(?:(?<=\bat )|(?<=\bfrom )|(?<=\bpast )|(?<=\bto )){_HOUR}(?! ?(?:days|weeks))"
        ),
        _figure,
    ),
    (re.compile(rf"{_HOUR}(?= ?(?:am|pm|o'clock)\b)"), _figure),
    (re.compile(r"(?<!in )\b(?:around|about|roughly) (?=\d)"), "at "),
    (re.compile(r"\b(?P<part>half past|quarter past|quarter to) (?P<of>\d{1,2})\b"), _quarter),
    (re.compile(r"(?<=\d) in the morning"), "am"),
    (re.compile(r"(?<=\d) in the (?:afternoon|evening)"), "pm"),
)
_SAID_BEFORE = re.compile(r"^(?:it'?s|it is|the meeting is|we meet) ")


class Unreadable(ValueError):  # noqa: N818 - what the text is, not an error of the program
    """What was typed is no moment to keep; code is "moment_unreadable" or "moment_past".

    The message is the code alone: the typed text belongs to the person, not to a log.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Ambiguous(ValueError):  # noqa: N818 - as above
    """What was typed has several meanings; ask which.

    options are texts that read_moment reads in one way only, to take the place of the typed
    text; labels are the same moments as shown to people. Both have the same length and order.
    """

    def __init__(self, options: tuple[str, ...], labels: tuple[str, ...]) -> None:
        super().__init__("moment_ambiguous")
        self.options = options
        self.labels = labels


class NotFixed(BaseModel):
    """The person says that there is no date yet: an answer like any other."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Moment(BaseModel):
    """When something happens: a day in the person's zone, with or without a time of day."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    at: AwareDatetime | None
    day: date
    time_known: bool

    @field_validator("at")
    @classmethod
    def _in_utc(cls, at: datetime | None) -> datetime | None:
        return None if at is None else at.astimezone(UTC)

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if self.time_known != (self.at is not None):
            raise ValueError("a moment has an instant exactly when its time is known")
        return self


def read_moment(text: str, now: datetime, zone: ZoneInfo) -> Moment | NotFixed:
    """Read a moment as people write it in English, in their own zone, seen from an aware now.

    Raises Unreadable for anything else and for the past, Ambiguous for several meanings
    (12/10; "next Thursday" on a Tuesday), and ValueError for a naive now.
    """
    wall = local(now, zone)
    phrase = normalised(text)
    if _NOT_FIXED.fullmatch(phrase):
        return NotFixed()
    found = list(dict.fromkeys(_readings(phrase, wall, zone)))
    if not found:
        raise Unreadable("moment_unreadable")
    ahead = sorted((one for one in found if not _passed(one, wall)), key=_order)
    if not ahead:
        raise Unreadable("moment_past")
    if len(ahead) > 1:
        raise Ambiguous(
            options=tuple(_written(one, zone) for one in ahead),
            labels=tuple(show(one, zone, now) for one in ahead),
        )
    return ahead[0]


def picked_moment(day: date, clock: time | None, now: datetime, zone: ZoneInfo) -> Moment:
    """Return the moment chosen in a date picker and, when it was used, a time picker.

    Raises Unreadable("moment_past") for the past and ValueError for a naive now.
    """
    moment = _moment(day, clock, zone)
    if _passed(moment, local(now, zone)):
        raise Unreadable("moment_past")
    return moment


def show(moment: Moment, zone: ZoneInfo, now: datetime) -> str:
    """Return the moment as "Thu 10 Dec, 15:00", or "Thu 10 Dec" when its time is not known.

    The year is added unless the day lies in the next 11 months. Raises ValueError for a naive now.
    """
    if moment.at is None:
        return show_date(moment.day, zone, now)
    return show_moment(moment.at, zone, now)


def normalised(text: str) -> str:
    """Return a typed date in the one spelling that the grammar knows; "" for what is too long."""
    if len(text) > _LONGEST:
        return ""
    plain = unicodedata.normalize("NFKC", text).casefold().strip()
    for pattern, written in _SPELLINGS:
        plain = pattern.sub(written, plain)
    return _SAID_BEFORE.sub("", " ".join(plain.split()))


def _readings(phrase: str, wall: datetime, zone: ZoneInfo) -> Iterator[Moment]:
    soon = _SOON.fullmatch(phrase)
    if soon is not None:
        yield _soon(soon, wall, zone)
        return
    today = wall.date()
    for day in read_days(phrase, today, clock_given=False):
        yield _moment(day, None, zone)
    for rest, clocks in splits(phrase):
        days = read_days(rest, today, clock_given=True) if rest else (today,)
        for day in days:
            yield from (_moment(day, clock, zone) for clock in clocks)


def _soon(match: re.Match[str], wall: datetime, zone: ZoneInfo) -> Moment:
    words = {"half an": 0.5, "a": 1.0, "an": 1.0}
    amount = words.get(match["amount"]) or float(match["amount"])
    unit = timedelta(hours=1) if match["unit"].startswith("h") else timedelta(minutes=1)
    at = wall.astimezone(UTC).replace(second=0, microsecond=0) + amount * unit
    return Moment(at=at, day=local(at, zone).date(), time_known=True)


def _moment(day: date, clock: time | None, zone: ZoneInfo) -> Moment:
    if clock is None:
        return Moment(at=None, day=day, time_known=False)
    at = from_wall(day, clock, zone)
    # A day can be shorter than its clock says: the time may have moved past midnight.
    return Moment(at=at, day=local(at, zone).date(), time_known=True)


def _passed(moment: Moment, wall: datetime) -> bool:
    return moment.day < wall.date() or (moment.at is not None and moment.at < wall)


def _order(moment: Moment) -> tuple[date, datetime]:
    return (moment.day, moment.at or datetime.min.replace(tzinfo=UTC))


def _written(moment: Moment, zone: ZoneInfo) -> str:
    day = f"{moment.day:%Y-%m-%d}"
    return day if moment.at is None else f"{day} {local(moment.at, zone):%H:%M}"
