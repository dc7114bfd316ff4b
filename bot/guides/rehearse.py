"""Two minutes before a meeting: the opening to say aloud, twice."""

from bot.cards import Element, Heading, Note, Paragraph, Screen
from bot.coach.analysis import analyse
from bot.coach.preparation import Preparation
from bot.guides.advice import honest_sentence, opening
from bot.guides.words import say


def rehearsal(answers: Preparation) -> Screen:
    """The opening words, the honest sentence, the line for this time, and how to practise them."""
    line = answers.this_time.line if answers.this_time else ""
    elements: list[Element] = [
        Heading(line=say("rehearse.title")),
        Paragraph(line=say("rehearse.intro")),
        Paragraph(line=opening(answers, analyse(answers.case()))),
        Paragraph(line=honest_sentence(answers)),
        *([Paragraph(line=say("sheet.this_time", line=line))] if line else []),
        Paragraph(line=say("rehearse.steps")),
        Note(line=say("parley.only_you")),
    ]
    return Screen(
        title=say("rehearse.title"),
        elements=tuple(elements),
        purpose="rehearse",
        close=say("parley.close"),
    )
