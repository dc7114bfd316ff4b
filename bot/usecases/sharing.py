"""What somebody's preparations and reflections give to a lesson of theirs: a start, and masks."""

from bot.coach.lessons import TRIED, Lesson, suggested
from bot.coach.looking_back import LookingBack
from bot.coach.preparation import Preparation
from bot.coach.wording import own_words
from bot.dialogue.engine import read_answers
from bot.guides.reflect import REFLECT
from bot.ports import Conversation, Person, Unit
from bot.usecases.talk import preparation_of


def private_words(unit: Unit, person: Person) -> frozenset[str]:
    """What they call counterparts, companies and products, as their preparations name them."""
    found = unit.conversations.of(person.id)
    return own_words(text for one in found for text in _notes(preparation_of(one)) if text)


def _notes(preparation: Preparation) -> tuple[str, ...]:
    plan_b, theirs = preparation.plan_b, preparation.their_side
    return (
        preparation.situation.what,
        plan_b.what if plan_b else "",
        theirs.plan_b if theirs else "",
        theirs.interests if theirs else "",
    )


def told_before(unit: Unit, person: Person, reflection: str) -> Lesson | None:
    """What a reflection tells of closed lists, to begin with; it is only shown in the form."""
    found = unit.conversations.get(person.id, reflection) if reflection else None
    if found is None or found.state.script != REFLECT.name:
        return None
    told = LookingBack.model_validate(read_answers(REFLECT, found.state))
    before = preparation_of(found)
    happened = suggested(told.result, before.case()) if told.result else None
    return Lesson(
        kind=before.situation.kind or "other",
        tried=_tried(unit, person, found, told),
        happened=happened,
    )


def _tried(unit: Unit, person: Person, reflection: Conversation, told: LookingBack) -> str | None:
    """The practice that was used, when only one can be meant."""
    if told.practice is None or told.practice.used != "yes":
        return None
    practised = {
        one.practice
        for one in unit.commitments.of(person.id)
        if one.about in {None, reflection.about} and one.practice in TRIED
    }
    return practised.pop() if len(practised) == 1 else None
