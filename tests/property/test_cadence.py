from datetime import date, datetime, time, timedelta
from itertools import islice, pairwise
from zoneinfo import ZoneInfo, available_timezones

from hypothesis import example, given, strategies as st

from bot.calendar.cadence import (
    before_meeting,
    next_nudge,
    reflection,
    slots,
    working_days_later,
)
from bot.calendar.rhythm import CLOSES, OPENS, Rhythm, Vacation, works_on
from bot.calendar.when import weekly_instants
from bot.calendar.zones import from_wall, local, zone
from tests.property.rhythms import DAYS, HOURS, NOWS, WEEKDAYS, ZONES, rhythms, vacations

WEEK = timedelta(days=7)
LONGEST_CHANGE = timedelta(hours=25)  # what a zone that crosses the date line skips, and one more


def polite(instant: datetime, rhythm: Rhythm, where: ZoneInfo) -> bool:
    wall = local(instant, where)
    return works_on(wall.date(), rhythm) and OPENS <= wall.time() < CLOSES


def missing(day: date, where: ZoneInfo) -> bool:
    """Whether a zone left out a whole day when it crossed the date line."""
    return local(from_wall(day, time(12), where), where).date() != day


@given(where=ZONES, weekday=WEEKDAYS, clock=st.times(), start=NOWS)
@example(zone("Europe/Berlin"), 6, time(2, 30), datetime.fromisoformat("2026-10-15T00:00+00:00"))
@example(zone("Pacific/Apia"), 4, time(10), datetime.fromisoformat("2011-12-15T00:00+00:00"))
def test_a_weekly_time_shows_the_same_clock_every_week(
    where: ZoneInfo, weekday: int, clock: time, start: datetime
) -> None:
    found = list(islice(slots(where, weekday, clock, start), 60))
    assert found[0] >= start
    assert found[0] - start < WEEK + LONGEST_CHANGE
    for slot in found:
        wall = local(slot, where)
        day = wall.date()
        if (day.weekday(), wall.time()) != (weekday, clock):
            # Only a time that does not exist moves, to the first one that does.
            before = local(slot - timedelta(seconds=1), where)
            assert wall.utcoffset() != before.utcoffset()
            nominal = day - timedelta(days=(day.weekday() - weekday) % 7)
            assert before.replace(tzinfo=None) < datetime.combine(nominal, clock)
    for one, other in pairwise(found):
        assert abs(other - one - WEEK) <= LONGEST_CHANGE


def test_in_every_zone_tuesdays_at_ten_stay_tuesdays_at_ten() -> None:
    start = datetime.fromisoformat("2026-01-01T00:00+00:00")
    for name in available_timezones() - {"localtime"}:
        found = list(islice(slots(zone(name), 1, time(10), start), 110))
        walls = [local(slot, zone(name)) for slot in found]
        assert {(wall.weekday(), wall.time()) for wall in walls} == {(1, time(10))}, name
        days = [wall.date() for wall in walls]
        assert {other - one for one, other in pairwise(days)} == {WEEK}, name


@given(data=st.data(), where=ZONES, after=NOWS)
def test_there_is_one_next_nudge_in_hours_on_a_working_day(
    data: st.DataObject, where: ZoneInfo, after: datetime
) -> None:
    rhythm = data.draw(rhythms(local(after, where).date()))
    nudge = next_nudge(after, rhythm, where)
    assert nudge is not None
    assert nudge > after
    assert polite(nudge, rhythm, where)
    wall = local(nudge, where)
    if wall.time() == rhythm.weekly_at:
        assert wall.weekday() == rhythm.weekly_day
    # No slot in between would have done.
    for slot in slots(where, rhythm.weekly_day, rhythm.weekly_at, after):
        if slot >= nudge:
            break
        assert slot == after or not polite(slot, rhythm, where)


@given(data=st.data(), where=ZONES, after=NOWS)
def test_nudges_never_come_twice_in_a_week_whatever_changes(
    data: st.DataObject, where: ZoneInfo, after: datetime
) -> None:
    last = after
    for _ in range(6):
        rhythm = data.draw(rhythms(local(last, where).date()))
        late = data.draw(st.timedeltas(timedelta(0), timedelta(days=9)))
        where = data.draw(st.just(where) | ZONES)
        nudge = next_nudge(last, rhythm, where, last=last)
        assert nudge is not None
        week = local(nudge, where).isocalendar()[:2]
        assert week > local(last, where).isocalendar()[:2]
        last = nudge + late


@given(data=st.data(), where=ZONES, after=NOWS, nudges=st.sampled_from(("stopped", "asleep")))
def test_who_stopped_is_not_nudged(
    data: st.DataObject, where: ZoneInfo, after: datetime, nudges: str
) -> None:
    rhythm = data.draw(rhythms(local(after, where).date()))
    silent = Rhythm.model_validate(rhythm.model_dump() | {"nudges": nudges})
    assert next_nudge(after, silent, where) is None


@given(data=st.data(), where=ZONES, at=NOWS, ahead=st.timedeltas(timedelta(0), timedelta(days=40)))
def test_what_comes_before_a_meeting_comes_before_it_and_politely(
    data: st.DataObject, where: ZoneInfo, at: datetime, ahead: timedelta
) -> None:
    rhythm = data.draw(rhythms(local(at, where).date()))
    due = before_meeting(at, None, rhythm, where, at - ahead)
    if due is None:
        return
    assert rhythm.before != "never"
    assert at - ahead < due < at
    assert polite(due, rhythm, where) or rhythm.deadline_alerts
    if local(due, where).date() == local(at, where).date():
        assert at - due >= timedelta(hours=1)


@given(data=st.data(), where=ZONES, at=NOWS)
def test_a_reflection_is_on_the_first_working_day_after(
    data: st.DataObject, where: ZoneInfo, at: datetime
) -> None:
    rhythm = data.draw(rhythms(local(at, where).date()))
    due = reflection(at, None, rhythm, where)
    assert due is not None
    assert polite(due, rhythm, where)
    day, held = local(due, where).date(), local(at, where).date()
    assert day > held
    between = (held + timedelta(days=days) for days in range(1, (day - held).days))
    assert not any(works_on(one, rhythm) and not missing(one, where) for one in between)


@given(data=st.data(), where=ZONES, day=DAYS, clock=HOURS, count=st.integers(1, 10))
def test_working_days_follow_one_another(
    data: st.DataObject, where: ZoneInfo, day: date, clock: time, count: int
) -> None:
    rhythm = data.draw(rhythms(day))
    instant = from_wall(day, time(12), where)
    last = working_days_later(instant, count, rhythm, where, clock)
    for _ in range(count):
        instant = working_days_later(instant, 1, rhythm, where, clock)
        assert polite(instant, rhythm, where)
    assert instant == last


@given(data=st.data(), where=ZONES, weekday=WEEKDAYS, start=NOWS, count=st.integers(1, 20))
def test_operators_hear_the_slots_outside_of_vacations(
    data: st.DataObject, where: ZoneInfo, weekday: int, start: datetime, count: int
) -> None:
    away: tuple[Vacation, ...] = data.draw(vacations(local(start, where).date()))
    day = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")[weekday]
    written = weekly_instants(
        where.key,
        f"{day}@10:30",
        start.isoformat(),
        count,
        [f"{one.first}..{one.last}" for one in away],
    )
    free = (
        slot
        for slot in slots(where, weekday, time(10, 30), start)
        if not any(local(slot, where).date() in one for one in away)
    )
    assert [datetime.fromisoformat(one) for one in written] == list(islice(free, count))
