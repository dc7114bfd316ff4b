"""What is said about each kind of thing that falls due."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from bot.ports import Due, DueKind, Person, Unit
from bot.usecases import nudge, partner_parts, reflect_parts, remind_meeting, remind_step
from bot.usecases.part import Part, PartOf
from bot.usecases.weekly import SNOOZED, WEEKLY

_PARTS: Final[Mapping[DueKind, PartOf]] = {
    "before": remind_meeting.before,
    "reflect": reflect_parts.first,
    "reflect_again": reflect_parts.repeat,
    "nudge": nudge.nudge,
    "partner": partner_parts.weekly,
    "invitation": partner_parts.invitation,
    "partner_said": partner_parts.said,
}


def subject(row: Due) -> str:
    """What a row is about: rows of one subject that go out together are said in one part."""
    if row.kind == "improve":
        return f"improve:{row.about}"
    weekly = row.kind in WEEKLY and SNOOZED not in row.send_key
    return row.kind if weekly else row.id


def part_of(unit: Unit, person: Person, rows: Sequence[Due], now: datetime) -> Part | None:
    """The part of rows of one subject; None when there is nothing to say any more.

    Of a weekly question that came late only the last week is asked about.
    """
    rows = sorted(rows, key=lambda row: row.send_key)  # what tells them apart in it is their day
    if rows[0].kind == "improve":
        return remind_step.improve(unit, person, rows, now)
    return _PARTS[rows[-1].kind](unit, person, rows[-1], now)
