"""The message before a meeting, what can be pressed on it, and when its reminders are silent."""

from datetime import date, datetime, timedelta
from typing import Final

from bot.calendar.rhythm import OPENS
from bot.calendar.zones import from_wall, local, show_date
from bot.cards import Button, Buttons, Line, Note, Paragraph, Screen
from bot.coach.preparation import Meeting
from bot.dialogue.script import Filled, Remark
from bot.guides.buttons import row_of
from bot.guides.progress import can_finish
from bot.guides.rehearse import rehearsal
from bot.guides.words import say
from bot.ports import Conversation, Due, Person, Unit
from bot.usecases import screens
from bot.usecases.knock import Knock, Reply
from bot.usecases.part import Part
from bot.usecases.schedule import ahead, mark, wanted
from bot.usecases.talk import Details, preparation_of, put, zone_of
from bot.usecases.turn import take_form

_AHEAD: Final = timedelta(hours=1)


def before(unit: Unit, person: Person, due: Due, now: datetime) -> Part | None:
    """When the meeting is, and what helps now; None once it moved, began or is to be silent."""
    conversation = unit.conversations.get(person.id, due.about)
    if conversation is None:
        return None
    answers = preparation_of(conversation)
    meeting = answers.meeting
    # The send key names the moment that was meant when this was planned.
    if meeting is None or not due.send_key.endswith(f":{mark(meeting)}"):
        return None
    if not wanted(answers) or not ahead(meeting, person, now):
        return None
    ready = say("remind.ready" if can_finish(answers) else "remind.not_ready")
    private = "meeting" in conversation.state.private
    when = say("remind.before.private") if private else _when(meeting, person, now)
    told = Line(text=f"{when.text} {ready.text}", values=when.values)
    return Part(
        elements=(
            Paragraph(line=told, id=f"before:{conversation.id}"),
            _buttons(conversation.id),
        ),
        summary=say("remind.before.summary"),
    )


def latest(unit: Unit, person: Person, due: Due) -> datetime | None:
    """Until when the message before a meeting may wait; None when it has no day any more."""
    conversation = unit.conversations.get(person.id, due.about)
    meeting = preparation_of(conversation).meeting if conversation else None
    if meeting is None or meeting.day is None:
        return None
    return meeting.at - _AHEAD if meeting.at else from_wall(meeting.day, OPENS, zone_of(person))


def _when(meeting: Meeting, person: Person, now: datetime) -> Line:
    """The time of the meeting, without its name: the chat must not hold what was typed."""
    zone = zone_of(person)
    at = local(meeting.at, zone) if meeting.at else None
    day = at.date() if at else meeting.day or date.max
    hour = {"time": f"{at:%H:%M}"} if at else {}
    how = "at" if at else "day"
    today = local(now, zone).date()
    if day == today:
        return say(f"remind.before.{how}_today", **hour)
    if day == today + timedelta(days=1):
        return say(f"remind.before.{how}_tomorrow", **hour)
    return say(f"remind.before.{how}_later", day=show_date(day, zone, now), **hour)


def _buttons(preparation: str) -> Buttons:
    return row_of(
        ("button.sheet", "sheet", preparation),
        ("remind.button.rehearse", "rehearse", preparation),
        ("remind.button.moved", "moved", preparation),
        ("remind.button.mute", "mute", preparation),
        primary="sheet",
    )


def rehearse(_unit: Unit, _knock: Knock, _person: Person, conversation: Conversation) -> Reply:
    """Two minutes of the opening, in a window."""
    screen = rehearsal(preparation_of(conversation))
    return Reply(open=screens.with_way_back(screen, conversation.id))


def moved(_unit: Unit, knock: Knock, person: Person, conversation: Conversation) -> Reply:
    """Ask for the new date and time; what depends on the meeting moves when it is sent."""
    form = screens.step_form(person, conversation, "meeting", "moved", knock.now)
    return Reply(open=form)


def tell_moved(unit: Unit, knock: Knock, person: Person, conversation: Conversation) -> None:
    """Say in one sentence what moved with the meeting."""
    answers = preparation_of(conversation)
    if not wanted(answers):
        code = "remind.moved_silent"
    elif answers.meeting and answers.meeting.day:
        code = "remind.moved"
    else:
        code = "remind.moved_open"
    put(unit, knock, person, Details(remarks=(Remark(code=code),)))


def mute(unit: Unit, knock: Knock, person: Person, conversation: Conversation) -> Reply:
    """Cancel what is due for this preparation, and offer the way back."""
    _switch(unit, knock, person, conversation, "off")
    return Reply(open=_switched(conversation.id, "remind.muted", "remind.button.unmute", "unmute"))


def unmute(unit: Unit, knock: Knock, person: Person, conversation: Conversation) -> Reply:
    """Plan again what is due for this preparation."""
    _switch(unit, knock, person, conversation, "on")
    return Reply(open=_switched(conversation.id, "remind.unmuted", "remind.button.mute", "mute"))


def _switch(unit: Unit, knock: Knock, person: Person, conversation: Conversation, to: str) -> None:
    take_form(unit, knock, person, conversation, Filled("reminders", {"on": to}))


def _switched(preparation: str, told: str, label: str, action: str) -> Screen:
    button = Button(label=say(label), action=action, value=preparation)
    return Screen(
        title=say("prepare.reminders.form_title"),
        elements=(
            Paragraph(line=say(told)),
            Buttons(buttons=(button,)),
            Note(line=say("parley.only_you")),
        ),
        purpose="reminders",
        close=say("parley.close"),
    )
