"""Moving through a script: one pure function from what was said to what is asked next."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from pydantic import BaseModel, JsonValue

from bot.dialogue.script import (
    END,
    Ask,
    Done,
    Filled,
    Hearing,
    Move,
    NotUnderstood,
    Option,
    Outcome,
    Pending,
    Pressed,
    Refused,
    Remark,
    Said,
    Script,
    State,
    Step,
    Typed,
)


def begin(script: Script) -> State:
    """The state before the first answer."""
    return State(script=script.name, version=script.version, step=script.steps[0].name)


def read_answers(script: Script, state: State) -> dict[str, BaseModel]:
    """The answers so far as values of the steps' own types; unknown steps are left out."""
    known = {step.name: step.accepts for step in (*script.steps, *script.asides)}
    return {
        name: known[name].model_validate(fields)
        for name, fields in state.answers.items()
        if name in known
    }


def way(script: Script, answers: Mapping[str, BaseModel]) -> tuple[str, ...]:
    """The steps from the first to the end, in the order these answers lead through."""
    names: list[str] = []
    name = script.steps[0].name
    while name != END and name not in names:
        names.append(name)
        name = script.step(name).leads_to(answers)
    return tuple(names)


def advance(script: Script, state: State, said: Said, hearing: Hearing) -> Outcome:
    """Take one thing that was said and tell what comes next; a given state is never changed.

    Words that cannot be read are kept in the state, and the question stands.
    """
    hearing = replace(
        hearing, answers=read_answers(script, state), step=state.step or "", draft=_before(state)
    )
    match said:
        case Move():
            return _move(script, state, said, hearing)
        case Filled():
            return _fill(script, state, said, hearing)
        case Typed() | Pressed():
            if state.step is None:
                return Done(state)
            return _say(script, state, said, hearing)


def _before(state: State) -> Mapping[str, JsonValue]:
    """What is known of the current step: a draft, else the answer that is being changed."""
    return state.draft or state.answers.get(state.step or "", {})


def _say(script: Script, state: State, said: Typed | Pressed, hearing: Hearing) -> Outcome:
    step = script.step(hearing.step)
    text = said.text if isinstance(said, Typed) else _chosen_text(state, said)
    try:
        if text is None:
            fields = _quick(step, state.asking, said)
        elif state.asking:
            fields = step.part(state.asking).read(text, hearing)
        else:
            fields = step.read(text, hearing)
    except NotUnderstood as why:
        pending = Pending(text=text or "", options=why.options)
        return Ask(state.model_copy(update={"pending": pending}), problem=why.remark)
    return _accept(script, step, state, fields, hearing)


def _chosen_text(state: State, said: Typed | Pressed) -> str | None:
    """The text behind an `option-<n>` button; None when the press is a quick answer."""
    if isinstance(said, Typed) or not said.name.startswith("option-"):
        return None
    options: tuple[Option, ...] = state.pending.options if state.pending else ()
    number = said.name.removeprefix("option-")
    if not number.isdigit() or int(number) >= len(options):
        raise KeyError(said.name)
    return options[int(number)].text


def _quick(step: Step, asking: str | None, said: Typed | Pressed) -> Mapping[str, Any]:
    name = said.name if isinstance(said, Pressed) else ""
    return step.quick_for[asking][name] if asking else step.quick[name]


def _accept(
    script: Script, step: Step, state: State, fields: Mapping[str, Any], hearing: Hearing
) -> Outcome:
    known = {**hearing.draft, **_stored(step, fields)}
    answer = step.accepts.model_validate(known)
    missing = None if state.asking else step.missing(answer, hearing)
    if missing:
        draft = state.model_copy(update={"asking": missing, "draft": known, "pending": None})
        return Ask(draft, heard=step.heard(answer, hearing))
    return _keep(script, step, state, answer, hearing, private=False)


def _stored(step: Step, fields: Mapping[str, Any]) -> dict[str, JsonValue]:
    """The given fields only, as JSON, checked by the step's type."""
    answer = step.accepts.model_validate(dict(fields))
    stored: dict[str, JsonValue] = answer.model_dump(mode="json", exclude_unset=True)
    return stored


