from datetime import UTC, date, datetime

import pytest

from bot.calendar.etiquette import Sent, decide, same_day_end
from bot.calendar.rhythm import Rhythm, Vacation
from bot.calendar.zones import zone

BERLIN = zone("Europe/Berlin")
USUAL = Rhythm()
ALERTS = Rhythm(deadline_alerts=True)


def utc(written: str) -> datetime:
    return datetime.fromisoformat(f"{written}+00:00")


def weekly(*written: str) -> list[Sent]:
    return [Sent(at=utc(one), for_week=True) for one in written]


def daily(*written: str) -> list[Sent]:
    return [Sent(at=utc(one), for_week=False) for one in written]


# Berlin is an hour ahead of UTC; 7 December 2026 is a Monday.
@pytest.mark.parametrize(
    ("now", "answer"),
    [
        ("2026-12-07T07:59:59", "2026-12-07T08:00"),
        ("2026-12-07T08:00", None),
        ("2026-12-07T16:59:59", None),
        ("2026-12-07T17:00", "2026-12-08T08:00"),
        ("2026-12-07T23:30", "2026-12-08T08:00"),
        ("2026-12-11T17:00", "2026-12-14T08:00"),
        ("2026-12-12T10:00", "2026-12-14T08:00"),
    ],
)
def test_hours_and_days_off(now: str, answer: str | None) -> None:
    found = decide(utc(now), USUAL, BERLIN, (), for_week=True)
    assert found == (None if answer is None else utc(answer))


@pytest.mark.parametrize(
    ("rhythm", "now", "answer"),
    [
        (Rhythm(country="DE"), "2026-12-25T10:00", "2026-12-28T08:00"),
        (Rhythm(country="US"), "2026-11-26T10:00", "2026-11-27T08:00"),
        (Rhythm(), "2026-12-25T10:00", None),
        (Rhythm(paused_until=date(2026, 12, 9)), "2026-12-07T10:00", "2026-12-09T08:00"),
        (Rhythm(paused_until=date(2026, 12, 9)), "2026-12-09T10:00", None),
        (
            Rhythm(vacations=(Vacation(first=date(2026, 12, 7), last=date(2026, 12, 18)),)),
            "2026-12-07T10:00",
            "2026-12-21T08:00",
        ),
        (Rhythm(days_off=frozenset({4, 5})), "2026-12-13T10:00", None),
        (Rhythm(paused_until=date(9000, 1, 1)), "2026-12-07T10:00", "9000-01-01T08:00"),
    ],
)
def test_holidays_vacations_and_pauses(rhythm: Rhythm, now: str, answer: str | None) -> None:
    found = decide(utc(now), rhythm, BERLIN, (), for_week=False)
    assert found == (None if answer is None else utc(answer))


@pytest.mark.parametrize("for_week", [True, False])
@pytest.mark.parametrize("sent", [weekly("2026-12-07T08:30"), daily("2026-12-07T08:30")])
def test_one_message_a_day_is_the_most(sent: list[Sent], *, for_week: bool) -> None:
    now = utc("2026-12-07T10:00")
    assert decide(now, USUAL, BERLIN, sent, for_week=for_week) == utc("2026-12-08T08:00")


def test_days_are_those_of_the_person() -> None:
    # Sunday evening in UTC was Monday on Kiritimati, 14 hours ahead.
    sent = weekly("2026-12-06T19:00")
    there = zone("Pacific/Kiritimati")
    now = utc("2026-12-07T00:00")
    assert decide(now, USUAL, there, sent, for_week=True) == utc("2026-12-07T19:00")


def test_two_messages_a_week_are_the_most() -> None:
    sent = weekly("2026-12-07T08:30", "2026-12-08T08:30")
    now = utc("2026-12-09T10:00")
    assert decide(now, USUAL, BERLIN, sent, for_week=True) == utc("2026-12-14T08:00")
    assert decide(now, USUAL, BERLIN, sent[:1], for_week=True) is None


