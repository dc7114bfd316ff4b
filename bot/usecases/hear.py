"""Hear what somebody types in the direct message: a wish, or an answer."""

import re
from collections.abc import Callable, Mapping

from bot.dialogue.script import Move, Remark, Script, Typed
from bot.guides.prepare import PREPARE
from bot.guides.progress import can_finish
from bot.guides.readers import simplified
from bot.guides.reflect import OUTCOME
from bot.guides.words import has, phrase
from bot.ports import Conversation, Person, Unit
from bot.usecases import unasked
from bot.usecases.knock import Knock, Reply
from bot.usecases.once import once
from bot.usecases.start import make_current
from bot.usecases.talk import Details, preparation_of, put, say_next, script_of
from bot.usecases.turn import take

_EDIT = re.compile(r"(?:edit|change) (?P<step>.{1,40})", re.IGNORECASE)
_LONGEST_WISH = 60

_OF_REMINDERS = frozenset(
    {
        "settings",
        "when i write to you",
        "meeting moved",
        "rehearse the opening",
        "stop reminders",
        "stop reminders for this",
        "snooze",
    }
)
Wish = Callable[[Unit, Knock, Person, Conversation], None]


def typed(unit: Unit, knock: Knock, text: str) -> Reply:
    """Take a typed message; the reply goes to the outbox."""

    def work(person: Person) -> Reply:
        _hear(unit, knock, person, text)
        return Reply()

    return once(unit, knock, work)


def _hear(unit: Unit, knock: Knock, person: Person, text: str) -> None:
    if knock.thread is not None and knock.root is None:
        unclear = Details(remarks=(Remark(code="nudge.thread_unclear"),))
        put(unit, knock, person, unclear, in_thread=True)
        return
    wish = _wish(text)
    conversation = unit.conversations.get(person.id, person.current) if person.current else None
    if wish == "help":
        put(unit, knock, person, Details(remarks=(Remark(code="help.text"),)), conversation)
    elif unasked.below(unit, knock, person, text):
        return
    elif _is_of_reminders(wish, conversation):
        put(unit, knock, person, Details(remarks=(Remark(code="remind.typed"),)))
    elif conversation is None or conversation.state.step is None:
        _at_rest(unit, knock, person, conversation, text)
    elif not _wished(unit, knock, person, conversation, wish):
        outcome, conversation = take(unit, knock, person, conversation, Typed(text))
        say_next(unit, knock, person, conversation, outcome)


def _wish(text: str) -> str:
    """The words as a wish; a long text is none."""
    return simplified(text) if len(text) <= _LONGEST_WISH else ""


def _at_rest(
    unit: Unit, knock: Knock, person: Person, conversation: Conversation | None, text: str
) -> None:
    """Take what is typed while no question is open: it may answer what came unasked."""
    wish = _wish(text)
    if unasked.asks_for_end(text):
        unasked.end(unit, knock, person, text)
    elif conversation and _wished(unit, knock, person, conversation, wish):
        return
    elif conversation and _EDIT.fullmatch(wish):
        say_next(unit, knock, person, conversation, None, _hint(conversation, "edit_unknown"))
    elif unasked.in_chat(unit, knock, person, text):
        return
    elif conversation:
        say_next(unit, knock, person, conversation, None, _hint(conversation, "finished_hint"))
    else:
        put(unit, knock, person, Details(remarks=(Remark(code="chat.nothing_open"),)))


def _wished(
    unit: Unit, knock: Knock, person: Person, conversation: Conversation, wish: str
) -> bool:
    """Do what the words wish of the conversation, if they are a wish."""
    if wish in _WISHES:
        _WISHES[wish](unit, knock, person, conversation)
    elif step := _step_to_edit(wish, conversation):
        _move(Move("edit", to=step))(unit, knock, person, conversation)
    else:
        return False
    return True


def _is_of_reminders(wish: str, conversation: Conversation | None) -> bool:
    if conversation is None:
        return wish in _OF_REMINDERS
    # Asked how a meeting ended, somebody may answer in the very words of that button.
    answers = wish == "meeting moved" and conversation.state.step == OUTCOME.name
    return wish in _OF_REMINDERS and not answers


def _move(move: Move) -> Wish:
    def go(unit: Unit, knock: Knock, person: Person, conversation: Conversation) -> None:
        outcome, conversation = take(unit, knock, person, conversation, move)
        say_next(unit, knock, person, conversation, outcome)

    return go


def _hint(conversation: Conversation, name: str) -> Remark:
    """The words for this kind of conversation where it has its own."""
    own = f"chat.{conversation.state.script}.{name}"
    return Remark(code=own if has(own) else f"chat.{name}")


def _cancel(unit: Unit, knock: Knock, person: Person, conversation: Conversation) -> None:
    person = make_current(unit, person, None)
    asked = conversation.state.step is not None
    told = _hint(conversation, "set_aside") if asked else Remark(code="chat.nothing_open")
    put(unit, knock, person, Details(remarks=(told,)))


def _sheet(unit: Unit, knock: Knock, person: Person, conversation: Conversation) -> None:
    """End the questions when the sheet says enough, else tell that it fills up."""
    if conversation.state.script != PREPARE.name:
        say_next(unit, knock, person, conversation, None, _hint(conversation, "type_sheet"))
        return
    if conversation.state.step and not can_finish(preparation_of(conversation)):
        say_next(unit, knock, person, conversation, None, Remark(code="chat.sheet_early"))
        return
    _move(Move("finish"))(unit, knock, person, conversation)


def _show(unit: Unit, knock: Knock, person: Person, conversation: Conversation) -> None:
    put(unit, knock, person, Details(show=True), conversation)


def _step_to_edit(wish: str, conversation: Conversation) -> str | None:
    """The step somebody wants to edit; "change jobs" is an answer and names none."""
    edit = _EDIT.fullmatch(wish)
    return step_named(script_of(conversation), edit["step"]) if edit else None


def step_named(script: Script, name: str) -> str | None:
    """The step somebody means by its name or number; None when there is none."""
    wanted = re.sub(r"[\s_-]+", "", name.casefold())
    for number, step in enumerate(script.steps, start=1):
        if wanted in {step.name.replace("_", ""), str(number)}:
            return step.name
    for step in script.asides:
        shown = phrase(f"{script.name}.{step.name}.name").casefold()
        if wanted in {step.name.replace("_", ""), shown.replace(" ", "")}:
            return step.name
    return None


def _tell(name: str) -> Wish:
    def tell(unit: Unit, knock: Knock, person: Person, conversation: Conversation) -> None:
        say_next(unit, knock, person, conversation, None, _hint(conversation, name))

    return tell


# The labels of buttons do what the buttons do, or tell how when a window needs the press itself.
_WISHES: Mapping[str, Wish] = {
    "back": _move(Move("back")),
    "skip": _move(Move("skip")),
    "keep": _move(Move("skip")),
    "keep my answer": _move(Move("skip")),
    "resume": _move(Move("resume")),
    "sheet": _sheet,
    "sheet now": _sheet,
    "continue": _move(Move("resume")),
    "cancel": _cancel,
    "quit": _cancel,
    "stop": _cancel,
    "exit": _cancel,
    "pause": _cancel,
    "answer privately": _tell("press_private"),
    "pick date and time": _tell("press_private"),
    "open sheet": _tell("type_sheet"),
    "terms": _tell("type_terms"),
    "six terms in two minutes": _tell("type_terms"),
    "change an answer": _tell("type_edit"),
    "add more": _tell("type_edit"),
    "how it went": _tell("type_sheet"),
    "show": _show,
}
