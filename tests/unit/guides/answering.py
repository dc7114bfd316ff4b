"""Somebody at a step of a preparation, and what becomes of what they say."""

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from pydantic import BaseModel, JsonValue

from bot.coach.amounts import Amount, show_amount
from bot.dialogue.engine import advance
from bot.dialogue.script import Ask, Hearing, Said, State, Typed
from bot.guides.prepare import PREPARE

HEARING = Hearing(now=datetime(2026, 11, 23, 9, 0, tzinfo=UTC), zone=ZoneInfo("Europe/Vienna"))
"""A Monday."""

ONE: JsonValue = {"low": "1", "high": "1"}
USD: dict[str, JsonValue] = {"amount": {"range": ONE, "measure": {"currency": "USD"}}}
YEARLY: dict[str, JsonValue] = {"amount": {"range": ONE, "measure": {"unit": "a year"}}}


def asked(kind: str, step: str, **answers: Any) -> State:
    """The state of somebody at a step whose situation is of that kind."""
    known = {"situation": {"what": "a talk", "kind": kind}, **answers}
    return State(script="prepare", version=1, step=step, answers=known)


def say(state: State, said: Said) -> Any:
    return advance(PREPARE, state, said, HEARING)


def plainly(answer: BaseModel) -> dict[str, Any]:
    """The fields that differ from their defaults, amounts as text."""
    fields = {name: getattr(answer, name) for name in type(answer).model_fields}
    empty = type(answer)()
    return {
        name: show_amount(value) if isinstance(value, Amount) else value
        for name, value in fields.items()
        if value != getattr(empty, name)
    }


def understood(kind: str, step: str, text: str) -> tuple[dict[str, Any], str | None]:
    """What an answer became, and the part that is asked once more."""
    outcome = say(asked(kind, step), Typed(text))
    assert isinstance(outcome, Ask) or outcome.state.step is None
    assert getattr(outcome, "problem", None) is None
    state = outcome.state
    fields = state.draft if state.asking else state.answers[step]
    return plainly(PREPARE.step(step).accepts.model_validate(fields)), state.asking


def problem(state: State, said: Said) -> str:
    """The code of what could not be read; the state must stay and the words be kept."""
    outcome = say(state, said)
    assert isinstance(outcome, Ask)
    assert outcome.problem is not None
    assert outcome.state.step == state.step
    assert outcome.state.pending is not None
    assert isinstance(said, Typed)
    assert outcome.state.pending.text == said.text
    return outcome.problem.code
