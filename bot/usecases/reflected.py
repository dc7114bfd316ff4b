"""What follows from a reflection: nothing is asked again, and what goes on needs its moment."""

from bot.dialogue.engine import advance
from bot.dialogue.script import Move
from bot.guides.prepare import PREPARE
from bot.ports import Conversation, Person, Unit
from bot.usecases.knock import Knock
from bot.usecases.meetings import ended_as, is_answered, reflection_on
from bot.usecases.schedule import forget
from bot.usecases.talk import hearing

_AGAIN = frozenset({"moved", "still_open"})


def looked_back(
    unit: Unit, knock: Knock, person: Person, before: Conversation, after: Conversation
) -> None:
    """Do not ask again what is answered; once it is done, do what its end asks for.

    A preparation that is needed no longer reminds of nothing. One that goes on is asked for its
    next meeting.
    """
    preparation = unit.conversations.get(person.id, after.about or "")
    if preparation is None or reflection_on(preparation, (after,)) is None:
        return
    if is_answered(after):
        unit.agenda.cancel(person.id, "reflect", preparation.id)
        unit.agenda.cancel(person.id, "reflect_again", preparation.id)
    if after.state.step is not None:
        return
    if before.state.step is None and ended_as(before) == ended_as(after):
        return
    if ended_as(after) == "cancelled":
        forget(unit, person, preparation.id)
    elif ended_as(after) in _AGAIN:
        _ask_for_next(unit, knock, person, preparation)


def _ask_for_next(unit: Unit, knock: Knock, person: Person, preparation: Conversation) -> None:
    """What is typed next is read as the next meeting; with it everything planned moves along."""
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
