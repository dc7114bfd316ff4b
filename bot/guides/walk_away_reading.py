"""What the typed answers about the walk-away mean: a figure, or a step away from Plan B."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.coach.amounts import Amount, Measure
from bot.coach.plan_b import average, stepped
from bot.coach.preparation import PlanB
from bot.coach.reading import Found
from bot.dialogue.script import Hearing, NotUnderstood, Remark
from bot.guides import readers
from bot.guides.beside import reason

Fields = Mapping[str, Any]

_SAME = re.compile(
    r"(?:it's |that's )?(?:the )?(?:same|equal|=)?(?: as| to)? ?(?:my |the )?"
    r"(?:same|plan b|batna)(?:'s (?:worth|value))?|(?:it's )?the same|=|same|equal"
)
_UP = r"above|over|beyond|more than|higher than|on top of"
_DOWN = r"below|under|less than|lower than"
_PLAN_B = r"(?:my |the )?(?:plan b|batna)(?:['’]s (?:worth|value))?"
_RELATION = re.compile(
    rf"\b(?P<from>{_UP}|{_DOWN}|better than|worse than) {_PLAN_B}\b(?P<by> by\b)?"
    rf"|\b{_PLAN_B} *(?P<then>\+|[-–—−]|\b(?:plus|minus|less)\b)",
    re.IGNORECASE,
)
_MINUS = re.compile(rf"{_DOWN}|[-–—−]|minus|less", re.IGNORECASE)
_GAP = re.compile(
    r"\s*(?:(?:about|around|roughly|some|maybe|at least|at most|a good|or so|or more|another"
    r"|by)\s*)*",
    re.IGNORECASE,
)
_TOTAL = re.compile(r"(?:=|\bso|\bis|\bi\.?e\.?|\bmeaning|\bmakes)[\s,:]*$", re.IGNORECASE)


@dataclass(frozen=True)
class _Step:
    """A figure that counts from Plan B, in the words without what says so."""

    figure: Found
    words: str
    way: str


def walk_away(text: str, hearing: Hearing) -> Fields:
    """A figure and perhaps a reason; "same as Plan B" leaves it at Plan B's worth."""
    words = readers.plain(text)
    if _SAME.fullmatch(readers.simplified(words)):
        return {"amount": None, "reason": ""}
    if step := _step(words, hearing):
        amount, why = _from_plan_b(step, hearing), reason(step.words, step.figure)
        return {"amount": amount, **({"reason": why} if why else {})}
    figure = readers.figure_in(words, hearing)
    if figure is None:
        raise NotUnderstood(Remark(code="amount_missing"))
    why = reason(words, figure)
    return {"amount": figure.amount, **({"reason": why} if why else {})}


def amount(text: str, hearing: Hearing) -> Fields:
    """The figure in a form, which may count from Plan B too; its reason has its own field."""
    words = readers.plain(text)
    if _SAME.fullmatch(readers.simplified(words)):
        return {"amount": None}
    step = _step(words, hearing)
    return {"amount": _from_plan_b(step, hearing) if step else readers.amount(text, hearing)}


def _step(words: str, hearing: Hearing) -> _Step | None:
    """The step of "2k above Plan B"; None where the figures stand for themselves."""
    relation = _RELATION.search(words)
    if relation is None:
        return None
    after = bool(relation["then"] or relation["by"])
    blank = (" " if after else ",").ljust(relation.end() - relation.start())
    rest = words[: relation.start()] + blank + words[relation.end() :]
    found = readers.amounts_in(rest, hearing) if rest.strip() else ()
    if not found and readers.amounts_in(words, hearing):
        raise NotUnderstood(Remark(code="plan_b_step_unclear"))
    for one in found:
        gap = rest[relation.end() : one.start] if after else rest[one.end : relation.start()]
        beside = one.start >= relation.end() if after else one.end <= relation.start()
        if beside and _GAP.fullmatch(gap):
            return _alone(_Step(one, rest, relation["from"] or relation["then"]), found)
    return None


def _alone(step: _Step, found: tuple[Found, ...]) -> _Step | None:
    """The step, unless the whole figure is named before it; asked back when named after it."""
    if found[0] != step.figure:
        return None
    for other in found[1:]:
        between = step.words[step.figure.end : other.start]
        if _TOTAL.search(between) or not re.search(r"\w{3}", between):
            raise NotUnderstood(Remark(code="plan_b_step_unclear"))
    return step


def _from_plan_b(step: _Step, hearing: Hearing) -> Amount:
    """Plan B's worth and the step together, where this may be told."""
    if "plan_b" in hearing.private and not hearing.fields:
        raise NotUnderstood(Remark(code="plan_b_private"))
    plan_b = readers.gather(hearing.answers).plan_b or PlanB()
    if plan_b.value is None:
        raise NotUnderstood(Remark(code="plan_b_unknown"))
    base = Amount(
        range=average(plan_b.value),
        measure=plan_b.worth.measure if plan_b.worth else plan_b.measure,
    )
    change = step.figure.amount
    percent = change.measure.unit == "%" != base.measure.unit
    if not percent:
        readers.same_measure((change,), hearing)
    found = stepped(base.range, change.range, percent=percent, down=_down(step, hearing))
    if found is None:
        raise NotUnderstood(Remark(code="plan_b_step_unclear"))
    measure = base.measure if percent else _joined(base.measure, change.measure)
    return Amount(range=found, measure=measure)


def _joined(first: Measure, second: Measure) -> Measure:
    return Measure(currency=first.currency or second.currency, unit=first.unit or second.unit)


def _down(step: _Step, hearing: Hearing) -> bool:
    """Whether the step leads to a smaller figure; better and worse depend on the direction."""
    way = step.way.casefold()
    if not way.startswith(("better", "worse")):
        return _MINUS.fullmatch(way) is not None
    if "situation" in hearing.private and not hearing.fields:
        raise NotUnderstood(Remark(code="plan_b_step_unclear"))
    better = readers.gather(hearing.answers).situation.direction
    return way.startswith("better") == (better == "lower")
