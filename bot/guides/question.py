"""A step of a script as a question in the chat and as a form: the same blocks, the same words."""

from collections.abc import Collection
from dataclasses import dataclass

from pydantic import BaseModel

from bot.cards import (
    Button,
    Buttons,
    Card,
    Choice,
    ChoiceField,
    DateField,
    Element,
    Line,
    Note,
    Paragraph,
    Screen,
    TextField,
    TimeField,
)
from bot.coach.practices import BY_CODE
from bot.coach.preparation import Preparation, Situation
from bot.dialogue.engine import read_answers, way
from bot.dialogue.script import Hearing, Part, PartKind, Remark, Script, State, Step
from bot.guides.buttons import row_of
from bot.guides.practice_words import listed
from bot.guides.readers import LONGEST
from bot.guides.words import has, phrase, say


@dataclass(frozen=True, slots=True)
class Place:
    """Which conversation a screen belongs to and at which revision it was drawn."""

    conversation: str
    revision: int

    def value(self, step: str, name: str = "") -> str:
        """What a button carries, so that a late press can be told from a fresh one."""
        return f"{self.conversation}:{step}:{self.revision}:{name}"


@dataclass(frozen=True, slots=True)
class Scene:
    """Everything a question is drawn from: the script, where somebody is, and what is known.

    `about` is the conversation it looks back on, empty when there is none.
    """

    script: Script
    state: State
    hearing: Hearing
    place: Place
    answers: Preparation
    about: str = ""


def remark(said: Remark) -> Line:
    """The words of a remark; a bare code is one of the troubles."""
    key = said.code if has(said.code) else f"trouble.{said.code}"
    return say(key, **said.values)


def words_of(script: Script, step: Step, key: str, answers: Preparation) -> str | None:
    """The key of a step's phrase, the variant for the kind or direction first; else None.

    With nothing told of the situation it is the variant that fits every kind.
    """
    stem = f"{script.name}.{step.name}.{key}"
    situation = answers.situation
    better = f"{stem}_{situation.direction}" if situation.kind else stem
    for candidate in (f"{stem}.{situation.kind or 'other'}", better, stem):
        if has(candidate):
            return candidate
    return None


def question_card(
    scene: Scene,
    *,
    before: tuple[Element, ...] = (),
    beside: tuple[Element, ...] = (),
    finish: bool = False,
) -> Card:
    """The question to ask now; `before` is what was heard, `beside` is shown under the reason."""
    script, state, answers = scene.script, scene.state, scene.answers
    if "situation" in state.private:  # its kind must not show in the questions either
        answers = answers.model_copy(update={"situation": Situation()})
    step = script.step(state.step or "")
    block = f"{script.name}:{step.name}" + (f":{state.asking}" if state.asking else "")
    asked = _asked(script, state, step, answers)
    elements: list[Element] = [*before, Paragraph(line=asked, id=block)]
    if not state.asking:
        elements += _reasons(script, step, scene.hearing, answers, block)
    elements += beside
    elements += _quick(scene, step, block)
    elements.append(Note(line=say("parley.in_chat"), id=f"{block}:who"))
    elements.append(_moves(scene, step, block, finish=finish))
    return Card(summary=_summary(script, state, step), elements=tuple(elements))


def _asked(script: Script, state: State, step: Step, answers: Preparation) -> Line:
    key = f"{script.name}.{step.name}.ask.{state.asking}" if state.asking else None
    question = phrase(key or words_of(script, step, "question", answers) or "")
    if step not in script.steps:
        return Line(text=phrase("progress.aside").replace("{question}", question))
    text = phrase("progress.of").replace("{question}", question)
    return Line(text=text, values=_place(script, state, step))


def _summary(script: Script, state: State, step: Step) -> Line:
    if step not in script.steps:
        return say("summary.aside")
    return say("summary.question", **_place(script, state, step))


def _place(script: Script, state: State, step: Step) -> dict[str, str]:
    """The number of the question on the way these answers lead, and of all that are asked on it."""
    path = way(script, read_answers(script, state))
    if step.name not in path:
        path = tuple(one.name for one in script.steps)
    number = path.index(step.name) + 1
    left_out = [name for name in path[number:] if name in state.skipped]
    return {"number": str(number), "total": str(len(path) - len(left_out))}


def _reasons(
    script: Script, step: Step, hearing: Hearing, answers: Preparation, block: str
) -> list[Element]:
    """Why it is asked and an example; for a moment, whose clock is meant."""
    unknown = hearing.zone.key == "UTC" and has(f"{script.name}.{step.name}.why_no_zone")
    notes: list[Element] = []
    for part, key in (("why", "why_no_zone" if unknown else "why"), ("example", "example")):
        words = words_of(script, step, key, answers)
        if words:
            zone = {"zone": hearing.zone.key} if "{zone}" in phrase(words) else {}
            notes.append(Note(line=say(words, **zone), id=f"{block}:{part}"))
    return notes


