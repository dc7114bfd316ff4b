"""What somebody put into the form of their rhythm, read; what is unclear is told by its field."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, Final
from zoneinfo import ZoneInfo

from pydantic import ValidationError

from bot.calendar.public_holidays import countries
from bot.calendar.rhythm import CLOSES, LAST_PAUSE, MOST_VACATIONS, OPENS, Rhythm, Vacation
from bot.calendar.vacations import BadVacations, read_vacations
from bot.calendar.zone_names import zone_called
from bot.calendar.zones import DAY_NAMES, UnknownZone, local
from bot.dialogue.script import NotUnderstood, Remark
from bot.guides.rhythm_form import BEFORE, SWITCH

REFUSED: Final[Mapping[str, str]] = {
    "all_days_off": "days_off",
    "weekly_day_off": "weekly_day",
}
"""What a rhythm refuses as a whole, and the field to say it beside; fields refuse the rest."""

_DAYS: Final = tuple(name.casefold() for name in DAY_NAMES)


class Problems(ValueError):  # noqa: N818 - said to a person, not a fault
    """What could not be read, by the name of its field; holds no typed words."""

    def __init__(self, remarks: Mapping[str, Remark]) -> None:
        super().__init__(", ".join(sorted(remarks)))
        self.remarks = remarks


@dataclass(frozen=True, slots=True)
class Filling:
    """A sent form: the values by name of field, the rhythm so far, the moment and the zone.

    `asking` is what the rhythm said of the weekly question when the form was drawn.
    """

    values: Mapping[str, str]
    before: Rhythm
    asking: str
    now: datetime
    zone: ZoneInfo


def read_rhythm(filling: Filling) -> tuple[Rhythm, str | None]:
    """The rhythm of a form, and the zone when one is named; raises Problems.

    A field that was left out keeps what it was, but for those that may be empty.
    """
    known: dict[str, Any] = {}
    problems: dict[str, Remark] = {}
    for name, read in _READERS.items():
        try:
            known[name] = read(filling.values.get(name, "").strip(), filling)
        except NotUnderstood as why:
            problems[name] = why.remark
    if problems:
        raise Problems(problems)
    zone = known.pop("zone")
    try:
        return Rhythm.model_validate({**filling.before.model_dump(), **known}), zone
    except ValidationError as error:
        raise _refused(error) from None


def _refused(error: ValidationError) -> Problems:
    code = error.errors()[0]["type"]
    return Problems({REFUSED[code]: Remark(code=f"rhythm.problem.{code}")})


def _chosen(text: str, choices: tuple[str, ...]) -> str:
    if text not in choices:
        raise NotUnderstood(Remark(code="rhythm.problem.choice_unknown"))
    return text


def _day(text: str, filling: Filling) -> int:
    return _DAYS.index(_chosen(text, _DAYS)) if text else filling.before.weekly_day


def _days(text: str, _filling: Filling) -> frozenset[int]:
    return frozenset(_DAYS.index(_chosen(name, _DAYS)) for name in text.split(",") if name)


def _hour(name: str) -> Callable[[str, Filling], time]:
    def read(text: str, filling: Filling) -> time:
        try:
            found: time = time.fromisoformat(text) if text else getattr(filling.before, name)
        except ValueError:
            raise NotUnderstood(Remark(code="rhythm.problem.outside_hours")) from None
        if found.tzinfo or not OPENS <= found < CLOSES:
            raise NotUnderstood(Remark(code="rhythm.problem.outside_hours"))
        return found

    return read


def _before(text: str, filling: Filling) -> str:
    return _chosen(text, BEFORE) if text else filling.before.before


def _switch(name: str) -> Callable[[str, Filling], bool]:
    def read(text: str, filling: Filling) -> bool:
        before: bool = getattr(filling.before, name)
        return _chosen(text, SWITCH) == "on" if text else before

    return read


def _nudges(text: str, filling: Filling) -> str:
    """A switch left as it was drawn changes nothing: what paused or woke itself stays so."""
    shown = "on" if filling.asking == "on" else "off"
    if not text or _chosen(text, SWITCH) == shown:
        return filling.before.nudges
    return "on" if text == "on" else "stopped"


def _country(text: str, _filling: Filling) -> str | None:
    wanted = text.casefold()
    for code, name in countries():
        if wanted in {code.casefold(), name.casefold()}:
            return code
    if text:
        raise NotUnderstood(Remark(code="rhythm.problem.country_unknown"))
    return None


def _vacations(text: str, filling: Filling) -> tuple[Vacation, ...]:
    try:
        return read_vacations(text, filling.now, filling.zone)
    except BadVacations as bad:
        values = {"number": str(bad.line), "most": str(MOST_VACATIONS)}
        raise NotUnderstood(Remark(code=bad.code, values=values)) from None


def _pause(text: str, filling: Filling) -> date | None:
    return read_pause(text, filling.now, filling.zone) if text else None


def read_pause(text: str, now: datetime, zone: ZoneInfo) -> date:
    """The first day after a pause, as a date picker gives it; NotUnderstood unless it is ahead."""
    try:
        until = date.fromisoformat(text)
    except ValueError:
        raise NotUnderstood(Remark(code="moment_unreadable")) from None
    if until <= local(now, zone).date():
        raise NotUnderstood(Remark(code="rhythm.problem.pause_past"))
    if until > LAST_PAUSE:
        raise NotUnderstood(Remark(code="rhythm.problem.pause_too_long"))
    return until


def _zone(text: str, _filling: Filling) -> str | None:
    """A zone by its name or its city; None when none is named."""
    if not text:
        return None
    try:
        return zone_called(text)
    except UnknownZone:
        raise NotUnderstood(Remark(code="rhythm.problem.zone_unknown")) from None


_READERS: Final[Mapping[str, Callable[[str, Filling], Any]]] = {
    "before": _before,
    "deadline_alerts": _switch("deadline_alerts"),
    "reflect_at": _hour("reflect_at"),
    "nudges": _nudges,
    "weekly_day": _day,
    "weekly_at": _hour("weekly_at"),
    "days_off": _days,
    "country": _country,
    "vacations": _vacations,
    "paused_until": _pause,
    "zone": _zone,
    "invitations": _switch("invitations"),
}
