"""Figures, titles and meetings as they are shown everywhere."""

from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from bot.calendar.moments import Moment, show
from bot.cards import Line
from bot.coach.amounts import Amount, Measure, Range, show_amount
from bot.coach.preparation import Meeting, Preparation
from bot.guides.words import say

LONGEST_TITLE = 100
"""Characters of a title in a list: two lines on a narrow phone."""


def short_title(words: str) -> str:
    """A title cut to what a list has room for."""
    if len(words) <= LONGEST_TITLE:
        return words
    return f"{words[: LONGEST_TITLE - 1].rstrip()}…"


def title_of(answers: Preparation, untitled: str) -> Line:
    """What somebody called it, in full; the words of the key `untitled` while it has no name."""
    what = answers.situation.what
    return Line(text="{what}", values={"what": what}) if what else say(untitled)


def shown_meeting(meeting: Meeting | None, zone: ZoneInfo, now: datetime) -> str:
    """The moment of a meeting, or its day while the hour is open; empty while it has none."""
    if meeting is None or meeting.day is None:
        return ""
    timed = meeting.at is not None
    return show(Moment(at=meeting.at, day=meeting.day, time_known=timed), zone, now)


def figure(value: Decimal, measure: Measure) -> str:
    """One exact figure with what it counts: "70,000 USD a year"."""
    return show_amount(Amount(range=Range.exactly(value), measure=measure))
