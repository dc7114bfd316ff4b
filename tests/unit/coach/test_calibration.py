from decimal import Decimal
from typing import Any

import pytest

from bot.coach.amounts import Better, Range
from bot.coach.calibration import Calibration, Past, calibrate
from bot.coach.plan_b import Confidence, PlanBWorth
from bot.coach.reflection import Ended, Result
from tests.unit.coach.cases import between, exactly, worked_example


def _past(
    deal: str | None = None,
    revealed: str | Range | None = None,
    *,
    better: Better = "higher",
    **changes: Any,
) -> Past:
    """The worked example (walk-away 70k, target 85k, their limit guessed at 80k), ended so."""
    ended: Ended = "agreed" if deal else "no_deal"
    return Past(
        expected=worked_example(better).model_copy(update=changes),
        result=Result(
            ended=ended,
            agreed=exactly(deal) if deal else None,
            revealed=exactly(revealed) if isinstance(revealed, str) else revealed,
        ),
    )


def _told(*pasts: Past) -> Calibration:
    told = calibrate(pasts)
    assert told is not None
    return told


def _guesses(confidence: Confidence, hits: int, misses: int) -> list[Past]:
    hit, miss = exactly("80000"), exactly("100000")
    return [
        _past(revealed=value, confidence=confidence) for value in [*[hit] * hits, *[miss] * misses]
    ]


def test_nothing_is_claimed_below_three_negotiations() -> None:
    both = _past("76000", "80000")
    assert calibrate([]) is None
    assert calibrate([both, both]) is None
    assert calibrate([both, both, _past()]) is None
    assert _told(both, both, both).negotiations == 3


def test_each_view_has_a_count_of_its_own() -> None:
    told = _told(_past("76000"), _past("76000"), _past(revealed="80000"), _past())
    assert told == Calibration(negotiations=3, targets=None, limits=None, confidence=None)
    told = _told(_past("76000"), _past("76000"), _past("76000"), _past(revealed="80000"))
    assert told.negotiations == 4
    assert told.targets is not None
    assert (told.limits, told.confidence) == (None, None)
    unsure = [_past(revealed="80000", confidence=None)] * 3
    told = _told(*unsure)
    assert told.limits is not None
    assert (told.targets, told.confidence) == (None, None)
    told = _told(*unsure, *_guesses("high", 2, 0))
    assert told.confidence is None


def test_results_are_placed_on_the_way_from_walk_away_to_target() -> None:
    told = _told(_past("73000"), _past(), _past("85000"), _past("79000"))
    assert told.targets is not None
    assert [(row.past, row.ratio) for row in told.targets.rows] == [
        (0, Decimal("0.2")),
        (2, Decimal(1)),
        (3, Decimal("0.6")),
    ]
    assert told.targets.typical == Decimal("0.6")
    assert told.targets.finding == "targets_about_right"


@pytest.mark.parametrize(
    ("deals", "finding"),
    [
        (("85000", "90000", "71000"), "targets_too_low"),
        (("84999", "90000", "71000"), "targets_about_right"),
        (("77500", "85000", "70000"), "targets_about_right"),
        (("77499", "85000", "60000"), "targets_too_high"),
    ],
)
def test_what_targets_say(deals: tuple[str, ...], finding: str) -> None:
    told = _told(*(_past(deal) for deal in deals))
    assert told.targets is not None
    assert told.targets.finding == finding
    mirrored = (str(150_000 - int(deal)) for deal in deals)
    for_a_buyer = _told(*(_past(deal, better="lower") for deal in mirrored))
    assert for_a_buyer.targets == told.targets


def test_a_target_that_is_not_beyond_the_walk_away_measures_nothing() -> None:
    flat = _past("76000", target=exactly("70000"))
    open_target = _past("76000", target=None)
    no_walk_away = _past("76000", plan_b=None)
    assert calibrate([flat, open_target, no_walk_away]) is None
    assert calibrate([_past("76000", target=exactly("60000"))] * 3) is None


def test_different_units_stand_in_one_picture() -> None:
    hours = worked_example("lower").model_copy(
        update={
            "plan_b": PlanBWorth.certain(exactly("50")),
            "target": exactly("40"),
            "their_walk_away": exactly("38"),
        }
    )
    result = Result(ended="agreed", agreed=exactly("44"), revealed=exactly("40"))
    told = _told(_past("79000"), Past(expected=hours, result=result), _past("79000"))
    assert told.targets is not None
    assert {row.ratio for row in told.targets.rows} == {Decimal("0.6")}


