"""One turn of a guided conversation: what was said is taken and kept, with what follows from it."""

from bot.dialogue.engine import advance
from bot.dialogue.script import Ask, Done, Filled, Move, Outcome, Pressed, Refused, State, Typed
from bot.ports import Conversation, Person, Unit
from bot.usecases.consequences import follow
from bot.usecases.history import History
from bot.usecases.knock import Knock
from bot.usecases.talk import hearing, script_of


def take(
    unit: Unit,
    knock: Knock,
    person: Person,
    conversation: Conversation,
    said: Typed | Pressed | Move,
) -> tuple[Ask | Done, Conversation]:
    """Advance the conversation and keep what changed; returns what comes next and the new state."""
    script = script_of(conversation)
    outcome = advance(script, conversation.state, said, hearing(person, knock.now))
    return outcome, _keep(unit, knock, person, conversation, outcome.state)


def take_form(
    unit: Unit, knock: Knock, person: Person, conversation: Conversation, sent: Filled
) -> tuple[Outcome, Conversation]:
    """The same for a form; nothing is written when it is refused."""
    script = script_of(conversation)
    outcome = advance(script, conversation.state, sent, hearing(person, knock.now))
    if isinstance(outcome, Refused):
        return outcome, conversation
    return outcome, _keep(unit, knock, person, conversation, outcome.state)


def _keep(
    unit: Unit, knock: Knock, person: Person, before: Conversation, state: State
) -> Conversation:
    if state == before.state:
        return before
    after = before.model_copy(
        update={"state": state, "revision": before.revision + 1, "changed": knock.now}
    )
    unit.conversations.save(after, expected=before.revision)
    for step, answer in state.answers.items():
        if before.state.answers.get(step) != answer:
            line = History(step=step, private=step in state.private, answer=answer)
            unit.conversations.record(after, line.model_dump_json())
    follow(unit, knock, person, before, after)
    return after
