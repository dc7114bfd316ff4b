from collections import Counter
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, strategies as st

from bot.calendar.etiquette import MOST_A_WEEK, Sent, decide, same_day_end
from bot.calendar.rhythm import CLOSES, OPENS, away, works_on
from bot.calendar.zones import local
from tests.property.rhythms import NOWS, ZONES, rhythms

AROUND = st.timedeltas(timedelta(days=-20), timedelta(days=20))


@st.composite
def sent(draw: st.DrawFn, now: datetime) -> list[Sent]:
    times = draw(st.lists(AROUND.map(lambda by: now + by), max_size=6))
    return [Sent(at=at, for_week=draw(st.booleans())) for at in sorted(times)]


@given(data=st.data(), where=ZONES, now=NOWS, for_week=st.booleans(), deadline=st.booleans())
def test_the_answer_is_now_or_one_later_moment_that_is_allowed_then(
    data: st.DataObject, where: ZoneInfo, now: datetime, *, for_week: bool, deadline: bool
) -> None:
    rhythm = data.draw(rhythms(local(now, where).date()))
    before = data.draw(sent(now))
    answer = decide(now, rhythm, where, before, for_week=for_week, deadline=deadline)
    at = now if answer is None else answer
    if answer is not None:
        assert answer > now
        again = decide(answer, rhythm, where, before, for_week=for_week, deadline=deadline)
        assert again is None
    wall = local(at, where)
    permitted = deadline and rhythm.deadline_alerts
    assert permitted or (works_on(wall.date(), rhythm) and OPENS <= wall.time() < CLOSES)
    assert not away(wall.date(), rhythm)
    assert wall.date() not in {local(one.at, where).date() for one in before}
    week = wall.isocalendar()[:2]
    weekly = [one for one in before if one.for_week]
    same = [one for one in weekly if local(one.at, where).isocalendar()[:2] == week]
    assert not for_week or len(same) < MOST_A_WEEK


@given(data=st.data(), where=ZONES, now=NOWS)
def test_whatever_falls_due_goes_out_once_a_day_and_twice_a_week_at_most(
    data: st.DataObject, where: ZoneInfo, now: datetime
) -> None:
    """A queue that asks whenever something is due, and again when it was told to."""
    rhythm = data.draw(rhythms(local(now, where).date()))
    out: list[Sent] = []
    for for_week in data.draw(st.lists(st.booleans(), min_size=1, max_size=12)):
        now += data.draw(st.timedeltas(timedelta(0), timedelta(days=2)))
        later = decide(now, rhythm, where, out, for_week=for_week)
        now = later or now
        out.append(Sent(at=now, for_week=for_week))
    days = Counter(local(one.at, where).date() for one in out)
    weeks = Counter(local(one.at, where).isocalendar()[:2] for one in out if one.for_week)
    assert max(days.values()) == 1
    assert max(weeks.values(), default=0) <= MOST_A_WEEK


@given(data=st.data(), where=ZONES, now=NOWS)
def test_a_free_moment_is_not_put_off(data: st.DataObject, where: ZoneInfo, now: datetime) -> None:
    rhythm = data.draw(rhythms(local(now, where).date()))
    wall = local(now, where)
    allowed = works_on(wall.date(), rhythm) and OPENS <= wall.time() < CLOSES
    assert (decide(now, rhythm, where, (), for_week=True) is None) is allowed


@given(where=ZONES, now=NOWS)
def test_the_day_ends_where_the_next_begins(where: ZoneInfo, now: datetime) -> None:
    end = same_day_end(now, where)
    today = local(now, where).date()
    assert end > now
    assert end - now <= timedelta(hours=26)
    assert local(end, where).date() > today
    assert local(end - timedelta(seconds=1), where).date() == today
