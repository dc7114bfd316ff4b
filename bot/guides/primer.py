"""The two-minute primer: six terms that every screen uses in the same sense."""

from bot.cards import Element, Note, Paragraph, Screen
from bot.guides.words import say

TERMS = ("negotiation", "batna", "reservation", "aspiration", "zopa", "criterion")


def primer() -> Screen:
    """The six terms on one screen."""
    elements: list[Element] = [Note(line=say("primer.intro"))]
    elements += [Paragraph(line=say(f"primer.{term}")) for term in TERMS]
    elements.append(Note(line=say("parley.only_you")))
    return Screen(
        title=say("primer.title"),
        elements=tuple(elements),
        purpose="primer",
        close=say("parley.close"),
    )