def _keep(
    script: Script, step: Step, state: State, answer: BaseModel, hearing: Hearing, *, private: bool
) -> Outcome:
    """Write the answer into the state and go to the next open step."""
    name = step.name
    kept = state.model_copy(
        update={
            "answers": {**state.answers, name: answer.model_dump(mode="json")},
            "private": state.private | {name} if private else state.private - {name},
            "skipped": state.skipped - {name},
        }
    )
    heard = Remark(code="kept_private") if private else step.heard(answer, hearing)
    if state.step != name:  # an answer edited beside the current question
        return Ask(kept, heard=heard) if state.step else Done(kept, heard=heard)
    return _onward(script, kept, heard)


def _onward(script: Script, state: State, heard: Remark | None) -> Outcome:
    """Ask the first step after the current one that has neither an answer nor a skip."""
    target = state.back_to or _next_open(script, state)
    moved = state.model_copy(
        update={
            "step": None if target == END else target,
            "asking": None,
            "draft": {},
            "pending": None,
            "back_to": None,
        }
    )
    return Done(moved, heard=heard) if target == END else Ask(moved, heard=heard)


def _next_open(script: Script, state: State) -> str:
    path = way(script, read_answers(script, state))
    after = path[path.index(state.step) + 1 :] if state.step in path else path
    for name in after:
        if name not in state.answers and name not in state.skipped:
            return name
    return END


def _fill(script: Script, state: State, said: Filled, hearing: Hearing) -> Outcome:
    step = script.step(said.step)
    hearing = replace(hearing, step=step.name, fields=said.values)
    problems: dict[str, Remark] = {}
    fields: dict[str, Any] = {}
    for part in step.parts:
        text = said.values.get(part.name, "").strip()
        if not text:
            if part.required:
                problems[part.name] = Remark(code="needed")
            continue
        try:
            fields |= part.read(text, hearing)
        except NotUnderstood as why:
            problems[part.name] = why.remark
    if problems:
        return Refused(problems)
    answer = step.accepts.model_validate(fields)
    return _keep(script, step, state, answer, hearing, private=True)


def _move(script: Script, state: State, move: Move, hearing: Hearing) -> Outcome:
    plain = state.model_copy(update={"asking": None, "draft": {}, "pending": None})
    match move.verb:
        case "skip":
            return _skip(script, state, hearing)
        case "back":
            return _back(script, state, plain, hearing)
        case "edit":
            back_to = state.back_to or state.step or END
            return Ask(plain.model_copy(update={"step": move.to, "back_to": back_to}))
        case "finish":
            return Done(plain.model_copy(update={"step": None, "back_to": None}))
        case "resume":
            target = state.step or _next_open(script, state)
            if target == END:
                return Done(state)
            return Ask(state.model_copy(update={"step": target}))


def _skip(script: Script, state: State, hearing: Hearing) -> Outcome:
    """Leave the question open; a draft before a follow-up and an earlier answer are kept."""
    if state.step is None:
        return Done(state)
    if state.asking:
        step = script.step(state.step)
        answer = step.accepts.model_validate(state.draft)
        return _keep(script, step, state, answer, hearing, private=False)
    if state.step in state.answers:
        return _onward(script, state, None)
    skipped = state.model_copy(update={"skipped": state.skipped | {state.step}})
    return _onward(script, skipped, Remark(code="skipped"))


def _back(script: Script, state: State, plain: State, hearing: Hearing) -> Outcome:
    """One question back; from a follow-up to its own question, from an edit to where it began."""
    if state.asking:
        return Ask(plain)
    if state.back_to:
        returned = None if state.back_to == END else state.back_to
        moved = plain.model_copy(update={"step": returned, "back_to": None})
        return Ask(moved) if returned else Done(moved)
    path = way(script, hearing.answers)
    place = path.index(state.step) if state.step in path else len(path)
    return Ask(plain.model_copy(update={"step": path[max(place - 1, 0)]}))