@pytest.mark.parametrize(
    ("revealed", "finding", "typical"),
    [
        (("100000", "90000", "80000"), "limits_too_careful", "10000/90000"),
        (("82000", "80000", "60000"), "limits_about_right", "0"),
        (("60000", "64000", "90000"), "limits_too_hopeful", "-0.25"),
    ],
)
def test_what_their_limits_say(revealed: tuple[str, ...], finding: str, typical: str) -> None:
    told = _told(*(_past(revealed=value) for value in revealed))
    assert told.limits is not None
    top, _, bottom = typical.partition("/")
    expected = Decimal(top) / Decimal(bottom or 1)
    assert (told.limits.finding, told.limits.typical) == (finding, expected)


@pytest.mark.parametrize(
    ("guess", "finding"),
    [
        ("75999", "limits_too_careful"),
        ("76000", "limits_about_right"),
        ("84000", "limits_about_right"),
        ("84001", "limits_too_hopeful"),
    ],
)
def test_a_typical_guess_within_a_twentieth_is_about_right(guess: str, finding: str) -> None:
    told = _told(*[_past(revealed="80000", their_walk_away=exactly(guess))] * 3)
    assert told.limits is not None
    assert told.limits.finding == finding


def test_for_a_buyer_a_lower_limit_is_one_that_was_guessed_too_carefully() -> None:
    told = _told(*[_past(revealed="50000", better="lower")] * 3)
    assert told.limits is not None
    assert told.limits.finding == "limits_too_careful"
    assert told.limits.typical == Decimal("0.4")


def test_a_limit_below_zero_has_parts_too() -> None:
    told = _told(*[_past(revealed="-80000", their_walk_away=exactly("-100000"))] * 3)
    assert told.limits is not None
    assert told.limits.typical == Decimal("0.25")


def test_a_limit_of_nothing_has_no_parts() -> None:
    assert calibrate([_past(revealed="0")] * 3) is None


def test_a_guess_given_as_a_range_is_right_anywhere_within() -> None:
    wide = between("75000", "85000")
    revealed = ("75000", "80000", "85000")
    told = _told(*(_past(revealed=value, their_walk_away=wide) for value in revealed))
    assert told.limits is not None
    assert [row.ratio for row in told.limits.rows] == [0, 0, 0]
    assert told.confidence is not None
    assert told.confidence.hits == 3


def test_a_hit_lies_within_a_twentieth_of_what_they_revealed() -> None:
    told = _told(
        _past(revealed="80000", their_walk_away=exactly("84000")),
        _past(revealed="80000", their_walk_away=exactly("76000")),
        _past(revealed="80000", their_walk_away=exactly("84001")),
        _past(revealed="80000", their_walk_away=exactly("75999")),
    )
    assert told.confidence is not None
    assert (told.confidence.hits, told.confidence.count) == (2, 4)


def test_hit_rates_stand_by_level() -> None:
    told = _told(*_guesses("high", 1, 1), *_guesses("low", 1, 3))
    assert told.confidence is not None
    low, high = told.confidence.levels
    assert (low.confidence, low.hits, low.count) == ("low", 1, 4)
    assert (low.rate, low.stated) == (Decimal("0.25"), Decimal("0.5"))
    assert (high.confidence, high.hits, high.count) == ("high", 1, 2)
    assert (high.rate, high.stated) == (Decimal("0.5"), Decimal("0.9"))
    assert (told.confidence.hits, told.confidence.count) == (2, 6)


@pytest.mark.parametrize(
    ("confidence", "hits", "misses", "finding"),
    [
        ("high", 3, 0, "confidence_about_right"),
        ("high", 2, 1, "confidence_about_right"),  # 0.271 for so few
        ("high", 1, 2, "confidence_too_high"),  # 0.028
        ("medium", 1, 2, "confidence_about_right"),  # 0.216
        ("medium", 0, 3, "confidence_too_high"),  # 0.027
        ("low", 0, 3, "confidence_about_right"),  # 0.125
        ("low", 3, 0, "confidence_about_right"),  # 0.125 for so many
        ("low", 4, 0, "confidence_too_low"),  # 0.0625
        ("low", 0, 4, "confidence_too_high"),
    ],
)
def test_one_miss_is_not_yet_overconfidence(
    confidence: Confidence, hits: int, misses: int, finding: str
) -> None:
    told = _told(*_guesses(confidence, hits, misses))
    assert told.confidence is not None
    assert told.confidence.finding == finding


def test_an_agreement_alone_says_nothing_about_their_limit() -> None:
    told = _told(*[_past("90000")] * 3)
    assert (told.limits, told.confidence) == (None, None)


def test_many_negotiations_are_no_trouble() -> None:
    told = _told(*_guesses("high", 450, 50))
    assert told.confidence is not None
    assert told.confidence.finding == "confidence_about_right"
