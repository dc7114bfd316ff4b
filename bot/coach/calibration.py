"""Calibration: how estimates made before several negotiations differ from what came out.

Every figure is a ratio, so that a salary and hours a week stand in one picture.
"""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from statistics import median
from typing import Final, Literal

from bot.coach.amounts import ROUNDED
from bot.coach.case import Case
from bot.coach.plan_b import Confidence
from bot.coach.reflection import Comparison, Result, compare
from bot.coach.value import Value

FEWEST: Final = 3
"""Nothing is claimed from fewer negotiations: one or two results are mostly chance."""

TOLERANCE: Final = Fraction(5, 100)
"""A guess of their limit this close to it, as a part of it, counts as right. A convention."""

HALF_WAY: Final = Fraction(1, 2)
"""Results nearer to the walk-away than to the target call the target high. A convention."""

STATED: Final[Mapping[Confidence, Fraction]] = {
    "low": Fraction(5, 10),
    "medium": Fraction(7, 10),
    "high": Fraction(9, 10),
}
"""How often a guess made with this confidence should be right.

A convention, to be told with the result: people mean different chances by the same word
(Wallsten and others, Measuring the Vague Meanings of Probability Terms, 1986).
"""

UNLIKELY: Final = Fraction(1, 10)
"""A number of hits this improbable under the stated confidence is no longer put down to luck."""

TargetFinding = Literal["targets_too_low", "targets_about_right", "targets_too_high"]
LimitFinding = Literal["limits_too_careful", "limits_about_right", "limits_too_hopeful"]
ConfidenceFinding = Literal["confidence_too_high", "confidence_about_right", "confidence_too_low"]


class Past(Value):
    """One negotiation looked back on: the case as frozen before it, and its result."""

    expected: Case
    result: Result


class Row(Value):
    """One row of the picture: the place of the negotiation among those given, and its ratio."""

    past: int
    ratio: Decimal


class Targets(Value):
    """Target against result: 0 is a deal at my walk-away, 1 one at my target.

    `typical` is the median of the ratios.
    """

    rows: tuple[Row, ...]
    typical: Decimal
    finding: TargetFinding


class Limits(Value):
    """Their limit against what they revealed, as a part of what they revealed.

    0.1 says that they could go a tenth further towards me than I had guessed, -0.1 a tenth less.
    `typical` is the median of the ratios.
    """

    rows: tuple[Row, ...]
    typical: Decimal
    finding: LimitFinding


class Level(Value):
    """How many of the guesses made with one confidence were right, and how many should be.

    `rate` and `stated` are parts of one.
    """

    confidence: Confidence
    hits: int
    count: int
    rate: Decimal
    stated: Decimal


class HitRates(Value):
    """Confidence against hit rate, level by level (only those used, low first) and together."""

    levels: tuple[Level, ...]
    hits: int
    count: int
    finding: ConfidenceFinding


class Calibration(Value):
    """What several negotiations say about my estimates; a view below three of its own is None.

    `negotiations` counts those that served at least one view.
    """

    negotiations: int
    targets: Targets | None
    limits: Limits | None
    confidence: HitRates | None


def calibrate(pasts: Sequence[Past]) -> Calibration | None:
    """Return the calibration of several negotiations; None below three that serve a view.

    Targets use agreements whose target lay beyond the walk-away. Limits, and hits, use only
    negotiations in which the other side revealed its limit, other than zero: an agreement alone can
    prove a guess of their limit too careful, but never right, and counting just the disproofs
    would make every guesser look bad. That guesses which are too careful go uncorrected is the
    asymmetric disconfirmation of Larrick and Wu, Claiming a Large Slice of a Small Pie (2007).
    """
    compared = [compare(past.expected, past.result) for past in pasts]
    ways = _gathered(pasts, compared, _way)
    misses = _gathered(pasts, compared, _miss)
    served = len(ways.keys() | misses.keys())
    if served < FEWEST:
        return None
    return Calibration(
        negotiations=served,
        targets=_targets(ways) if len(ways) >= FEWEST else None,
        limits=_limits(misses) if len(misses) >= FEWEST else None,
        confidence=_hit_rates(pasts, misses),
    )


