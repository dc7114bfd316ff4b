from decimal import Decimal

import pytest

from bot.coach.amounts import Better, Range
from bot.coach.analysis import Case, Goal, analyse, sureness, what_if
from bot.coach.findings import Finding
from bot.coach.plan_b import Confidence, PlanBWorth
from tests.unit.coach.cases import between, chances, decimals, exactly, worked_example


def _found(case: Case) -> dict[str, Decimal | None]:
    return {finding.code: finding.amount for finding in analyse(case).findings}


def _finding(case: Case, code: str) -> Finding:
    return next(finding for finding in analyse(case).findings if finding.code == code)


def test_the_worked_example() -> None:
    told = analyse(worked_example())
    assert told.zopa is not None
    assert (told.zopa.low, told.zopa.high, told.zopa.width) == decimals(70_000, 80_000, 10_000)
    assert told.gap is None
    assert told.walk_away == exactly("70000")
    assert _found(worked_example()) == {"target_beyond_their_limit": 5_000}
    assert told.opening.first
    assert told.opening.at == exactly("85000")


def test_the_worked_example_for_a_buyer() -> None:
    told = analyse(worked_example("lower"))
    assert told.zopa is not None
    assert (told.zopa.low, told.zopa.high, told.zopa.width) == decimals(70_000, 80_000, 10_000)
    assert told.walk_away == exactly("80000")
    assert _found(worked_example("lower")) == {"target_beyond_their_limit": 5_000}


def test_a_better_plan_b_moves_the_zone() -> None:
    zopa = what_if(worked_example(), Decimal(73_000)).zopa
    assert zopa is not None
    assert (zopa.low, zopa.high, zopa.width) == decimals(73_000, 80_000, 7_000)
    mirrored = what_if(worked_example("lower"), Decimal(77_000)).zopa
    assert mirrored is not None
    assert (mirrored.low, mirrored.high) == decimals(70_000, 77_000)


def test_a_walk_away_above_the_better_plan_b_stays() -> None:
    case = worked_example().model_copy(update={"walk_away": between("75000", "76000")})
    assert what_if(case, Decimal(73_000)).walk_away == between("75000", "76000")
    assert what_if(case, Decimal(77_000)).walk_away == exactly("77000")


def test_a_walk_away_above_plan_b_shows_what_refusing_costs() -> None:
    case = Case(
        better="higher",
        plan_b=chances(("0.6", "104000"), ("0.4", "88000"), cost="2840"),
        walk_away=exactly("96000"),
        target=exactly("110000"),
        criterion="posting",
        their_walk_away=exactly("112000"),
    )
    finding = _finding(case, "walk_away_better_than_plan_b")
    assert finding.amount == 1_240
    assert finding.facts == {"walk_away": 96_000, "plan_b": 94_760, "distance": 1_240}
    reason = case.model_copy(update={"walk_away_reason": "a longer commute"})
    assert "walk_away_better_than_plan_b" not in _found(reason)
    blank = case.model_copy(update={"walk_away_reason": "  "})
    assert "walk_away_better_than_plan_b" in _found(blank)


@pytest.mark.parametrize(
    ("better", "change", "code", "amount"),
    [
        ("higher", {"walk_away": "68000"}, "walk_away_worse_than_plan_b", "2000"),
        ("higher", {"walk_away": "71000"}, "walk_away_better_than_plan_b", "1000"),
        ("higher", {"target": "70000"}, "target_not_beyond_walk_away", "0"),
        ("higher", {"target": "69000"}, "target_not_beyond_walk_away", "1000"),
        ("higher", {"their_walk_away": "69000"}, "no_zopa", "1000"),
        ("lower", {"walk_away": "82000"}, "walk_away_worse_than_plan_b", "2000"),
        ("lower", {"walk_away": "79000"}, "walk_away_better_than_plan_b", "1000"),
        ("lower", {"target": "80000"}, "target_not_beyond_walk_away", "0"),
        ("lower", {"target": "81000"}, "target_not_beyond_walk_away", "1000"),
        ("lower", {"their_walk_away": "81000"}, "no_zopa", "1000"),
    ],
)
def test_each_comparison_in_both_directions(
    better: Better, change: dict[str, str], code: str, amount: str
) -> None:
    update = {name: exactly(value) for name, value in change.items()}
    assert _found(worked_example(better).model_copy(update=update))[code] == Decimal(amount)


def test_what_is_missing_is_a_finding_of_its_own() -> None:
    told = analyse(Case(better="higher"))
    assert [finding.code for finding in told.findings] == [
        "plan_b_unknown",
        "criterion_missing",
        "their_side_unknown",
    ]
    assert (told.zopa, told.gap, told.plan_b, told.walk_away) == (None, None, None, None)
    assert told.opening.at is None
    assert not told.opening.first