def test_what_counts_for_the_day_only_is_neither_held_nor_counted_by_the_week() -> None:
    now = utc("2026-12-09T10:00")
    full = weekly("2026-12-07T08:30", "2026-12-08T08:30")
    assert decide(now, USUAL, BERLIN, full, for_week=False) is None
    reminders = daily("2026-12-07T08:30", "2026-12-08T08:30")
    assert decide(now, USUAL, BERLIN, reminders, for_week=True) is None


def test_weeks_are_iso_weeks_across_the_year() -> None:
    # 28 December 2026 to 3 January 2027 is one week.
    sent = weekly("2026-12-28T08:30", "2026-12-30T08:30")
    now = utc("2027-01-01T10:00")
    assert decide(now, USUAL, BERLIN, sent, for_week=True) == utc("2027-01-04T08:00")


@pytest.mark.parametrize(
    ("rhythm", "deadline", "answer"),
    [
        (ALERTS, True, None),
        (ALERTS, False, "2026-12-14T08:00"),
        (USUAL, True, "2026-12-14T08:00"),
    ],
)
def test_a_deadline_breaks_the_quiet_by_permission_alone(
    rhythm: Rhythm, *, deadline: bool, answer: str | None
) -> None:
    saturday_night = utc("2026-12-12T22:30")
    found = decide(saturday_night, rhythm, BERLIN, (), for_week=False, deadline=deadline)
    assert found == (None if answer is None else utc(answer))


def test_a_permitted_deadline_keeps_to_one_a_day_vacations_and_pauses() -> None:
    now = utc("2026-12-12T10:00")
    sent = daily("2026-12-12T08:30")
    sunday = utc("2026-12-13T08:00")
    assert decide(now, ALERTS, BERLIN, sent, for_week=False, deadline=True) == sunday
    away = Rhythm(
        deadline_alerts=True,
        vacations=(Vacation(first=date(2026, 12, 12), last=date(2026, 12, 12)),),
        paused_until=date(2026, 12, 1),
    )
    assert decide(now, away, BERLIN, (), for_week=False, deadline=True) == sunday
    paused = Rhythm(deadline_alerts=True, paused_until=date(2026, 12, 13))
    assert decide(now, paused, BERLIN, (), for_week=False, deadline=True) == sunday


@pytest.mark.parametrize(
    ("name", "now", "end"),
    [
        ("Europe/Berlin", "2026-12-07T10:00", "2026-12-07T23:00"),
        ("Europe/Berlin", "2026-12-07T23:00", "2026-12-08T23:00"),
        # The day of 25 hours.
        ("Europe/Berlin", "2026-10-24T22:00", "2026-10-25T23:00"),
        # There was no 30 December 2011 in Samoa.
        ("Pacific/Apia", "2011-12-30T09:59", "2011-12-30T10:00"),
    ],
)
def test_the_local_day_ends(name: str, now: str, end: str) -> None:
    found = same_day_end(utc(now), zone(name))
    assert found == utc(end)
    assert found.tzinfo is UTC


def test_a_day_that_a_zone_left_out_is_passed_over() -> None:
    # From Thursday evening, 29 December 2011, Samoa went on to Saturday.
    thursday = utc("2011-12-30T05:00")
    every_day = Rhythm(days_off=frozenset())
    saturday = utc("2011-12-30T19:00")
    assert decide(thursday, every_day, zone("Pacific/Apia"), (), for_week=True) == saturday


@pytest.mark.parametrize("now", ["9999-12-28T10:00", "9999-12-30T10:00", "9999-12-31T10:00"])
def test_where_the_calendar_ends_nothing_more_is_promised(now: str) -> None:
    later = decide(
        utc(now), Rhythm(days_off=frozenset(range(1, 7)), weekly_day=0), BERLIN, (), for_week=True
    )
    assert later == max(utc(now), utc("9999-12-31T00:00"))


def test_an_instant_without_a_zone_is_refused() -> None:
    naive = utc("2026-12-07T10:00").replace(tzinfo=None)
    with pytest.raises(ValueError, match="without a time zone"):
        decide(naive, USUAL, BERLIN, (), for_week=True)
    with pytest.raises(ValueError, match="without a time zone"):
        same_day_end(naive, BERLIN)
