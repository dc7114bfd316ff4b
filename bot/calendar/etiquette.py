"""What Parley may send unasked, and when: the rules of politeness, as pure functions."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from bot.calendar.rhythm import CLOSES, OPENS, Rhythm, away, works_on
from bot.calendar.zones import from_wall, local

MOST_A_WEEK: Final = 2
_DAY = timedelta(days=1)
_LAST_DAY: Final = datetime(9999, 12, 31, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Sent:
    """A message that went out unasked; `for_week` says whether it counts for the week."""

    at: datetime
    for_week: bool


def decide(
    now: datetime,
    rhythm: Rhythm,
    zone: ZoneInfo,
    sent: Sequence[Sent],
    *,
    for_week: bool,
    deadline: bool = False,
) -> datetime | None:
    """Return None when a message may go out now, else the UTC instant to ask again, later than now.

    That is the first moment allowed as far as is known: from 09:00 until 18:00 local on a working
    day, on a local day without a message and, for one that counts for the week, in an ISO week with
    fewer than two of those. A deadline the person permitted goes out at any hour, on days off and
    on public holidays, yet neither in a vacation nor a pause; that one a day is the most holds for
    it too. When none is left, it is the last day of the calendar. Raises ValueError for a naive
    now.
    """
    free = deadline and rhythm.deadline_alerts
    taken = {local(one.at, zone).date() for one in sent}
    weeks = [_week(local(one.at, zone).date()) for one in sent if one.for_week]
    today = local(now, zone).date()
    for day in _days_from(today, rhythm):
        silent = away(day, rhythm) if free else not works_on(day, rhythm)
        full = for_week and weeks.count(_week(day)) >= MOST_A_WEEK
        if silent or full or day in taken:
            continue
        if free and day == today:
            return None
        opens, closes = (from_wall(day, clock, zone) for clock in (OPENS, CLOSES))
        if now < opens < closes and local(opens, zone).date() == day:
            return opens
        if opens <= now < closes:
            return None
    return max(_LAST_DAY, now)


def same_day_end(now: datetime, zone: ZoneInfo) -> datetime:
    """Return the UTC instant at which the local day of now is over.

    What falls due before it joins the message that goes out now. Raises ValueError for a naive now.
    """
    return from_wall(local(now, zone).date() + _DAY, time(0), zone)


def _days_from(today: date, rhythm: Rhythm) -> Iterator[date]:
    day = today if rhythm.paused_until is None else max(today, rhythm.paused_until)
    while day < date.max - _DAY:
        yield day
        day += _DAY


def _week(day: date) -> tuple[int, int]:
    return day.isocalendar()[:2]
