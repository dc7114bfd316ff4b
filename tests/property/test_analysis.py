"""What holds for the sums of every case."""

from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Any

from hypothesis import given, strategies as st

from bot.coach.amounts import Better, Range
from bot.coach.analysis import Analysis, Case, analyse, sureness, what_if
from bot.coach.plan_b import Outcome, PlanBWorth

VALUES = st.decimals(min_value=-(10**6), max_value=10**6, places=2)
RANGES = st.builds(
    lambda ends: Range(low=min(ends), high=max(ends)),
    st.tuples(VALUES, VALUES) | VALUES.map(lambda value: (value, value)),
)
COSTS = st.builds(
    lambda ends: Range(low=min(ends), high=max(ends)),
    st.tuples(
        st.decimals(min_value=0, max_value=10**4, places=2),
        st.decimals(min_value=0, max_value=10**4, places=2),
    ),
)
DIRECTIONS: st.SearchStrategy[Better] = st.sampled_from(["higher", "lower"])


def _chances(cuts: list[int]) -> list[Decimal]:
    """The lengths between the cuts of 0 to 1000, in thousandths: they add up to one."""
    points = [0, *sorted(cuts), 1000]
    return [Decimal(after - before).scaleb(-3) for before, after in pairwise(points)]


@st.composite
def plans(draw: st.DrawFn) -> PlanBWorth:
    chances = _chances(draw(st.lists(st.integers(0, 1000), max_size=3)))
    outcomes = tuple(Outcome(chance=chance, value=draw(RANGES)) for chance in chances)
    return PlanBWorth(outcomes=outcomes, cost=draw(COSTS))


CASES = st.builds(
    Case,
    better=DIRECTIONS,
    plan_b=st.none() | plans(),
    walk_away=st.none() | RANGES,
    walk_away_reason=st.sampled_from([None, "a reason"]),
    target=st.none() | RANGES,
    criterion=st.sampled_from([None, "a survey"]),
    their_walk_away=st.none() | RANGES,
    confidence=st.sampled_from([None, "low", "medium", "high"]),
)


def _moved(case: Case, change: Any, better: Better, cost: Any) -> Case:
    """The case with every value changed, the ends of ranges put in order again."""

    def move(value: Range | None) -> Range | None:
        if value is None:
            return None
        ends = (change(value.low), change(value.high))
        return Range(low=min(ends), high=max(ends))

    plan_b = None
    if case.plan_b is not None:
        outcomes = tuple(
            Outcome(chance=item.chance, value=move(item.value) or item.value)
            for item in case.plan_b.outcomes
        )
        costs = case.plan_b.cost
        charged = Range(low=cost(costs.low), high=cost(costs.high))
        plan_b = PlanBWorth(outcomes=outcomes, cost=charged)
    return case.model_copy(
        update={
            "better": better,
            "plan_b": plan_b,
            "walk_away": move(case.walk_away),
            "target": move(case.target),
            "their_walk_away": move(case.their_walk_away),
        }
    )


def _distances(told: Analysis) -> list[tuple[str, Decimal | None]]:
    return [(finding.code, finding.amount) for finding in told.findings]


def _break_even(told: Analysis) -> Decimal | None:
    return told.plan_b.break_even if told.plan_b else None


@given(case=CASES)
def test_the_other_direction_is_the_mirror_image(case: Case) -> None:
    other: Better = "lower" if case.better == "higher" else "higher"
    mirrored = _moved(case, lambda value: -value, other, lambda cost: cost)
    here, there = analyse(case), analyse(mirrored)
    assert _distances(here) == _distances(there)
    assert (here.gap, _break_even(here)) == (there.gap, _break_even(there))
    assert here.opening.first == there.opening.first
    assert sureness(case) == sureness(mirrored)
    if here.plan_b is not None and there.plan_b is not None:
        assert (here.plan_b.expected, here.plan_b.worst) == (
            -there.plan_b.expected,
            -there.plan_b.worst,
        )
    assert (here.zopa is None) == (there.zopa is None)
    if here.zopa is not None and there.zopa is not None:
        ends = (here.zopa.low, here.zopa.high, here.zopa.best_low, here.zopa.best_high)
        mirror = (there.zopa.high, there.zopa.low, there.zopa.best_high, there.zopa.best_low)
        assert ends == tuple(-end for end in mirror)


@given(case=CASES, by=VALUES)
def test_moving_everything_changes_no_distance(case: Case, by: Decimal) -> None:
    here = analyse(case)
    there = analyse(_moved(case, lambda value: value + by, case.better, lambda cost: cost))
    assert _distances(here) == _distances(there)
    assert (here.gap, _break_even(here)) == (there.gap, _break_even(there))
    if here.zopa is not None and there.zopa is not None:
        assert (here.zopa.low + by, here.zopa.width) == (there.zopa.low, there.zopa.width)
    assert (here.zopa is None) == (there.zopa is None)


