"""Moving through a script: one pure function from what was said to what is asked next."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any, overload

from pydantic import BaseModel, JsonValue

from bot.dialogue.script import (
    END,
    Answers,
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


def begin(
    script: Script,
    given: Mapping[str, dict[str, JsonValue]] | None = None,
    *,
    private: Collection[str] = (),
    skipped: Collection[str] = (),
) -> State:
    """The state before the first answer.

    `given` are answers of the script's given steps, `private` those of them that came through a
    form; `skipped` are steps that need no asking here, never the first.
    """
    return State(
        script=script.name,
        version=script.version,
        step=script.steps[0].name,
        given=dict(given or {}),
        private=frozenset(private),
        skipped=frozenset(skipped),
    )


def read_answers(script: Script, state: State) -> dict[str, BaseModel]:
    """What is given and what was answered as values of the steps' own types.

    Steps that the script does not know are left out.
    """
    return {
        name: script.accepts[name].model_validate(fields)
        for name, fields in (*state.given.items(), *state.answers.items())
        if name in script.accepts
    }


def way(script: Script, answers: Answers) -> tuple[str, ...]:
    """The steps from the first to the end, in the order these answers lead through."""
    names: list[str] = []
    name = script.steps[0].name
    while name != END and name not in names:
        names.append(name)
        name = script.step(name).leads_to(answers)
    return tuple(names)


@overload
def advance(
    script: Script, state: State, said: Typed | Pressed | Move, hearing: Hearing
) -> Ask | Done: ...
@overload
def advance(script: Script, state: State, said: Filled, hearing: Hearing) -> Outcome: ...
def advance(script: Script, state: State, said: Said, hearing: Hearing) -> Outcome:
    """Take one thing that was said and tell what comes next; a given state is never changed.

    Words that cannot be read are kept in the state, and the question stands.
    """
    hearing = replace(
        hearing,
        answers=read_answers(script, state),
        step=state.step or "",
        draft=_before(state),
        private=state.private,
    )
    match said:
        case Move():
            return _move(script, state, said, hearing)
        case Filled():
            return _fill(script, state, said, hearing)
        case Typed() | Pressed():
            return _say(script, state, said, hearing) if state.step else Done(state)


def _before(state: State) -> Mapping[str, JsonValue]:
    """What is known of the current step: a draft, else the answer that is being changed."""
    return state.draft or state.answers.get(state.step or "", {})


def _say(script: Script, state: State, said: Typed | Pressed, hearing: Hearing) -> Ask | Done:
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
    if not number.isdecimal() or int(number) >= len(options):
        raise KeyError(said.name)
    return options[int(number)].text


def _quick(step: Step, asking: str | None, said: Typed | Pressed) -> Mapping[str, Any]:
    name = said.name if isinstance(said, Pressed) else ""
    return step.quick_for[asking][name] if asking else step.quick[name]


def _accept(
    script: Script, step: Step, state: State, fields: Mapping[str, Any], hearing: Hearing
) -> Ask | Done:
    """Take the fields just said together with what was known; ask once more when one is missing."""
    just_said = step.accepts.model_validate(dict(fields))
    answer, known = just_said, _stored(just_said)
    if hearing.draft:
        known = {**hearing.draft, **known}
        answer = step.accepts.model_validate(known)
    private = _still_private(step, state, hearing.draft, just_said.model_fields_set)
    # What a form once said is not repeated in the chat: only the words just said are.
    heard = step.heard(just_said if private else answer, hearing)
    missing = None if state.asking else step.missing(answer, hearing)
    if missing:
        draft = state.model_copy(update={"asking": missing, "draft": known, "pending": None})
        return Ask(draft, heard=heard)
    kept = _with_answer(state, step.name, answer, private=private)
    return _onward(script, kept, {**hearing.answers, step.name: answer}, heard)


def _still_private(
    step: Step, state: State, before: Mapping[str, JsonValue], said: Collection[str]
) -> bool:
    """Whether a part of the answer is left that came through a form and was not said again."""
    if step.name not in state.private:
        return False
    left = {name: value for name, value in before.items() if name not in said}
    return step.accepts.model_validate(left) != step.accepts()


def _stored(answer: BaseModel) -> dict[str, JsonValue]:
    """The given fields only, as JSON."""
    stored: dict[str, JsonValue] = answer.model_dump(mode="json", exclude_unset=True)
    return stored


def _with_answer(state: State, name: str, answer: BaseModel, *, private: bool) -> State:
    """The state with this answer written into it."""
    return state.model_copy(
        update={
            "answers": {**state.answers, name: answer.model_dump(mode="json")},
            "private": state.private | {name} if private else state.private - {name},
            "skipped": state.skipped - {name},
        }
    )


def _onward(script: Script, state: State, answers: Answers, heard: Remark | None) -> Ask | Done:
    """Ask the first step after the current one that has neither an answer nor a skip.

    `answers` are those of the state as values, which are costly to read twice.
    """
    target = state.back_to or _next_open(script, state, answers)
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


def _next_open(script: Script, state: State, answers: Answers) -> str:
    path = way(script, answers)
    after = path[path.index(state.step) + 1 :] if state.step in path else path
    for name in after:
        if name not in state.answers and name not in state.skipped:
            return name
    return END


def _fill(script: Script, state: State, said: Filled, hearing: Hearing) -> Outcome:
    step = script.step(said.step)
    # A form tells the whole answer: nothing of an earlier one is left to complete.
    hearing = replace(hearing, step=step.name, draft={}, fields=said.values)
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
    kept = _with_answer(state, step.name, answer, private=True)
    heard = Remark(code="parley.private_kept")
    if state.step == step.name:
        return _onward(script, kept, {**hearing.answers, step.name: answer}, heard)
    return Ask(kept, heard=heard) if state.step else Done(kept, heard=heard)


def _move(script: Script, state: State, move: Move, hearing: Hearing) -> Ask | Done:
    settled = _settled(script, state)
    match move.verb:
        case "skip":
            return _skip(script, state, settled)
        case "back":
            return _back(script, state, settled, hearing)
        case "edit":
            began = state.back_to or state.step or END
            to = script.step(move.to).name
            back_to = None if began == to else began
            return Ask(settled.model_copy(update={"step": to, "back_to": back_to}))
        case "finish":
            return Done(settled.model_copy(update={"step": None, "back_to": None}))
        case "resume":
            return _resume(script, state)


def _settled(script: Script, state: State) -> State:
    """The state with nothing half said: what was understood before a follow-up is the answer."""
    plain = state.model_copy(update={"asking": None, "draft": {}, "pending": None})
    if not state.asking or not state.step:
        return plain
    answer = script.step(state.step).accepts.model_validate(state.draft)
    return _with_answer(plain, state.step, answer, private=state.step in state.private)


def _resume(script: Script, state: State) -> Ask | Done:
    """Ask the current question again; after the end, whatever has no answer.

    What was skipped is asked then in a script that reopens.
    """
    if state.step:
        return Ask(state)
    skipped = frozenset[str]() if script.reopens else state.skipped
    reopened = state.model_copy(update={"skipped": skipped})
    target = _next_open(script, reopened, read_answers(script, reopened))
    return Done(state) if target == END else Ask(reopened.model_copy(update={"step": target}))


def _skip(script: Script, state: State, settled: State) -> Ask | Done:
    """Leave the question open; what was understood of it, and an earlier answer, are kept."""
    if state.step is None:
        return Done(state)
    if state.step in settled.answers:
        return _onward(script, settled, read_answers(script, settled), None)
    skipped = settled.model_copy(update={"skipped": state.skipped | {state.step}})
    return _onward(script, skipped, read_answers(script, skipped), Remark(code="chat.skipped"))


def _back(script: Script, state: State, settled: State, hearing: Hearing) -> Ask | Done:
    """One question back; from a follow-up to its own question, from an edit to where it began."""
    if state.asking:
        return Ask(settled)
    if state.back_to:
        returned = None if state.back_to == END else state.back_to
        moved = settled.model_copy(update={"step": returned, "back_to": None})
        return Ask(moved) if returned else Done(moved)
    path = way(script, hearing.answers)
    place = path.index(state.step) if state.step in path else len(path)
    return Ask(settled.model_copy(update={"step": path[max(place - 1, 0)]}))
