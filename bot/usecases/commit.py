"""Commit to a practice: choose one, or go on where that was left, and keep it at the end."""

from collections.abc import Iterable
from datetime import date
from itertools import islice
from typing import Final

from bot.calendar.zones import local, show_date, show_moment
from bot.cards import Button, Buttons, Card, Element, Line, Note, Paragraph, Screen
from bot.coach.committing import Ahead, Known, Plan
from bot.coach.fitting import fitting
from bot.coach.looking_back import LookingBack
from bot.coach.preparation import Preparation
from bot.dialogue.engine import begin, read_answers
from bot.dialogue.script import Pressed, Remark
from bot.guides.commit import COMMIT, KNOWN, PRACTICE
from bot.guides.question import Scene
from bot.guides.reflect import REFLECT
from bot.guides.words import phrase, say
from bot.ports import Commitment, Conversation, Person, Unit
from bot.usecases import nudging, plan
from bot.usecases.committed import committed, is_whole
from bot.usecases.knock import Knock, Reply
from bot.usecases.listing import title_of
from bot.usecases.meetings import is_over, meeting_of
from bot.usecases.practice_weeks import active_of
from bot.usecases.start import add_conversation, make_current
from bot.usecases.talk import preparation_of, say_next, zone_of
from bot.usecases.turn import take

_MOST_AHEAD: Final = 20
_LONGEST_NAME: Final = 40  # characters; with the day it fits into an option of a menu
_GOES_ON = frozenset({"still_open", "moved"})


def commit(unit: Unit, knock: Knock, person: Person) -> Reply:
    """Go on choosing a practice, or begin; a third one is refused with the offer to replace one."""
    left = _unfinished(unit, person)
    if left:
        _ask(unit, knock, person, left, Remark(code="chat.resumed"))
        return Reply()
    refused = plan.full(unit, person)
    if refused:
        return Reply(open=refused)
    _begin(unit, knock, person, None)
    return Reply()


def chosen(unit: Unit, knock: Knock, person: Person, value: str) -> Reply:
    """A button that begins it: on a window, or (`<reflection>`) at the end of a look back."""
    reflection = unit.conversations.get(person.id, value) if value else None
    if reflection is None or _unfinished(unit, person):
        return _in_chat(knock, commit(unit, knock, person))
    refused = plan.full(unit, person)
    if refused:
        return Reply(open=refused)
    _begin(unit, knock, person, reflection)
    return _in_chat(knock, Reply())


def replace(unit: Unit, knock: Knock, person: Person, value: str) -> Reply:
    """Choose a practice in the place of one; that one goes on until the new one is kept."""
    if not any(one.id == value for one in active_of(unit, person)):
        return Reply(open=plan.plan_screen(unit, person, knock.now))
    _begin(unit, knock, person, None, replaces=value)
    return _in_chat(knock, Reply())


def attempt(unit: Unit, knock: Knock, person: Person, practice: str | None) -> None:
    """Begin with a practice (a code) that somebody else told of; None asks which one.

    A choice that was left before a practice was chosen goes on with this one.
    """
    conversation = _unfinished(unit, person)
    first = (Remark(code="chat.resumed"),) if conversation else ()
    conversation = conversation or _begun(unit, knock, person, None)
    outcome = None
    if practice and conversation.state.step == PRACTICE.name:
        outcome, conversation = take(unit, knock, person, conversation, Pressed(practice))
    person = make_current(unit, person, conversation.id)
    say_next(unit, knock, person, conversation, outcome, *(() if outcome else first))


def _unfinished(unit: Unit, person: Person) -> Conversation | None:
    found = unit.conversations.of(person.id, COMMIT.name)
    return next((one for one in found if one.state.step), None)


def _in_chat(knock: Knock, reply: Reply) -> Reply:
    """Say in a window that the questions come in the chat; below a message they just follow."""
    if knock.thread is not None or reply.open is not None:
        return reply
    return Reply(
        open=Screen(
            title=say("commit.button.start"),
            elements=(Paragraph(line=say("commit.in_chat")), Note(line=say("parley.only_you"))),
            purpose="commit",
            close=say("parley.close"),
        )
    )


def _ask(
    unit: Unit, knock: Knock, person: Person, conversation: Conversation, *first: Remark
) -> None:
    person = make_current(unit, person, conversation.id)
    say_next(unit, knock, person, conversation, None, *first)


def _begin(
    unit: Unit,
    knock: Knock,
    person: Person,
    reflection: Conversation | None,
    replaces: str = "",
) -> None:
    _ask(unit, knock, person, _begun(unit, knock, person, reflection, replaces))


def _begun(
    unit: Unit,
    knock: Knock,
    person: Person,
    reflection: Conversation | None,
    replaces: str = "",
) -> Conversation:
    tied = _negotiation(unit, knock, person, reflection)
    known = Known(
        suggested=_suggested(unit, person, tied, reflection),
        taken=_taken(active_of(unit, person), replaces),
        preparation=tied.id if tied else "",
        title=_title(tied, person, knock) if tied else "",
        ahead=_ahead(unit, knock, person, tied) if tied else (),
        noted=_noted(reflection),
        replaces=replaces,
    )
    private = reflection is not None and "next" in reflection.state.private
    state = begin(
        COMMIT,
        {KNOWN.name: known.model_dump(mode="json")},
        private={KNOWN.name} if private else (),
        skipped=() if tied else {"about"},
    )
    return add_conversation(unit, knock, person, state)


