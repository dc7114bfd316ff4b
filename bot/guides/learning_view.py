"""What somebody practises, on a screen that only they see: plans, weeks, and what was before."""

from collections.abc import Mapping
from datetime import date
from typing import Final, Literal

from bot.calendar.zones import local, show_date
from bot.cards import (
    Button,
    Buttons,
    Divider,
    Element,
    Frozen,
    Line,
    Note,
    Paragraph,
    Picture as Drawing,
    Screen,
    TextField,
)
from bot.coach.learning import MOST_MARKS, Picture, WeekState
from bot.coach.practices import BY_CODE
from bot.dialogue.script import Hearing
from bot.guides.buttons import row_of
from bot.guides.practice_words import number_of
from bot.guides.readers import LONGEST
from bot.guides.windows import window
from bot.guides.words import phrase, say

MARKS: Final[Mapping[WeekState, str]] = {
    "did": "●",
    "missed": "○",
    "no_chance": "–",
    "unanswered": "?",
}
AHEAD: Final = "·"

SHOWN = 10
"""Practices of the past on one screen."""


class Practised(Frozen):
    """One practice: its plan, and how it ended (`ended` a local day) once it did.

    `code` is that of the library, if it is one of it; `tied` to one negotiation.
    """

    id: str
    code: str | None
    cue: str
    act: str
    evidence: str
    until: date
    tied: bool
    state: Literal["active", "finished", "dropped", "replaced"]
    ended: date | None
    start: str
    finish: str


class Row(Frozen):
    """One practice as it is shown: its weeks, its streak, and what Parley counted of it.

    `beside` is what other parts of Parley show with it.
    """

    practised: Practised
    picture: Picture
    streak: int = 0
    counted: Line | None = None
    changeable: bool = True
    beside: tuple[Element, ...] = ()


def weeks_picture(picture: Picture, name: str) -> Drawing:
    """The weeks as marks, and the same in words."""
    counts = [
        phrase(f"plan.weeks.{state}").format(count=picture.marks.count(state))
        for state in MARKS
        if state in picture.marks
    ]
    number, planned = str(picture.number), str(picture.planned)
    told = say(
        "plan.weeks.described",
        number=number,
        planned=planned,
        weeks=", ".join(counts) or phrase("plan.weeks.none"),
    )
    marks = "".join(MARKS[state] for state in picture.marks)
    ahead = min(picture.planned - picture.number, MOST_MARKS - len(picture.marks))
    return Drawing(id=name, rows=(marks + AHEAD * ahead or AHEAD,), described=told)


def plan_screen(
    rows: tuple[Row, ...],
    past: tuple[Practised, ...],
    coming: Line | None,
    hearing: Hearing,
    *,
    unfinished: bool,
) -> Screen:
    """Everything somebody practises; `coming` says when the next question comes, or why not."""
    elements: list[Element] = []
    for row in rows:
        elements += [*_practice(row, hearing), Divider()]
    if not rows:
        elements.append(Paragraph(line=say("plan.none")))
    elements += [Note(line=coming)] if coming and rows else []
    begin = "commit.button.resume" if unfinished else "commit.button.start"
    elements.append(row_of((begin, "commit", ""), ("plan.button.partners", "partners", "")))
    elements += _history(past, hearing)
    return window("plan.title", *elements, purpose="plan")


def _plan(practised: Practised) -> Paragraph:
    return Paragraph(line=say("plan.words", cue=practised.cue, act=practised.act))


def _practice(row: Row, hearing: Hearing) -> list[Element]:
    one = row.practised
    elements: list[Element] = []
    if one.code and one.code in BY_CODE:
        title = f"{number_of(one.code)} {phrase(f'practice.{one.code}.name')}"
        elements.append(Note(line=say("plan.library", title=title)))
    elements.append(_plan(one))
    if one.evidence:
        elements.append(Note(line=say("plan.evidence", evidence=one.evidence)))
    elements.append(weeks_picture(row.picture, f"plan:{one.id}:weeks"))
    if row.streak > 1:
        elements.append(Note(line=say("plan.streak", count=str(row.streak))))
    elements += [Note(line=row.counted)] if row.counted else []
    elements.append(Note(line=_until(one, hearing)))
    elements.append(Note(line=say("plan.about" if one.tied else "plan.everyday")))
    return [*elements, _moves(row, hearing), *row.beside]


