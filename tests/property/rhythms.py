"""Zones, instants and rhythms for the tests of when things are due."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import available_timezones

from hypothesis import strategies as st

from bot.calendar.rhythm import Rhythm, Vacation
from bot.calendar.zones import zone

ZONES = st.sampled_from(sorted(available_timezones() - {"localtime"})).map(zone)
NOWS = st.datetimes(
    # Hypothesis takes naive bounds and adds the zone. They hold the days that Samoa and Tokelau
    # never had, and every rule for the clocks that is in force.
    min_value=datetime(2011, 1, 1),  # noqa: DTZ001
    max_value=datetime(2060, 1, 1),  # noqa: DTZ001
    timezones=st.just(UTC),
)
DAYS = st.dates(date(2011, 1, 1), date(2060, 1, 1))
WEEKDAYS = st.integers(0, 6)
HOURS = st.times(time(9), time(17, 59, 59))
# Not India: the library warns that it knows its holidays until 2035 only.
COUNTRIES = st.sampled_from((None, "DE", "US", "JP", "BR", "SA", "XX"))


def vacations(near: date) -> st.SearchStrategy[tuple[Vacation, ...]]:
    one = st.builds(
        lambda after, days: Vacation(
            first=near + timedelta(days=after), last=near + timedelta(days=after + days)
        ),
        st.integers(-30, 60),
        st.integers(0, 60),
    )
    return st.lists(one, max_size=3).map(tuple)


@st.composite
def rhythms(draw: st.DrawFn, near: date) -> Rhythm:
    """A rhythm whose vacations and pause lie near that day."""
    weekly_day = draw(WEEKDAYS)
    off = draw(st.frozensets(WEEKDAYS.filter(lambda day: day != weekly_day)))
    pause = st.integers(-10, 60).map(lambda days: near + timedelta(days=days))
    return Rhythm(
        weekly_day=weekly_day,
        weekly_at=draw(HOURS),
        reflect_at=draw(HOURS),
        before=draw(st.sampled_from(("afternoon", "morning", "never"))),
        days_off=off,
        country=draw(COUNTRIES),
        vacations=draw(vacations(near)),
        paused_until=draw(st.none() | pause),
        deadline_alerts=draw(st.booleans()),
    )
