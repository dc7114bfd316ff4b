"""Send a form: an answer, the deletion of a preparation, or the end of everything."""

from collections.abc import Callable, Mapping

from bot.cards import Line
from bot.dialogue.script import Done, Filled, Refused, Remark
from bot.guides.question import remark
from bot.guides.share_forms import SHARE
from bot.guides.words import say
from bot.ports import Person, Unit
from bot.usecases import (
    check_in,
    lesson_channels,
    partner,
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
from bot.usecases.clearing import clear
from bot.usecases.knock import Knock, Reply, fields
from bot.usecases.once import once
from bot.usecases.schedule import forget
from bot.usecases.start import make_current
from bot.usecases.talk import Details, put, say_next, script_of
from bot.usecases.turn import take_form

Sent = Mapping[str, str]


def submitted(unit: Unit, knock: Knock, purpose: str, values: Sent) -> Reply:
    """Take a form's fields, by field id; what cannot be read is said beside its field."""
    verb, _, rest = purpose.partition(":")
    if verb == "erase":
        return _erase(unit, knock, values)
    if verb == SHARE:
        step, _, rest = rest.partition(":")
        return _SHARING[step](unit, knock, rest, values)
    form = _FORMS.get(verb)
    if form is None:
        return Reply()
    stranger = _beside_first(values, say("form.gone"))
    return once(unit, knock, lambda person: form(unit, knock, person, rest, values), stranger)


def _answer(unit: Unit, knock: Knock, person: Person, rest: str, values: Sent) -> Reply:
    conversation_id, step, revision, origin = fields(rest, 4)
    conversation = unit.conversations.get(person.id, conversation_id)
    if conversation is None:
        return _beside_first(values, say("form.gone"))
    if str(conversation.revision) != revision:
        return _beside_first(values, say("form.moved_on"))
    prefix = f"{script_of(conversation).name}:{step}:"
    texts = {name.removeprefix(prefix): text for name, text in values.items()}
    current = conversation.state.step == step
    outcome, conversation = take_form(unit, knock, person, conversation, Filled(step, texts))
    if isinstance(outcome, Refused):
        problems = outcome.problems.items()
        return Reply(errors={f"{prefix}{part}": remark(why) for part, why in problems})
    if current:
        person = make_current(unit, person, conversation.id)
        say_next(unit, knock, person, conversation, outcome)
    if origin == "sheet":
        shown = screens.screen_of(unit, person, conversation, knock.now)
        return Reply(update=shown, home=True)
    if origin == "moved":
        remind_meeting.tell_moved(unit, knock, person, conversation)
    return Reply(home=isinstance(outcome, Done))


def _beside_first(values: Sent, line: Line) -> Reply:
    return Reply(errors={next(iter(values)): line} if values else {})


def _delete(unit: Unit, knock: Knock, person: Person, rest: str, _values: Sent) -> Reply:
    conversation = unit.conversations.get(person.id, rest)
    if conversation is not None:
        if person.current == conversation.id:
            person = make_current(unit, person, None)
        forget(unit, person, conversation.id)
        unit.conversations.delete(person.id, conversation.id)
    put(unit, knock, person, Details(remarks=(Remark(code="chat.deleted_one"),)))
    return Reply(home=True)


def _erase(unit: Unit, knock: Knock, values: Sent) -> Reply:
    """Erase the person once the word is typed; outside `once`, because it ends the record of it."""
    typed = values.get("erase:confirm", "").strip().casefold()
    if typed != say("erase.word").text.casefold():
        return Reply(errors={"erase:confirm": say("erase.mismatch")})
    person = unit.people.find(knock.user)
    # Noted without a person: a second delivery must not erase what was begun since.
    if unit.deliveries.first(knock.key, None, knock.now) and person is not None:
        posted = unit.commitments.posted(person.id)
        withdraw.all_waiting(unit, knock, person)
        lesson_channels.disown(unit, person.user)
        unit.people.erase(person.id)
        clear(unit, posted, knock.now, knock.ids)
    return Reply(update=screens.erased(), home=True, erased=True)


_SHARING: Mapping[str, Callable[[Unit, Knock, str, Sent], Reply]] = {
    "write": share.written,
    "preview": share.previewed,
    "withdraw": withdraw.sent,
}
"""The forms of sharing a lesson: nobody notes who sent them, and they can be sent again."""

_FORMS: Mapping[str, Callable[[Unit, Knock, Person, str, Sent], Reply]] = {
    "answer": _answer,
    "check_in": check_in.told,
    "plan_finish": plan.finish,
    "plan_drop": plan.drop,
    "delete": _delete,
    "step_later": remind_step.put_off,
    "rhythm": rhythm_settings.save,
    "pause": rhythm_settings.keep_pause,
    "snooze": snooze.put_off,
    "partner_ask": partner.chosen,
    "partner_invite": partner.invite,
    "lessons_here": lesson_channels.wish,
    "lessons_change": lesson_channels.change,
    "public": public.worded,
    "public_post": public.post,
}
