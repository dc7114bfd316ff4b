"""Windows that one person sees, and that say so."""

from bot.cards import Element, Note, Screen
from bot.guides.words import say


def window(title: str, *elements: Element, purpose: str, submit: str | None = None) -> Screen:
    """A window with a title of that key, closed with a note that nobody else can see it.

    `purpose` is what is sent back with its fields; `submit` the key of the button that sends them.
    """
    return Screen(
        title=say(title),
        elements=(*elements, Note(line=say("parley.only_you"))),
        purpose=purpose,
        submit=say(submit) if submit else None,
        close=say("parley.close"),
    )
