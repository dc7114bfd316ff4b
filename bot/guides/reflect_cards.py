"""What stands around the questions of a reflection: facts before them, ways on after them."""

from bot.cards import Button, Buttons, Card, Element, Note, Paragraph
from bot.coach.looking_back import LookingBack
from bot.coach.preparation import Preparation
from bot.guides.question import Scene
from bot.guides.reflect_sums import expectations, next_step, private_figures, verdict
from bot.guides.share_forms import SHARE
from bot.guides.words import say

_PLAIN = frozenset(
    {"agreed_worse_than_plan_b", "agreed_worse_than_walk_away", "refused_better_than_plan_b"}
)
"""Verdicts that are said in the chat too, not only on the screen that has to be opened."""


def expected_in_chat(scene: Scene) -> tuple[Element, ...]:
    """Beside the question how it ended: what was expected, if all of it was typed in the chat.

    Beside the question of the practice: that the sheet's own line counts, without its words.
    """
    if scene.state.step == "practice":
        return (Note(line=say("reflect.practice.which")),) if scene.answers.this_time else ()
    if scene.state.step != "outcome":
        return ()
    facts = expectations(scene.answers)
    if facts and private_figures(scene.answers, scene.state.private):
        return (Note(line=say("reflect.expected.private")),)
    return (Note(line=say("reflect.expected.chat", facts=facts)),) if facts else ()


def expected_in_form(answers: Preparation) -> tuple[Element, ...]:
    """The same in the form, which only the person sees."""
    facts = expectations(answers)
    return (Paragraph(line=say("reflect.expected.form", facts=facts)),) if facts else ()


def reflected(scene: Scene, before: tuple[Element, ...]) -> Card:
    """Nothing more is asked: look at the sums, add more, or get ready for the next round."""
    ended = LookingBack.model_validate(dict(scene.hearing.answers)).ended
    key = ended if ended in {"moved", "still_open", "cancelled"} else "told"
    elements: list[Element] = [
        *before,
        *_verdict(scene),
        Paragraph(line=say(f"reflect.done.{key}"), id="reflect:done"),
        Buttons(buttons=_ways_on(scene, ended), id="reflect:done:moves"),
    ]
    return Card(summary=say("summary.note"), elements=tuple(elements))


def _verdict(scene: Scene) -> tuple[Element, ...]:
    """The first of those verdicts and its next step, where every figure was typed in the chat."""
    private = scene.state.private
    if private & {"outcome", "revealed"} or private_figures(scene.answers, private):
        return ()
    told = LookingBack.model_validate(dict(scene.hearing.answers))
    found = [one for one in told.compared(scene.answers.case()).verdicts if one.code in _PLAIN]
    if not found:
        return ()
    said = verdict(found[0], told.measure(scene.answers))
    return Paragraph(line=said, id="reflect:verdict"), Paragraph(line=next_step(found[0]))


def _ways_on(scene: Scene, ended: str | None) -> tuple[Button, ...]:
    preparation, reflection = scene.about, scene.place.conversation
    pick = Button(
        label=say("button.pick_date"),
        action="moved",
        value=preparation,
        style="primary",
    )
    look = (
        Button(label=say("button.sheet"), action="sheet", value=preparation),
        Button(label=say("button.edit"), action="edit_list", value=preparation),
    )
    result = Button(
        label=say("reflect.button.result"),
        action="sheet",
        value=reflection,
        style="plain" if ended == "still_open" else "primary",
    )
    more = Button(label=say("reflect.button.more"), action="edit_list", value=reflection)
    practise = Button(label=say("commit.button.practise"), action="commit", value=reflection)
    share = Button(label=say("share.button.share"), action=SHARE, value=f":{reflection}")
    if ended == "moved":
        return pick, look[0]
    if ended == "still_open":
        return pick, *look, result, more, practise, share
    return (more,) if ended == "cancelled" else (result, more, practise, share)
