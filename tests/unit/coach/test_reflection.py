from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from bot.coach.amounts import Better, Range
from bot.coach.case import Case
from bot.coach.plan_b import PlanBWorth
from bot.coach.reflection import Comparison, Ended, Result, Verdict, compare
from tests.unit.coach.cases import between, chances, decimals, exactly, worked_example


def _said(told: Comparison) -> dict[str, Decimal]:
    return {verdict.code: verdict.amount for verdict in told.verdicts}


def _codes(told: Comparison) -> list[str]:
    return [verdict.code for verdict in told.verdicts]


def _verdict(told: Comparison, code: str) -> Verdict:
    return next(verdict for verdict in told.verdicts if verdict.code == code)


def _agreed(value: str | Range, **more: Any) -> Result:
    return Result(
        ended="agreed", agreed=exactly(value) if isinstance(value, str) else value, **more
    )


def _case(**changes: Any) -> Case:
    return worked_example().model_copy(update=changes)


def test_the_example_of_the_walk_through() -> None:
    told = compare(worked_example(), _agreed("76000", their_opening=exactly("62000")))
    assert told.agreed == 76_000
    assert told.over_walk_away == told.over_plan_b == 6_000
    assert told.over_target == -9_000
    assert told.share == Decimal("0.6")
    assert told.place == "inside"
    assert told.opening_off == 2_000
    assert told.limit_off is None
    assert _codes(told) == ["agreed_better_than_plan_b", "between_walk_away_and_target"]
    assert _verdict(told, "between_walk_away_and_target").facts == {
        "agreed": 76_000,
        "walk_away": 70_000,
        "target": 85_000,
        "distance": 9_000,
    }


def test_the_same_for_a_buyer() -> None:
    told = compare(worked_example("lower"), _agreed("74000", their_opening=exactly("88000")))
    differences = (told.over_walk_away, told.over_target, told.opening_off)
    assert differences == decimals(6_000, -9_000, 2_000)
    assert told.share == Decimal("0.6")
    assert _codes(told) == ["agreed_better_than_plan_b", "between_walk_away_and_target"]


@pytest.mark.parametrize(("better", "deal"), [("higher", "68000"), ("lower", "82000")])
def test_a_deal_worse_than_plan_b(better: Better, deal: str) -> None:
    told = compare(worked_example(better), _agreed(deal))
    assert _codes(told) == ["agreed_worse_than_plan_b"]
    assert told.verdicts[0].amount == 2_000
    assert told.place == "worse"
    assert told.share == Decimal("-0.2")


def test_a_deal_worse_than_a_walk_away_of_its_own() -> None:
    above = _case(walk_away=exactly("72000"))
    assert _codes(compare(above, _agreed("71000"))) == [
        "agreed_better_than_plan_b",
        "agreed_worse_than_walk_away",
    ]
    told = compare(above, _agreed("69000"))
    assert _said(told) == {
        "agreed_worse_than_plan_b": 1_000,
        "agreed_worse_than_walk_away": 3_000,
    }


def test_a_walk_away_without_plan_b_is_spoken_of() -> None:
    case = _case(plan_b=None, walk_away=exactly("70000"))
    told = compare(case, _agreed("69000"))
    assert told.over_plan_b is None
    assert _codes(told) == ["agreed_worse_than_walk_away"]


def test_a_deal_worth_exactly_plan_b_is_neither_better_nor_worse() -> None:
    told = compare(_case(target=None), _agreed("70000"))
    assert told.verdicts == ()
    assert told.over_plan_b == told.share == 0
    assert told.place == "inside"


@pytest.mark.parametrize(("deal", "amount"), [("85000", 0), ("86500", 1_500)])
def test_a_target_reached_lies_beyond_what_they_seemed_to_have(deal: str, amount: int) -> None:
    told = compare(worked_example(), _agreed(deal))
    assert _verdict(told, "target_reached").amount == amount
    assert _verdict(told, "beyond_their_limit_estimate").amount == 5_000 + amount
    assert told.place == "beyond"
    assert told.share is not None
    assert told.share > 1


def test_plan_b_counts_by_its_expected_value_and_tells_its_worst_case() -> None:
    case = _case(plan_b=chances(("0.6", "104000"), ("0.4", "88000"), cost="2840"))
    told = compare(case, _agreed("94000"))
    verdict = _verdict(told, "agreed_worse_than_plan_b")
    assert verdict.amount == 760
    assert verdict.facts["plan_b"] == 94_760
    assert verdict.facts["plan_b_worst"] == 85_160


def test_of_a_range_the_careful_end_counts_and_says_so() -> None:
    told = compare(worked_example(), _agreed(between("69000", "90000")))
    assert told.agreed == 69_000
    verdict = _verdict(told, "agreed_worse_than_plan_b")
    assert verdict.amount == 1_000
    assert verdict.at_worst
    assert not _verdict(
        compare(worked_example(), _agreed(between("68000", "69000"))), "agreed_worse_than_plan_b"
    ).at_worst
    short = compare(worked_example(), _agreed(between("75000", "85000")))
    assert _verdict(short, "between_walk_away_and_target").at_worst
    buyer = compare(worked_example("lower"), _agreed(between("60000", "81000")))
    assert buyer.agreed == 81_000
    assert _codes(buyer) == ["agreed_worse_than_plan_b"]


@pytest.mark.parametrize(
    ("deal", "place"),
    [
        ("69999", "worse"),
        ("70000", "inside"),
        ("78000", "inside"),
        ("79000", "inside_at_best"),
        ("82000", "inside_at_best"),
        ("82001", "beyond"),
    ],
)
def test_where_a_deal_lies_when_their_limit_was_a_range(deal: str, place: str) -> None:
    told = compare(_case(their_walk_away=between("78000", "82000")), _agreed(deal))
    assert told.place == place


