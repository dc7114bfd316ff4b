"""Days away as lines of text: "24 Dec to 3 Jan"."""

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from bot.calendar.moments import Ambiguous, NotFixed, Unreadable, read_moment
from bot.calendar.rhythm import MOST_VACATIONS, Vacation
from bot.calendar.zones import add_months, from_wall, local
from bot.dialogue.script import NotUnderstood, Remark
from bot.guides.prepare_improve import shown_day

_TO: Final = re.compile(r"\s*(?:–|—|-|\.\.|\bto\b|\buntil\b|\btill\b)\s*", re.IGNORECASE)
_GUESSED: Final = timedelta(days=92)  # the longest vacation whose years are guessed
# "2-6 Nov": the month is said once.
_WITHIN: Final = re.compile(r"(?P<first>\d{1,2})\.?\s*[-–]\s*(?P<last>\d{1,2})\.?\s+(?P<rest>.+)")


def shown_vacation(vacation: Vacation) -> str:
    """A vacation as the line that reads back to it."""
    first, last = shown_day(vacation.first), shown_day(vacation.last)
    return first if vacation.first == vacation.last else f"{first} to {last}"


def read_vacations(
    text: str, known: tuple[Vacation, ...], now: datetime, zone: ZoneInfo
) -> tuple[Vacation, ...]:
    """One vacation a line, each a day or two with a word between; NotUnderstood names the line.

    A line as one of the `known` is shown stays what it was, also when it has begun.
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if len(lines) > MOST_VACATIONS:
        most = str(MOST_VACATIONS)
        raise NotUnderstood(Remark(code="vacations_too_many", values={"most": most}))
    shown = {shown_vacation(one): one for one in known}
    found = []
    for number, line in enumerate(lines, start=1):
        vacation = shown.get(line) or next(_readings(line, now, zone), None)
        if vacation is None:
            raise NotUnderstood(Remark(code="vacation_unclear", values={"number": str(number)}))
        found.append(vacation)
    return tuple(sorted(found, key=lambda one: one.first))


def _readings(line: str, now: datetime, zone: ZoneInfo) -> Iterator[Vacation]:
    for between in _TO.finditer(line):
        yield from _span(line[: between.start()], line[between.end() :], now, zone)
    if within := _WITHIN.fullmatch(line):
        first, last = (f"{within[end]} {within['rest']}" for end in ("first", "last"))
        yield from _span(first, last, now, zone)
    day = _day(line, now, zone)
    if day:
        yield Vacation(first=day, last=day)


def _span(first: str, last: str, now: datetime, zone: ZoneInfo) -> Iterator[Vacation]:
    """From a day to the next one that the second text names; one that has begun counts too."""
    begins, ends = _day(first, now, zone), _day(last, now, zone)
    if begins is None or ends is None:
        return
    if begins <= ends:
        yield Vacation(first=begins, last=ends)
        return
    # Without a year the first day may lie behind us, or the last one in the year after it.
    begun, later = add_months(begins, -12), _day(last, from_wall(begins, time(0), zone), zone)
    if begun <= local(now, zone).date() and ends - begun <= _GUESSED:
        yield Vacation(first=begun, last=ends)
    elif later and timedelta(0) <= later - begins <= _GUESSED:
        yield Vacation(first=begins, last=later)


def _day(text: str, now: datetime, zone: ZoneInfo) -> date | None:
    try:
        found = read_moment(text, now, zone)
    except (Ambiguous, Unreadable):
        return None
    return None if isinstance(found, NotFixed) else found.day
