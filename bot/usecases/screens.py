"""The screens that belong to one conversation, drawn from what is kept now."""

from datetime import datetime

from bot.cards import Button, Buttons, Element, Note, Paragraph, Screen, TextField
from bot.coach.preparation import Preparation
from bot.guides.progress import plan_b_figure
from bot.guides.question import form
from bot.guides.sheet import sheet
from bot.guides.words import say
from bot.ports import Conversation, Person
from bot.usecases.talk import hearing, preparation_of, scene_of, script_of


def with_way_back(screen: Screen, conversation: str) -> Screen:
    """The same screen with a button that leads to the sheet it was opened from, if it was."""
    if not conversation:
        return screen
    button = Button(label=say("button.to_sheet"), action="sheet", value=conversation)
    return screen.model_copy(update={"elements": (*screen.elements, Buttons(buttons=(button,)))})


def step_form(
    person: Person, conversation: Conversation, name: str, origin: str, now: datetime
) -> Screen:
    """One step as a form with what is known; `origin` tells what is shown after it is sent."""
    scene = scene_of(conversation, hearing(person, now))
    step, state = scene.script.step(name), conversation.state
    known = scene.hearing.answers.get(name)
    if state.step == name and state.draft:
        known = step.accepts.model_validate(state.draft)
    purpose = f"answer:{conversation.id}:{name}:{conversation.revision}:{origin}"
    screen = form(scene, step, known, purpose, _beside(name, scene.answers))
    return with_way_back(screen, conversation.id if origin == "sheet" else "")


def _beside(name: str, answers: Preparation) -> tuple[Element, ...]:
    if name != "walk_away":
        return ()
    worth = plan_b_figure(answers, answers.measure())
    if not worth:
        return (Note(line=say("prepare.walk_away.form_plan_b_unknown")),)
    return (Paragraph(line=say("prepare.walk_away.form_plan_b", worth=worth)),)


def sheet_screen(person: Person, conversation: Conversation, now: datetime) -> Screen:
    """The prep sheet as it stands."""
    answers = preparation_of(conversation)
    return sheet(answers, conversation.id, hearing(person, now))


def edit_list(conversation: Conversation) -> Screen:
    """Which answer to change: one button a step."""
    script = script_of(conversation)
    buttons = tuple(
        Button(
            label=say(f"{script.name}.{step.name}.name"),
            action="edit",
            value=f"{conversation.id}:{step.name}",
        )
        for step in (*script.steps, *script.asides)
    )
    more = (
        Button(label=say("button.sheet"), action="sheet", value=conversation.id),
        Button(
            label=say("button.delete_one"), action="delete", value=conversation.id, style="danger"
        ),
    )
    return Screen(
        title=say("edit.title"),
        elements=(
            Paragraph(line=say("edit.intro")),
            Buttons(buttons=buttons),
            Buttons(buttons=more),
            Note(line=say("parley.only_you")),
        ),
        purpose="edit",
        close=say("parley.close"),
    )


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