def _negotiation(
    unit: Unit, knock: Knock, person: Person, reflection: Conversation | None
) -> Conversation | None:
    """The negotiation a practice may be tied to: one that goes on."""
    if reflection is not None:
        ended = reflection.state.answers.get("outcome", {}).get("ended")
        preparation = unit.conversations.get(person.id, reflection.about or "")
        return preparation if ended in _GOES_ON else None
    zone = zone_of(person)
    found = unit.conversations.of(person.id)
    return next((one for one in found if not is_over(one, zone, knock.now)), None)


def _taken(active: Iterable[Commitment], replaces: str) -> tuple[str, ...]:
    return tuple(one.practice for one in active if one.practice and one.id != replaces)


def _suggested(
    unit: Unit,
    person: Person,
    tied: Conversation | None,
    reflection: Conversation | None,
) -> tuple[str, ...]:
    """What fits, told from what was typed in the chat alone: the names stand in the chat too."""
    taken = {one.practice or "" for one in active_of(unit, person)}
    told = None
    answers = Preparation()
    if reflection is not None and not reflection.state.private:
        told = LookingBack.model_validate(read_answers(REFLECT, reflection.state))
        answers = preparation_of(reflection)
    elif tied is not None:
        answers = preparation_of(tied).without(tied.state.private)
    return fitting(answers, told, taken)


def _title(preparation: Conversation, person: Person, knock: Knock) -> str:
    """A name for the chat: it tells nothing but the day of the meeting, else when it was begun."""
    zone, meeting = zone_of(person), meeting_of(preparation)
    on = local(meeting.at, zone).date() if meeting.at else meeting.day
    if on is not None and on != date.max:
        return phrase("commit.about.meeting").format(day=show_date(on, zone, knock.now))
    day = show_date(local(preparation.started, zone).date(), zone, knock.now)
    return phrase("list.untitled").format(date=day)


def _ahead(unit: Unit, knock: Knock, person: Person, tied: Conversation) -> tuple[Ahead, ...]:
    """The negotiations to choose from in a form, the one the question names first."""
    zone = zone_of(person)
    found = unit.conversations.of(person.id)
    others = (one for one in found if one.id != tied.id and not is_over(one, zone, knock.now))
    named = []
    for one in (tied, *islice(others, _MOST_AHEAD - 1)):
        title = title_of(one, zone, knock.now)
        own = title.text.format_map(title.values)[:_LONGEST_NAME]
        named.append(Ahead(id=one.id, title=f"{own} ({_title(one, person, knock)})"))
    return tuple(named)


def _noted(reflection: Conversation | None) -> str:
    """The line that a look back says to try next."""
    said = reflection.state.answers.get("next", {}) if reflection else {}
    return str(said.get("line") or "")


def keep_now(unit: Unit, knock: Knock, person: Person, value: str) -> Reply:
    """Keep a practice that had to wait, once there is room for it."""
    conversation = unit.conversations.get(person.id, value)
    if conversation is None or conversation.state.script != COMMIT.name:
        return Reply(open=plan.plan_screen(unit, person, knock.now))
    committed(unit, knock, person, conversation, conversation)
    if unit.commitments.get(person.id, value) is None:
        return Reply(open=plan.full(unit, person))
    _ask(unit, knock, person, conversation)
    return Reply(home=True)


def done(unit: Unit, person: Person, scene: Scene, before: tuple[Element, ...]) -> Card:
    """Nothing more is asked: what became of it, and the way to the plan."""
    name = scene.place.conversation
    elements = [
        *before,
        Paragraph(line=_told(unit, person, scene), id="commit:done"),
        Buttons(buttons=_ways_on(unit, person, scene, name), id="commit:done:moves"),
    ]
    return Card(summary=say("summary.note"), elements=tuple(elements))


def _told(unit: Unit, person: Person, scene: Scene) -> Line:
    kept = unit.commitments.get(person.id, scene.place.conversation)
    if kept is None:
        whole = is_whole(Plan.model_validate(dict(scene.hearing.answers)))
        return say("commit.done.full" if whole else "commit.done.lacking")
    if kept.state != "active":
        return say("commit.done.ended")
    if unit.commitments.checks(person.id, kept.id):
        return say("commit.done.changed")
    due = nudging.next_question(unit, person)
    if due is None:
        return say("commit.done.stopped")
    zone, now = scene.hearing.zone, scene.hearing.now
    return say("commit.done.kept", when=show_moment(due, zone, now))


def _ways_on(unit: Unit, person: Person, scene: Scene, name: str) -> tuple[Button, ...]:
    kept = unit.commitments.get(person.id, name)
    open_plan = Button(label=say("plan.button.open"), action="plan", style="primary")
    change = Button(label=say("button.edit"), action="edit_list", value=name)
    if kept is not None:
        return (open_plan, change) if kept.state == "active" else (open_plan,)
    if is_whole(Plan.model_validate(dict(scene.hearing.answers))):
        return open_plan, Button(label=say("commit.button.keep"), action="commit_keep", value=name)
    resume = Button(label=say("button.continue"), action="resume", value=scene.place.value("", ""))
    return resume, change
