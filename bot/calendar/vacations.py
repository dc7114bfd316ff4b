"""Vacations as people type them, one a line: "2026-12-24..2027-01-02", "24 Dec - 2 Jan"."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from itertools import pairwise, product
from zoneinfo import ZoneInfo

from bot.calendar.days import read_days
from bot.calendar.moments import normalised
from bot.calendar.rhythm import LONGEST_VACATION, MOST_VACATIONS, Vacation
from bot.calendar.zones import MONTH_NAMES, local

_BETWEEN = re.compile(r" ?(?:\.\.|-|\b(?:to|until|till|through)\b) ?")
_FROM = re.compile(r"^(?:from|between) ")
_NUMBER = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?", re.ASCII)
_YEAR = re.compile(r"\d{4}", re.ASCII)
_DAY = timedelta(days=1)
_MONTH = timedelta(days=30)
_YEAR_AGO = timedelta(days=365)
# Days whose years are to be guessed: "20 Dec - 27 Nov" is a slip, not eleven months.
_LONGEST_GUESSED = timedelta(days=92)


class BadVacations(ValueError):  # noqa: N818 - what the text is, not an error of the program
    """What was typed holds no vacations to keep; `line` counts from one.

    code is "vacation_unreadable", "vacation_ambiguous", "vacation_backwards", "vacation_past",
    "vacation_too_long" (over a year), "vacation_years_missing" (over three months, without a
    year) or "vacation_too_many". The message is the code alone.
    """

    def __init__(self, code: str, line: int) -> None:
        super().__init__(code)
        self.code = code
        self.line = line


class _BadLine(ValueError):  # noqa: N818 - as above
    pass


def read_vacations(text: str, now: datetime, zone: ZoneInfo) -> tuple[Vacation, ...]:
    """Return the vacations of a text, the first to begin first; () for an empty one.

    Each line holds a day or a first and a last day, in every form read_days knows, seen from an
    aware now; without a year it is the one going on or the next. Raises BadVacations, and
    ValueError for a naive now.
    """
    today = local(now, zone).date()
    found: set[Vacation] = set()
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            found.add(_read_line(normalised(line), today))
        except _BadLine as bad:
            raise BadVacations(str(bad), number) from None
        if len(found) > MOST_VACATIONS:
            raise BadVacations("vacation_too_many", number)
    return tuple(sorted(found, key=_order))


def write_vacations(vacations: Iterable[Vacation], today: date) -> str:
    """Return those that are not over on a local day as read_vacations reads them, one a line."""
    coming = sorted((one for one in vacations if one.last >= today), key=_order)
    return "\n".join(
        _written(one.first)
        if one.first == one.last
        else f"{_written(one.first)} to {_written(one.last)}"
        for one in coming
    )


def _written(day: date) -> str:
    return f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year}"


def _order(vacation: Vacation) -> tuple[date, date]:
    return (vacation.first, vacation.last)


def _read_line(phrase: str, today: date) -> Vacation:
    phrase = _FROM.sub("", phrase)
    pairs = tuple(dict.fromkeys(_pairs(phrase, today)))
    if not pairs:
        raise _BadLine("vacation_unreadable")
    forwards = tuple(Vacation(first=one, last=other) for one, other in pairs if one <= other)
    if not forwards:
        raise _BadLine("vacation_backwards")
    return _meant(forwards, today, year_given=_YEAR.search(phrase) is not None)


def _meant(vacations: Iterable[Vacation], today: date, *, year_given: bool) -> Vacation:
    longest = LONGEST_VACATION if year_given else _LONGEST_GUESSED
    ahead = sorted((one for one in vacations if one.last >= today), key=_order)
    if not ahead:
        raise _BadLine("vacation_past")
    fitting = [one for one in ahead if one.last - one.first < longest]
    if not fitting:
        raise _BadLine("vacation_too_long" if year_given else "vacation_years_missing")
    if len({(f"{one.first:%m%d}", f"{one.last:%m%d}") for one in fitting}) > 1:
        raise _BadLine("vacation_ambiguous")
    return fitting[0]


def _pairs(phrase: str, today: date) -> Iterator[tuple[date, date]]:
    whole = read_days(phrase, today, clock_given=True)
    if whole:
        # "Next week" is one stretch of days; other phrases for several days mean one of them.
        stretch = all(later - day == _DAY for day, later in pairwise(whole))
        yield from [(whole[0], whole[-1])] if stretch else zip(whole, whole, strict=True)
        return
    for between in _BETWEEN.finditer(phrase):
        first, last = phrase[: between.start()], phrase[between.end() :]
        # Seen from a year ago, "20 Nov" is that of a vacation going on.
        for seen_from in (today - _YEAR_AGO, today):
            yield from _ends(first, last, seen_from)


def _ends(first: str, last: str, seen_from: date) -> Iterator[tuple[date, date]]:
    number = _NUMBER.fullmatch(first)
    if number is not None:
        # "24 - 28 Dec": the day of that number in the month before the end.
        for end in read_days(last, seen_from, clock_given=True):
            days = read_days(f"{number[1]}th", end - _MONTH, clock_given=True)
            yield from product(days, (end,))
        return
    number = _NUMBER.fullmatch(last)
    last = last if number is None else f"{number[1]}th"
    for begin in read_days(first, seen_from, clock_given=True):
        yield from product((begin,), read_days(last, begin, clock_given=True))
