"""Reflect on a meeting: begin, or go on where it was left."""

from collections.abc import Mapping
from datetime import datetime

from pydantic import JsonValue

from bot.calendar.zones import show_moment
from bot.cards import Button, Buttons, Card, Element, Line, Note, Paragraph
from bot.coach.looking_back import ENDED
from bot.coach.preparation import Meeting
from bot.dialogue.engine import begin
from bot.dialogue.script import Pressed, Remark
from bot.guides.prepare import THIS_TIME
from bot.guides.reflect import REFLECT
from bot.guides.reflect_cards import expected_in_form
from bot.guides.words import say
from bot.ports import Commitment, Conversation, Person, Unit
from bot.usecases import screens
from bot.usecases.knock import Knock, Reply
from bot.usecases.listing import title_of, untitled
from bot.usecases.meetings import (
    expected,
    frozen_at,
    is_over,
    is_told,
    may_look_back,
    meeting_of,
    reflection_on,
)
from bot.usecases.schedule import token
from bot.usecases.start import add_conversation, make_current
from bot.usecases.talk import Details, preparation_of, put, say_next, zone_of
from bot.usecases.turn import take

_GIVEN = frozenset(step.name for step in REFLECT.given)

SHOWN = 8
"""Preparations to choose from in one answer."""


def reflect(unit: Unit, knock: Knock, person: Person) -> Reply:
    """Go on with an open reflection or begin the one that waits; ask which when that is unclear."""
    preparations = unit.conversations.of(person.id)
    if not preparations:
        return Reply(answer=_card(say("reflect.none")))
    reflections = unit.conversations.of(person.id, REFLECT.name)
    unfinished = [one for one in reflections if one.state.step]
    waiting = _waiting(person, knock, preparations, reflections)
    if unfinished and (unfinished[0].id == person.current or not waiting):
        resume(unit, knock, person, unfinished[0])
    elif len(waiting) == 1:
        start(unit, knock, person, waiting[0])
    else:
        return Reply(answer=_to_choose(unit, knock, person, waiting or preparations))
    return Reply()


def _to_choose(unit: Unit, knock: Knock, person: Person, found: tuple[Conversation, ...]) -> Card:
    """The preparations that can be looked back on; when all are ahead, when it is asked instead."""
    zone = zone_of(person)
    behind = tuple(one for one in found if may_look_back(one, zone, knock.now))
    if behind:
        return _which(behind, person, knock)
    told = _ahead(unit, knock, person, found)
    return _card(say(told.code, **told.values))


def _ahead(unit: Unit, knock: Knock, person: Person, found: tuple[Conversation, ...]) -> Remark:
    """That the meeting is still to come, and when it is asked how it went."""
    by_id = {one.id: one for one in found}
    rows = [
        one for one in unit.agenda.of(person.id) if one.kind == "reflect" and one.about in by_id
    ]
    if not rows:
        return Remark(code="reflect.ahead.quiet")
    row = min(rows, key=lambda one: one.due)
    if "meeting" in by_id[row.about].state.private:
        return Remark(code="reflect.ahead.private")
    when = show_moment(row.due, zone_of(person), knock.now)
    return Remark(code="reflect.ahead.asked", values={"when": when})


def _waiting(
    person: Person,
    knock: Knock,
    preparations: tuple[Conversation, ...],
    reflections: tuple[Conversation, ...],
) -> tuple[Conversation, ...]:
    """Preparations whose meeting is over and of which it is not told how it went."""
    zone = zone_of(person)
    return tuple(
        one
        for one in preparations
        if is_over(one, zone, knock.now) and not is_told(reflection_on(one, reflections))
    )


def _card(line: Line, *more: Element) -> Card:
    return Card(summary=say("summary.note"), elements=(Paragraph(line=line), *more))


