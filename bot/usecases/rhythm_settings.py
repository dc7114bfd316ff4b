"""When Parley writes: the form, a pause, and the end of the weekly question."""

from collections.abc import Mapping

from bot.calendar.zones import local, show_date
from bot.cards import DateField, Element, Line, Note, Paragraph, Screen
from bot.dialogue.script import NotUnderstood, Remark
from bot.guides.question import remark
from bot.guides.rhythm_form import rhythm_form
from bot.guides.rhythm_reading import Filling, Problems, read_pause, read_rhythm
from bot.guides.words import say
from bot.ports import Person, Unit
from bot.usecases.knock import Knock, Reply
from bot.usecases.profile import keep_zone
from bot.usecases.replan import replan
from bot.usecases.talk import Details, put, zone_of
from bot.usecases.upcoming import upcoming

Sent = Mapping[str, str]

_UNTIL = "pause:until"


def settings(unit: Unit, knock: Knock, person: Person) -> Reply:
    """Open the form of everything a person can choose."""
    today = local(knock.now, zone_of(person)).date()
    return Reply(open=rhythm_form(unit.people.rhythm(person.id), person.zone or "", today))


def save(unit: Unit, knock: Knock, person: Person, rest: str, values: Sent) -> Reply:
    """Keep the rhythm of the form, move what is due, and say what comes next."""
    before = unit.people.rhythm(person.id)
    filling = Filling(
        values={name.removeprefix("rhythm:"): text for name, text in values.items()},
        before=before,
        asking=rest or before.nudges,
        now=knock.now,
        zone=zone_of(person),
    )
    try:
        rhythm, zone = read_rhythm(filling)
    except Problems as problems:
        said = problems.remarks.items()
        return Reply(errors={f"rhythm:{name}": remark(why) for name, why in said})
    unit.people.keep_rhythm(person.id, rhythm)
    if zone and zone != person.zone:
        keep_zone(unit, person.id, zone, knock.now, knock.ids)
        person = person.model_copy(update={"zone": zone})
    else:
        replan(unit, person, knock.now, knock.ids)
    return Reply(update=_saved(unit, knock, person, say("rhythm.saved")), home=True)


def pause(_unit: Unit, _knock: Knock, _person: Person, _value: str) -> Reply:
    """Ask until when Parley is to be silent."""
    return Reply(
        open=Screen(
            title=say("rhythm.pause.title"),
            elements=(
                Paragraph(line=say("rhythm.pause.intro")),
                DateField(id=_UNTIL, label=say("rhythm.pause.label"), optional=False),
                Note(line=say("parley.only_you")),
            ),
            purpose="pause",
            submit=say("parley.save"),
            close=say("parley.close"),
        )
    )


def keep_pause(unit: Unit, knock: Knock, person: Person, _rest: str, values: Sent) -> Reply:
    """Keep the pause; what would fall into it moves behind it."""
    zone = zone_of(person)
    try:
        until = read_pause(values.get(_UNTIL, ""), knock.now, zone)
    except NotUnderstood as why:
        return Reply(errors={_UNTIL: remark(why.remark)})
    rhythm = unit.people.rhythm(person.id)
    unit.people.keep_rhythm(person.id, rhythm.model_copy(update={"paused_until": until}))
    replan(unit, person, knock.now, knock.ids)
    told = say("rhythm.pause.kept", day=show_date(until, zone, knock.now))
    return Reply(update=_saved(unit, knock, person, told), home=True)


def stop(unit: Unit, knock: Knock, person: Person, _value: str) -> Reply:
    """No weekly question any more, until it is turned on again."""
    ask_no_more(unit, knock, person)
    put(unit, knock, person, Details(remarks=(Remark(code="rhythm.stopped"),)), in_thread=True)
    return Reply(home=True)


def ask_no_more(unit: Unit, knock: Knock, person: Person) -> None:
    """Turn the weekly question off, and let what waited behind it come earlier."""
    rhythm = unit.people.rhythm(person.id)
    unit.people.keep_rhythm(person.id, rhythm.model_copy(update={"nudges": "stopped"}))
    unit.agenda.cancel(person.id, "nudge")
    replan(unit, person, knock.now, knock.ids)


def _saved(unit: Unit, knock: Knock, person: Person, told: Line) -> Screen:
    """That it is kept, in whose clock the times are, and what comes next."""
    coming = upcoming(unit, person, knock.now)
    zone = say("rhythm.zone", zone=person.zone) if person.zone else say("rhythm.zone_utc")
    elements: list[Element] = [Paragraph(line=told), Note(line=zone)]
    elements += [Note(line=coming)] if coming else []
    return Screen(
        title=say("rhythm.title"),
        elements=(*elements, Note(line=say("parley.only_you"))),
        purpose="rhythm_saved",
        close=say("parley.close"),
    )
