"""The question of an operator who wonders when a weekly time is due, read and answered as text."""

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from bot.calendar.cadence import slots
from bot.calendar.rhythm import Vacation
from bot.calendar.zone_names import known_zones
from bot.calendar.zones import DAY_NAMES, from_wall, local

_WEEKLY = re.compile(r"(?P<day>[a-z]{3})@(?P<hour>\d{1,2}):(?P<minute>\d{2})", re.ASCII)
_VACATION = re.compile(r"(?P<first>\d{4}-\d\d-\d\d)\.\.(?P<last>\d{4}-\d\d-\d\d)", re.ASCII)
_DAYS = tuple(name.casefold() for name in DAY_NAMES)


class BadQuestion(ValueError):  # noqa: N818 - what was asked, not an error of the program
    """The question cannot be answered; the message names the option and why, in one line."""


def weekly_instants(
    zone: str, weekly: str, start: str, count: int, vacations: Sequence[str]
) -> tuple[str, ...]:
    """Return so many instants of a weekly wall-clock time as "2026-10-20T08:00:00Z".

    zone is an IANA name, weekly "tue@10:00", start ISO 8601 with an offset or Z, a vacation
    "2026-11-02..2026-11-06", its local days included. The first instant is at or after start; those
    in a vacation are left out and not counted. Days off, hours and holidays do not apply.
    Raises BadQuestion for what cannot be read, and when the calendar ends before the count.
    """
    where = _read_zone(zone)
    weekday, clock = _read_weekly(weekly)
    away = [_read_vacation(one) for one in vacations]
    begin = _read_start(start, where)
    found = tuple(islice(_outside(away, where, weekday, clock, begin), count))
    if len(found) < count:
        raise BadQuestion(f"--count: only {len(found)} such times until the calendar ends in 9999")
    return tuple(f"{at.replace(tzinfo=None).isoformat(timespec='seconds')}Z" for at in found)


def _outside(
    vacations: Sequence[Vacation], zone: ZoneInfo, weekday: int, clock: time, start: datetime
) -> Iterator[datetime]:
    while True:
        for slot in slots(zone, weekday, clock, start):
            day = local(slot, zone).date()
            vacation = next((one for one in vacations if day in one), None)
            if vacation is not None:
                break
            yield slot
        else:
            return
        if vacation.last == date.max:
            return
        # Go on behind it at once: a vacation may last until the year 9999.
        start = from_wall(vacation.last + timedelta(days=1), time(0), zone)


def _read_zone(name: str) -> ZoneInfo:
    if name not in known_zones():
        raise BadQuestion(f"--zone: not an IANA time zone: {name!r}")
    return ZoneInfo(name)


def _read_weekly(text: str) -> tuple[int, time]:
    match = _WEEKLY.fullmatch(text.casefold())
    if match is None or match["day"] not in _DAYS:
        raise BadQuestion(f"--weekly: not a day and a time like tue@10:00: {text!r}")
    try:
        return _DAYS.index(match["day"]), time(int(match["hour"]), int(match["minute"]))
    except ValueError:
        raise BadQuestion(f"--weekly: no such time of day: {text!r}") from None


def _read_start(text: str, zone: ZoneInfo) -> datetime:
    try:
        start = datetime.fromisoformat(text)
    except ValueError:
        raise BadQuestion(f"--from: not a time like 2026-10-15T00:00Z: {text!r}") from None
    if start.utcoffset() is None:
        raise BadQuestion(f"--from: needs Z or an offset like +02:00 at its end: {text!r}")
    try:
        start = start.astimezone(UTC)
        # The search looks at the days around it, in the zone.
        local(start - timedelta(days=14), zone)
        local(start + timedelta(days=1), zone)
    except OverflowError:
        raise BadQuestion(f"--from: at the edge of the calendar: {text!r}") from None
    return start


def _read_vacation(text: str) -> Vacation:
    match = _VACATION.fullmatch(text)
    if match is None:
        raise BadQuestion(f"--vacation: not two days like 2026-11-02..2026-11-06: {text!r}")
    try:
        first, last = date.fromisoformat(match["first"]), date.fromisoformat(match["last"])
    except ValueError:
        raise BadQuestion(f"--vacation: no such day: {text!r}") from None
    if last < first:
        raise BadQuestion(f"--vacation: ends before it begins: {text!r}")
    return Vacation(first=first, last=last)