def _until(practised: Practised, hearing: Hearing) -> Line:
    day = show_date(practised.until, hearing.zone, hearing.now)
    return say("plan.over" if _is_over(practised, hearing) else "plan.until", day=day)


def _is_over(practised: Practised, hearing: Hearing) -> bool:
    return practised.until < local(hearing.now, hearing.zone).date()


def _moves(row: Row, hearing: Hearing) -> Buttons:
    one = row.practised
    return row_of(
        *((("plan.button.go_on", "plan_go_on", one.id),) if _is_over(one, hearing) else ()),
        *((("plan.button.change", "edit_list", one.id),) if row.changeable else ()),
        ("plan.button.finish", "plan_finish", one.id),
        ("plan.button.drop", "plan_drop", one.id),
        ("plan.button.replace", "plan_replace", one.id),
        name=f"plan:{one.id}:moves",
    )


def _history(past: tuple[Practised, ...], hearing: Hearing) -> list[Element]:
    elements: list[Element] = [Paragraph(line=say("plan.history"))] if past else []
    for one in past[:SHOWN]:
        day = show_date(one.ended or one.until, hearing.zone, hearing.now)
        line = say(f"plan.{one.state}", day=day, cue=one.cue, act=one.act)
        elements.append(Paragraph(line=line))
        if one.start and one.finish:
            elements.append(Note(line=say("plan.both", start=one.start, finish=one.finish)))
    if len(past) > SHOWN:
        elements.append(Note(line=say("plan.more", count=str(len(past) - SHOWN))))
    return elements


def finish_form(practised: Practised) -> Screen:
    """Ask the same as at the start."""
    start = practised.start
    return window(
        "plan.finish.title",
        _plan(practised),
        Paragraph(
            line=say("plan.finish.start", start=start) if start else say("plan.finish.no_start")
        ),
        TextField(
            id="plan:finish",
            label=say("plan.finish.label"),
            hint=say("plan.finish.hint"),
            lines=True,
            longest=LONGEST,
        ),
        purpose=f"plan_finish:{practised.id}",
        submit="plan.finish.submit",
    )


def finished(practised: Practised) -> Screen:
    """What changed: both answers to the same question."""
    start, finish = practised.start, practised.finish
    measures: list[Element] = []
    if start and finish:
        measures.append(Paragraph(line=say("plan.finish.measures", start=start, finish=finish)))
    elif finish:
        measures.append(Paragraph(line=say("plan.finish.measure_end", finish=finish)))
    elif start:
        measures.append(Paragraph(line=say("plan.finish.measure_start", start=start)))
    return _ended("plan.finish.title", say("plan.finish.done"), *measures)


def drop_form(practised: Practised) -> Screen:
    """Ask before a practice is dropped, without blame."""
    return window(
        "plan.drop.title",
        _plan(practised),
        Paragraph(line=say("plan.drop.intro")),
        purpose=f"plan_drop:{practised.id}",
        submit="plan.drop.submit",
    )


def dropped() -> Screen:
    """Say that it is dropped."""
    return _ended("plan.drop.title", say("plan.drop.done"))


def _ended(title: str, told: Line, *more: Element) -> Screen:
    back = Button(label=say("plan.button.to_plan"), action="plan")
    return window(
        title, Paragraph(line=told), *more, Buttons(buttons=(back,)), purpose="plan_ended"
    )


def told_screen(told: Line) -> Screen:
    """One sentence about the plan, and the way back to it."""
    return _ended("plan.title", told)


def full_screen(active: tuple[Practised, ...]) -> Screen:
    """Why there is no third practice, and which one may make room for it."""
    elements: list[Element] = [Paragraph(line=say("commit.full.why"))]
    for one in active:
        replace = Button(label=say("plan.button.replace_this"), action="plan_replace", value=one.id)
        elements += [_plan(one), Buttons(buttons=(replace,), id=f"full:{one.id}")]
    back = Button(label=say("plan.button.open"), action="plan")
    elements += [Divider(), Buttons(buttons=(back,))]
    return window("commit.full.title", *elements, purpose="full")
