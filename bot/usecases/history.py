"""What was answered and when: one line of a conversation's history, and answers as they stood."""

from datetime import datetime
from typing import Any

from pydantic import JsonValue, ValidationError

from bot.cards import Frozen
from bot.dialogue.script import Script
from bot.guides.scripts import SCRIPTS
from bot.ports import Conversation, Person, Unit

Answered = dict[str, dict[str, JsonValue]]


class History(Frozen):
    """One line of a conversation's history: which answer was given, and how.

    The answer is JSON already: what `State` keeps, which has looked into it.
    """

    step: str
    private: bool
    answer: dict[str, Any]


def answers_at(
    unit: Unit, person: Person, conversation: Conversation, until: datetime | None
) -> tuple[Answered, frozenset[str]]:
    """The answers as they stood at a moment (None: as they stand), and those told in a form."""
    script = SCRIPTS[conversation.state.script]
    answers: Answered = {}
    private: frozenset[str] = frozenset()
    for line in unit.conversations.history(person.id, conversation.id):
        if until and line.at > until:
            break
        said = History.model_validate_json(line.said)
        if _is_readable(script, said):
            answers[said.step] = said.answer
            private = private | {said.step} if said.private else private - {said.step}
    return answers, private


def _is_readable(script: Script, said: History) -> bool:
    """Whether this version knows the step and can read what another one may have stored of it."""
    known = {step.name: step for step in (*script.steps, *script.asides)}
    if said.step not in known:
        return False
    try:
        known[said.step].accepts.model_validate(said.answer)
    except ValidationError:
        return False
    return True
