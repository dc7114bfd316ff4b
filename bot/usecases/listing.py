"""Somebody's preparations: in the answer to a command, and on the Home tab."""

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.calendar.zones import local, show_date
from bot.cards import (
    Button,
    Buttons,
    Card,
    Divider,
    Element,
    Heading,
    Line,
    Note,
    Paragraph,
    Screen,
)
from bot.guides.figures import short_title
from bot.guides.question import Place
from bot.guides.scripts import SCRIPTS
from bot.guides.words import say
from bot.ports import Conversation
from bot.usecases.meetings import is_over, is_told, reflection_on

SHOWN_IN_CHAT = 6
SHOWN_AT_HOME = 20
"""A Home tab holds 100 blocks; each preparation takes three."""


Found = tuple[Conversation, ...]


def listing(found: Found, zone: ZoneInfo, now: datetime, reflections: Found = ()) -> Card:
    """The preparations with the next step of each; a name given privately stays out of the chat."""
    if not found:
        return Card(summary=say("summary.note"), elements=(Paragraph(line=say("list.none")),))
    elements: list[Element] = [Paragraph(line=say("list.title"))]
    for conversation in found[:SHOWN_IN_CHAT]:
        private = "situation" in conversation.state.private
        elements += _row(conversation, reflections, zone, now, private=private)
    if len(found) > SHOWN_IN_CHAT:
        elements.append(Note(line=say("list.more", count=str(len(found) - SHOWN_IN_CHAT))))
    elements += [Divider(), Buttons(buttons=(Button(label=say("button.new"), action="new"),))]
    elements.append(Note(line=say("parley.only_you")))
    return Card(summary=say("summary.list"), elements=tuple(elements))


def home_screen(
    found: Found,
    zone: ZoneInfo,
    now: datetime,
    reflections: Found = (),
    coming: Line | None = None,
) -> Screen:
    """The Home tab: begin one, what comes next, and go on with or open each of the others."""
    elements: list[Element] = [
        Heading(line=say("home.title")),
        Paragraph(line=say("home.intro")),
        Buttons(
            buttons=(
                Button(label=say("button.prepare"), action="new", style="primary"),
                *(
                    (Button(label=say("reflect.button.review"), action="review"),)
                    if reflections
                    else ()
                ),
                Button(label=say("plan.button.open"), action="plan"),
                Button(label=say("button.primer"), action="primer"),
                Button(label=say("rhythm.button.settings"), action="settings"),
                Button(label=say("button.who"), action="who"),
            )
        ),
        *((Note(line=coming),) if coming else ()),
        Divider(),
    ]
    if not found:
        elements.append(Note(line=say("list.none")))
    for conversation in found[:SHOWN_AT_HOME]:
        elements += _row(conversation, reflections, zone, now, private=False)
    if len(found) > SHOWN_AT_HOME:
        elements.append(Note(line=say("home.more", count=str(len(found) - SHOWN_AT_HOME))))
    elements.append(Note(line=say("parley.only_you")))
    return Screen(
        title=say("home.title"), elements=tuple(elements), purpose="home", close=say("parley.close")
    )


def title_of(conversation: Conversation, zone: ZoneInfo, now: datetime) -> Line:
    """What the person called it, also before its kind is known; else the day it was begun."""
    situation = conversation.state.answers.get("situation") or conversation.state.draft
    what = situation.get("what")
    if what:
        return Line(text="{title}", values={"title": short_title(str(what))})
    return untitled(conversation, zone, now)


def untitled(conversation: Conversation, zone: ZoneInfo, now: datetime) -> Line:
    """A name that tells nothing but the day it was begun."""
    day = local(conversation.started, zone).date()
    return say("list.untitled", date=show_date(day, zone, now))


def _row(
    conversation: Conversation, reflections: Found, zone: ZoneInfo, now: datetime, *, private: bool
) -> list[Element]:
    named = untitled if private else title_of
    title = named(conversation, zone, now)
    waiting = is_over(conversation, zone, now)
    reflection = reflection_on(conversation, reflections)
    if is_told(reflection):
        state, waiting = say("reflect.state.done"), False
    else:
        state = say("reflect.state.waiting") if waiting else _next(conversation)
    buttons = (
        *_looking_back(conversation, reflections, waiting=waiting),
        *_preparing(conversation, main=not waiting),
    )
    text = f"*{title.text}*\n{state.text}"
    return [
        Paragraph(line=Line(text=text, values={**title.values, **state.values})),
        Buttons(buttons=buttons),
    ]


def _looking_back(
    conversation: Conversation, reflections: Found, *, waiting: bool
) -> tuple[Button, ...]:
    """Begin or go on with the reflection that waits, else look at the last one."""
    if waiting:
        begun = reflection_on(conversation, reflections)
        label = say("reflect.button.resume" if begun else "reflect.button.start")
        return (Button(label=label, action="reflect", value=conversation.id, style="primary"),)
    for one in reflections:
        if one.about == conversation.id and is_told(one):
            label = say("reflect.button.result")
            return (Button(label=label, action="sheet", value=one.id),)
    return ()


def _preparing(conversation: Conversation, *, main: bool) -> tuple[Button, ...]:
    unfinished = conversation.state.step is not None
    place = Place(conversation.id, conversation.revision)
    return (
        Button(
            label=say("button.sheet"),
            action="sheet",
            value=conversation.id,
            style="primary" if main and not unfinished else "plain",
        ),
        *(
            (Button(label=say("button.continue"), action="resume", value=place.value("", "")),)
            if unfinished
            else ()
        ),
        Button(label=say("button.edit"), action="edit_list", value=conversation.id),
    )


def _next(conversation: Conversation) -> Line:
    script, step = SCRIPTS[conversation.state.script], conversation.state.step
    if step is None:
        return say("list.next_sheet")
    name = say(f"{script.name}.{step}.name").text
    names = [one.name for one in script.steps]
    if step not in names:
        return say("list.next_aside", name=name)
    number = str(names.index(step) + 1)
    return say("list.next_question", number=number, total=str(len(names)), name=name)