def _quick(scene: Scene, step: Step, block: str) -> list[Element]:
    """Readings of unclear words first, else the quick answers of the question."""
    state, place = scene.state, scene.place
    if state.pending and state.pending.options:
        options = tuple(
            Button(
                label=Line(text="{label}", values={"label": option.label}),
                action="choose",
                value=place.value(step.name, f"option-{number}"),
            )
            for number, option in enumerate(state.pending.options)
        )
        return [Buttons(buttons=options, id=f"{block}:readings")]
    buttons = tuple(
        Button(
            label=_quick_label(scene.script, step, name),
            action="choose",
            value=place.value(step.name, name),
        )
        for name in _offered(step, state.asking, scene.hearing)
    )
    return [Buttons(buttons=buttons, id=f"{block}:quick")] if buttons else []


def _offered(step: Step, asking: str | None, hearing: Hearing) -> Collection[str]:
    if asking:
        return step.quick_for.get(asking, {})
    return step.offers(hearing) if step.offers else step.quick


def _quick_label(script: Script, step: Step, name: str) -> Line:
    key = f"{script.name}.{step.name}.quick.{name}"
    if name in BY_CODE:
        return say(f"practice.{name}.name")
    return say(key) if has(key) else _choice_label(name)


def _moves(scene: Scene, step: Step, block: str, *, finish: bool) -> Buttons:
    kinds = {part.kind for part in step.parts}
    day = "button.pick_date" if "time" in kinds else "button.pick_day"
    term = f"{scene.script.name}.{step.name}.term"
    here = scene.place.value(step.name)
    return row_of(
        (day if "date" in kinds else "button.private", "private", here),
        ("button.keep" if step.name in scene.state.answers else "button.skip", "skip", here),
        ("button.back", "back", here),
        *([(term, "primer", "")] if has(term) else []),
        *([("button.finish", "finish", here)] if finish else []),
        primary="finish",
        name=f"{block}:moves",
    )


def form(
    scene: Scene,
    step: Step,
    answer: BaseModel | None,
    purpose: str,
    beside: tuple[Element, ...] = (),
) -> Screen:
    """The step as a form: the question, its reason, and one field a part with what is known."""
    script = scene.script
    block = f"{script.name}:{step.name}"
    question = words_of(script, step, "question", scene.answers) or ""
    elements: list[Element] = [Paragraph(line=Line(text=f"*{phrase(question)}*"), id=block)]
    elements += _reasons(script, step, scene.hearing, scene.answers, block)
    elements += beside
    elements += fields(script, step, answer, scene.hearing)
    elements.append(Note(line=say("parley.only_you")))
    return Screen(
        title=say(f"{script.name}.{step.name}.form_title"),
        elements=tuple(elements),
        purpose=purpose,
        submit=say("parley.save"),
        close=say("parley.close"),
    )


def fields(script: Script, step: Step, answer: BaseModel | None, hearing: Hearing) -> list[Element]:
    """One field a part of the step, with what is known."""
    known = answer or (step.accepts() if step.prefilled else None)
    return [
        _field(script, step, part, part.show(known, hearing) if known else "", hearing)
        for part in step.parts
    ]


def _field(script: Script, step: Step, part: Part, initial: str, hearing: Hearing) -> Element:
    stem = f"{script.name}.{step.name}"
    block = f"{stem.replace('.', ':')}:{part.name}"
    label = say(f"{stem}.label.{part.name}")
    hint = say(f"{stem}.hint.{part.name}") if has(f"{stem}.hint.{part.name}") else None
    kind: PartKind = part.kind
    known = {"id": block, "label": label, "hint": hint, "optional": not part.required}
    match kind:
        case "choice":
            choices = [Choice(value=one, label=_choice_label(one)) for one in part.choices]
            for value, said in (part.options(hearing) if part.options else {}).items():
                choices.append(Choice(value=value, label=Line(text="{own}", values={"own": said})))
            return ChoiceField.model_validate(
                {**known, "choices": tuple(choices), "initial": initial or None}
            )
        case "date":
            return DateField.model_validate({**known, "initial": initial or None})
        case "time":
            return TimeField.model_validate({**known, "initial": initial or None})
        case "text" | "lines":
            return TextField.model_validate(
                {**known, "initial": initial, "lines": kind == "lines", "longest": LONGEST}
            )


def _choice_label(name: str) -> Line:
    if name in BY_CODE:
        return listed(name)
    groups = ("kind", "level", "direction", "switch", "ended", "used", "rating", "scope", "check")
    for group in groups:
        if has(f"{group}.{name}"):
            return say(f"{group}.{name}")
    raise KeyError(name)