def _which(found: tuple[Conversation, ...], person: Person, knock: Knock) -> Card:
    """Each preparation with a button; names given in a form stay out of the chat."""
    zone, elements = zone_of(person), list[Element]()
    for one in found[:SHOWN]:
        named = untitled if "situation" in one.state.private else title_of
        button = Button(label=say("reflect.button.start"), action="reflect", value=one.id)
        elements += [Paragraph(line=named(one, zone, knock.now)), Buttons(buttons=(button,))]
    if len(found) > SHOWN:
        elements.append(Note(line=say("list.more", count=str(len(found) - SHOWN))))
    elements.append(Note(line=say("parley.only_you")))
    return _card(say("reflect.which"), *elements)


def start(unit: Unit, knock: Knock, person: Person, preparation: Conversation) -> None:
    """Ask the first question about a meeting, or the one where its reflection was left."""
    reflection = reflection_on(preparation, unit.conversations.of(person.id, REFLECT.name))
    if reflection is not None:
        resume(unit, knock, person, reflection)
        return
    reflection = begin_on(unit, knock, person, preparation)
    # It is asked now; a form that is only opened leaves the question of the morning in place.
    unit.agenda.cancel(person.id, "reflect", preparation.id)
    say_next(unit, knock, make_current(unit, person, reflection.id), reflection)


def resume(unit: Unit, knock: Knock, person: Person, reflection: Conversation) -> None:
    """Ask where the reflection was left; a finished one tells what can be done with it."""
    person = make_current(unit, person, reflection.id)
    welcome = (Remark(code="chat.resumed"),) if reflection.state.step else ()
    say_next(unit, knock, person, reflection, None, *welcome)


def begin_on(unit: Unit, knock: Knock, person: Person, preparation: Conversation) -> Conversation:
    """A new reflection with what was expected frozen in it."""
    meeting = meeting_of(preparation)
    given, private = expected(unit, person, preparation, meeting)
    until = frozen_at(meeting, zone_of(person)) or knock.now
    chosen = _this_time(given) or _practised(unit, person, preparation.id, until)
    skipped = () if chosen else ("practice",)
    state = begin(
        REFLECT,
        {name: said for name, said in given.items() if name in _GIVEN},
        private=private & _GIVEN,
        skipped=skipped,
    )
    return add_conversation(unit, knock, person, state, about=preparation.id)


def _practised(
    unit: Unit, person: Person, preparation: str, until: datetime
) -> tuple[Commitment, ...]:
    """The practices begun until then: for this negotiation alone, or for every meeting."""
    return tuple(
        one
        for one in unit.commitments.of(person.id)
        if one.state == "active" and one.about in {None, preparation} and one.begun <= until
    )


def _this_time(given: Mapping[str, Mapping[str, JsonValue]]) -> str:
    """The one thing that the sheet says to do differently this time; empty when it says none."""
    return str(given.get(THIS_TIME.name, {}).get("line") or "")


def answered(unit: Unit, knock: Knock, person: Person, value: str) -> Reply:
    """A button about a meeting: `<preparation>:<answer>:<token of the meeting>`.

    The answer is how it ended, `private`, `later`, `result`, or empty to go on in the chat. A
    button about an earlier moment of the meeting changes nothing.
    """
    preparation_id, name, when = [*value.split(":", 2), "", ""][:3]
    preparation = unit.conversations.get(person.id, preparation_id)
    if preparation is None:
        put(unit, knock, person, Details(remarks=(Remark(code="chat.gone"),)))
        return Reply()
    if when and when != token(preparation.id, meeting_of(preparation)):
        return _moved_on(unit, knock, person, preparation)
    if name == "later":
        return _later(unit, knock, person, preparation)
    return _at_meeting(unit, knock, person, preparation, name)


