"""Fitting a stored state to this version of its script: another version loses and stops nothing."""

from collections.abc import Mapping

from pydantic import JsonValue, ValidationError

from bot.dialogue.engine import read_answers, way
from bot.dialogue.script import END, Pending, Script, State, Step


def fit(script: Script, state: State) -> State:
    """The state as this version of the script goes on with it; unchanged when it already fits.

    An answer that this version cannot read waits in `unread` until one can; an answer to a step it
    does not know stays where it is, unused. From a place that is not there any more the way leads
    to the first open question. Values are tried only in a state of another version: whoever
    changes what a script accepts gives it a new one.
    """
    if state.version == script.version and _is_known(script, state):
        return state
    readable = _readable(script, state)
    settled = _settled(script, readable)
    skipped = frozenset(settled.skipped - settled.answers.keys())
    placed = _placed(script, settled.model_copy(update={"skipped": skipped}))
    return placed.model_copy(update={"version": script.version})


def _is_known(script: Script, state: State) -> bool:
    """Whether the script has the place this state is at."""
    known = script.by_name
    if state.back_to not in {None, END, *known}:
        return False
    if state.step is None:
        return True
    return state.step in known and state.asking in {None, *known[state.step].follow_ups}


def _readable(script: Script, state: State) -> State:
    """The state with its answers sorted into those that can be read and those that wait."""
    answers, unread = dict(state.answers), dict(state.unread)
    for name, step in script.by_name.items():
        if name in answers and not _reads(step, answers[name]):
            unread[name] = answers.pop(name)
        elif name not in answers and name in unread and _reads(step, unread[name]):
            answers[name] = unread.pop(name)
    steps = {step.name: step for step in script.given}
    given = {name: said for name, said in state.given.items() if _given(steps.get(name), said)}
    return state.model_copy(update={"answers": answers, "unread": unread, "given": given})


def _given(step: Step | None, fields: Mapping[str, JsonValue]) -> bool:
    return step is not None and _reads(step, fields)


def _reads(step: Step, fields: Mapping[str, JsonValue]) -> bool:
    try:
        step.accepts.model_validate(fields)
    except ValidationError:
        return False
    return True


def _settled(script: Script, state: State) -> State:
    """The state with nothing half said that cannot be completed; what was understood is kept."""
    step = script.by_name.get(state.step or "")
    reads = step is None or _reads(step, state.draft)
    if step and reads and state.asking in {None, *step.follow_ups}:
        return state
    half = {state.step: state.draft} if state.step and state.draft else {}
    place = "answers" if reads else "unread"
    return state.model_copy(
        update={
            place: {**getattr(state, place), **half},
            "asking": None,
            "draft": {},
            "pending": Pending(text=state.pending.text) if state.pending else None,
        }
    )


def _placed(script: Script, state: State) -> State:
    """The state at a step of this script, or at its end."""
    known = script.by_name
    back_to = state.back_to if state.back_to in {END, *known} else None
    step = state.step
    if step is not None and step not in known:
        step, back_to = back_to or _first_open(script, state), None
    return state.model_copy(update={"step": None if step == END else step, "back_to": back_to})


def _first_open(script: Script, state: State) -> str:
    done = {*state.answers, *state.skipped}
    path = way(script, read_answers(script, state))
    return next((name for name in path if name not in done), END)
