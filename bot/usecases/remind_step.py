"""The message on the day of a step for Plan B, and what can be pressed on it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Final

from bot.calendar.zones import local, show_date
from bot.cards import Buttons, DateField, Line, Note, Paragraph, Screen
from bot.coach.preparation import Improve, PlanBStep
from bot.dialogue.script import Filled, Refused, Remark
from bot.guides.buttons import row_of
from bot.guides.prepare_improve import shown_steps
from bot.guides.question import remark
from bot.guides.words import say
from bot.ports import Conversation, Due, Person, Unit
from bot.usecases.knock import Knock, Reply, fields
from bot.usecases.part import Part
from bot.usecases.schedule import ahead, wanted
from bot.usecases.talk import Details, preparation_of, put, zone_of
from bot.usecases.turn import take_form

_FIELD: Final = "step:day"
_BETWEEN: Final = ","
"""Stands between the days that a button is about."""


def improve(unit: Unit, person: Person, rows: Sequence[Due], now: datetime) -> Part | None:
    """What changed? Asked once about all the days of one preparation that these rows stand for.

    None when no step is left of them, or the meeting is over.
    """
    days = [date.fromisoformat(row.send_key.rpartition(":")[2]) for row in rows]
    conversation = unit.conversations.get(person.id, rows[0].about)
    if conversation is None:
        return None
    answers = preparation_of(conversation)
    meeting = answers.meeting
    over = meeting is not None and meeting.day is not None and not ahead(meeting, person, now)
    planned = _on(conversation, days)
    if not planned or over or not wanted(answers):
        return None
    asked = say("remind.step.one" if len(planned) == 1 else "remind.step.several")
    return Part(
        elements=(
            Paragraph(line=asked, id=f"improve:{conversation.id}"),
            _buttons(conversation.id, days),
        ),
        summary=say("remind.step.summary"),
    )


def _on(conversation: Conversation, days: Iterable[date]) -> tuple[PlanBStep, ...]:
    improve = preparation_of(conversation).improve or Improve()
    return tuple(step for step in improve.steps if step.day in days)


def _buttons(preparation: str, days: Iterable[date]) -> Buttons:
    which = f"{preparation}:{_BETWEEN.join(day.isoformat() for day in days)}"
    return row_of(
        ("remind.button.changed", "edit", f"{preparation}:plan_b"),
        ("remind.button.not_yet", "step_later", which),
        ("remind.button.unchanged", "step_done", which),
        ("remind.button.mute", "mute", preparation),
    )


def done(unit: Unit, knock: Knock, person: Person, _value: str) -> Reply:
    """The step is taken and nothing changed: the sheet stays as it is."""
    put(unit, knock, person, Details(remarks=(Remark(code="remind.step.done"),)), in_thread=True)
    return Reply()


def later(unit: Unit, knock: Knock, person: Person, value: str) -> Reply:
    """Ask for a new day for the steps that were asked about."""
    preparation, days = fields(value, 2)
    conversation = unit.conversations.get(person.id, preparation)
    planned = _on(conversation, _days(days)) if conversation else ()
    if not planned:
        put(unit, knock, person, Details(remarks=(Remark(code="remind.step.gone"),)))
        return Reply()
    values = {f"step{number}": step.what for number, step in enumerate(planned)}
    return Reply(
        open=_form(value, Line(text="\n".join(f"• {{{one}}}" for one in values), values=values))
    )


def _days(text: str) -> list[date]:
    return [date.fromisoformat(day) for day in text.split(_BETWEEN)]


def _form(value: str, steps: Line) -> Screen:
    return Screen(
        title=say("prepare.improve.form_title"),
        elements=(
            Paragraph(line=steps),
            DateField(id=_FIELD, label=say("remind.step.label"), hint=say("remind.step.hint")),
            Note(line=say("parley.only_you")),
        ),
        purpose=f"step_later:{value}",
        submit=say("parley.save"),
        close=say("parley.close"),
    )


def put_off(
    unit: Unit, knock: Knock, person: Person, rest: str, values: Mapping[str, str]
) -> Reply:
    """Move the steps asked about to the day in the form; drop them when it is left empty."""
    preparation, days = fields(rest, 2)
    conversation = unit.conversations.get(person.id, preparation)
    if conversation is None:
        return Reply(errors={_FIELD: say("form.gone")})
    old, text = _days(days), values.get(_FIELD, "")
    new = date.fromisoformat(text) if text else None
    if new and new <= local(knock.now, zone_of(person)).date():
        return Reply(errors={_FIELD: say("trouble.moment_past")})
    answer = preparation_of(conversation).improve or Improve()
    steps = tuple(
        step.model_copy(update={"day": new}) if step.day in old and new else step
        for step in answer.steps
        if new or step.day not in old
    )
    sent = Filled("improve", {"steps": shown_steps(Improve(steps=steps))})
    outcome, _after = take_form(unit, knock, person, conversation, sent)
    if isinstance(outcome, Refused):
        return Reply(errors={_FIELD: remark(next(iter(outcome.problems.values())))})
    return Reply(update=_put_off(person, new, knock.now), home=True)


def _put_off(person: Person, day: date | None, now: datetime) -> Screen:
    shown = show_date(day, zone_of(person), now) if day else ""
    told = say("remind.step.moved", day=shown) if day else say("remind.step.dropped")
    return Screen(
        title=say("prepare.improve.form_title"),
        elements=(Paragraph(line=told), Note(line=say("parley.only_you"))),
        purpose="step",
        close=say("parley.close"),
    )