def _at_meeting(
    unit: Unit, knock: Knock, person: Person, preparation: Conversation, name: str
) -> Reply:
    """Begin or go on as the button says, unless the meeting is still ahead."""
    reflections = unit.conversations.of(person.id, REFLECT.name)
    reflection = reflection_on(preparation, reflections)
    over = is_over(preparation, zone_of(person), knock.now)
    if reflection is None and not over and name not in {"", *ENDED}:
        reflection = next((one for one in reflections if one.about == preparation.id), None)
    if reflection is None and not may_look_back(preparation, zone_of(person), knock.now):
        ahead = _ahead(unit, knock, person, (preparation,))
        put(unit, knock, person, Details(remarks=(ahead,)))
        return Reply()
    if not name:
        start(unit, knock, person, preparation)
        return Reply(home=True)
    if name in ENDED:
        return _ended(unit, knock, person, reflection or preparation, name)
    return _window(unit, knock, person, reflection or preparation)


def _window(unit: Unit, knock: Knock, person: Person, conversation: Conversation) -> Reply:
    """How it went once that is told, else the question where it was left, as a form."""
    if is_told(conversation):
        return Reply(open=screens.sheet_screen(person, conversation, knock.now))
    if conversation.about is None:
        conversation = begin_on(unit, knock, person, conversation)
    person = make_current(unit, person, conversation.id)
    step = conversation.state.step or "outcome"
    beside = beside_form(unit, person, conversation, step)
    form = screens.step_form(person, conversation, step, "chat", knock.now, beside=beside)
    return Reply(open=form, home=True)


def _ended(
    unit: Unit, knock: Knock, person: Person, conversation: Conversation, name: str
) -> Reply:
    """Take how it ended, from the question itself; nothing when that was told before."""
    if conversation.about is None:
        conversation = begin_on(unit, knock, person, conversation)
    if conversation.state.step != "outcome" or conversation.state.asking or is_told(conversation):
        return _moved_on(unit, knock, person, conversation)
    person = make_current(unit, person, conversation.id)
    outcome, conversation = take(unit, knock, person, conversation, Pressed(name))
    say_next(unit, knock, person, conversation, outcome)
    return Reply(home=True)


def _moved_on(unit: Unit, knock: Knock, person: Person, conversation: Conversation) -> Reply:
    person = make_current(unit, person, conversation.id)
    say_next(unit, knock, person, conversation, None, Remark(code="chat.moved_on"))
    return Reply()


def _later(unit: Unit, knock: Knock, person: Person, preparation: Conversation) -> Reply:
    """Leave it for now, and say whether it is asked once more."""
    waiting = any(
        one.kind == "reflect_again" and one.about == preparation.id
        for one in unit.agenda.of(person.id)
    )
    code = "reflect.later" if waiting else "reflect.later_home"
    put(unit, knock, person, Details(remarks=(Remark(code=code),)))
    return Reply(home=True)


def beside_form(
    unit: Unit, person: Person, conversation: Conversation, step: str
) -> tuple[Element, ...]:
    """What a form of a reflection shows beside its question: facts that the chat may not hold."""
    if conversation.state.script != REFLECT.name:
        return ()
    if step in {"outcome", "revealed"}:
        return expected_in_form(preparation_of(conversation))
    if step == "practice":
        return _chosen_in_form(unit, person, conversation)
    return ()


def _chosen_in_form(unit: Unit, person: Person, reflection: Conversation) -> tuple[Element, ...]:
    """The words of what was to be done at the meeting: of its sheet, and of each practice."""
    given = reflection.state.given
    meeting = Meeting.model_validate(given.get("meeting", {}))
    until = frozen_at(meeting, zone_of(person)) or reflection.started
    mine = _practised(unit, person, reflection.about or "", until)
    lines = [say("reflect.practice.plan", words=_plan(one)) for one in mine]
    if line := _this_time(given):
        lines.insert(0, say("reflect.practice.this_time", line=line))
    return tuple(Paragraph(line=line) for line in lines)


def _plan(commitment: Commitment) -> str:
    return f"If {commitment.cue}, then I {commitment.act}"
