from datetime import UTC, date, datetime, time

import pytest
from pydantic import ValidationError

from bot.calendar.moments import (
    Ambiguous,
    Moment,
    NotFixed,
    Unreadable,
    picked_moment,
    read_moment,
    show,
)
from bot.calendar.zones import zone

MADRID = zone("Europe/Madrid")
# Monday 23 November 2026, eleven in the morning in Madrid.
NOW = datetime(2026, 11, 23, 10, 0, 30, tzinfo=UTC)
FRIDAY = datetime(2026, 11, 27, 10, 0, tzinfo=UTC)


def read(text: str, now: datetime = NOW) -> Moment:
    moment = read_moment(text, now, MADRID)
    assert isinstance(moment, Moment)
    return moment


def shown(text: str, now: datetime = NOW) -> str:
    return show(read(text, now), MADRID, now)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("10 Dec 3pm", "Thu 10 Dec, 15:00"),
        ("Dec 10, 15:00", "Thu 10 Dec, 15:00"),
        ("Thu 10 Dec, 15:00", "Thu 10 Dec, 15:00"),
        ("3:30 p.m. on Thursday, Dec. 10th", "Thu 10 Dec, 15:30"),
        ("December the 10th at 3 in the afternoon", "Thu 10 Dec, 15:00"),
        ("the 10th of December 2026, 9 o'clock.", "Thu 10 Dec, 09:00"),
        ("10.12.2026 15:00", "Thu 10 Dec, 15:00"),
        ("10.12. 15:00", "Thu 10 Dec, 15:00"),
        ("10.12 at 15.30", "Thu 10 Dec, 15:30"),
        ("10.12.26 15h", "Thu 10 Dec, 15:00"),
        ("2026-12-10 15:00", "Thu 10 Dec, 15:00"),
        ("2026-12-10T15:00", "Thu 10 Dec, 15:00"),
        ("25/12 12pm", "Fri 25 Dec, 12:00"),
        ("12/25 9am", "Fri 25 Dec, 09:00"),
        ("Thu 12/10 9:30", "Thu 10 Dec, 09:30"),
        ("tomorrow at 9", "Tue 24 Nov, 09:00"),
        ("at 9 tomorrow", "Tue 24 Nov, 09:00"),
        ("tomorrow noon", "Tue 24 Nov, 12:00"),
        ("tomorrow at 3", "Tue 24 Nov, 15:00"),
        ("tomorrow at 03:00", "Tue 24 Nov, 03:00"),
        ("tomorrow evening at 6", "Tue 24 Nov, 18:00"),
        ("tomorrow 12am", "Tue 24 Nov, 00:00"),
        ("it’s on Thursday at 14:30", "Thu 26 Nov, 14:30"),
        ("Thursday 15:00 – 16:00", "Thu 26 Nov, 15:00"),
        ("Thursday from 3 to 4", "Thu 26 Nov, 15:00"),
        ("thu 3-4pm", "Thu 26 Nov, 15:00"),
        ("thu 11-1pm", "Thu 26 Nov, 11:00"),
        ("this Friday 3pm", "Fri 27 Nov, 15:00"),
        ("Thursday next week 3pm", "Thu 3 Dec, 15:00"),
        ("next week on Thursday 3pm", "Thu 3 Dec, 15:00"),
        ("in 3 days at 14:30", "Thu 26 Nov, 14:30"),
        ("noon", "Mon 23 Nov, 12:00"),
        ("3pm", "Mon 23 Nov, 15:00"),
        ("in half an hour", "Mon 23 Nov, 11:30"),
        ("in 2 hours", "Mon 23 Nov, 13:00"),
        ("in 90 minutes", "Mon 23 Nov, 12:30"),
        ("Mar 1 2028 9:00", "Wed 1 Mar 2028, 09:00"),
    ],
)
def test_a_date_with_its_time(text: str, meant: str) -> None:
    moment = read(text)
    assert moment.time_known
    assert show(moment, MADRID, NOW) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("today", "Mon 23 Nov"),
        ("tonight", "Mon 23 Nov"),
        ("the day after tomorrow", "Wed 25 Nov"),
        ("Thursday", "Thu 26 Nov"),
        ("Friday afternoon", "Fri 27 Nov"),
        ("coming friday in the morning", "Fri 27 Nov"),
        ("in a week", "Mon 30 Nov"),
        ("in two weeks", "Mon 7 Dec"),
        ("in two weeks' time", "Mon 7 Dec"),
        ("a fortnight from now", "Mon 7 Dec"),
        ("in a couple of months", "Sat 23 Jan"),
        ("in a year", "Tue 23 Nov 2027"),
        ("end of the week", "Fri 27 Nov"),
        ("end of next week", "Fri 4 Dec"),
        ("end of the month", "Mon 30 Nov"),
        ("end of next month", "Thu 31 Dec"),
        ("end of February", "Sun 28 Feb"),
        ("end of the year", "Thu 31 Dec"),
        ("the 10th", "Thu 10 Dec"),
        ("the 23rd", "Mon 23 Nov"),
        ("31st", "Thu 31 Dec"),
        ("10 December", "Thu 10 Dec"),
        ("23 Nov", "Mon 23 Nov"),
        ("22 November", "Mon 22 Nov 2027"),
        ("29 Feb", "Tue 29 Feb 2028"),
        ("5/5", "Wed 5 May"),
    ],
)
def test_a_date_without_a_time(text: str, meant: str) -> None:
    moment = read(text)
    assert moment.at is None
    assert not moment.time_known
    assert show(moment, MADRID, NOW) == meant


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("Monday", ("Mon 23 Nov", "Mon 30 Nov")),
        ("12/10", ("Thu 10 Dec", "Tue 12 Oct")),
        ("01/02/2027 9am", ("Sat 2 Jan, 09:00", "Mon 1 Feb, 09:00")),
        ("tomorrow at 7", ("Tue 24 Nov, 07:00", "Tue 24 Nov, 19:00")),
        ("next week", ("Mon 30 Nov", "Tue 1 Dec", "Wed 2 Dec", "Thu 3 Dec", "Fri 4 Dec")),
    ],
)
def test_two_meanings_are_asked_back(text: str, labels: tuple[str, ...]) -> None:
    with pytest.raises(Ambiguous) as asked:
        read(text)
    assert asked.value.labels == labels
    assert tuple(shown(option) for option in asked.value.options) == labels


