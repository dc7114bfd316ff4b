"""What holds for every comparison, calibration and streak."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hypothesis import given, strategies as st

from bot.coach.amounts import Better, Range
from bot.coach.analysis import analyse
from bot.coach.calibration import Calibration, Past, calibrate
from bot.coach.case import Case
from bot.coach.learning import ASLEEP_AFTER, Week, WeekState, ignored, streak
from bot.coach.plan_b import PlanBWorth
from bot.coach.reflection import Comparison, Result, compare

VALUES = st.decimals(min_value=-(10**6), max_value=10**6, places=2)
RANGES = st.builds(
    lambda ends: Range(low=min(ends), high=max(ends)),
    st.tuples(VALUES, VALUES) | VALUES.map(lambda value: (value, value)),
)
DIRECTIONS: st.SearchStrategy[Better] = st.sampled_from(["higher", "lower"])
MAYBE = st.none() | RANGES
CASES = st.builds(
    Case,
    better=DIRECTIONS,
    plan_b=st.none() | RANGES.map(PlanBWorth.certain),
    walk_away=MAYBE,
    target=MAYBE,
    their_walk_away=MAYBE,
    their_opening=MAYBE,
    confidence=st.sampled_from([None, "low", "medium", "high"]),
)
RESULTS = st.builds(
    Result,
    ended=st.sampled_from(["agreed", "no_deal", "still_open", "moved", "cancelled"]),
    agreed=MAYBE,
    refused=MAYBE,
    revealed=MAYBE,
    their_opening=MAYBE,
)
PASTS = st.lists(st.builds(Past, expected=CASES, result=RESULTS), max_size=8)
STATES: st.SearchStrategy[WeekState] = st.sampled_from(["did", "missed", "no_chance", "unanswered"])
WEEKS = st.lists(STATES, max_size=20).map(
    lambda states: tuple(
        Week(day=date(2026, 1, 6) + timedelta(weeks=number), state=state)
        for number, state in enumerate(states)
    )
)


def _changed(value: Range | None, change: Any) -> Range | None:
    if value is None:
        return None
    ends = (change(value.low), change(value.high))
    return Range(low=min(ends), high=max(ends))


def _seen(past: Past, change: Any, better: Better) -> Past:
    """The same negotiation with every value changed."""
    case, result = past.expected, past.result
    plan_b = None
    if case.plan_b is not None:
        plan_b = PlanBWorth.certain(
            _changed(case.plan_b.outcomes[0].value, change) or Range.exactly(Decimal(0))
        )
    marks = ("walk_away", "target", "their_walk_away", "their_opening")
    moved = {name: _changed(getattr(case, name), change) for name in marks}
    ends = ("agreed", "refused", "revealed", "their_opening")
    return Past(
        expected=case.model_copy(update={**moved, "plan_b": plan_b, "better": better}),
        result=result.model_copy(
            update={name: _changed(getattr(result, name), change) for name in ends}
        ),
    )


def _mirrored(past: Past) -> Past:
    other: Better = "lower" if past.expected.better == "higher" else "higher"
    return _seen(past, lambda value: value.copy_negate(), other)


def _differences(told: Comparison) -> dict[str, Any]:
    fields = told.model_dump(exclude={"agreed", "refused", "verdicts"})
    verdicts = [(one.code, one.amount, one.at_worst) for one in told.verdicts]
    return {**fields, "verdicts": verdicts}


@given(CASES, RESULTS)
def test_a_buyer_sees_the_mirror_image_of_a_seller(case: Case, result: Result) -> None:
    mirror = _mirrored(Past(expected=case, result=result))
    assert _differences(compare(mirror.expected, mirror.result)) == _differences(
        compare(case, result)
    )


@given(CASES, RESULTS, VALUES)
def test_moving_the_origin_changes_no_difference(case: Case, result: Result, by: Decimal) -> None:
    moved = _seen(Past(expected=case, result=result), lambda value: value + by, case.better)
    assert _differences(compare(moved.expected, moved.result)) == _differences(
        compare(case, result)
    )


@given(CASES, RESULTS)
def test_the_share_is_the_formula(case: Case, result: Result) -> None:
    told, expected = compare(case, result), analyse(case)
    if told.share is None:
        return
    assert result.agreed
    assert expected.walk_away
    assert case.their_walk_away
    mine = Fraction(expected.walk_away.worst(case.better))
    deal = Fraction(result.agreed.worst(case.better))
    theirs = Fraction(case.their_walk_away.worst(case.better))
    exact = (deal - mine) / (theirs - mine)
    assert abs(Fraction(told.share) - exact) <= abs(exact) * Fraction(1, 10**27)
    assert (told.share < 0) == (told.place == "worse")


@given(CASES, RESULTS)
def test_verdicts_never_contradict_each_other(case: Case, result: Result) -> None:
    told = compare(case, result)
    codes = [verdict.code for verdict in told.verdicts]
    assert len(set(codes)) == len(codes)
    for pair in (
        {"agreed_worse_than_plan_b", "agreed_better_than_plan_b"},
        {"target_reached", "between_walk_away_and_target"},
        {"agreed_worse_than_walk_away", "between_walk_away_and_target"},
        {"refused_better_than_plan_b", "refused_worse_than_plan_b"},
        {"zone_after_all", "no_zone_after_all"},
    ):
        assert len(pair & {*codes}) < 2
    assert all(verdict.amount >= 0 for verdict in told.verdicts)
    assert ("agreed_worse_than_plan_b" in codes) == (
        told.over_plan_b is not None and told.over_plan_b < 0
    )
    assert ("target_reached" in codes) == (told.over_target is not None and told.over_target >= 0)


@given(CASES, RESULTS)
def test_what_is_at_worst_would_not_be_so_at_best(case: Case, result: Result) -> None:
    def best(value: Range | None) -> Range | None:
        return None if value is None else Range.exactly(value.best(case.better))

    at_best = result.model_copy(
        update={name: best(getattr(result, name)) for name in ("agreed", "refused", "revealed")}
    )
    codes = {verdict.code for verdict in compare(case, at_best).verdicts}
    for verdict in compare(case, result).verdicts:
        if verdict.at_worst:
            assert verdict.code not in codes


@given(PASTS)
def test_three_negotiations_or_none(pasts: list[Past]) -> None:
    told = calibrate(pasts)
    if told is None:
        return
    assert 3 <= told.negotiations <= len(pasts)
    for view in (told.targets, told.limits):
        if view is not None:
            assert 3 <= len(view.rows) <= told.negotiations
            ratios = [row.ratio for row in view.rows]
            assert min(ratios) <= view.typical <= max(ratios)
            numbers = [row.past for row in view.rows]
            assert numbers == sorted(set(numbers))
            assert all(0 <= number < len(pasts) for number in numbers)
    if told.confidence is not None:
        assert told.confidence.count == sum(level.count for level in told.confidence.levels) >= 3
        assert told.confidence.hits == sum(level.hits for level in told.confidence.levels)


@given(PASTS, st.decimals(min_value=Decimal("0.01"), max_value=1000, places=2))
def test_the_unit_is_no_matter_to_calibration(pasts: list[Past], factor: Decimal) -> None:
    scaled = [_seen(past, lambda value: value * factor, past.expected.better) for past in pasts]
    assert calibrate(scaled) == calibrate(pasts)


@given(PASTS)
def test_calibration_is_the_same_for_buyers(pasts: list[Past]) -> None:
    assert calibrate([_mirrored(past) for past in pasts]) == calibrate(pasts)


@given(PASTS, st.randoms(use_true_random=False))
def test_the_order_of_negotiations_changes_no_finding(pasts: list[Past], random: Any) -> None:
    def gist(told: Calibration | None) -> Any:
        if told is None:
            return None
        views = (told.targets, told.limits)
        said = [(view.typical, view.finding) if view else None for view in views]
        return (told.negotiations, said, told.confidence)

    shuffled = random.sample(pasts, len(pasts))
    assert gist(calibrate(shuffled)) == gist(calibrate(pasts))


@given(WEEKS)
def test_a_streak_is_the_weeks_done_since_it_was_ended(weeks: tuple[Week, ...]) -> None:
    length = streak(weeks)
    assert 0 <= length <= sum(week.state == "did" for week in weeks)
    chances = tuple(week for week in weeks if week.state != "no_chance")
    if not any(week.state in {"missed", "unanswered"} for week in weeks):
        assert length == len(chances)
    if weeks:
        day = weeks[-1].day + timedelta(weeks=1)
        after: dict[WeekState, int] = {"did": length + 1, "missed": 0, "no_chance": length}
        for state, expected in after.items():
            assert streak((*weeks, Week(day=day, state=state))) == expected


@given(WEEKS)
def test_silence_is_what_makes_parley_fall_asleep(weeks: tuple[Week, ...]) -> None:
    silent = ignored(weeks)
    assert all(week.state == "unanswered" for week in weeks[len(weeks) - silent :])
    assert silent == len(weeks) or weeks[len(weeks) - silent - 1].state != "unanswered"
    if silent >= ASLEEP_AFTER:
        assert streak(weeks) == 0
