"""Two asides of `prepare`: steps that improve Plan B, each with its day, and the reminders."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any, Final

from bot.calendar.hours import splits as clocks
from bot.calendar.moments import Ambiguous, NotFixed, Unreadable, normalised, read_moment
from bot.calendar.zones import MONTH_NAMES, local
from bot.coach.preparation import Improve, PlanBStep, Reminders
from bot.dialogue.script import END, Hearing, NotUnderstood, Option, Part, Remark, Step
from bot.guides import readers
from bot.guides.step_days import is_day, lines_of, names_other_day
from bot.guides.steps import always

Fields = Mapping[str, Any]

MOST_STEPS: Final = 10

_NONE = re.compile(r"none|no steps?|nothing|that'?s all", re.IGNORECASE)
_BULLET = re.compile(r"^(?:[-•*]|\d{1,2}[.)])\s+")
# What holds a day to its step: "ask for an offer, by Friday".
_HOLDING = re.compile(r"(?:[\s,;:()–—-]|\b(?:by|on|until|till|before))+$", re.IGNORECASE)
_BEFORE_DAY = re.compile(r"^(?:by|until|till|before)\s+", re.IGNORECASE)
# "Ask for 10.12 on Friday": beside a step this is a figure, not a clock.
_FIGURE_FIRST = re.compile(r"\d{1,2}\.\d{2} (?!at\b|\d)")
_EDGES = " \t,;:.()–—-"
_ON = frozenset({"on", "yes", "start", "remind me"})
_OFF = frozenset({"off", "no", "stop", "none"})


def steps(text: str, hearing: Hearing) -> Fields:
    """One step a line, each with a day at its end or beginning; a line kept as it was stays."""
    if _NONE.fullmatch(readers.simplified(text)):
        return {"steps": ()}
    written = [line.strip() for line in readers.plain(text).splitlines() if line.strip(_EDGES)]
    written = [
        piece
        for line in written
        for piece in ([line] if _kept(line, hearing) else lines_of(line, _is_step(hearing)))
    ]
    lines = [_BULLET.sub("", line) for line in written]
    if not lines:
        raise NotUnderstood(Remark(code="empty"))
    if len(lines) > MOST_STEPS:
        raise NotUnderstood(Remark(code="steps_too_many", values={"most": str(MOST_STEPS)}))
    found = [
        _kept(line, hearing) or _step(lines, number, hearing) for number, line in enumerate(written)
    ]
    return {"steps": tuple(sorted(found, key=lambda step: step.day))}


def _kept(line: str, hearing: Hearing) -> PlanBStep | None:
    """An earlier step with the very words it had, on its day, which may have passed, or another."""
    answer = hearing.answers.get("improve")
    earlier = answer.steps if isinstance(answer, Improve) else ()
    same = next((step for step in earlier if shown_step(step) == line), None)
    what, _, day = line.rpartition(", ")
    if same or what not in {step.what for step in earlier}:
        return same
    try:
        found = read_moment(day, hearing.now, hearing.zone)
    except (Ambiguous, Unreadable):
        return None
    return None if isinstance(found, NotFixed) else PlanBStep(what=what, day=found.day)


def _is_step(hearing: Hearing) -> Callable[[str], bool]:
    """Whether words are a step with a day of its own."""
    return lambda words: any(
        what and is_day(day, hearing) for what, day in _splits(_BULLET.sub("", words))
    )


def _step(lines: list[str], number: int, hearing: Hearing) -> PlanBStep:
    """The step of one line: the first of its splits that tells a moment, a day before a clock."""
    where = {"number": str(number + 1)}
    splits = list(_splits(lines[number]))
    for clock_alone in (False, True):
        past = False
        for what, day in splits:
            if _is_clock(day) != clock_alone or (what and _FIGURE_FIRST.match(day)):
                continue
            try:
                found = read_moment(day, hearing.now, hearing.zone)
            except Ambiguous as several:
                raise _which_day(lines, number, what, several) from None
            except Unreadable as why:
                past = past or why.code == "moment_past"
                continue
            if isinstance(found, NotFixed):
                continue
            if not what:
                raise NotUnderstood(Remark(code="step_missing", values=where))
            line = lines[number]
            if not _sets_apart(line, what) and names_other_day(what, line, hearing):
                raise NotUnderstood(Remark(code="step_two_days", values=where))
            # A step has a day alone, so its hour stays among its words.
            clock = f" at {local(found.at, hearing.zone):%H:%M}" if found.at else ""
            return PlanBStep(what=f"{what}{clock}", day=found.day)
        if past:
            raise NotUnderstood(Remark(code="step_past", values=where))
    raise NotUnderstood(Remark(code="step_day_missing", values=where))


def _splits(line: str) -> Iterator[tuple[str, str]]:
    """Each way to part a line into what is to be done and a day, the likeliest first.

    "25 Nov: call Ana" says itself where its day ends; else the longest end is tried first, and the
    longest beginning after the ends.
    """
    day, colon, what = line.partition(": ")
    if colon:
        yield _trimmed(what.split()), _day(day.split())
    words = line.split()
    for start in range(len(words)):
        yield _trimmed(words[:start]), _day(words[start:])
    for end in range(len(words) - 1, 0, -1):
        yield _trimmed(words[end:]), _day(words[:end])


def _sets_apart(line: str, what: str) -> bool:
    """Whether the line says itself which is its day: "25 Nov: see Ana", "send by Friday, 3 Dec"."""
    day = line.removeprefix(f"{what}, ")
    return ": " in line or (day != line and any(one.isdigit() for one in day))


def _is_clock(text: str) -> bool:
    """Whether it is a time of day without a day."""
    return any(not split.day for split in clocks(normalised(text)))


def _trimmed(words: list[str]) -> str:
    return _HOLDING.sub("", " ".join(words)).strip(_EDGES)


def _day(words: list[str]) -> str:
    return _BEFORE_DAY.sub("", " ".join(words).strip("(): "))


def _which_day(lines: list[str], number: int, what: str, several: Ambiguous) -> NotUnderstood:
    """Ask which day a line means; each choice is the whole answer with that day in its place."""
    options = tuple(
        Option(
            label=label,
            text="\n".join([*lines[:number], f"{what}, {day}", *lines[number + 1 :]]),
        )
        for label, day in zip(several.labels, several.options, strict=True)
    )
    why = Remark(code="step_day_ambiguous", values={"number": str(number + 1)})
    return NotUnderstood(why, options if what else ())


def shown_day(day: date) -> str:
    """A day so that it reads back to the same whenever that is: "4 Dec 2026"."""
    return f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year}"


def shown_step(step: PlanBStep) -> str:
    """A step as the line that reads back to it."""
    return f"{step.what}, {shown_day(step.day)}"


def shown_steps(answer: Improve) -> str:
    """All steps, one a line."""
    return "\n".join(shown_step(step) for step in answer.steps)


def _heard_steps(answer: Improve, _hearing: Hearing) -> Remark:
    if not answer.steps:
        return Remark(code="prepare.improve.heard.none")
    if len(answer.steps) == 1:
        return Remark(code="prepare.improve.heard.one")
    return Remark(code="prepare.improve.heard.several", values={"count": str(len(answer.steps))})


IMPROVE = Step(
    name="improve",
    accepts=Improve,
    parts=(Part("steps", steps, lambda answer, _hearing: shown_steps(answer), kind="lines"),),
    read=steps,
    heard=_heard_steps,
    exits=(END,),
    leads_to=always(END),
)


def switch(text: str, _hearing: Hearing) -> Fields:
    """On or off."""
    words = readers.simplified(text)
    if words in _ON | _OFF:
        return {"on": words in _ON}
    raise NotUnderstood(Remark(code="switch_unknown"))


def _shown_switch(answer: Reminders, _hearing: Hearing) -> str:
    return "on" if answer.on else "off"


def _heard_switch(answer: Reminders, _hearing: Hearing) -> Remark:
    return Remark(code="prepare.reminders.heard.on" if answer.on else "prepare.reminders.heard.off")


REMINDERS = Step(
    name="reminders",
    accepts=Reminders,
    parts=(Part("on", switch, _shown_switch, kind="choice", choices=("on", "off"), required=True),),
    read=switch,
    heard=_heard_switch,
    exits=(END,),
    leads_to=always(END),
    quick={"on": {"on": True}, "off": {"on": False}},
)