@pytest.mark.parametrize(
    ("text", "now", "meant"),
    [
        ("next Thursday 3pm", NOW, "Thu 3 Dec, 15:00"),
        ("next Thursday 3pm", FRIDAY, "Thu 3 Dec, 15:00"),
        ("next Friday", FRIDAY, "Fri 4 Dec"),
        ("Friday at 10", FRIDAY, "Fri 4 Dec, 10:00"),
        ("12/10/2026", NOW, "Thu 10 Dec"),
        ("today at 7", NOW, "Mon 23 Nov, 19:00"),
    ],
)
def test_a_second_meaning_in_the_past_does_not_count(text: str, now: datetime, meant: str) -> None:
    assert shown(text, now) == meant


@pytest.mark.parametrize(
    "text",
    [
        "not yet fixed",
        "Not fixed yet.",
        "no date",
        "no date yet",
        "unknown",
        "TBD",
        "to be confirmed",
        "don’t know",
        "I don't know yet",
        "not sure",
        "still open",
    ],
)
def test_no_date_yet_is_an_answer(text: str) -> None:
    assert read_moment(text, NOW, MADRID) == NotFixed()


@pytest.mark.parametrize(
    "text",
    ["10 Nov 2026", "2020-01-01", "12/10/2020", "9:00", "today at 11:00", "this week Monday 9am"],
)
def test_the_past_is_refused(text: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read(text)
    assert refused.value.code == "moment_past"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "?",
        "soonish",
        "asap",
        "next month",
        "31 Feb",
        "31.02.2027",
        "32/13",
        "25:00",
        "tomorrow at 25:00",
        "tomorrow 15:61",
        "13pm tomorrow",
        "Fri 10 Dec",
        "2062-01-01",
        "in 999 weeks",
        "1.200",
        "1.20",
        "10.12",
        "85k",
        "70-75k",
        "$85,000",
        "9",
        "10-12 Dec",
        "12 engineer-weeks",
        "620 a day",
        "3 people",
        "May",
        "April Jones",
        "Sun and Moon",
        "meet Mark on Tuesday",
        "tomorrow " * 20,
    ],
)
def test_anything_else_is_unreadable(text: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read(text)
    assert refused.value.code == "moment_unreadable"


@pytest.mark.parametrize("text", ["secret plan", "12/10 at 9am"])
def test_errors_do_not_repeat_what_was_typed(text: str) -> None:
    with pytest.raises(ValueError, match=r"^moment_[a-z]+$"):
        read(text)


def test_the_zone_decides_the_day_and_the_instant() -> None:
    late = datetime(2026, 11, 23, 23, 30, tzinfo=UTC)
    there = read_moment("tomorrow at 9", late, zone("Pacific/Auckland"))
    here = read_moment("tomorrow at 9", late, zone("America/Lima"))
    assert there == Moment(
        at=datetime(2026, 11, 24, 20, 0, tzinfo=UTC), day=date(2026, 11, 25), time_known=True
    )
    assert here == Moment(
        at=datetime(2026, 11, 24, 14, 0, tzinfo=UTC), day=date(2026, 11, 24), time_known=True
    )


def test_a_time_lost_to_summer_time_moves_to_the_first_that_exists() -> None:
    assert shown("28 March 02:30") == "Sun 28 Mar, 03:00"


def test_a_picked_date_and_time() -> None:
    picked = picked_moment(date(2026, 12, 10), time(15), NOW, MADRID)
    assert picked == read("10 Dec 15:00")
    assert picked_moment(date(2026, 11, 23), None, NOW, MADRID) == read("today")


@pytest.mark.parametrize(
    ("day", "clock"), [(date(2026, 11, 22), None), (date(2026, 11, 23), time(11))]
)
def test_a_picked_moment_of_the_past_is_refused(day: date, clock: time | None) -> None:
    with pytest.raises(Unreadable) as refused:
        picked_moment(day, clock, NOW, MADRID)
    assert refused.value.code == "moment_past"


def test_a_naive_now_is_refused() -> None:
    with pytest.raises(ValueError, match="without a time zone"):
        read_moment("tomorrow", NOW.replace(tzinfo=None), MADRID)


def test_a_moment_survives_its_json() -> None:
    for moment in (read("10 Dec 3pm"), read("10 Dec")):
        assert Moment.model_validate_json(moment.model_dump_json()) == moment


def test_a_moment_has_an_instant_exactly_when_its_time_is_known() -> None:
    with pytest.raises(ValidationError):
        Moment(at=None, day=date(2026, 12, 10), time_known=True)
    with pytest.raises(ValidationError):
        Moment(at=NOW, day=date(2026, 12, 10), time_known=False)
