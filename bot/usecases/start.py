"""Start a preparation, or go on with the one that was left."""

from dataclasses import replace

from bot.dialogue.engine import begin
from bot.dialogue.script import Remark, State, Typed
from bot.guides.prepare import PREPARE
from bot.ports import Conversation, Person, Unit
from bot.usecases.knock import Knock
from bot.usecases.talk import say_next
from bot.usecases.turn import take


def prepare(unit: Unit, knock: Knock, person: Person, words: str) -> None:
    """Begin a new preparation when words are given or none is open, else resume the open one."""
    if not words:
        unfinished = [one for one in unit.conversations.of(person.id) if one.state.step]
        if unfinished:
            resume(unit, knock, person, unfinished[0])
            return
    begin_new(unit, knock, person, words)


def begin_new(unit: Unit, knock: Knock, person: Person, words: str = "") -> None:
    """Begin a preparation; the words, if any, are its situation."""
    conversation = add_conversation(unit, knock, person, begin(PREPARE))
    person = make_current(unit, person, conversation.id)
    if not words:
        say_next(unit, knock, person, conversation)
        return
    outcome, conversation = take(unit, knock, person, conversation, Typed(words))
    # A command's words are in nobody's chat history; repeating them would put them there.
    noted = replace(outcome, heard=Remark(code="chat.begun"))
    say_next(unit, knock, person, conversation, noted)


def add_conversation(
    unit: Unit, knock: Knock, person: Person, state: State, about: str | None = None
) -> Conversation:
    """Keep a conversation that begins in this state; `about` is the one it looks back on."""
    conversation = Conversation(
        id=knock.ids.new(),
        person=person.id,
        revision=1,
        state=state,
        started=knock.now,
        changed=knock.now,
        about=about,
    )
    unit.conversations.add(conversation)
    return conversation


def resume(unit: Unit, knock: Knock, person: Person, conversation: Conversation) -> None:
    """Ask the question where the conversation was left."""
    person = make_current(unit, person, conversation.id)
    say_next(unit, knock, person, conversation, None, Remark(code="chat.resumed"))


def make_current(unit: Unit, person: Person, conversation: str | None) -> Person:
    """What the person types from now on belongs to this conversation, or to none."""
    if person.current == conversation:
        return person
    unit.people.keep_current(person.id, conversation)
    return person.model_copy(update={"current": conversation})
