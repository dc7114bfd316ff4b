"""The prep sheet: everything prepared on one screen, every number explained."""

from decimal import Decimal

from bot.calendar.zones import local, show_date
from bot.cards import Buttons, Divider, Element, Heading, Line, Note, Paragraph, Screen
from bot.coach.amounts import Measure, show_amount, show_number
from bot.coach.analysis import Analysis, analyse
from bot.coach.preparation import PlanB, Preparation
from bot.dialogue.script import Hearing
from bot.guides.advice import advice, caution
from bot.guides.buttons import row_of
from bot.guides.deal_zone import drawing, zone_lines
from bot.guides.figures import figure, shown_meeting, title_of
from bot.guides.notices import notices
from bot.guides.plan_b_words import plan_b_words
from bot.guides.words import say


def sheet(
    answers: Preparation, conversation: str, hearing: Hearing, *, reflected: bool = False
) -> Screen:
    """The sheet of one preparation; what was not answered shows up as a thing to look at.

    Once the meeting is over or `reflected` it leads to the reflection.
    """
    case = answers.case()
    analysis = analyse(case)
    measure = answers.measure()
    picture = drawing(case, analysis, measure)
    elements: list[Element] = [
        Heading(line=title_of(answers, "sheet.title")),
        Note(line=_when(answers, hearing)),
        Note(line=say("parley.only_you")),
        *caution(answers),
        *([picture] if picture else []),
        *zone_lines(case, analysis, measure),
        Divider(),
        *_answers(answers, analysis, measure),
        Divider(),
        Paragraph(line=say("sheet.look")),
        *notices(answers, case, analysis, conversation, hearing),
        *_steps(answers, hearing),
        Divider(),
        *advice(answers, analysis),
        _this_time(answers),
        _moves(conversation, reflection=reflected or _is_over(answers, hearing)),
    ]
    return Screen(
        title=say("sheet.title"),
        elements=tuple(elements),
        purpose=f"sheet:{conversation}",
        close=say("parley.close"),
    )


def _when(answers: Preparation, hearing: Hearing) -> Line:
    when = shown_meeting(answers.meeting, hearing.zone, hearing.now)
    return say("sheet.when_at", when=when) if when else say("sheet.when_open")


def _answers(answers: Preparation, analysis: Analysis, measure: Measure) -> list[Element]:
    elements: list[Element] = []
    if answers.success:
        values = {f"goal{number}": goal for number, goal in enumerate(answers.success.goals)}
        rows = [say("sheet.goals").text, *(f"• {{{name}}}" for name in values)]
        elements.append(Paragraph(line=Line(text="\n".join(rows), values=values)))
    elements.append(Paragraph(line=_plan_b(answers.plan_b, analysis, measure)))
    chance = analysis.plan_b.break_even if analysis.plan_b else None
    if chance is not None:
        percent = show_number((chance * 100).quantize(Decimal("0.1")))
        elements.append(Note(line=say("sheet.break_even", chance=percent)))
    elements.append(Paragraph(line=_walk_away(answers, analysis, measure)))
    elements.append(Paragraph(line=_target(answers, measure)))
    elements += _theirs(answers, measure)
    return elements


def _plan_b(plan_b: PlanB | None, analysis: Analysis, measure: Measure) -> Line:
    what = plan_b_words(plan_b) if plan_b else ""
    figures = analysis.plan_b
    if plan_b is None or figures is None:
        return say("sheet.plan_b", what=what) if what else say("sheet.plan_b_open")
    if plan_b.outcomes:
        expected, worst = figure(figures.expected, measure), figure(figures.worst, measure)
        if what:
            return say("sheet.plan_b_chances", what=what, expected=expected, worst=worst)
        return say("sheet.plan_b_chances_bare", expected=expected, worst=worst)
    worth = show_amount(plan_b.worth, measure) if plan_b.worth else ""
    if what:
        return say("sheet.plan_b_worth", what=what, worth=worth)
    return say("sheet.plan_b_bare", worth=worth)


def _walk_away(answers: Preparation, analysis: Analysis, measure: Measure) -> Line:
    given = answers.walk_away
    if given and given.amount:
        shown = show_amount(given.amount, measure)
        if given.reason:
            return say("sheet.walk_away_reason", walk_away=shown, reason=given.reason)
        return say("sheet.walk_away", walk_away=shown)
    if analysis.walk_away is None:
        return say("sheet.walk_away_open")
    same = figure(analysis.walk_away.low, measure)
    if answers.plan_b and answers.plan_b.outcomes:
        return say("sheet.walk_away_average", walk_away=same)
    if answers.plan_b and answers.plan_b.worth and not answers.plan_b.worth.range.exact:
        return say("sheet.walk_away_careful", walk_away=same)
    return say("sheet.walk_away_same", walk_away=same)


def _target(answers: Preparation, measure: Measure) -> Line:
    target = answers.target
    if target is None or target.amount is None:
        return say("sheet.target_open")
    shown = show_amount(target.amount, measure)
    if target.criterion:
        return say("sheet.target_criterion", target=shown, criterion=target.criterion)
    return say("sheet.target", target=shown)


def _theirs(answers: Preparation, measure: Measure) -> list[Element]:
    theirs = answers.their_side
    if theirs is None:
        return [Paragraph(line=say("sheet.theirs_open"))]
    values = {
        "limit": show_amount(theirs.limit, measure) if theirs.limit else "",
        "target": show_amount(theirs.target, measure) if theirs.target else "",
        "opening": show_amount(theirs.opening, measure) if theirs.opening else "",
        "plan_b": theirs.plan_b,
        "interests": theirs.interests,
    }
    known = {name: value for name, value in values.items() if value}
    if not known:
        return [Paragraph(line=say("sheet.theirs_open"))]
    rows = "\n".join(f"• {say(f'sheet.theirs_{name}').text}" for name in known)
    return [Paragraph(line=Line(text=f"{say('sheet.theirs').text}\n{rows}", values=known))]


def _steps(answers: Preparation, hearing: Hearing) -> list[Element]:
    """What is planned to make Plan B better, each step with its day."""
    steps = answers.improve.steps if answers.improve else ()
    if not steps:
        return []
    values = {
        f"step{number}": f"{show_date(step.day, hearing.zone, hearing.now)}: {step.what}"
        for number, step in enumerate(steps)
    }
    rows = [say("sheet.steps").text, *(f"• {{{name}}}" for name in values)]
    return [Paragraph(line=Line(text="\n".join(rows), values=values))]


def _this_time(answers: Preparation) -> Element:
    if answers.this_time and answers.this_time.line:
        return Paragraph(line=say("sheet.this_time", line=answers.this_time.line))
    return Paragraph(line=say("sheet.this_time_open"))


def _is_over(answers: Preparation, hearing: Hearing) -> bool:
    meeting = answers.meeting
    if meeting is None or meeting.day is None:
        return False
    if meeting.at:
        return meeting.at <= hearing.now
    return meeting.day < local(hearing.now, hearing.zone).date()


def _moves(conversation: str, *, reflection: bool) -> Buttons:
    looking_back = ("reflect.button.link", "reflect", f"{conversation}:result")
    return row_of(
        *((looking_back,) if reflection else ()),
        ("button.edit", "edit_list", conversation),
        ("button.this_time", "edit", f"{conversation}:this_time"),
        ("button.export", "export", conversation),
        ("button.primer", "primer", conversation),
        ("button.who", "who", conversation),
    )