@given(case=CASES, factor=st.decimals(min_value="0.01", max_value=1000, places=2))
def test_another_unit_scales_every_distance(case: Case, factor: Decimal) -> None:
    here = analyse(case)
    there = analyse(
        _moved(case, lambda value: value * factor, case.better, lambda cost: cost * factor)
    )
    assert _distances(there) == [
        (code, None if amount is None else amount * factor) for code, amount in _distances(here)
    ]
    assert _break_even(here) == _break_even(there)


@given(case=CASES)
def test_distances_are_never_negative(case: Case) -> None:
    told = analyse(case)
    assert told.zopa is None or told.zopa.width >= 0
    assert told.gap is None or told.gap > 0
    assert all(finding.amount is None or finding.amount >= 0 for finding in told.findings)
    assert len({finding.code for finding in told.findings}) == len(told.findings)


LONG = st.decimals(min_value=-(10**29), max_value=10**29, places=9).map(Range.exactly)


@given(better=DIRECTIONS, values=st.tuples(LONG, LONG, LONG, LONG))
def test_every_distance_is_exact_however_long_the_numbers(
    better: Better, values: tuple[Range, Range, Range, Range]
) -> None:
    plan_b, walk_away, target, limit = values
    case = Case(
        better=better,
        plan_b=PlanBWorth.certain(plan_b),
        walk_away=walk_away,
        target=target,
        their_walk_away=limit,
    )
    told = analyse(case)
    terms = {
        "walk_away_worse_than_plan_b": (walk_away, plan_b),
        "walk_away_better_than_plan_b": (walk_away, plan_b),
        "target_not_beyond_walk_away": (target, walk_away),
        "target_beyond_their_limit": (target, limit),
        "no_zopa": (walk_away, limit),
    }
    for code, amount in _distances(told):
        if code in terms and amount is not None:
            first, second = terms[code]
            assert Fraction(amount) == abs(Fraction(first.low) - Fraction(second.low))
    ends = Fraction(walk_away.low) - Fraction(limit.low)
    assert Fraction(told.gap or (told.zopa.width if told.zopa else 0)) == abs(ends)


@given(case=CASES)
def test_there_is_a_zone_or_a_gap_once_both_sides_are_known(case: Case) -> None:
    told = analyse(case)
    known = told.walk_away is not None and case.their_walk_away is not None
    assert ((told.zopa is None) != (told.gap is None)) == known
    assert ("no_zopa" in dict(_distances(told))) == (told.gap is not None)


@given(case=CASES)
def test_what_if_keeps_the_walk_away_at_least_at_the_new_plan_b(case: Case) -> None:
    told = what_if(case, Decimal(1234))
    assert told.plan_b is not None
    assert told.plan_b.expected == 1234
    assert "walk_away_worse_than_plan_b" not in dict(_distances(told))


@given(case=CASES, low=VALUES, high=VALUES, wider=st.decimals(0, 1000, places=2))
def test_less_knowledge_never_widens_the_sure_zone(
    case: Case, low: Decimal, high: Decimal, wider: Decimal
) -> None:
    known = Range(low=min(low, high), high=max(low, high))
    vaguer = Range(low=known.low - wider, high=known.high + wider)
    sure = analyse(case.model_copy(update={"their_walk_away": known}))
    vague = analyse(case.model_copy(update={"their_walk_away": vaguer}))
    if vague.zopa is not None:
        assert sure.zopa is not None
        assert vague.zopa.width <= sure.zopa.width
        assert vague.zopa.best_low <= sure.zopa.best_low
        assert vague.zopa.best_high >= sure.zopa.best_high


@given(worth=plans(), better=DIRECTIONS)
def test_the_expected_value_is_that_of_fractions(worth: PlanBWorth, better: Better) -> None:
    told = analyse(Case(better=better, plan_b=worth))
    sign = -1 if better == "higher" else 1
    total = sum(
        Fraction(item.chance) * Fraction(item.value.worst(better)) for item in worth.outcomes
    )
    assert told.plan_b is not None
    assert Fraction(told.plan_b.expected) == total + sign * Fraction(worth.cost.high)
    assert (told.plan_b.expected - told.plan_b.worst) * -sign >= 0


@given(worth=plans(), better=DIRECTIONS, walk_away=VALUES)
def test_at_the_break_even_chance_plan_b_is_worth_the_walk_away(
    worth: PlanBWorth, better: Better, walk_away: Decimal
) -> None:
    told = analyse(Case(better=better, plan_b=worth, walk_away=Range.exactly(walk_away)))
    chance = _break_even(told)
    if chance is None:
        return
    assert 0 <= chance <= 1
    ends = sorted(Fraction(item.value.worst(better)) for item in worth.outcomes)
    bad, good = ends if better == "higher" else reversed(ends)
    charge = Fraction(worth.cost.high) * (-1 if better == "higher" else 1)
    value = Fraction(chance) * good + (1 - Fraction(chance)) * bad + charge
    assert abs(value - Fraction(walk_away)) < Fraction(1, 10**18)
