"""What is typed as an answer to a message that came unasked: how a meeting went, a practice."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Final

from bot.cards import Button
from bot.dialogue.script import NotUnderstood, Remark, Typed
from bot.guides.readers import simplified
from bot.guides.reflect import OUTCOME, REFLECT
from bot.guides.words import say
from bot.ports import Conversation, Person, Unit
from bot.usecases import check_in, reflect, rhythm_settings
from bot.usecases.knock import Knock
from bot.usecases.listing import untitled
from bot.usecases.meetings import frozen_at, is_over, is_told, meeting_of, reflection_on
from bot.usecases.practice_weeks import active_of
from bot.usecases.reflect_parts import when_of
from bot.usecases.schedule import wanted
from bot.usecases.start import make_current
from bot.usecases.talk import Details, hearing, preparation_of, put, say_next, zone_of
from bot.usecases.turn import take

_FRESH: Final = timedelta(days=14)
"""How long after a meeting words in the chat may tell how it went, without saying so."""

_CHOICES: Final = 5
"""Meetings offered as buttons; `/negotiate reflect` lists them all."""

_LATER: Final = frozenset({"not now", "later"})
_STOP: Final = frozenset({"stop", "unsubscribe", "turn off"})
_REST: Final = frozenset({"pause", "quit"})
_NAMED: Final = re.compile(
    r"(?:the |my )?(?P<which>meeting|practice)\s*[:,–—-]\s*(?P<rest>\S.*)",
    re.IGNORECASE | re.DOTALL,
)


def below(unit: Unit, knock: Knock, person: Person, text: str) -> bool:
    """Take words typed in the thread of a question about a meeting or a week; False for others."""
    asked, week = _meetings_of(knock), check_in.week_answered(knock)
    if not asked and week is None and not check_in.fell_asleep(knock):
        return False
    if asks_for_end(text):
        end(unit, knock, person, text)
        return True
    if check_in.fell_asleep(knock):
        check_in.offer_wake(unit, knock, person)
        return True
    if week is not None and not asked:
        check_in.typed(unit, knock, person, week, text)
        return True
    found = [unit.conversations.get(person.id, one) for one in asked]
    meetings = [one for one in found if one is not None]
    open_ones = [one for one in meetings if not _told(unit, person, one)]
    if week is None and len(open_ones) == 1 and simplified(text) in _LATER:
        reflect.answered(unit, knock, person, f"{open_ones[0].id}:later")
        return True
    if week is None or (open_ones and not check_in.is_open(unit, knock, person, week)):
        _of_meeting(unit, knock, person, open_ones or meetings, text)
    elif not open_ones:
        check_in.typed(unit, knock, person, week, _without_name(text))
    elif not _either(unit, knock, person, open_ones, text):
        put(unit, knock, person, Details(remarks=(Remark(code="unasked.which"),)), in_thread=True)
    return True


def in_chat(unit: Unit, knock: Knock, person: Person, text: str) -> bool:
    """Take words typed while no question is open, when one that came unasked waits for an answer.

    Words that do not tell how a meeting went bring the button that begins to look back on it.
    """
    meetings = _waiting(unit, knock, person)
    if _either(unit, knock, person, meetings, text):
        return True
    if len(meetings) == 1:
        begin = Button(
            label=say("reflect.button.start"), action="reflect", value=f"{meetings[0].id}:"
        )
        told = Remark(code="unasked.meeting_waits")
        put(unit, knock, person, Details(remarks=(told,), buttons=(begin,)))
    elif meetings:
        _ask_which(unit, knock, person, meetings)
    return bool(meetings)


def asks_for_end(text: str) -> bool:
    """Whether the words ask that nothing, or nothing for a while, comes unasked."""
    return simplified(text) in _STOP | _REST


def end(unit: Unit, knock: Knock, person: Person, text: str) -> None:
    """End the weekly question, and tell how everything else that comes unasked ends.

    Words that may mean a rest end nothing.
    """
    asks = (
        simplified(text) in _STOP
        and unit.people.rhythm(person.id).nudges == "on"
        and bool(active_of(unit, person))
    )
    if asks:
        rhythm_settings.ask_no_more(unit, knock, person)
    told = (Remark(code="rhythm.stopped"),) if asks else ()
    buttons = (
        Button(label=say("rhythm.button.settings"), action="settings"),
        Button(label=say("nudge.button.pause"), action="pause"),
    )
    details = Details(remarks=(*told, Remark(code="unasked.ends")), buttons=buttons)
    put(unit, knock, person, details, in_thread=True)


def _meetings_of(knock: Knock) -> list[str]:
    """The preparations whose meetings the message asks about."""
    named = [block.split(":")[1] for block in knock.root or () if block.startswith("reflect:")]
    return list(dict.fromkeys(named))


def _told(unit: Unit, person: Person, preparation: Conversation) -> bool:
    reflections = unit.conversations.of(person.id, REFLECT.name)
    return is_told(reflection_on(preparation, reflections))


def _waiting(unit: Unit, knock: Knock, person: Person) -> list[Conversation]:
    """The preparations that were asked about of late and are not told about yet."""
    ahead = {one.about for one in unit.agenda.of(person.id) if one.kind == "reflect"}
    zone, found = zone_of(person), list[Conversation]()
    for one in unit.conversations.of(person.id):
        over = frozen_at(meeting_of(one), zone)
        fresh = over is not None and over <= knock.now < over + _FRESH
        if fresh and one.id not in ahead and wanted(preparation_of(one)):
            found += [] if _told(unit, person, one) else [one]
    return found


def _either(
    unit: Unit, knock: Knock, person: Person, meetings: Sequence[Conversation], text: str
) -> bool:
    """Take the words as the one answer that they can be; ask which when they can be both."""
    week = check_in.week_answered(knock) or check_in.open_week(unit, knock, person)
    named, words = _NAMED.fullmatch(text.strip()), _without_name(text)
    which = named["which"].casefold() if named else ""
    of_meeting = bool(meetings) and (which == "meeting" or _tells_outcome(knock, person, words))
    of_week = week is not None and (
        which == "practice" or check_in.understands(knock, person, words)
    )
    if of_meeting and of_week and not which:
        put(unit, knock, person, Details(remarks=(Remark(code="unasked.which"),)), in_thread=True)
    elif of_meeting and which != "practice":
        _of_meeting(unit, knock, person, meetings, words)
    elif of_week and week is not None and which != "meeting":
        check_in.typed(unit, knock, person, week, words)
    else:
        return False
    return True


def _without_name(text: str) -> str:
    named = _NAMED.fullmatch(text.strip())
    return named["rest"] if named else text


def _tells_outcome(knock: Knock, person: Person, words: str) -> bool:
    try:
        OUTCOME.read(words, replace(hearing(person, knock.now), step=OUTCOME.name))
    except NotUnderstood as why:
        return why.remark.code not in {"ended_unknown", "empty", "too_long"}
    return True


def _of_meeting(
    unit: Unit, knock: Knock, person: Person, meetings: Sequence[Conversation], text: str
) -> None:
    """Begin to look back on the meeting with these words, or go on with them."""
    if not meetings:
        put(unit, knock, person, Details(remarks=(Remark(code="chat.gone"),)), in_thread=True)
        return
    if len(meetings) > 1:
        _ask_which(unit, knock, person, meetings)
        return
    (preparation,) = meetings
    reflections = unit.conversations.of(person.id, REFLECT.name)
    reflection = reflection_on(preparation, reflections)
    if reflection is None and not is_over(preparation, zone_of(person), knock.now):
        moved = Details(remarks=(Remark(code="unasked.meeting_moved"),))
        put(unit, knock, person, moved, in_thread=True)
        return
    if reflection is not None and reflection.state.step is None:
        reflect.resume(unit, knock, person, reflection)
        return
    if reflection is None:
        reflection = reflect.begin_on(unit, knock, person, preparation)
    person = make_current(unit, person, reflection.id)
    outcome, reflection = take(unit, knock, person, reflection, Typed(text))
    say_next(unit, knock, person, reflection, outcome)


def _ask_which(unit: Unit, knock: Knock, person: Person, meetings: Sequence[Conversation]) -> None:
    """A button for each meeting: by its moment, else by the day its preparation was begun.

    Their names may have been typed in a command, which is in nobody's chat history.
    """
    zone = zone_of(person)
    buttons = []
    for one in meetings[:_CHOICES]:
        when = when_of(one, zone)
        label = say("unasked.meeting_of", when=when) if when else untitled(one, zone, knock.now)
        buttons.append(Button(label=label, action="reflect", value=f"{one.id}:"))
    details = Details(remarks=(Remark(code="unasked.which_meeting"),), buttons=tuple(buttons))
    put(unit, knock, person, details, in_thread=True)
