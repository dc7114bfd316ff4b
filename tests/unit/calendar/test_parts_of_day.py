"""An hour beside "tonight", "this evening" or "in the morning" lies in that part of the day."""

from datetime import UTC, datetime

import pytest

from bot.calendar.moments import Moment, Unreadable, read_moment, show
from bot.calendar.zones import zone

MADRID = zone("Europe/Madrid")
# Monday 23 November 2026, six in the morning in Madrid.
EARLY = datetime(2026, 11, 23, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("tonight at 8", "Mon 23 Nov, 20:00"),
        ("tonight at 10", "Mon 23 Nov, 22:00"),
        ("tonight 7:30", "Mon 23 Nov, 19:30"),
        ("tonight at 20:00", "Mon 23 Nov, 20:00"),
        ("8 tonight", "Mon 23 Nov, 20:00"),
        ("at 9 tonight", "Mon 23 Nov, 21:00"),
        ("tonight from 8 to 9", "Mon 23 Nov, 20:00"),
        ("this evening at 8", "Mon 23 Nov, 20:00"),
        ("this evening 6:30", "Mon 23 Nov, 18:30"),
        ("at 7 this evening", "Mon 23 Nov, 19:00"),
        ("this afternoon at 4", "Mon 23 Nov, 16:00"),
        ("this afternoon at 12:30", "Mon 23 Nov, 12:30"),
        ("this morning at 9", "Mon 23 Nov, 09:00"),
        ("this morning 11:15", "Mon 23 Nov, 11:15"),
        ("tomorrow morning at 7", "Tue 24 Nov, 07:00"),
        ("Friday night at 9", "Fri 27 Nov, 21:00"),
        ("Friday morning at 6", "Fri 27 Nov, 06:00"),
        ("10 Dec in the evening at 7", "Thu 10 Dec, 19:00"),
    ],
)
def test_the_hour_is_in_its_part_of_the_day(text: str, meant: str) -> None:
    moment = read_moment(text, EARLY, MADRID)
    assert isinstance(moment, Moment)
    assert moment.time_known
    assert show(moment, MADRID, EARLY) == meant


@pytest.mark.parametrize("text", ["this evening", "this afternoon", "this morning", "tonight"])
def test_a_part_of_today_alone_is_today(text: str) -> None:
    moment = read_moment(text, EARLY, MADRID)
    assert isinstance(moment, Moment)
    assert (moment.day.day, moment.at) == (23, None)


@pytest.mark.parametrize(
    "text",
    [
        "tonight at 12",
        "tonight at 2",
        "Friday morning at 12",
        "this evening at 2",
        "3 people tonight",
    ],
)
def test_an_hour_outside_it_is_not_guessed(text: str) -> None:
    with pytest.raises(Unreadable):
        read_moment(text, EARLY, MADRID)
