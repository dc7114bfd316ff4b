"""What follows from a reflection: a meeting that goes on or moved needs its new moment."""

from bot.dialogue.engine import advance
from bot.dialogue.script import Move
from bot.guides.prepare import PREPARE
from bot.ports import Conversation, Person, Unit
from bot.usecases.knock import Knock
from bot.usecases.meetings import reflection_on
from bot.usecases.talk import hearing

_AGAIN = frozenset({"moved", "still_open"})


def looked_back(
    unit: Unit, knock: Knock, person: Person, before: Conversation, after: Conversation
) -> None:
    """Ask the preparation for its next meeting once a reflection on one that goes on is done.

    What is typed next is read as that moment; with it everything planned moves along.
    """
    if after.state.step is not None or _ended(after) not in _AGAIN:
        return
    if before.state.step is None and _ended(before) == _ended(after):
        return
    preparation = unit.conversations.get(person.id, after.about or "")
    if preparation is None or reflection_on(preparation, (after,)) is None:
        return
    moved = advance(
        PREPARE, preparation.state, Move("edit", to="meeting"), hearing(person, knock.now)
    )
    if moved.state != preparation.state:
        asked = preparation.model_copy(
            update={
                "state": moved.state,
                "revision": preparation.revision + 1,
                "changed": knock.now,
            }
        )
        unit.conversations.save(asked, expected=preparation.revision)
    unit.people.keep_current(person.id, preparation.id)


def _ended(reflection: Conversation) -> object:
    return reflection.state.answers.get("outcome", {}).get("ended")
