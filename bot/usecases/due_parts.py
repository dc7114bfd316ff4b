"""What is said about each kind of thing that falls due."""

from collections.abc import Mapping
from typing import Final

from bot.ports import DueKind
from bot.usecases import nudge, partner_parts, reflect_parts, remind_meeting, remind_step
from bot.usecases.part import PartOf

PARTS: Final[Mapping[DueKind, PartOf]] = {
    "improve": remind_step.improve,
    "before": remind_meeting.before,
    "reflect": reflect_parts.first,
    "reflect_again": reflect_parts.repeat,
    "nudge": nudge.nudge,
    "partner": partner_parts.weekly,
    "invitation": partner_parts.invitation,
    "partner_said": partner_parts.said,
}
