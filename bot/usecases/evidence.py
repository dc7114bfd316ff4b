"""What Parley counts of a practice by itself, from the preparations and reflections it holds."""

from collections.abc import Iterator
from datetime import datetime

from bot.cards import Line
from bot.coach.looking_back import LookingBack
from bot.coach.practices import BY_CODE, Held, Practice, count, shown
from bot.coach.preparation import Improve
from bot.dialogue.engine import read_answers
from bot.guides.prepare import PREPARE
from bot.guides.readers import gather
from bot.guides.reflect import REFLECT
from bot.guides.words import say
from bot.ports import Commitment, Conversation, Person, Unit
from bot.usecases.history import History, answers_at
from bot.usecases.meetings import frozen_at, meeting_of
from bot.usecases.talk import zone_of


def counted(unit: Unit, person: Person, commitment: Commitment, now: datetime) -> Line | None:
    """How often the evidence of a practice is there since it was begun; None for one just told."""
    practice = BY_CODE.get(commitment.practice or "")
    if practice is None or not practice.counted:
        return None
    if practice.fact is None:
        return say("plan.counted.later")
    held = tuple(_held(unit, person, commitment, now))
    if practice.fact == "plan_b_steps":
        return _steps(sum(count(practice.fact, one) or 0 for one in held))
    return _seen(practice, held)


def _steps(found: int) -> Line:
    if not found:
        return say("plan.counted.nothing")
    if found == 1:
        return say("plan.counted.one_step")
    return say("plan.counted.steps", count=str(found))


def _seen(practice: Practice, held: tuple[Held, ...]) -> Line:
    told = [found for one in held if (found := shown(practice, one)) is not None]
    if not told:
        return say("plan.counted.nothing")
    return say("plan.counted.seen", seen=str(sum(told)), all=str(len(told)))


def _held(unit: Unit, person: Person, commitment: Commitment, now: datetime) -> Iterator[Held]:
    """The negotiations that count: the one it is tied to, else all since it was begun."""
    for preparation in unit.conversations.of(person.id):
        if commitment.about not in {None, preparation.id}:
            continue
        meeting = frozen_at(meeting_of(preparation), zone_of(person))
        # A negotiation that was over before says nothing about what is practised since.
        if preparation.changed < commitment.begun and not (meeting and meeting > commitment.begun):
            continue
        yield _of(unit, person, preparation, meeting, commitment.begun, now)


def _of(  # noqa: PLR0917 - what is held, from the one who keeps it
    unit: Unit,
    person: Person,
    preparation: Conversation,
    meeting: datetime | None,
    since: datetime,
    now: datetime,
) -> Held:
    past = meeting if meeting and meeting <= now else None
    answers, _private = answers_at(unit, person, preparation, past)
    state = preparation.state.model_copy(update={"answers": answers})
    reflection = _reflection(unit, person, preparation)
    told = LookingBack()
    if reflection:
        told = LookingBack.model_validate(read_answers(REFLECT, reflection.state))
    return Held(
        now=now,
        preparation=gather(read_answers(PREPARE, state)),
        meeting=meeting,
        steps=tuple(at for at in _steps_noted(unit, person, preparation) if at >= since),
        result=told.result,
        reflected=_first_answer(unit, person, reflection) if reflection else None,
    )


def _reflection(unit: Unit, person: Person, preparation: Conversation) -> Conversation | None:
    found = unit.conversations.of(person.id, REFLECT.name)
    return next((one for one in found if one.about == preparation.id), None)


def _first_answer(unit: Unit, person: Person, reflection: Conversation) -> datetime | None:
    history = unit.conversations.history(person.id, reflection.id)
    return history[0].at if history else None


def _steps_noted(unit: Unit, person: Person, preparation: Conversation) -> Iterator[datetime]:
    """When each step for Plan B was noted first."""
    known: set[str] = set()
    for line in unit.conversations.history(person.id, preparation.id):
        said = History.model_validate_json(line.said)
        if said.step != "improve":
            continue
        steps = {step.what for step in Improve.model_validate(said.answer).steps}
        yield from (line.at for _ in steps - known)
        known |= steps
