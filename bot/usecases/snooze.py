"""Ask again later: tomorrow, next week, or on a day that somebody picks."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Final, get_args

from bot.calendar.cadence import working_day_from
from bot.calendar.etiquette import decide
from bot.calendar.zones import add_months, local, show_date
from bot.cards import Button, Choice, ChoiceField, DateField, Note, Paragraph, Screen
from bot.guides.words import say
from bot.ports import Due, DueKind, Person, Unit
from bot.usecases import nudging
from bot.usecases.knock import Knock, Reply
from bot.usecases.part import counts_for_week
from bot.usecases.talk import zone_of
from bot.usecases.weekly import SNOOZED, WEEKLY

_WHEN: Final = "snooze:when"
_DAY: Final = "snooze:day"
_AHEAD: Final[Mapping[str, timedelta]] = {
    "tomorrow": timedelta(days=1),
    "next_week": timedelta(days=7),
}
_MOST_MONTHS: Final = 12
_LOOK_BACK: Final = timedelta(days=9)  # a week and the day before it, in every zone


def snooze_button(due: Due) -> Button:
    """The button that puts off what this row asks for."""
    key = due.send_key.partition(SNOOZED)[0]
    value = f"{due.kind}:{due.about}:{key}"
    return Button(label=say("snooze.button"), action="snooze", value=value)


def snooze(_unit: Unit, _knock: Knock, _person: Person, value: str) -> Reply:
    """Ask until when."""
    choices = tuple(Choice(value=name, label=say(f"snooze.{name}")) for name in (*_AHEAD, "picked"))
    return Reply(
        open=Screen(
            title=say("snooze.button"),
            elements=(
                ChoiceField(
                    id=_WHEN, label=say("snooze.label"), choices=choices, initial="tomorrow"
                ),
                DateField(id=_DAY, label=say("snooze.day")),
                Note(line=say("parley.only_you")),
            ),
            purpose=f"snooze:{value}",
            submit=say("parley.save"),
            close=say("parley.close"),
        )
    )


def put_off(
    unit: Unit, knock: Knock, person: Person, rest: str, values: Mapping[str, str]
) -> Reply:
    """Plan the same question for that day at the person's hour, under a key of its own."""
    kind, about, key = (*rest.split(":", 2), "", "")[:3]
    found = next((one for one in get_args(DueKind) if one == kind), None)
    if found is None or not key:
        return Reply(errors={_WHEN: say("form.gone")})
    zone = zone_of(person)
    today = local(knock.now, zone).date()
    day = _day(values, today)
    if day is None or day <= today:
        return Reply(errors={_DAY: say("snooze.ahead")})
    if day > add_months(today, _MOST_MONTHS):
        return Reply(errors={_DAY: say("snooze.far")})
    due = _allowed(unit, knock, person, found, day)
    if found == "nudge" and nudging.passes_next(unit, person, due, knock.now):
        unit.agenda.cancel(person.id, "nudge")
        day = local(due, zone).date()
        key = nudging.key_of(person, day)
    snoozed = f"{key}{SNOOZED}"
    row = Due(
        id=knock.ids.new(),
        person=person.id,
        kind=found,
        due=due,
        send_key=f"{snoozed}{day.isoformat()}",
        about=about,
    )
    _move(unit, row, snoozed)
    return Reply(update=_told(show_date(local(due, zone).date(), zone, knock.now)), home=True)


def _move(unit: Unit, row: Due, snoozed: str) -> None:
    """Plan it in place of the same put off to another day, whose keys begin like its own."""
    for one in unit.agenda.of(row.person):
        if one.send_key.startswith(snoozed) and one.send_key != row.send_key:
            unit.agenda.withdraw(one.id)
    unit.agenda.plan(row)


def _allowed(unit: Unit, knock: Knock, person: Person, kind: DueKind, day: date) -> datetime:
    """The person's hour on that day, or on the first one after it that may bring this message."""
    zone, rhythm = zone_of(person), unit.people.rhythm(person.id)
    clock = rhythm.weekly_at if kind in WEEKLY else rhythm.reflect_at
    due = working_day_from(day, rhythm, zone, clock)
    sent = unit.agenda.sent_since([person.id], knock.now - _LOOK_BACK)[person.id]
    later = decide(due, rhythm, zone, sent, for_week=counts_for_week(kind))
    return working_day_from(local(later, zone).date(), rhythm, zone, clock) if later else due


def _day(values: Mapping[str, str], today: date) -> date | None:
    """The day that was picked, else the one that was chosen."""
    picked = values.get(_DAY, "")
    if not picked:
        ahead = _AHEAD.get(values.get(_WHEN, ""))
        return today + ahead if ahead else None
    try:
        return date.fromisoformat(picked)
    except ValueError:
        return None


def _told(day: str) -> Screen:
    return Screen(
        title=say("snooze.button"),
        elements=(
            Paragraph(line=say("snooze.kept", day=day)),
            Note(line=say("parley.only_you")),
        ),
        purpose="snoozed",
        close=say("parley.close"),
    )