def test_the_share_is_of_the_zone_at_the_careful_end() -> None:
    told = compare(_case(their_walk_away=between("78000", "82000")), _agreed("74000"))
    assert told.share == Decimal("0.5")


def test_a_share_without_an_end_is_rounded_to_28_digits() -> None:
    told = compare(_case(their_walk_away=exactly("73000")), _agreed("71000"))
    assert told.share == Decimal("0." + "3" * 28)


@pytest.mark.parametrize(
    "changes",
    [
        {"their_walk_away": None},
        {"plan_b": None},
        {"their_walk_away": exactly("69000")},
        {"their_walk_away": exactly("70000")},
    ],
)
def test_there_is_no_share_of_an_unknown_an_empty_or_a_single_valued_zone(changes: Any) -> None:
    assert compare(_case(**changes), _agreed("71000")).share is None


def test_a_zone_only_at_best_has_a_place_and_no_share() -> None:
    told = compare(_case(their_walk_away=between("68000", "72000")), _agreed("71000"))
    assert (told.place, told.share) == ("inside_at_best", None)
    assert compare(_case(their_walk_away=exactly("69000")), _agreed("71000")).place is None


@pytest.mark.parametrize(
    ("ended", "offer", "code", "amount"),
    [
        ("no_deal", "73000", "refused_better_than_plan_b", 3_000),
        ("no_deal", "68000", "refused_worse_than_plan_b", 2_000),
        ("still_open", "73000", "offer_better_than_plan_b", 3_000),
    ],
)
def test_the_best_offer_not_taken(ended: Ended, offer: str, code: str, amount: int) -> None:
    told = compare(worked_example(), Result(ended=ended, refused=exactly(offer)))
    assert _said(told) == {code: amount}
    assert told.refused == Decimal(offer)
    assert told.refused_over_plan_b == Decimal(offer) - 70_000
    assert told.agreed is None


def test_nothing_is_said_of_a_low_offer_that_still_stands_or_one_worth_plan_b() -> None:
    low = Result(ended="still_open", refused=exactly("68000"))
    even = Result(ended="no_deal", refused=exactly("70000"))
    assert compare(worked_example(), low).verdicts == ()
    assert compare(worked_example(), even).verdicts == ()
    assert compare(_case(plan_b=None), even).refused_over_plan_b is None


def test_a_refused_range_counts_at_its_careful_end() -> None:
    told = compare(worked_example(), Result(ended="no_deal", refused=between("68000", "74000")))
    verdict = _verdict(told, "refused_worse_than_plan_b")
    assert verdict.amount == 2_000
    assert verdict.at_worst


@pytest.mark.parametrize(
    ("revealed", "code", "amount"),
    [
        ("74000", "zone_after_all", 4_000),
        ("70000", "zone_after_all", 0),
        ("67000", "no_zone_after_all", 3_000),
    ],
)
def test_what_they_revealed_after_no_deal(revealed: str, code: str, amount: int) -> None:
    told = compare(worked_example(), Result(ended="no_deal", revealed=exactly(revealed)))
    assert _said(told) == {code: amount}
    assert told.limit_off == Decimal(revealed) - 80_000


def test_what_they_revealed_after_a_deal_changes_no_verdict() -> None:
    plain = compare(worked_example(), _agreed("76000"))
    told = compare(worked_example(), _agreed("76000", revealed=exactly("83000")))
    assert told.verdicts == plain.verdicts
    assert told.limit_off == 3_000


@pytest.mark.parametrize(
    ("actual", "off"),
    [
        (exactly("62000"), 0),
        (between("50000", "60000"), 0),
        (exactly("66000"), 1_000),
        (between("66000", "99000"), 1_000),
        (between("50000", "59000"), -1_000),
    ],
)
def test_a_guess_given_as_a_range_is_right_anywhere_within(actual: Range, off: int) -> None:
    case = _case(their_opening=between("60000", "65000"))
    told = compare(case, Result(ended="still_open", their_opening=actual))
    assert told.opening_off == off


@pytest.mark.parametrize("ended", ["moved", "cancelled"])
def test_a_meeting_that_did_not_take_place_is_not_compared(ended: Ended) -> None:
    everything = exactly("76000")
    result = Result(
        ended=ended,
        agreed=everything,
        refused=everything,
        revealed=everything,
        their_opening=everything,
    )
    assert compare(worked_example(), result) == Comparison()


def test_an_amount_that_does_not_fit_the_ending_is_left_out() -> None:
    told = compare(worked_example(), Result(ended="no_deal", agreed=exactly("76000")))
    assert told == Comparison()
    told = compare(worked_example(), _agreed("76000", refused=exactly("75000")))
    assert told.refused is None


def test_nothing_expected_leaves_nothing_to_compare() -> None:
    told = compare(Case(better="higher"), _agreed("76000", revealed=exactly("80000")))
    assert told == Comparison(agreed=Decimal(76_000))


def test_the_sums_are_exact_at_any_size() -> None:
    big, small = Decimal(10) ** 29, Decimal(10) ** -30
    case = Case(better="higher", plan_b=PlanBWorth.certain(Range.exactly(big)))
    told = compare(case, _agreed(Range.exactly(small)))
    assert told.over_plan_b is not None
    assert Fraction(told.over_plan_b) == Fraction(small) - Fraction(big)
    assert _verdict(told, "agreed_worse_than_plan_b").amount == told.over_plan_b.copy_abs()
