from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

from hypothesis import example, given, strategies as st

from bot.calendar.moments import Ambiguous, Moment, NotFixed, Unreadable, read_moment, show
from bot.calendar.zones import from_wall, local, show_moment, zone

ZONES = st.sampled_from(sorted(available_timezones() - {"localtime"})).map(zone)
NOWS = st.datetimes(
    # Hypothesis takes naive bounds and adds the zone.
    min_value=datetime(2000, 1, 1),  # noqa: DTZ001
    max_value=datetime(2100, 1, 1),  # noqa: DTZ001
    timezones=st.just(UTC),
)
# fmt: off
WORDS = st.sampled_from((
    "9999", "next", "this", "coming", "on", "at", "from", "to", "in", "the", "of", "end", "week",
    "month", "day", "tomorrow", "today", "thursday", "mon", "sun", "dec", "may", "february",
    "afternoon", "two", "hours", "weeks", "not", "yet", "fixed", "noon", "10", "12", "3", "31",
    "29", "7", "10th", "12/10", "10.12.", "2027", "15:00", "3pm", "00:30", "2:30", "9-11", "-",
    ",", ".",
))
# fmt: on
PHRASES = st.lists(WORDS, max_size=6).map(" ".join)


@given(where=ZONES, day=st.dates(date(1990, 1, 1), date(2100, 1, 1)), clock=st.times())
def test_a_wall_time_is_the_first_instant_that_shows_it_or_later(
    where: ZoneInfo, day: date, clock: time
) -> None:
    wall = datetime.combine(day, clock.replace(fold=0))
    instant = from_wall(day, clock, where)
    shown = local(instant, where)
    assert instant.tzinfo is UTC
    if shown.replace(tzinfo=None, fold=0) == wall:
        assert shown.fold == 0
    else:
        # The time is missing: what is shown is later, and one second before it was earlier.
        before = local(instant - timedelta(seconds=1), where)
        assert before.replace(tzinfo=None) < wall < shown.replace(tzinfo=None)


@given(where=ZONES, now=NOWS, ahead=st.timedeltas(timedelta(0), timedelta(days=3000)))
def test_what_is_shown_reads_back_as_the_same_moment(
    where: ZoneInfo, now: datetime, ahead: timedelta
) -> None:
    instant = (now + ahead + timedelta(minutes=1)).replace(second=0, microsecond=0)
    if local(instant, where).fold or local(instant, where).second:
        return  # the second occurrence of a repeated time is not what a person can write
    read = read_moment(show_moment(instant, where, now), now, where)
    assert isinstance(read, Moment)
    assert read.at == instant


@given(where=ZONES, now=NOWS, ahead=st.integers(0, 3000))
def test_a_shown_day_reads_back_as_the_same_day(where: ZoneInfo, now: datetime, ahead: int) -> None:
    day = local(now, where).date() + timedelta(days=ahead)
    moment = Moment(at=None, day=day, time_known=False)
    assert read_moment(show(moment, where, now), now, where) == moment


@given(text=st.text(max_size=100) | PHRASES, where=ZONES, now=NOWS)
@example(text="t15:00", where=zone("UTC"), now=datetime(2026, 11, 23, tzinfo=UTC))
@example(text="end of dec 9999", where=zone("UTC"), now=datetime(2026, 11, 23, tzinfo=UTC))
@example(text="end of month", where=zone("UTC"), now=datetime(2026, 12, 31, tzinfo=UTC))
def test_any_text_is_a_moment_ahead_or_a_known_refusal(
    text: str, where: ZoneInfo, now: datetime
) -> None:
    refused, asked, read = _outcome(text, where, now)
    assert refused in {None, "moment_unreadable", "moment_past"}
    assert read is None or isinstance(read, NotFixed) or _ahead(read, now, where)
    if asked is not None:
        again = [_outcome(option, where, now)[2] for option in asked.options]
        assert len(set(asked.labels)) == len(asked.labels) > 1
        assert [show(m, where, now) for m in again if isinstance(m, Moment)] == [*asked.labels]


def _outcome(
    text: str, where: ZoneInfo, now: datetime
) -> tuple[str | None, Ambiguous | None, Moment | NotFixed | None]:
    try:
        return None, None, read_moment(text, now, where)
    except Unreadable as refused:
        return str(refused), None, None
    except Ambiguous as asked:
        return None, asked, None


def _ahead(moment: Moment, now: datetime, where: ZoneInfo) -> bool:
    today = local(now, where).date()
    return moment.day >= today and (moment.at is None or moment.at >= now)
