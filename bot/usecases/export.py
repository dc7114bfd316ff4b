"""Take a sheet away: by a link that works once, or as text to copy where no link can be made."""

import hashlib
from datetime import datetime, timedelta
from typing import Final

from bot.cards import Button, Buttons, Element, Note, Paragraph, Screen, TextField
from bot.guides.markdown import markdown
from bot.guides.words import say
from bot.ports import Conversation, Person, Unit
from bot.usecases.knock import Knock
from bot.usecases.screens import sheet_screen

LIFE: Final = timedelta(minutes=10)


def offer(unit: Unit, knock: Knock, person: Person, conversation: Conversation) -> Screen:
    """A screen with a fresh link, or with the text itself when no public address is known."""
    if knock.public_url is None:
        text = _text(person, conversation, knock.now)
        return _screen(*_pages(text))
    secret = knock.ids.new() + knock.ids.new()
    unit.exports.add(_hash(secret), person.id, conversation.id, knock.now + LIFE)
    link = f"{knock.public_url.rstrip('/')}/export/{knock.workspace}/{secret}"
    button = Button(label=say("export.open"), action="link", link=link, style="primary")
    return _screen(Paragraph(line=say("export.link")), Buttons(buttons=(button,)))


def _screen(*elements: Element) -> Screen:
    return Screen(
        title=say("export.title"),
        elements=(*elements, Note(line=say("parley.only_you"))),
        purpose="export",
        close=say("parley.close"),
    )


def _pages(text: str) -> tuple[Element, ...]:
    """The text in fields to copy from, each as long as a field may be."""
    longest = 3000
    parts = [text[start : start + longest] for start in range(0, len(text), longest)]
    fields = tuple(
        TextField(
            id=f"export:{number}",
            label=say("export.copy"),
            initial=part,
            lines=True,
            longest=longest,
        )
        for number, part in enumerate(parts)
    )
    return (Paragraph(line=say("export.no_address")), *fields)


def page(unit: Unit, secret: str, now: datetime) -> bool:
    """Whether the link still works; looking does not use it up.

    While Parley is removed from the workspace no link works.
    """
    return not unit.workspace.locked() and unit.exports.find(_hash(secret), now) is not None


def download(unit: Unit, secret: str, now: datetime) -> str | None:
    """The sheet as Markdown, once; None when the link was used or does not work."""
    if unit.workspace.locked():
        return None
    found = unit.exports.use(_hash(secret), now)
    if found is None:
        return None
    person = unit.people.get(found[0])
    conversation = unit.conversations.get(*found)
    if person is None or conversation is None:
        return None
    return _text(person, conversation, now)


def _text(person: Person, conversation: Conversation, now: datetime) -> str:
    screen = sheet_screen(person, conversation, now)
    # True of a window, but not of a file that is passed on.
    window_only = Note(line=say("parley.only_you"))
    elements = tuple(one for one in screen.elements if one != window_only)
    return markdown(screen.model_copy(update={"elements": elements}))


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
