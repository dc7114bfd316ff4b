"""The moment of a meeting among other words: a room, a length, a name that is also a day."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.calendar.zones import show_moment
from bot.coach.preparation import Meeting
from bot.dialogue.script import Hearing, NotUnderstood
from bot.guides.prepare_reading import meeting

MADRID = ZoneInfo("Europe/Madrid")
HEARING = Hearing(now=datetime(2026, 11, 23, 8, tzinfo=UTC), zone=MADRID)
"""A Monday."""


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("with May on 10 December at 3pm", "Thu 10 Dec, 15:00"),
        ("Thursday 3pm with March Simpson", "Thu 26 Nov, 15:00"),
        ("with June on Friday at 2", "Fri 27 Nov, 14:00"),
        ("with April, 10 Dec 15:00", "Thu 10 Dec, 15:00"),
        ("call with Mon Chen on Tuesday 9:00", "Tue 24 Nov, 09:00"),
        ("with Sunday Adeyemi, Friday 11:00", "Fri 27 Nov, 11:00"),
        ("10 Dec 3pm room 5", "Thu 10 Dec, 15:00"),
        ("10 Dec 15:00, room 214", "Thu 10 Dec, 15:00"),
        ("Room B12, Friday 11:00 with Ann", "Fri 27 Nov, 11:00"),
        ("10 Dec at 15:00 in room 3.10", "Thu 10 Dec, 15:00"),
        ("10 Dec 3pm on the 12th floor", "Thu 10 Dec, 15:00"),
        ("10 Dec 15:00 for 45 minutes", "Thu 10 Dec, 15:00"),
        ("Friday 3pm for an hour with Bo", "Fri 27 Nov, 15:00"),
        ("10 Dec 15:00 with 3 people", "Thu 10 Dec, 15:00"),
        ("10 Dec 3pm CET", "Thu 10 Dec, 15:00"),
        ("10 Dec 3pm my time", "Thu 10 Dec, 15:00"),
        ("Friday around 2pm", "Fri 27 Nov, 14:00"),
        ("Friday about 2", "Fri 27 Nov, 14:00"),
        ("half past 3 on Friday", "Fri 27 Nov, 15:30"),
        ("quarter to four on Friday", "Fri 27 Nov, 15:45"),
        ("Friday at quarter past ten", "Fri 27 Nov, 10:15"),
        ("Thursday at ten", "Thu 26 Nov, 10:00"),
        ("Thursday at three pm", "Thu 26 Nov, 15:00"),
        ("Friday from two to four", "Fri 27 Nov, 14:00"),
    ],
)
def test_the_moment_is_read_among_other_words(text: str, meant: str) -> None:
    answer = Meeting.model_validate(meeting(text, HEARING))
    assert answer.at is not None
    assert show_moment(answer.at, MADRID, HEARING.now) == meant


def test_lunchtime_is_no_hour() -> None:
    answer = Meeting.model_validate(meeting("Friday lunchtime", HEARING))
    assert (str(answer.day), answer.at) == ("2026-11-27", None)


@pytest.mark.parametrize(
    "text",
    [
        "10 Dec 3pm UTC",
        "12/10 3pm EST",
        "10 Dec 3pm CEST",
        "10 Dec 3pm New York time",
        "Meeting with Dec 10 Dec 3pm",
        "with the Friday team on Thursday 10:00",
        "Friday at half three",
        "Friday at midnight",
        "Thursday 3pm or 4pm, room 214",
        "not Friday but Thursday 10:00 for 1 hour",
        "maybe Thursday 3pm",
    ],
)
def test_a_moment_that_may_be_another_is_asked_back(text: str) -> None:
    with pytest.raises(NotUnderstood) as why:
        meeting(text, HEARING)
    assert why.value.remark.code == "moment_unreadable"
