"""Talk with a person: what a conversation looks like to them, and what waits in the outbox."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from pydantic import BaseModel

from bot.calendar.zones import UnknownZone, zone
from bot.cards import Button, Frozen
from bot.coach.preparation import Preparation
from bot.dialogue.engine import read_answers
from bot.dialogue.script import Ask, Done, Hearing, Remark, Script
from bot.guides.question import Place, Scene
from bot.guides.readers import gather
from bot.guides.scripts import SCRIPTS
from bot.ports import Conversation, Outgoing, Person, Unit
from bot.usecases.knock import Knock


class Details(Frozen):
    """What a waiting message says before its question.

    `problem`: the last remark says what could not be read; `show`: what is answered so far is
    listed; `welcome`: it is the very first message; `buttons` stand below the remarks.
    """

    remarks: tuple[Remark, ...] = ()
    problem: bool = False
    show: bool = False
    welcome: bool = False
    buttons: tuple[Button, ...] = ()


def zone_of(person: Person) -> ZoneInfo:
    """The person's zone, UTC while it is unknown."""
    try:
        return zone(person.zone)
    except UnknownZone:
        return ZoneInfo("UTC")


def hearing(person: Person, now: datetime) -> Hearing:
    """What readers of this person's words may know."""
    return Hearing(now=now, zone=zone_of(person))


def script_of(conversation: Conversation) -> Script:
    """The script of a conversation; KeyError for one this version does not know."""
    return SCRIPTS[conversation.state.script]


def answers_of(conversation: Conversation) -> dict[str, BaseModel]:
    """The answers of a conversation, with what is half said of a question."""
    script, state = script_of(conversation), conversation.state
    answers = read_answers(script, state)
    if state.step and state.draft:
        answers[state.step] = script.step(state.step).accepts.model_validate(state.draft)
    return answers


def preparation_of(conversation: Conversation) -> Preparation:
    """The answers of a conversation as one preparation, with what is half said of a question."""
    return gather(answers_of(conversation))


def scene_of(conversation: Conversation, listening: Hearing) -> Scene:
    """What the questions and forms of a conversation are drawn from; readers know its answers."""
    script = script_of(conversation)
    known = read_answers(script, conversation.state)
    return Scene(
        script=script,
        state=conversation.state,
        hearing=replace(listening, answers=known),
        place=Place(conversation.id, conversation.revision),
        answers=gather(known),
        about=conversation.about or "",
    )


def say_next(
    unit: Unit,
    knock: Knock,
    person: Person,
    conversation: Conversation,
    outcome: Ask | Done | None = None,
    *first: Remark,
) -> None:
    """Put what was heard, what was wrong and then the current question into the outbox."""
    heard = outcome.heard if outcome else None
    problem = outcome.problem if isinstance(outcome, Ask) else None
    remarks = tuple(one for one in (*first, heard, problem) if one)
    details = Details(remarks=remarks, problem=problem is not None)
    put(unit, knock, person, details, conversation)


def put(
    unit: Unit,
    knock: Knock,
    person: Person,
    details: Details,
    conversation: Conversation | None = None,
    *,
    in_thread: bool = False,
) -> None:
    """Write a message into the outbox; with a conversation its question follows the remarks.

    `in_thread` answers the message that was pressed instead of going on in the conversation.

    The first message to somebody begins with who Parley is and who can see what.
    """
    if not person.welcomed and unit.people.welcome(person.id):
        details = details.model_copy(update={"welcome": True})
    unit.outbox.put(
        Outgoing(
            id=knock.ids.new(),
            person=person.id,
            kind="question" if conversation else "remarks",
            conversation=conversation.id if conversation else None,
            revision=conversation.revision if conversation else 0,
            details=details.model_dump_json(),
            thread=knock.thread if in_thread else None,
        ),
        knock.now,
    )
