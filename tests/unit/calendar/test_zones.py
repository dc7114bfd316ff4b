from datetime import UTC, date, datetime, time

import pytest

from bot.calendar.zones import UnknownZone, from_wall, local, show_date, show_moment, zone

BERLIN = zone("Europe/Berlin")
NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    "name",
    [None, "", "Europe/Atlantis", "../etc/passwd", "/etc/passwd", "Europe", "a\0b", "x" * 999],
)
def test_a_name_that_is_no_zone_is_refused(name: str | None) -> None:
    with pytest.raises(UnknownZone):
        zone(name)


@pytest.mark.parametrize(
    ("name", "day", "clock", "instant"),
    [
        ("Europe/Berlin", date(2026, 10, 20), time(10), "2026-10-20T08:00"),
        ("Europe/Berlin", date(2026, 10, 27), time(10), "2026-10-27T09:00"),
        ("Asia/Kolkata", date(2026, 12, 10), time(15), "2026-12-10T09:30"),
        ("Asia/Kathmandu", date(2026, 12, 10), time(15), "2026-12-10T09:15"),
        ("Pacific/Kiritimati", date(2026, 12, 10), time(9), "2026-12-09T19:00"),
        ("UTC", date(2026, 12, 10), time(15), "2026-12-10T15:00"),
    ],
)
def test_a_wall_clock_time_is_one_instant(name: str, day: date, clock: time, instant: str) -> None:
    assert from_wall(day, clock, zone(name)) == datetime.fromisoformat(f"{instant}+00:00")


@pytest.mark.parametrize(
    ("name", "day", "clock", "instant", "wall"),
    [
        ("Europe/Berlin", date(2027, 3, 28), time(2, 0), "2027-03-28T01:00", "03:00"),
        ("Europe/Berlin", date(2027, 3, 28), time(2, 59), "2027-03-28T01:00", "03:00"),
        ("America/New_York", date(2027, 3, 14), time(2, 30), "2027-03-14T07:00", "03:00"),
        # Half an hour is missing on Lord Howe Island, a whole day once in Samoa.
        ("Australia/Lord_Howe", date(2026, 10, 4), time(2, 15), "2026-10-03T15:30", "02:30"),
        ("Pacific/Apia", date(2011, 12, 30), time(12), "2011-12-30T10:00", "00:00"),
    ],
)
def test_a_missing_time_moves_to_the_first_that_exists(
    name: str, day: date, clock: time, instant: str, wall: str
) -> None:
    moved = from_wall(day, clock, zone(name))
    assert moved == datetime.fromisoformat(f"{instant}+00:00")
    assert f"{local(moved, zone(name)):%H:%M}" == wall


@pytest.mark.parametrize("fold", [0, 1])
def test_a_repeated_time_means_its_first_occurrence(fold: int) -> None:
    instant = from_wall(date(2026, 10, 25), time(2, 30, fold=fold), BERLIN)
    assert instant == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_times_without_their_zone_are_refused() -> None:
    naive = NOW.replace(tzinfo=None)
    with pytest.raises(ValueError, match="without a time zone"):
        local(naive, BERLIN)
    with pytest.raises(ValueError, match="without a time zone"):
        show_moment(naive, BERLIN, NOW)
    with pytest.raises(ValueError, match="without a time zone"):
        show_date(date(2026, 12, 10), BERLIN, naive)
    with pytest.raises(ValueError, match="no time zone of its own"):
        from_wall(date(2026, 12, 10), time(15, tzinfo=UTC), BERLIN)


@pytest.mark.parametrize(
    ("day", "shown"),
    [
        (date(2026, 11, 23), "Mon 23 Nov"),
        (date(2026, 12, 10), "Thu 10 Dec"),
        (date(2027, 10, 23), "Sat 23 Oct"),
        (date(2027, 10, 24), "Sun 24 Oct 2027"),
        (date(2026, 11, 22), "Sun 22 Nov 2026"),
    ],
)
def test_a_date_has_its_year_outside_the_next_eleven_months(day: date, shown: str) -> None:
    assert show_date(day, BERLIN, NOW) == shown


def test_a_moment_is_shown_on_the_clock_of_the_zone() -> None:
    instant = datetime(2026, 12, 10, 23, 30, tzinfo=UTC)
    assert show_moment(instant, zone("UTC"), NOW) == "Thu 10 Dec, 23:30"
    assert show_moment(instant, BERLIN, NOW) == "Fri 11 Dec, 00:30"
    assert show_moment(instant, zone("America/Lima"), NOW) == "Thu 10 Dec, 18:30"
    assert show_moment(instant, BERLIN, instant.replace(year=2025)) == "Fri 11 Dec 2026, 00:30"
