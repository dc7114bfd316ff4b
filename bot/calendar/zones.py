"""Time zones: between the instants we keep and the wall clocks people live by."""

from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

# English names of our own: strftime would follow the locale of the machine.
DAY_NAMES = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTH_NAMES = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

# A date further ahead than this carries its year; within it, a day and a month
# name exactly one coming date.
_MONTHS_WITHOUT_YEAR = 11


class UnknownZone(ValueError):  # noqa: N818 - the profile is what lacks, not the program
    """The name is missing or is not an IANA time zone; the caller decides what to do instead."""


def zone(name: str | None) -> ZoneInfo:
    """Return the IANA zone of that name.

    Raises UnknownZone when the name is None, empty or not in the database.
    """
    if not name:
        raise UnknownZone("no time zone given")
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        # ZoneInfo answers a path, a folder and a name too long each in its own way.
        raise UnknownZone("not an IANA time zone") from None


def local(instant: datetime, zone: ZoneInfo) -> datetime:
    """Return the wall-clock time in the zone at an aware instant.

    Raises ValueError for a naive datetime.
    """
    if instant.utcoffset() is None:
        raise ValueError("a datetime without a time zone is refused")
    return instant.astimezone(zone)


def from_wall(day: date, clock: time, zone: ZoneInfo) -> datetime:
    """Return the UTC instant at which clocks in the zone show that day and time.

    A time that does not exist (clocks go forward) moves to the first one that does; a repeated
    time (clocks go back) means its first occurrence. Raises ValueError for a clock with a zone.
    """
    if clock.tzinfo is not None:
        raise ValueError("a wall-clock time carries no time zone of its own")
    wall = datetime.combine(day, clock.replace(fold=0))
    instant = wall.replace(tzinfo=zone).astimezone(UTC)
    if _shown(instant, zone) == wall:
        return instant
    return _end_of_gap(wall, zone)


def show_date(day: date, zone: ZoneInfo, now: datetime) -> str:
    """Return a local day as "Thu 10 Dec", with the year unless it lies in the next 11 months.

    Raises ValueError when now is naive.
    """
    today = local(now, zone).date()
    short = f"{DAY_NAMES[day.weekday()]} {day.day} {MONTH_NAMES[day.month - 1]}"
    if today <= day <= add_months(today, _MONTHS_WITHOUT_YEAR):
        return short
    return f"{short} {day.year}"


def show_moment(instant: datetime, zone: ZoneInfo, now: datetime) -> str:
    """Return an instant as people in the zone write it: "Thu 10 Dec, 15:00", 24 hours.

    The year is added unless the day lies in the next 11 months. Raises ValueError when instant
    or now is naive.
    """
    wall = local(instant, zone)
    return f"{show_date(wall.date(), zone, now)}, {wall:%H:%M}"


def add_months(day: date, months: int) -> date:
    """Return the same day so many months later, or the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _shown(instant: datetime, zone: ZoneInfo) -> datetime:
    return instant.astimezone(zone).replace(tzinfo=None, fold=0)


def _end_of_gap(wall: datetime, zone: ZoneInfo) -> datetime:
    # The two folds read a missing time with the offsets of after and before the change, so the
    # change lies between them; halving the seconds finds it whatever the size of the gap.
    start = wall.replace(tzinfo=zone, fold=1).astimezone(UTC)
    span = wall.replace(tzinfo=zone, fold=0).astimezone(UTC) - start
    before, after = 0, int(span.total_seconds())
    while after - before > 1:
        middle = (before + after) // 2
        if _shown(start + timedelta(seconds=middle), zone) > wall:
            after = middle
        else:
            before = middle
    return start + timedelta(seconds=after)
