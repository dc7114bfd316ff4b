"""What is worth a look: each finding with its sum and one suggestion."""

from datetime import timedelta
from decimal import Decimal
from typing import Final

from bot.calendar.zones import local, show_date
from bot.cards import Button, Buttons, Element, Line, Paragraph
from bot.coach.amounts import show_number
from bot.coach.analysis import Analysis, what_if
from bot.coach.case import Case
from bot.coach.findings import Finding
from bot.coach.preparation import Preparation
from bot.dialogue.script import Hearing
from bot.guides.words import has, say

REMEDY: Final = {
    "plan_b_unknown": "plan_b",
    "walk_away_worse_than_plan_b": "walk_away",
    "walk_away_better_than_plan_b": "walk_away",
    "target_not_beyond_walk_away": "target",
    "target_beyond_their_limit": "target",
    "criterion_missing": "target",
    "their_side_unknown": "their_side",
    "no_zopa": "their_side",
    "goals_all_money": "success",
    "plan_b_improvable": "plan_b",
}
"""Which step's answer each finding is about."""

SHARE: Final = Decimal("0.3")
"""How much of the deal zone the example of a better Plan B takes: enough to see, not a promise."""

BEFORE: Final = timedelta(days=1)
"""A step towards a better Plan B is of use until the day before the meeting."""


def sum_of(finding: Finding) -> Line:
    """The sum behind a finding, with its figures."""
    key = f"finding.{finding.code}.sum"
    equal = finding.amount == 0 and has(f"{key}_equal")
    return say(
        f"{key}_equal" if equal else key,
        **{name: show_number(value) for name, value in finding.facts.items()},
    )


def suggestion(finding: Finding, case: Case) -> Line:
    """One thing to do about a finding."""
    key = f"finding.{finding.code}.advice"
    argued = case.has_criterion and has(f"{key}_criterion")
    return say(f"{key}_criterion" if argued else key)


def message(finding: Finding, case: Case) -> str:
    """The finding as one plain sentence or two, for scripts."""
    told = sum_of(finding)
    return f"{told.text.format_map(told.values)} {suggestion(finding, case).text}"


def notices(
    answers: Preparation, case: Case, analysis: Analysis, conversation: str, hearing: Hearing
) -> list[Element]:
    """All findings of the sheet, each with the button that mends it."""
    elements: list[Element] = []
    for finding in analysis.findings:
        told = sum_of(finding)
        text = f"• {told.text} _{suggestion(finding, case).text}_"
        elements += _notice(Line(text=text, values=told.values), finding.code, conversation)
    better = _improvable(answers, case, analysis, hearing)
    if better:
        step = Button(label=say("button.plan_step"), action="edit", value=f"{conversation}:improve")
        elements += _notice(better, "plan_b_improvable", conversation, step)
    return elements or [Paragraph(line=say("sheet.look_none"))]


def _notice(line: Line, code: str, conversation: str, *more: Button) -> list[Element]:
    step = REMEDY[code]
    button = Button(
        label=say(f"remedy.{code}"), action="edit", value=f"{conversation}:{step}:{code}"
    )
    return [Paragraph(line=line), Buttons(buttons=(button, *more))]


def _improvable(
    answers: Preparation, case: Case, analysis: Analysis, hearing: Hearing
) -> Line | None:
    """A better Plan B, worked out as an example, while there is time left before the meeting."""
    until = _until(answers, hearing)
    if analysis.plan_b is None or until is None:
        return None
    key = "finding.plan_b_improvable"
    by = say(f"{key}.by").text.format(when=until) if until else say(f"{key}.by_open").text
    advice = say(f"{key}.advice" if until else f"{key}.advice_open").text
    told = _grown(case, analysis, by)
    return Line(text=f"• {told.text} _{advice}_", values=told.values)


def _grown(case: Case, analysis: Analysis, by: str) -> Line:
    """What the deal zone would be if Plan B took a share of it; just the hint without a zone."""
    zone, plan_b = analysis.zopa, analysis.plan_b
    if zone is None or plan_b is None or zone.width == 0:
        return say("finding.plan_b_improvable.sum_plain", by=by)
    step = zone.width * SHARE
    value = plan_b.expected + (step if case.better == "higher" else -step)
    then = what_if(case, value).zopa
    if then is None or then == zone:
        return say("finding.plan_b_improvable.sum_plain", by=by)
    figures = {"value": value, "low": then.low, "high": then.high}
    shown = {name: show_number(number) for name, number in figures.items()}
    return say("finding.plan_b_improvable.sum", by=by, **shown)


def _until(answers: Preparation, hearing: Hearing) -> str | None:
    """The last useful day before the meeting; empty when it is open, None when it has passed."""
    meeting = answers.meeting
    if meeting is None or meeting.day is None:
        return ""
    last = meeting.day - BEFORE
    today = local(hearing.now, hearing.zone).date()
    return show_date(last, hearing.zone, hearing.now) if last >= today else None
