"""Press a button: on a message, on a screen or on the Home tab."""

from collections.abc import Callable, Mapping

from bot.dialogue.script import Move, Pressed, Remark
from bot.guides.lessons_view import TWO
from bot.guides.pool_view import STOP
from bot.guides.primer import primer
from bot.guides.share_forms import CHANGED, SHARE, WITHDRAW
from bot.guides.share_view import TRY, USEFUL
from bot.ports import Conversation, Person, Unit
from bot.usecases import (
    check_in,
    commit,
    lesson_channels,
    lessons,
    partner,
    partner_press,
    plan,
    public,
    remind_meeting,
    remind_step,
    rhythm_settings,
    screens,
    share,
    snooze,
    withdraw,
)
from bot.usecases.command import told
from bot.usecases.export import offer
from bot.usecases.knock import Knock, Reply, fields
from bot.usecases.once import once
from bot.usecases.reflect import answered, beside_form
from bot.usecases.review import review_screen
from bot.usecases.start import begin_new, make_current, resume
from bot.usecases.talk import Details, put, say_next
from bot.usecases.turn import take

Verb = Callable[[Unit, Knock, Person, str], Reply]


def pressed(
    unit: Unit, knock: Knock, action: str, value: str, values: Mapping[str, str] | None = None
) -> Reply:
    """Do what the button says; a button of an earlier step says so and writes nothing.

    `values` are what the fields of its form hold, by field id.
    """
    if action == CHANGED:
        return share.changed(unit, knock, value, values or {})
    if action in _UNNOTED:
        return _UNNOTED[action](unit, knock, value)
    verb = _VERBS.get(action)
    if verb is None:
        return Reply()
    stranger = None if action in _FOR_ANYBODY else Reply(answer=told("chat.gone"))
    return once(unit, knock, lambda person: verb(unit, knock, person, value), stranger)


def _gone(unit: Unit, knock: Knock, person: Person) -> Reply:
    put(unit, knock, person, Details(remarks=(Remark(code="chat.gone"),)))
    return Reply()


def _current(
    unit: Unit, knock: Knock, person: Person, value: str
) -> tuple[Person, Conversation, str] | None:
    """The conversation a button belongs to, when it is still at that step and revision."""
    conversation_id, step, revision, name = fields(value, 4)
    conversation = unit.conversations.get(person.id, conversation_id)
    if conversation is None:
        _gone(unit, knock, person)
        return None
    person = make_current(unit, person, conversation.id)
    if str(conversation.revision) != revision or (conversation.state.step or "") != step:
        say_next(unit, knock, person, conversation, None, Remark(code="chat.moved_on"))
        return None
    return person, conversation, name


def _saying(said: Callable[[str], Pressed | Move]) -> Verb:
    """The verb of a button that says something, made from the name the button carries."""

    def go(unit: Unit, knock: Knock, person: Person, value: str) -> Reply:
        found = _current(unit, knock, person, value)
        if found:
            person, conversation, name = found
            outcome, conversation = take(unit, knock, person, conversation, said(name))
            say_next(unit, knock, person, conversation, outcome)
        return Reply()

    return go


def _private(unit: Unit, knock: Knock, person: Person, value: str) -> Reply:
    found = _current(unit, knock, person, value)
    if not found:
        return Reply()
    person, conversation, _name = found
    step = conversation.state.step or ""
    beside = beside_form(unit, person, conversation, step)
    return Reply(
        open=screens.step_form(person, conversation, step, "chat", knock.now, beside=beside)
    )


def _with(show: Callable[[Unit, Knock, Person, Conversation], Reply]) -> Verb:
    def verb(unit: Unit, knock: Knock, person: Person, value: str) -> Reply:
        conversation = unit.conversations.get(person.id, fields(value, 1)[0])
        if conversation is None:
            return _gone(unit, knock, person)
        return show(unit, knock, person, conversation)

    return verb


def _sheet(unit: Unit, knock: Knock, person: Person, conversation: Conversation) -> Reply:
    return Reply(open=screens.screen_of(unit, person, conversation, knock.now))


def _edit_list(_unit: Unit, _knock: Knock, _person: Person, conversation: Conversation) -> Reply:
    return Reply(open=screens.edit_list(conversation))


