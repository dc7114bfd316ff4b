"""The sums of a reflection in words: a result beside Plan B, walk-away, target and deal zone."""

from decimal import Decimal
from typing import Final

from bot.cards import Line
from bot.coach.amounts import Amount, Better, Measure, Range, show_amount, show_number, show_range
from bot.coach.analysis import Analysis, analyse
from bot.coach.case import Case
from bot.coach.looking_back import LookingBack
from bot.coach.preparation import Preparation
from bot.coach.reflection import Comparison, Verdict
from bot.guides.words import has, phrase, say

FIGURES: Final = frozenset({"situation", "plan_b", "walk_away", "target", "their_side"})
"""The steps of a preparation that the sums are made from."""

VERDICTS: Final = (
    "agreed_worse_than_plan_b",
    "agreed_worse_than_walk_away",
    "target_reached",
    "beyond_their_limit_estimate",
    "refused_better_than_plan_b",
    "refused_worse_than_plan_b",
    "offer_better_than_plan_b",
    "zone_after_all",
    "no_zone_after_all",
)
"""Verdicts that say more than the sums beside them."""


def private_figures(answers: Preparation, private: frozenset[str]) -> bool:
    """Whether something that the sums need was told in a form."""
    return any(getattr(answers, step) for step in FIGURES & private)


def expectations(answers: Preparation) -> str:
    """What was expected, as one plain enumeration; empty when no figure was given."""
    case, measure = answers.case(), answers.measure()
    expected = analyse(case)
    zone = expected.zopa
    told = {
        "plan_b": _one(expected.plan_b.expected) if expected.plan_b else None,
        "walk_away": expected.walk_away,
        "target": case.target,
        "their_walk_away": case.their_walk_away,
        "their_opening": case.their_opening,
        "zone": Range(low=zone.low, high=zone.high) if zone and zone.width else None,
    }
    known = [(code, value) for code, value in told.items() if value is not None]
    shown = [show_range(value) for _, value in known]
    # What all of them count is said once, at the end.
    shown[-1:] = [show_amount(Amount(range=value, measure=measure)) for _, value in known[-1:]]
    names = [phrase(f"reflect.expected.{code}") for code, _ in known]
    return "; ".join(f"{name} {value}" for name, value in zip(names, shown, strict=True))


def _one(value: Decimal) -> Range:
    # A product may have more digits than Range admits from outside; exact it is all the same.
    return Range.model_construct(low=value, high=value)


def summed(case: Case, told: Comparison) -> str:
    """The sums in one line, "6,000 above your walk-away; 60 % of the deal zone"."""
    pieces: list[str] = []
    value = told.agreed if told.agreed is not None else told.refused
    over_plan_b = told.over_plan_b if told.agreed is not None else told.refused_over_plan_b
    if value is None:
        return ""
    if told.over_walk_away is not None and told.over_walk_away == over_plan_b:
        pieces.append(_fact("plan_b_and_walk_away", told.over_walk_away, case.better))
    else:
        for code, over in (("plan_b", over_plan_b), ("walk_away", told.over_walk_away)):
            pieces += [] if over is None else [_fact(code, over, case.better)]
    if told.over_target is not None:
        pieces.append(_fact("target", told.over_target, case.better))
    if share := _share(told):
        pieces.append(phrase("reflect.fact.share").format(share=share))
    return "; ".join(pieces)


def _fact(code: str, over: Decimal, better: Better) -> str:
    name = phrase(f"reflect.mark.{code}")
    if not over:
        return phrase("reflect.fact.same").format(mark=name)
    side = phrase(f"reflect.side.{side_of(over, better)}")
    return phrase("reflect.fact.off").format(
        distance=show_number(over.copy_abs()), side=side, mark=name
    )


def side_of(over: Decimal, better: Better) -> str:
    """Whether a figure that is better for me by `over` lies above or below; never for zero."""
    return "above" if (over > 0) == (better == "higher") else "below"


def _share(told: Comparison) -> str:
    """How much of the deal zone it took, in percent, while it lies in it."""
    if told.share is None or not 0 <= told.share <= 1:
        return ""
    return show_number((told.share * 100).quantize(Decimal(1)))


def rows(answers: Preparation, told: LookingBack) -> tuple[str, ...]:
    """What came out beside each thing that was expected, one sum a row."""
    case = answers.case()
    expected, compared = analyse(case), told.compared(case)
    found = [*_own_rows(case, expected, compared), *_their_rows(case, told)]
    return tuple(found)


def _own_rows(case: Case, expected: Analysis, compared: Comparison) -> list[str]:
    over_plan_b = (
        compared.over_plan_b if compared.agreed is not None else compared.refused_over_plan_b
    )
    plan_b = _one(expected.plan_b.expected) if expected.plan_b else None
    known = (
        ("plan_b", plan_b, over_plan_b),
        ("walk_away", expected.walk_away, compared.over_walk_away),
        ("target", case.target, compared.over_target),
    )
    lines = [_row(code, value, over, case.better) for code, value, over in known]
    zone, share = expected.zopa, _share(compared)
    if zone and share:
        shown = show_range(Range(low=zone.low, high=zone.high))
        lines.append(phrase("reflect.row.zone").format(value=shown, share=share))
    return [line for line in lines if line]


def _row(code: str, value: Range | None, over: Decimal | None, better: Better) -> str:
    if value is None or over is None:
        return ""
    name, shown = phrase(f"reflect.row.{code}"), show_range(value)
    if not over:
        return phrase("reflect.row.same").format(name=name, value=shown)
    side = phrase(f"reflect.side.{side_of(over, better)}")
    distance = show_number(over.copy_abs())
    return phrase("reflect.row.off").format(name=name, value=shown, distance=distance, side=side)


def _their_rows(case: Case, told: LookingBack) -> list[str]:
    result = told.result
    known = (
        ("opening", result.their_opening if result else None, case.their_opening),
        ("limit", result.revealed if result else None, case.their_walk_away),
    )
    lines = []
    for code, value, guess in known:
        if value is not None:
            key = f"reflect.row.{code}" if guess else f"reflect.row.{code}_alone"
            shown = {"value": show_range(value), "guess": show_range(guess) if guess else ""}
            lines.append(phrase(key).format(**shown))
    return lines


def verdict(one: Verdict, measure: Measure) -> Line:
    """A verdict in a plain sentence."""
    figures = {name: show_number(value) for name, value in one.facts.items()}
    figures["distance"] = show_amount(Amount(range=_one(one.amount), measure=measure))
    key = f"reflect.verdict.{one.code}"
    equal = not one.amount and has(f"{key}.equal")
    told = say(f"{key}.equal" if equal else f"{key}.told", **figures)
    if not one.at_worst:
        return told
    return Line(text=f"{told.text} {phrase('reflect.at_worst')}", values=told.values)


def next_step(one: Verdict) -> Line:
    """The one thing to do that a verdict suggests."""
    return Line(text=f"_{phrase(f'reflect.verdict.{one.code}.next')}_")
