"""Two minutes before a meeting: the opening to say aloud, and a question for their pushback."""

from bot.cards import Element, Heading, Note, Paragraph, Screen
from bot.coach.analysis import analyse
from bot.coach.preparation import Preparation
from bot.guides.advice import honest_sentence, join, opening
from bot.guides.words import say


def rehearsal(answers: Preparation) -> Screen:
    """How to practise, the opening, a likely pushback with a question back, the honest sentence."""
    kind = answers.situation.kind or "other"
    line = answers.this_time.line if answers.this_time else ""
    elements: list[Element] = [
        Heading(line=say("rehearse.title")),
        Paragraph(line=say("rehearse.intro")),
        Paragraph(line=say("rehearse.steps")),
        Paragraph(line=opening(answers, analyse(answers.case()))),
        Paragraph(line=join(say("rehearse.pushback_title"), say(f"rehearse.pushback.{kind}"))),
        Paragraph(line=join(say("rehearse.answer_title"), say(f"rehearse.answer.{kind}"))),
        Paragraph(line=honest_sentence(answers)),
        *([Paragraph(line=say("sheet.this_time", line=line))] if line else []),
        Note(line=say("parley.only_you")),
    ]
    return Screen(
        title=say("rehearse.title"),
        elements=tuple(elements),
        purpose="rehearse",
        close=say("parley.close"),
    )
