from datetime import UTC, date, datetime, time
from itertools import islice

import pytest

from bot.calendar.cadence import (
    before_meeting,
    next_nudge,
    reflection,
    slots,
    working_day_from,
    working_days_later,
)
from bot.calendar.rhythm import Rhythm, Vacation
from bot.calendar.zones import zone

BERLIN = zone("Europe/Berlin")
TUESDAYS = Rhythm()
LONG_BEFORE = datetime(2026, 10, 1, tzinfo=UTC)


def utc(written: str) -> datetime:
    return datetime.fromisoformat(f"{written}+00:00")


def test_weekly_times_stay_wall_clock_over_the_change_of_clocks() -> None:
    found = list(islice(slots(BERLIN, 1, time(10), utc("2026-10-15T00:00")), 3))
    assert found == [utc("2026-10-20T08:00"), utc("2026-10-27T09:00"), utc("2026-11-03T09:00")]
    assert all(one.tzinfo is UTC for one in found)


@pytest.mark.parametrize(
    ("name", "weekday", "clock", "start", "first"),
    [
        # At the start itself, and a moment after it.
        ("Europe/Berlin", 1, time(10), "2026-10-20T08:00", "2026-10-20T08:00"),
        ("Europe/Berlin", 1, time(10), "2026-10-20T08:00:01", "2026-10-27T09:00"),
        # An hour that is missing; one that is repeated; between its two occurrences.
        ("Europe/Berlin", 6, time(2, 30), "2027-03-25T00:00", "2027-03-28T01:00"),
        ("Europe/Berlin", 6, time(2, 30), "2026-10-22T00:00", "2026-10-25T00:30"),
        ("Europe/Berlin", 6, time(2, 30), "2026-10-25T01:00", "2026-11-01T01:30"),
        # The day is another one in UTC.
        ("Pacific/Kiritimati", 1, time(10), "2026-10-15T00:00", "2026-10-19T20:00"),
        ("Pacific/Pago_Pago", 1, time(20), "2026-10-15T00:00", "2026-10-21T07:00"),
        # Samoa had no Friday 30 December 2011: its first moment that exists is a Saturday.
        ("Pacific/Apia", 4, time(10), "2011-12-30T10:00", "2011-12-30T10:00"),
    ],
)
def test_the_first_slot(name: str, weekday: int, clock: time, start: str, first: str) -> None:
    assert next(slots(zone(name), weekday, clock, utc(start))) == utc(first)


def test_slots_end_with_the_calendar() -> None:
    found = list(slots(BERLIN, 1, time(10), utc("9999-12-01T00:00")))
    assert [one.day for one in found] == [7, 14, 21, 28]


@pytest.mark.parametrize(
    ("rhythm", "after", "expected"),
    [
        (TUESDAYS, "2026-11-02T00:00", "2026-11-03T09:00"),
        (TUESDAYS, "2026-11-03T08:59", "2026-11-03T09:00"),
        (TUESDAYS, "2026-11-03T09:00", "2026-11-10T09:00"),
        (Rhythm(paused_until=date(2026, 11, 10)), "2026-11-02T00:00", "2026-11-10T09:00"),
        (Rhythm(paused_until=date(2026, 11, 11)), "2026-11-02T00:00", "2026-11-17T09:00"),
        (
            Rhythm(vacations=(Vacation(first=date(2026, 11, 3), last=date(2026, 11, 17)),)),
            "2026-11-02T00:00",
            "2026-11-24T09:00",
        ),
        (Rhythm(weekly_day=4, country="DE"), "2026-12-24T00:00", "2027-01-08T09:00"),
        (Rhythm(nudges="stopped"), "2026-11-02T00:00", None),
        (Rhythm(nudges="asleep"), "2026-11-02T00:00", None),
    ],
)
def test_the_next_nudge(rhythm: Rhythm, after: str, expected: str | None) -> None:
    found = next_nudge(utc(after), rhythm, BERLIN)
    assert found == (None if expected is None else utc(expected))


def test_a_nudge_is_followed_by_the_next_in_a_later_week() -> None:
    thursdays = Rhythm(weekly_day=3)
    asked = utc("2026-11-03T09:00")
    assert next_nudge(asked, thursdays, BERLIN) == utc("2026-11-05T09:00")
    assert next_nudge(asked, thursdays, BERLIN, last=asked) == utc("2026-11-12T09:00")
    # One that came late, on Monday, stands for the week it came in.
    late = utc("2026-11-09T09:00")
    assert next_nudge(late, TUESDAYS, BERLIN, last=late) == utc("2026-11-17T09:00")


