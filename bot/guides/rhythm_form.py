"""When Parley writes, as a form: drawn from a rhythm, and read back to one."""

from datetime import date
from typing import Final

from bot.calendar.public_holidays import countries
from bot.calendar.rhythm import Rhythm
from bot.calendar.vacations import write_vacations
from bot.calendar.zones import DAY_NAMES
from bot.cards import (
    Choice,
    ChoiceField,
    ChoicesField,
    DateField,
    Element,
    Note,
    Paragraph,
    Screen,
    TextField,
    TimeField,
)
from bot.guides.words import say

BEFORE: Final = ("afternoon", "morning", "never")
SWITCH: Final = ("on", "off")

_DAYS: Final = tuple(name.casefold() for name in DAY_NAMES)


def rhythm_form(rhythm: Rhythm, zone: str, today: date) -> Screen:
    """Everything a person can choose, as it is now; `zone` is empty while it is unknown."""
    days = [_DAYS[day] for day in sorted(rhythm.days_off)]
    paused = rhythm.paused_until if rhythm.paused_until and rhythm.paused_until > today else None
    elements: tuple[Element, ...] = (
        Paragraph(line=say("rhythm.intro")),
        _choice("before", BEFORE, rhythm.before),
        _switch("deadline_alerts", on=rhythm.deadline_alerts),
        _time("reflect_at", f"{rhythm.reflect_at:%H:%M}"),
        _switch("nudges", on=rhythm.nudges == "on"),
        _choice("weekly_day", _DAYS, _DAYS[rhythm.weekly_day]),
        _time("weekly_at", f"{rhythm.weekly_at:%H:%M}"),
        ChoicesField(
            id="rhythm:days_off",
            label=say("rhythm.label.days_off"),
            choices=_choices("days_off", _DAYS),
            initial=tuple(days),
        ),
        _text("country", _country(rhythm.country)),
        _text("vacations", write_vacations(rhythm.vacations, today), lines=True),
        DateField(
            id="rhythm:paused_until",
            label=say("rhythm.label.paused_until"),
            hint=say("rhythm.hint.paused_until"),
            initial=paused.isoformat() if paused else None,
        ),
        _text("zone", zone),
        _switch("invitations", on=rhythm.invitations),
        Note(line=say("parley.only_you")),
    )
    return Screen(
        title=say("rhythm.title"),
        elements=elements,
        # With what its switch shows: left as it is, it changes nothing.
        purpose=f"rhythm:{rhythm.nudges}",
        submit=say("parley.save"),
        close=say("parley.close"),
    )


def _country(code: str | None) -> str:
    return dict(countries()).get(code, code) if code else ""


def _choices(name: str, values: tuple[str, ...]) -> tuple[Choice, ...]:
    group = "rhythm.before" if name == "before" else "switch" if values == SWITCH else "day"
    return tuple(Choice(value=value, label=say(f"{group}.{value}")) for value in values)


def _choice(name: str, values: tuple[str, ...], initial: str) -> ChoiceField:
    return ChoiceField(
        id=f"rhythm:{name}",
        label=say(f"rhythm.label.{name}"),
        choices=_choices(name, values),
        initial=initial,
    )


def _switch(name: str, *, on: bool) -> ChoiceField:
    return _choice(name, SWITCH, "on" if on else "off")


def _time(name: str, initial: str) -> TimeField:
    return TimeField(
        id=f"rhythm:{name}",
        label=say(f"rhythm.label.{name}"),
        hint=say("rhythm.hint.hours"),
        initial=initial,
    )


def _text(name: str, initial: str, *, lines: bool = False) -> TextField:
    return TextField(
        id=f"rhythm:{name}",
        label=say(f"rhythm.label.{name}"),
        hint=say(f"rhythm.hint.{name}"),
        initial=initial,
        lines=lines,
    )
