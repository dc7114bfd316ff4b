"""How far a preparation is: what the chat may show of it, and what it offers next."""

from bot.cards import Button, Buttons, Card, Element, Line, Note, Paragraph
from bot.coach.amounts import Amount, Measure, show_amount
from bot.coach.plan_b import average, expected_value
from bot.coach.preparation import Preparation
from bot.dialogue.script import Script, State, Step
from bot.guides.figures import figure
from bot.guides.question import Scene
from bot.guides.words import say


def can_finish(answers: Preparation) -> bool:
    """Whether the sheet says enough: Plan B has a worth and there is a target."""
    plan_b, target = answers.plan_b, answers.target
    return bool(plan_b and plan_b.value and target and target.amount)


def open_steps(script: Script, state: State) -> tuple[Step, ...]:
    """The questions without an answer."""
    return tuple(step for step in script.steps if step.name not in state.answers)


def plan_b_figure(answers: Preparation, measure: Measure) -> str:
    """What Plan B is worth on average, counted in `measure`; empty when unknown."""
    worth = answers.plan_b.value if answers.plan_b else None
    if worth is None:
        return ""
    return figure(expected_value(worth, answers.situation.direction), measure)


def plan_b_worth(state: State, answers: Preparation) -> tuple[Element, ...]:
    """Beside the walk-away question: Plan B's worth when it was typed, else that it is private."""
    spoken = answers.without(state.private)
    worth = plan_b_figure(answers, spoken.measure())
    if state.step != "walk_away" or state.asking or not worth:
        return ()
    if "plan_b" in state.private:
        return (Note(line=say("prepare.walk_away.plan_b_private")),)
    if "situation" in state.private and answers.plan_b and answers.plan_b.value:
        # The careful end of a range would tell which direction is better.
        both = Amount(range=average(answers.plan_b.value), measure=spoken.measure())
        worth = show_amount(both)
    return (Note(line=say("prepare.walk_away.plan_b_is", worth=worth)),)


def so_far(script: Script, state: State) -> list[Element]:
    """Which questions are answered; no words and no figures, because this is a chat."""
    elements: list[Element] = [Paragraph(line=say("show.title"))]
    for number, step in enumerate(script.steps, start=1):
        word = _standing(state, step)
        name = say(f"{script.name}.{step.name}.name").text
        elements.append(Note(line=Line(text=f"{number} {name}: {say(f'show.{word}').text}")))
    return elements


def _standing(state: State, step: Step) -> str:
    if step.name in state.private:
        return "private"
    if step.name in state.answers:
        return "answered"
    return "later" if step.name in state.skipped else "open"


def finished(scene: Scene, before: tuple[Element, ...]) -> Card:
    """Nothing more is asked: the sheet can be opened, changed, exported or completed."""
    script, state, place = scene.script, scene.state, scene.place
    still_open = len(open_steps(script, state))
    if still_open == 1:
        told = say("chat.finished_one", total=str(len(script.steps)))
    elif still_open:
        told = say("chat.finished_short", open=str(still_open), total=str(len(script.steps)))
    else:
        told = say("chat.finished")
    buttons = [
        Button(
            label=say("button.sheet"), action="sheet", value=place.conversation, style="primary"
        ),
        *(
            [Button(label=say("button.continue"), action="resume", value=place.value("", ""))]
            if still_open
            else []
        ),
        Button(label=say("button.edit"), action="edit_list", value=place.conversation),
    ]
    elements: list[Element] = [
        *before,
        Paragraph(line=told, id=f"{script.name}:done"),
        Buttons(buttons=tuple(buttons), id=f"{script.name}:done:moves"),
    ]
    return Card(summary=say("summary.done"), elements=tuple(elements))
