"""How it went: what came out beside what was expected, on one screen that only you see."""

from bot.cards import (
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
from bot.coach.amounts import Measure, show_amount
from bot.coach.analysis import analyse
from bot.coach.case import Case
from bot.coach.looking_back import LookingBack, OneLine
from bot.coach.preparation import Preparation
from bot.dialogue.script import Hearing
from bot.guides.buttons import row_of
from bot.guides.deal_zone import Mark, drawing
from bot.guides.figures import shown_meeting, title_of
from bot.guides.reflect_sums import VERDICTS, expectations, next_step, rows, verdict
from bot.guides.share_forms import SHARE
from bot.guides.words import has, phrase, say


def how_it_went(
    before: Preparation, told: LookingBack, reflection: str, about: str, hearing: Hearing
) -> Screen:
    """The screen of one reflection; `about` is the preparation it looks back on."""
    measure = told.measure(before)
    elements: list[Element] = [
        Heading(line=title_of(before, "reflect.screen.title")),
        *_when(before, hearing),
        Note(line=say("parley.only_you")),
        Paragraph(line=_ended(told, measure)),
        *_verdicts(before, told, measure),
        *_compared(before, told, measure),
        *_words(told),
        _moves(reflection, about),
    ]
    return Screen(
        title=say("reflect.screen.title"),
        elements=tuple(elements),
        purpose=f"sheet:{reflection}",
        close=say("parley.close"),
    )


def _when(before: Preparation, hearing: Hearing) -> list[Element]:
    when = shown_meeting(before.meeting, hearing.zone, hearing.now)
    return [Note(line=say("reflect.screen.when", when=when))] if when else []


def _ended(told: LookingBack, measure: Measure) -> Line:
    outcome = told.outcome
    if outcome is None or outcome.ended is None:
        return say("reflect.screen.open")
    key = f"reflect.screen.{outcome.ended}"
    if outcome.ended == "agreed" and outcome.figure:
        return say(f"{key}_at", figure=show_amount(outcome.figure, measure))
    if outcome.offer and has(f"{key}_offer"):
        return say(f"{key}_offer", figure=show_amount(outcome.offer, measure))
    return say(key)


def _verdicts(before: Preparation, told: LookingBack, measure: Measure) -> list[Element]:
    """What stands out, plainly, with one next step for the first of them alone."""
    found = [one for one in told.compared(before.case()).verdicts if one.code in VERDICTS]
    elements: list[Element] = []
    for number, one in enumerate(found):
        elements.append(Paragraph(line=verdict(one, measure)))
        elements += [] if number else [Paragraph(line=next_step(one))]
    return elements


def _compared(before: Preparation, told: LookingBack, measure: Measure) -> list[Element]:
    if told.result is None or not told.result.took_place:
        return []
    sums, facts = rows(before, told), expectations(before)
    if not facts and not sums:
        return [Note(line=say("reflect.expected.none"))]
    picture = _picture(before.case(), told, measure)
    elements: list[Element] = [Divider(), *([picture] if picture else [])]
    if sums:
        title = say("reflect.row.title").text
        elements.append(Paragraph(line=Line(text="\n".join((title, *sums)))))
    elif facts:
        elements.append(Paragraph(line=say("reflect.expected.form", facts=facts)))
    return [*elements, Note(line=say("reflect.screen.frozen"))]


def _picture(case: Case, told: LookingBack, measure: Measure) -> Picture | None:
    result = told.result
    if result is None:
        return None
    known = {
        "agreed": result.deal,
        "refused": result.offer,
        "opened": result.their_opening,
        "revealed": result.revealed,
    }
    beside = tuple(Mark(code, value) for code, value in known.items() if value)
    drawn = drawing(case, analyse(case), measure, beside)
    return drawn.model_copy(update={"id": "reflection:zone"}) if drawn else None


def _words(told: LookingBack) -> list[Element]:
    """Everything that was told in words, and the ratings."""
    lines = [
        say(f"reflect.screen.{name}", line=answer.line)
        for name in ("surprise", "worked", "differently", "next")
        if isinstance(answer := getattr(told, name), OneLine) and answer.line
    ]
    practice = told.practice
    if practice and practice.used:
        key = f"reflect.screen.practice_{practice.used}"
        if practice.evidence and has(f"{key}_evidence"):
            lines.append(say(f"{key}_evidence", evidence=practice.evidence))
        else:
            lines.append(say(key))
    ratings = told.ratings
    rated = (
        [
            phrase(f"reflect.screen.rated.{name}").format(value=value)
            for name in type(ratings).model_fields
            if (value := getattr(ratings, name))
        ]
        if ratings
        else []
    )
    if rated:
        lines.append(say("reflect.screen.ratings", ratings=", ".join(rated)))
    return [Divider(), *(Paragraph(line=one) for one in lines)] if lines else []


def _moves(reflection: str, about: str) -> Buttons:
    return row_of(
        ("reflect.button.more", "edit_list", reflection),
        ("commit.button.practise", "commit", reflection),
        ("share.button.share", SHARE, f":{reflection}"),
        ("button.sheet", "sheet", about),
        ("reflect.button.review", "review", reflection),
        ("button.who", "who", ""),
    )