def _edit(unit: Unit, knock: Knock, person: Person, value: str) -> Reply:
    conversation_id, step = fields(value, 2)
    conversation = unit.conversations.get(person.id, conversation_id)
    if conversation is None:
        return _gone(unit, knock, person)
    beside = beside_form(unit, person, conversation, step)
    return Reply(
        open=screens.step_form(person, conversation, step, "sheet", knock.now, beside=beside)
    )


def _resume(unit: Unit, knock: Knock, person: Person, conversation: Conversation) -> Reply:
    _outcome, conversation = take(unit, knock, person, conversation, Move("resume"))
    resume(unit, knock, person, conversation)
    return Reply(home=True)


def _export(unit: Unit, knock: Knock, person: Person, conversation: Conversation) -> Reply:
    screen = offer(unit, knock, person, conversation)
    return Reply(open=screens.with_way_back(screen, conversation.id))


def _delete(_unit: Unit, _knock: Knock, _person: Person, conversation: Conversation) -> Reply:
    screen = screens.delete_form(conversation)
    return Reply(open=screens.with_way_back(screen, conversation.id))


def _primer(_unit: Unit, _knock: Knock, _person: Person, value: str) -> Reply:
    return Reply(open=screens.with_way_back(primer(), value))


def _who(_unit: Unit, _knock: Knock, _person: Person, value: str) -> Reply:
    return Reply(open=screens.with_way_back(screens.who_sees(), value))


def _new(unit: Unit, knock: Knock, person: Person, _value: str) -> Reply:
    begin_new(unit, knock, person)
    return Reply(home=True)


def _review(unit: Unit, knock: Knock, person: Person, value: str) -> Reply:
    screen = review_screen(unit, person, knock.now)
    return Reply(open=screens.with_way_back(screen, value, "reflect.button.result"))


_UNNOTED: Mapping[str, Callable[[Unit, Knock, str], Reply]] = {
    SHARE: share.begin,
    WITHDRAW: withdraw.ask,
    STOP: lesson_channels.stop,
}
"""What leaves no trace of who pressed, and can be pressed again."""

_FOR_ANYBODY = frozenset({"commit", "new", "plan", "primer", "settings", "who", USEFUL, TRY})
"""What somebody not known can press; nothing else makes Parley keep a person."""

_VERBS: Mapping[str, Verb] = {
    "choose": _saying(Pressed),
    "skip": _saying(lambda _name: Move("skip")),
    "back": _saying(lambda _name: Move("back")),
    "finish": _saying(lambda _name: Move("finish")),
    "private": _private,
    "edit": _edit,
    "edit_list": _with(_edit_list),
    "sheet": _with(_sheet),
    "resume": _with(_resume),
    "export": _with(_export),
    "delete": _with(_delete),
    "primer": _primer,
    "who": _who,
    "new": _new,
    "rehearse": _with(remind_meeting.rehearse),
    "moved": _with(remind_meeting.moved),
    "mute": _with(remind_meeting.mute),
    "unmute": _with(remind_meeting.unmute),
    "step_later": remind_step.later,
    "step_done": remind_step.done,
    "settings": lambda unit, knock, person, _value: rhythm_settings.settings(unit, knock, person),
    "pause": rhythm_settings.pause,
    "stop": rhythm_settings.stop,
    "snooze": snooze.snooze,
    "reflect": answered,
    "commit": commit.chosen,
    "commit_keep": commit.keep_now,
    "plan": plan.plan,
    "plan_finish": plan.ask_finish,
    "plan_drop": plan.ask_drop,
    "plan_replace": commit.replace,
    "plan_go_on": plan.go_on,
    "nudge_wake": plan.wake,
    "check": check_in.answered,
    "check_more": check_in.more,
    "review": _review,
    "partners": partner.partners,
    "partner_ask": partner.ask,
    "partner_anyway": partner.anyway,
    "partner_end": partner.over,
    "partner_accept": partner_press.accept,
    "partner_decline": partner_press.decline,
    "partner_never": partner_press.never,
    "partner_cheer": partner_press.cheer,
    "partner_how": partner_press.how,
    "public": public.make,
    "public_delete": public.delete,
    TWO: lessons.two,
    USEFUL: lessons.useful,
    TRY: lessons.tried,
}