@pytest.mark.parametrize(
    ("rhythm", "at", "expected"),
    [
        (TUESDAYS, "2026-12-10T14:00", "2026-12-09T16:00"),
        # A Monday's meeting: Friday afternoon.
        (TUESDAYS, "2026-12-07T08:00", "2026-12-04T16:00"),
        (Rhythm(before="morning"), "2026-12-10T14:00", "2026-12-10T08:00"),
        (Rhythm(before="morning"), "2026-12-10T09:00", "2026-12-10T08:00"),
        # An hour ahead would be before nine: the afternoon before, or early by permission.
        (Rhythm(before="morning"), "2026-12-10T08:30", "2026-12-09T16:00"),
        (
            Rhythm(before="morning", deadline_alerts=True),
            "2026-12-10T08:30",
            "2026-12-10T07:30",
        ),
        (Rhythm(before="morning"), "2026-12-06T14:00", "2026-12-04T16:00"),
        (
            Rhythm(before="morning", deadline_alerts=True),
            "2026-12-06T14:00",
            "2026-12-06T08:00",
        ),
        (Rhythm(before="never"), "2026-12-10T14:00", None),
        # Silence was asked for until the day of the meeting, or past it.
        (Rhythm(paused_until=date(2026, 12, 10)), "2026-12-10T14:00", "2026-12-10T08:00"),
        (
            Rhythm(paused_until=date(2026, 12, 11), deadline_alerts=True),
            "2026-12-10T14:00",
            None,
        ),
        (
            Rhythm(vacations=(Vacation(first=date(2026, 12, 5), last=date(2026, 12, 9)),)),
            "2026-12-10T14:00",
            "2026-12-04T16:00",
        ),
    ],
)
def test_the_message_before_a_meeting(rhythm: Rhythm, at: str, expected: str | None) -> None:
    found = before_meeting(utc(at), None, rhythm, BERLIN, LONG_BEFORE)
    assert found == (None if expected is None else utc(expected))


def test_before_a_meeting_whose_hour_or_day_is_open() -> None:
    def found(day: date | None, rhythm: Rhythm) -> datetime | None:
        return before_meeting(None, day, rhythm, BERLIN, LONG_BEFORE)

    day = date(2026, 12, 10)
    assert found(day, TUESDAYS) == utc("2026-12-09T16:00")
    assert found(day, Rhythm(before="morning")) == utc("2026-12-10T08:00")
    assert found(None, TUESDAYS) is None


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2026-12-09T15:59", "2026-12-09T16:00"),
        ("2026-12-09T16:00", "2026-12-10T08:00"),
        ("2026-12-10T08:00", None),
    ],
)
def test_when_the_afternoon_is_over_it_is_the_morning(now: str, expected: str | None) -> None:
    found = before_meeting(utc("2026-12-10T14:00"), None, TUESDAYS, BERLIN, utc(now))
    assert found == (None if expected is None else utc(expected))


@pytest.mark.parametrize(
    ("rhythm", "at", "expected"),
    [
        (TUESDAYS, "2026-12-10T14:00", "2026-12-11T09:00"),
        (TUESDAYS, "2026-12-11T14:00", "2026-12-14T09:00"),
        # Half past midnight in Berlin is the next day.
        (TUESDAYS, "2026-12-10T23:30", "2026-12-14T09:00"),
        (Rhythm(reflect_at=time(16, 30)), "2026-12-10T14:00", "2026-12-11T15:30"),
        (Rhythm(country="DE"), "2026-12-24T14:00", "2026-12-28T09:00"),
        (Rhythm(paused_until=date(2027, 1, 6)), "2026-12-10T14:00", "2027-01-06T09:00"),
    ],
)
def test_the_reflection_comes_the_next_working_morning(
    rhythm: Rhythm, at: str, expected: str
) -> None:
    assert reflection(utc(at), None, rhythm, BERLIN) == utc(expected)


def test_a_reflection_on_a_day_without_an_hour_and_without_a_day() -> None:
    assert reflection(None, date(2026, 12, 10), TUESDAYS, BERLIN) == utc("2026-12-11T09:00")
    assert reflection(None, None, TUESDAYS, BERLIN) is None


def test_working_days_are_counted_from_the_day_after() -> None:
    wednesday = utc("2026-12-09T09:00")
    assert working_days_later(wednesday, 2, TUESDAYS, BERLIN, time(10)) == utc("2026-12-11T09:00")
    assert working_days_later(wednesday, 3, TUESDAYS, BERLIN, time(10)) == utc("2026-12-14T09:00")
    with pytest.raises(ValueError, match="counted from one"):
        working_days_later(wednesday, 0, TUESDAYS, BERLIN, time(10))


def test_the_first_working_day_may_be_the_day_itself() -> None:
    friday, saturday = date(2026, 12, 11), date(2026, 12, 12)
    assert working_day_from(friday, TUESDAYS, BERLIN, time(10)) == utc("2026-12-11T09:00")
    assert working_day_from(saturday, TUESDAYS, BERLIN, time(10)) == utc("2026-12-14T09:00")
