"""When things recur, and when what belongs to a meeting is due. Instants come out in UTC."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import count as naturals, islice
from typing import Final
from zoneinfo import ZoneInfo

from bot.calendar.rhythm import CLOSES, OPENS, Rhythm, away, works_on
from bot.calendar.zones import from_wall, local

AFTERNOON: Final = time(17)
_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)
# "Your sheet is ready" says nothing to somebody who will be away for longer than this first.
_DAYS_BEFORE = 31
_AHEAD_OF_MEETING = timedelta(hours=1)


def slots(zone: ZoneInfo, weekday: int, clock: time, start: datetime) -> Iterator[datetime]:
    """Yield every week's instant at that wall-clock time, the first one at or after start.

    weekday counts from Monday = 0. A time that does not exist moves to the first one that does, a
    repeated one means its first occurrence. Ends with the calendar, in the year 9999. Raises
    ValueError for a naive start and OverflowError for one at the very edge of the calendar.
    """
    today = local(start, zone).date()
    # The slot of the day before may have moved past midnight, so the search begins a week early.
    day = today - _WEEK + timedelta(days=(weekday - today.weekday()) % 7)
    try:
        while True:
            slot = from_wall(day, clock, zone)
            if slot >= start:
                yield slot
            day += _WEEK
    except OverflowError:
        return


def next_nudge(
    after: datetime, rhythm: Rhythm, zone: ZoneInfo, *, last: datetime | None = None
) -> datetime | None:
    """Return the next weekly slot later than `after` on a working day; None without nudges.

    A slot on a day that is no working day is left out for that week. `last` is when the previous
    nudge went out: with it the next one lies in a later week (ISO, local), also for somebody who
    changed the day, travelled, or got that one late. Raises ValueError for naive instants.
    """
    if rhythm.nudges != "on":
        return None
    start = after
    if rhythm.paused_until is not None:
        start = max(start, from_wall(rhythm.paused_until, time(0), zone))
    if last is not None:
        wall = local(last, zone).date()
        start = max(start, from_wall(wall + timedelta(days=7 - wall.weekday()), time(0), zone))
    weekly = slots(zone, rhythm.weekly_day, rhythm.weekly_at, start)
    return next((one for one in weekly if one > after and _suits(one, rhythm, zone)), None)


def before_meeting(
    at: datetime | None, day: date | None, rhythm: Rhythm, zone: ZoneInfo, now: datetime
) -> datetime | None:
    """Return when the message before a meeting is due: an instant before it and after now, or None.

    `at` is the meeting's instant, `day` its local day when the hour is open; None for neither, and
    for somebody who wants none. In the afternoon: 17:00 on the last working day before; in the
    morning: 09:00 on the day itself, an hour ahead of the meeting at least, on a working day
    and from 09:00 unless deadline alerts are permitted. When the one cannot be, or is over, it is
    the other.
    """
    on = day if at is None else local(at, zone).date()
    if on is None or rhythm.before == "never":
        return None
    afternoon = _afternoon_before(on, rhythm, zone)
    morning = _morning_of(on, at, rhythm, zone)
    wished = (afternoon, morning) if rhythm.before == "afternoon" else (morning, afternoon)
    return next((one for one in wished if one and one > now), None)


def reflection(
    at: datetime | None, day: date | None, rhythm: Rhythm, zone: ZoneInfo
) -> datetime | None:
    """Return the person's hour on the first working day after the meeting's; None without a day."""
    on = day if at is None else local(at, zone).date()
    return None if on is None else _working_day_after(on, 1, rhythm, zone, rhythm.reflect_at)


def working_days_later(
    instant: datetime, count: int, rhythm: Rhythm, zone: ZoneInfo, clock: time
) -> datetime:
    """Return that time of the count-th working day after the local day of an instant.

    Raises ValueError for a count under 1 and a naive instant.
    """
    if count < 1:
        raise ValueError("working days are counted from one")
    return _working_day_after(local(instant, zone).date(), count, rhythm, zone, clock)


def working_day_from(day: date, rhythm: Rhythm, zone: ZoneInfo, clock: time) -> datetime:
    """Return that time of the first working day that is not before a local day."""
    return _working_day_after(day - _DAY, 1, rhythm, zone, clock)


def _working_day_after(
    day: date, count: int, rhythm: Rhythm, zone: ZoneInfo, clock: time
) -> datetime:
    if rhythm.paused_until is not None:
        day = max(day, rhythm.paused_until - _DAY)
    days = (day + timedelta(days=days) for days in naturals(1))
    dues = ((one, from_wall(one, clock, zone)) for one in days if works_on(one, rhythm))
    # A zone that moved across the date line left a whole day out.
    working = (due for one, due in dues if local(due, zone).date() == one)
    return next(islice(working, count - 1, None))


def _afternoon_before(day: date, rhythm: Rhythm, zone: ZoneInfo) -> datetime | None:
    days = (day - timedelta(days=days) for days in range(1, _DAYS_BEFORE + 1))
    afternoons = (from_wall(one, AFTERNOON, zone) for one in days)
    return next((one for one in afternoons if _suits(one, rhythm, zone)), None)


def _morning_of(day: date, at: datetime | None, rhythm: Rhythm, zone: ZoneInfo) -> datetime | None:
    opens = from_wall(day, OPENS, zone)
    morning = opens if at is None else min(opens, (at - _AHEAD_OF_MEETING).astimezone(UTC))
    permitted = rhythm.deadline_alerts and not away(local(morning, zone).date(), rhythm)
    allowed = permitted or _suits(morning, rhythm, zone)
    return morning if allowed else None


def _suits(instant: datetime, rhythm: Rhythm, zone: ZoneInfo) -> bool:
    wall = local(instant, zone)
    return works_on(wall.date(), rhythm) and OPENS <= wall.time() < CLOSES
