"""What somebody's preparations and reflections give to a lesson of theirs: a start, and masks."""

from collections.abc import Iterator

from bot.coach.lessons import TRIED, Lesson, suggested
from bot.coach.looking_back import LookingBack
from bot.coach.preparation import Preparation, free_text
from bot.coach.scrub import own_words
from bot.dialogue.engine import read_answers
from bot.guides.prepare import PREPARE
from bot.guides.reflect import REFLECT
from bot.guides.scripts import SCRIPTS
from bot.ports import Commitment, Conversation, Person, Unit
from bot.usecases.talk import answers_of, preparation_of


def private_words(unit: Unit, person: Person) -> frozenset[str]:
    """What they call counterparts, companies and products, wherever they wrote freely."""
    notes: list[str] = []
    sentences: list[str] = []
    for script in SCRIPTS:
        for one in unit.conversations.of(person.id, script):
            noted = {*_notes(preparation_of(one))} if script == PREPARE.name else set()
            notes += noted
            sentences += [text for text in _typed(one) if text not in noted]
    for practised in unit.commitments.of(person.id):
        sentences += _of_practice(practised)
        sentences += [week.note for week in unit.commitments.checks(person.id, practised.id)]
    return own_words(notes, sentences)


def _notes(preparation: Preparation) -> tuple[str, ...]:
    """What says in a few words what something is about."""
    plan_b, theirs = preparation.plan_b, preparation.their_side
    return (
        preparation.situation.what,
        plan_b.what if plan_b else "",
        theirs.plan_b if theirs else "",
        theirs.interests if theirs else "",
    )


def _typed(conversation: Conversation) -> Iterator[str]:
    for answer in answers_of(conversation).values():
        yield from free_text(answer)


def _of_practice(one: Commitment) -> list[str]:
    return [one.cue, one.act, one.evidence, one.start, one.finish, one.public]


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