def test_a_walk_away_does_without_plan_b() -> None:
    case = worked_example().model_copy(update={"plan_b": None, "walk_away": exactly("72000")})
    told = analyse(case)
    assert told.zopa is not None
    assert told.zopa.low == 72_000
    assert told.plan_b is None
    assert set(_found(case)) == {"plan_b_unknown", "target_beyond_their_limit"}


def test_one_goal_beyond_money_is_enough() -> None:
    money, time = Goal(text="more", money=True), Goal(text="time", money=False)
    case = worked_example()
    assert "goals_all_money" in _found(case.model_copy(update={"goals": (money, money)}))
    assert "goals_all_money" not in _found(case.model_copy(update={"goals": (money, time)}))
    assert "goals_all_money" not in _found(case)


@pytest.mark.parametrize(
    ("better", "limit", "zone", "best"),
    [
        ("higher", between("76000", "80000"), (70_000, 76_000), (70_000, 80_000)),
        ("lower", between("70000", "74000"), (74_000, 80_000), (70_000, 80_000)),
    ],
)
def test_of_their_limit_the_worse_end_counts(
    better: Better, limit: Range, zone: tuple[int, int], best: tuple[int, int]
) -> None:
    case = worked_example(better).model_copy(update={"their_walk_away": limit})
    zopa = analyse(case).zopa
    assert zopa is not None
    assert (zopa.low, zopa.high) == decimals(*zone)
    assert (zopa.best_low, zopa.best_high) == decimals(*best)
    assert _found(case)["target_beyond_their_limit"] == 9_000


def test_a_zone_at_the_better_end_alone_is_told_apart() -> None:
    limit = between("68000", "80000")
    case = worked_example().model_copy(update={"their_walk_away": limit})
    told = analyse(case)
    assert (told.zopa, told.gap) == (None, Decimal(2_000))
    assert told.best is not None
    assert (told.best.low, told.best.high) == decimals(70_000, 80_000)
    assert _finding(case, "no_zopa").facts["best_gap"] == 0
    assert sureness(case) == "only_at_best"


def test_walk_aways_that_meet_leave_a_zone_of_one_value() -> None:
    told = analyse(worked_example().model_copy(update={"their_walk_away": exactly("70000")}))
    assert told.zopa is not None
    assert told.zopa.width == 0
    assert told.gap is None


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({}, "medium"),
        ({"confidence": "low"}, "low"),
        ({"confidence": None}, "not_said"),
        ({"their_walk_away": None}, "unknown"),
        ({"plan_b": None}, "unknown"),
        ({"their_walk_away": exactly("60000")}, "none_at_all"),
    ],
)
def test_how_sure_the_zone_is(change: dict[str, object], code: str) -> None:
    assert sureness(worked_example().model_copy(update=change)) == code


@pytest.mark.parametrize(
    ("criterion", "confidence", "first", "reasons"),
    [
        ("a survey", "high", True, ("well_informed",)),
        ("a survey", "medium", True, ("well_informed",)),
        ("a survey", "low", False, ("confidence_low",)),
        ("a survey", None, False, ("confidence_unknown",)),
        (None, "high", False, ("no_criterion", "target_needs_criterion")),
        (" ", "low", False, ("no_criterion", "confidence_low", "target_needs_criterion")),
    ],
)
def test_who_opens(
    criterion: str | None, confidence: Confidence | None, first: bool, reasons: tuple[str, ...]
) -> None:
    change = {"criterion": criterion, "confidence": confidence}
    opening = analyse(worked_example().model_copy(update=change)).opening
    assert (opening.first, opening.reasons) == (first, reasons)
    assert opening.at == exactly("85000")


def test_units_that_are_not_money() -> None:
    case = Case(
        better="higher",
        plan_b=PlanBWorth.certain(exactly("6.5")),
        target=exactly("12"),
        criterion="the last release",
        their_walk_away=exactly("10.25"),
        confidence="low",
    )
    told = analyse(case)
    assert told.zopa is not None
    assert told.zopa.width == Decimal("3.75")
    assert _found(case) == {"target_beyond_their_limit": Decimal("1.75")}


def test_more_digits_than_a_range_admits_are_still_exact() -> None:
    tiny = "0." + "0" * 29 + "1"
    rest = "0." + "9" * 30
    case = Case(better="higher", plan_b=chances((tiny, tiny), (rest, "1")), target=exactly("2"))
    told = analyse(case)
    assert told.plan_b is not None
    assert told.plan_b.expected == Decimal("0." + "9" * 30 + "0" * 29 + "1")
