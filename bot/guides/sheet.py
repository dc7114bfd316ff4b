"""The prep sheet: everything prepared on one screen, every number explained."""

from bot.cards import (
    Button,
    Buttons,
    Divider,
    Element,
    Heading,
    Line,
    Note,
    Paragraph,
    Picture,
    Screen,
)
from bot.coach.analysis import Analysis, analyse
from bot.coach.preparation import Preparation
from bot.dialogue.script import Hearing, State
from bot.guides.advice import advice, caution
from bot.guides.deal_zone import drawing, zone_lines
from bot.guides.facts import facts
from bot.guides.notices import notices
from bot.guides.words import say


def sheet(answers: Preparation, conversation: str, hearing: Hearing, state: State) -> Screen:
    """The sheet of one preparation; what was not answered shows up as a thing to look at."""
    analysis = analyse(answers.case())
    measure = answers.measure()
    elements: list[Element] = [
        Heading(line=_title(answers)),
        Note(line=facts.when(answers, hearing)),
        Note(line=say("parley.only_you")),
    ]
    return Screen(
        title=say("sheet.title"),
        elements=tuple(elements),
        purpose=f"sheet:{conversation}",
        close=say("parley.close"),
    )
