"""The screens that belong to one conversation, drawn from what is kept now."""

from collections.abc import Mapping
from datetime import datetime

from bot.cards import Button, Buttons, Element, Note, Paragraph, Screen, TextField
from bot.coach.looking_back import LookingBack
from bot.coach.preparation import Preparation
from bot.dialogue.engine import read_answers
from bot.guides.commit import ABOUT, COMMIT, KNOWN
from bot.guides.prepare import PREPARE
from bot.guides.progress import plan_b_figure
from bot.guides.question import form
from bot.guides.reflect import REFLECT
from bot.guides.reflection_view import how_it_went
from bot.guides.sheet import sheet
from bot.guides.words import say
from bot.ports import Conversation, Person, Unit
from bot.usecases.plan import plan_screen
from bot.usecases.talk import hearing, preparation_of, scene_of, script_of

_TO_SHEET = "button.to_sheet"
_WAYS_BACK: Mapping[str, str] = {
    REFLECT.name: "reflect.button.result",
    COMMIT.name: "plan.button.to_plan",
}


def with_way_back(screen: Screen, conversation: str, label: str = _TO_SHEET) -> Screen:
    """The same screen with a button that leads to the sheet it was opened from, if it was."""
    if not conversation:
        return screen
    button = Button(label=say(label), action="sheet", value=conversation)
    return screen.model_copy(update={"elements": (*screen.elements, Buttons(buttons=(button,)))})


def step_form(
    person: Person,
    conversation: Conversation,
    name: str,
    origin: str,
    now: datetime,
    *,
    beside: tuple[Element, ...] = (),
) -> Screen:
    """One step as a form with what is known; `origin` tells what is shown after it is sent.

    `beside` is shown under the reason.
    """
    scene = scene_of(conversation, hearing(person, now))
    step, state = scene.script.step(name), conversation.state
    known = scene.hearing.answers.get(name)
    if state.step == name and state.draft:
        known = step.accepts.model_validate(state.draft)
    purpose = f"answer:{conversation.id}:{name}:{conversation.revision}:{origin}"
    screen = form(scene, step, known, purpose, beside or _beside(name, scene.answers))
    if origin != "sheet":
        return screen
    return with_way_back(screen, conversation.id, _WAYS_BACK.get(scene.script.name, _TO_SHEET))


def _beside(name: str, answers: Preparation) -> tuple[Element, ...]:
    if name != "walk_away":
        return ()
    worth = plan_b_figure(answers, answers.measure())
    if not worth:
        return (Note(line=say("prepare.walk_away.form_plan_b_unknown")),)
    return (Paragraph(line=say("prepare.walk_away.form_plan_b", worth=worth)),)


def sheet_screen(
    person: Person, conversation: Conversation, now: datetime, *, reflected: bool = False
) -> Screen:
    """The prep sheet as it stands, or how a meeting went.

    With `reflected` a sheet leads to the reflection also while its next meeting is ahead.
    """
    answers, listening = preparation_of(conversation), hearing(person, now)
    if conversation.state.script != REFLECT.name:
        return sheet(answers, conversation.id, listening, reflected=reflected)
    told = LookingBack.model_validate(read_answers(REFLECT, conversation.state))
    return how_it_went(answers, told, conversation.id, conversation.about or "", listening)


def screen_of(unit: Unit, person: Person, conversation: Conversation, now: datetime) -> Screen:
    """The same, with the way to what was told of the meeting if it was looked back on."""
    if conversation.state.script == COMMIT.name:
        return plan_screen(unit, person, now)
    reflections = unit.conversations.of(person.id, REFLECT.name)
    reflected = any(one.about == conversation.id for one in reflections)
    return sheet_screen(person, conversation, now, reflected=reflected)


def edit_list(conversation: Conversation) -> Screen:
    """Which answer to change: one button a step."""
    script = script_of(conversation)
    words, result = _EDITING[script.name]
    buttons = tuple(
        Button(
            label=say(f"{script.name}.{step.name}.name"),
            action="edit",
            value=f"{conversation.id}:{step.name}",
        )
        for step in (*script.steps, *script.asides)
        if step is not ABOUT or _may_be_tied(conversation)
    )
    moves = [Button(label=say(result), action="sheet", value=conversation.id)]
    if script.name == PREPARE.name:
        delete = say("button.delete_one")
        moves.append(Button(label=delete, action="delete", value=conversation.id, style="danger"))
    return Screen(
        title=say(f"{words}.title"),
        elements=(
            Paragraph(line=say(f"{words}.intro")),
            Buttons(buttons=buttons),
            Buttons(buttons=tuple(moves)),
            Note(line=say("parley.only_you")),
        ),
        purpose="edit",
        close=say("parley.close"),
    )


def _may_be_tied(conversation: Conversation) -> bool:
    """Whether there was a negotiation ahead that a practice could be tied to."""
    return bool(conversation.state.given.get(KNOWN.name, {}).get("preparation"))


_EDITING: Mapping[str, tuple[str, str]] = {
    PREPARE.name: ("edit", "button.sheet"),
    REFLECT.name: ("reflect.edit", "reflect.button.result"),
    COMMIT.name: ("commit.edit", "plan.button.to_plan"),
}
"""What the list of answers to change is called, and where it leads back to."""


def delete_form(conversation: Conversation) -> Screen:
    """Ask before one preparation is deleted."""
    return Screen(
        title=say("delete.title"),
        elements=(Paragraph(line=say("delete.intro")), Note(line=say("parley.only_you"))),
        purpose=f"delete:{conversation.id}",
        submit=say("button.delete_confirm"),
        close=say("parley.close"),
    )


def erase_form() -> Screen:
    """Ask for the word that erases everything of this person."""
    return Screen(
        title=say("erase.title"),
        elements=(
            Paragraph(line=say("erase.intro")),
            TextField(
                id="erase:confirm",
                label=say("erase.label", word=say("erase.word").text),
                optional=False,
                longest=40,
            ),
            Note(line=say("parley.only_you")),
        ),
        purpose="erase",
        submit=say("erase.submit"),
        close=say("parley.close"),
    )


def erased() -> Screen:
    """Say that everything is gone, and what is not in our hands."""
    return Screen(
        title=say("erase.title"),
        elements=(Paragraph(line=say("erase.done")), Note(line=say("parley.only_you"))),
        purpose="erased",
        close=say("parley.close"),
    )


def who_sees() -> Screen:
    """Who can see what, honestly."""
    lines = ("who.you", "who.not", "who.server", "who.slack", "who.delete")
    return Screen(
        title=say("who.title"),
        elements=(
            *(Paragraph(line=say(line)) for line in lines),
            Note(line=say("parley.only_you")),
        ),
        purpose="who",
        close=say("parley.close"),
    )