def _gathered(
    pasts: Sequence[Past],
    compared: Sequence[Comparison],
    figure: Callable[[Past, Comparison], Fraction | None],
) -> dict[int, Fraction]:
    figures = (figure(past, told) for past, told in zip(pasts, compared, strict=True))
    return {number: value for number, value in enumerate(figures) if value is not None}


def _way(_past: Past, told: Comparison) -> Fraction | None:
    """How far a deal came on the way from walk-away to target."""
    if told.over_walk_away is None or told.over_target is None:
        return None
    over = Fraction(told.over_walk_away)
    whole = over - Fraction(told.over_target)
    return over / whole if whole > 0 else None


def _miss(past: Past, told: Comparison) -> Fraction | None:
    """By what part of their limit the guess of it was too careful; negative when too hopeful."""
    if told.limit_off is None or past.result.revealed is None:
        return None
    revealed = past.result.revealed.worst(past.expected.better)
    return Fraction(told.limit_off) / abs(Fraction(revealed)) if revealed else None


def _rounded(value: Fraction) -> Decimal:
    return ROUNDED.divide(Decimal(value.numerator), Decimal(value.denominator))


def _rows(figures: Mapping[int, Fraction]) -> tuple[Row, ...]:
    return tuple(Row(past=number, ratio=_rounded(value)) for number, value in figures.items())


def _targets(ways: Mapping[int, Fraction]) -> Targets:
    typical = median(ways.values())
    finding: TargetFinding = "targets_about_right"
    if typical >= 1:
        finding = "targets_too_low"
    elif typical < HALF_WAY:
        finding = "targets_too_high"
    return Targets(rows=_rows(ways), typical=_rounded(typical), finding=finding)


def _limits(misses: Mapping[int, Fraction]) -> Limits:
    typical = median(misses.values())
    finding: LimitFinding = "limits_about_right"
    if typical > TOLERANCE:
        finding = "limits_too_careful"
    elif typical < -TOLERANCE:
        finding = "limits_too_hopeful"
    return Limits(rows=_rows(misses), typical=_rounded(typical), finding=finding)


def _hit_rates(pasts: Sequence[Past], misses: Mapping[int, Fraction]) -> HitRates | None:
    """A hit is a revealed limit within the guess, or within the tolerance of its nearest end.

    Counting how often a stated confidence held is how calibration is measured since Lichtenstein,
    Fischhoff and Phillips, Calibration of Probabilities (1982); a single value is almost never met
    exactly, hence the tolerance.
    """
    guesses = [
        (confidence, abs(miss) <= TOLERANCE)
        for number, miss in misses.items()
        if (confidence := pasts[number].expected.confidence) is not None
    ]
    if len(guesses) < FEWEST:
        return None
    by_level = {level: [hit for sure, hit in guesses if sure == level] for level in STATED}
    hits = sum(hit for _, hit in guesses)
    return HitRates(
        levels=tuple(_level(level, found) for level, found in by_level.items() if found),
        hits=hits,
        count=len(guesses),
        finding=_confidence_finding([STATED[sure] for sure, _ in guesses], hits),
    )


def _level(confidence: Confidence, found: Sequence[bool]) -> Level:
    return Level(
        confidence=confidence,
        hits=sum(found),
        count=len(found),
        rate=_rounded(Fraction(sum(found), len(found))),
        stated=_rounded(STATED[confidence]),
    )


def _confidence_finding(chances: Sequence[Fraction], hits: int) -> ConfidenceFinding:
    """Whether so few, or so many, hits would be luck if each guess had its stated chance."""
    distribution = _distribution(chances)
    if sum(distribution[: hits + 1]) < UNLIKELY:
        return "confidence_too_high"
    if sum(distribution[hits:]) < UNLIKELY:
        return "confidence_too_low"
    return "confidence_about_right"


def _distribution(chances: Sequence[Fraction]) -> list[Fraction]:
    """The chance of each number of hits, from none to all: the Poisson binomial distribution."""
    distribution = [Fraction(1)]
    for chance in chances:
        missed = [share * (1 - chance) for share in distribution] + [Fraction(0)]
        hit = [Fraction(0)] + [share * chance for share in distribution]
        distribution = [one + other for one, other in zip(missed, hit, strict=True)]
    return distribution
