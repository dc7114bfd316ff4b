from decimal import Decimal

import pytest

from bot.coach.amounts import Measure, Range
from bot.coach.reading import Ambiguous, Unreadable, read_outcomes

DOLLARS = Measure(currency="USD", unit="a year")


def _outcomes(text: str, expected: Measure = DOLLARS) -> list[tuple[Decimal, Range]] | None:
    read = read_outcomes(text, expected)
    return None if read is None else [(item.chance, item.value) for item in read]


def _exact(*pairs: tuple[str, str]) -> list[tuple[Decimal, Range]]:
    return [(Decimal(chance), Range.exactly(Decimal(value))) for chance, value in pairs]


@pytest.mark.parametrize(
    ("text", "outcomes"),
    [
        ("60 % 104k, else 88k", _exact(("0.6", "104000"), ("0.4", "88000"))),
        ("60% 104k, otherwise I stay at 88k", _exact(("0.6", "104000"), ("0.4", "88000"))),
        ("70% 104k / 30% 88k", _exact(("0.7", "104000"), ("0.3", "88000"))),
        ("104k (60%), 88k (40%)", _exact(("0.6", "104000"), ("0.4", "88000"))),
        ("80% 104k or 88k", _exact(("0.8", "104000"), ("0.2", "88000"))),
        ("0.6 chance of 104k, the rest 88k", _exact(("0.6", "104000"), ("0.4", "88000"))),
        ("60% 104, else 88", _exact(("0.6", "104"), ("0.4", "88"))),
        ("100% 70k", _exact(("1", "70000"))),
        ("60% eighty thousand, else seventy thousand", _exact(("0.6", "80000"), ("0.4", "70000"))),
        ("60% one of them pays 104k, else 88k", _exact(("0.6", "104000"), ("0.4", "88000"))),
        (
            "50% chance of 104k, 30% 96k, otherwise 88k",
            _exact(("0.5", "104000"), ("0.3", "96000"), ("0.2", "88000")),
        ),
        (
            "33.3% 1k, 33.3% 2k, 33.4% 3k",
            _exact(("0.333", "1000"), ("0.333", "2000"), ("0.334", "3000")),
        ),
        (
            "60% chance I get the 104k offer by 10 Dec, else I keep 88k",
            _exact(("0.6", "104000"), ("0.4", "88000")),
        ),
    ],
)
def test_outcomes_are_read_with_their_chances(
    text: str, outcomes: list[tuple[Decimal, Range]]
) -> None:
    assert _outcomes(text) == outcomes


def test_an_outcome_may_be_a_range() -> None:
    assert _outcomes("60% 100-104k, else 88k") == [
        (Decimal("0.6"), Range(low=Decimal(100000), high=Decimal(104000))),
        (Decimal("0.4"), Range.exactly(Decimal(88000))),
    ]


def test_where_the_figures_are_percentages_a_chance_is_named() -> None:
    percent = Measure(unit="%")
    assert _outcomes("15%", percent) is None
    assert _outcomes("60% chance of 10%, else 5%", percent) == _exact(("0.6", "10"), ("0.4", "5"))


@pytest.mark.parametrize(
    "text",
    ["60% 5%, else 2%", "60 % 5 %, otherwise 2 %", "60%: 5%, 40%: 2%", "5% (60%), 2% (40%)",
     "60% 5, else 2", "60% chance 5%, 40% chance 2%", "60% 5% of the credit, the rest 2%"],
)  # fmt: skip
def test_a_chance_right_before_a_percentage_is_its_chance(text: str) -> None:
    assert _outcomes(text, Measure(unit="%")) == _exact(("0.6", "5"), ("0.4", "2"))


@pytest.mark.parametrize("text", ["60% $5k, else $3k", "60% $5k, else 3k", "60% chance $5k or 3k"])
def test_money_with_its_currency_may_stand_where_shares_are_counted(text: str) -> None:
    assert _outcomes(text, Measure(unit="%")) == _exact(("0.6", "5000"), ("0.4", "3000"))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("60% publish with 50%, else 20%", "chances_unnamed"),
        ("60% 104k, else 88k", "money_or_percent"),
        ("40% 60%", "chances_sum"),
    ],
)
def test_shares_that_cannot_be_told_from_chances_are_refused(text: str, code: str) -> None:
    with pytest.raises(Unreadable, match=code):
        read_outcomes(text, Measure(unit="%"))


@pytest.mark.parametrize(
    "text", ["40%", "about 40 % of the credit", "40%, 60% goes to them", "60% offer, else stay"]
)
def test_shares_alone_are_no_outcomes(text: str) -> None:
    assert read_outcomes(text, Measure(unit="%")) is None


@pytest.mark.parametrize(
    "text", ["70k", "70k with 15% bonus", "70k plus 15%", "70% of 85k", "offer, 60% sure", ""]
)
def test_without_chances_there_are_no_outcomes(text: str) -> None:
    assert read_outcomes(text, DOLLARS) is None


@pytest.mark.parametrize(
    "expected", [Measure(), Measure(unit="a year"), Measure(unit="engineer-weeks"), DOLLARS]
)
@pytest.mark.parametrize(
    ("text", "outcomes"),
    [
        ("60 % $104k, else 88k", _exact(("0.6", "104000"), ("0.4", "88000"))),
        ("60 % €104k, else 88k", _exact(("0.6", "104000"), ("0.4", "88000"))),
        ("60 % 104k, else $88k", _exact(("0.6", "104000"), ("0.4", "88000"))),
        ("60% $70,123, else 65k", _exact(("0.6", "70123"), ("0.4", "65000"))),
        ("60% CAD 104k, else $88k", _exact(("0.6", "104000"), ("0.4", "88000"))),
        ("60% NOK 500, 30% 400 kr, else 300",
         _exact(("0.6", "500"), ("0.3", "400"), ("0.1", "300"))),
    ],
)  # fmt: skip
def test_a_bare_outcome_takes_the_currency_beside_it(
    text: str, outcomes: list[tuple[Decimal, Range]], expected: Measure
) -> None:
    assert _outcomes(text, expected) == outcomes


def test_a_currency_asked_back_settles_the_bare_outcome_too() -> None:
    with pytest.raises(Ambiguous) as asked:
        read_outcomes("60% 500 kroner, else 400", Measure(currency="USD"))
    assert asked.value.options == ("60% 500 NOK, else 400", "60% 500 DKK, else 400")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("60% $5,000, else 12 engineer-weeks", "outcomes_unclear"),
        ("60% $5k a month, else $104k", "outcomes_unclear"),
        ("60% 104k, 50% 88k", "chances_sum"),
        ("60% 104k", "chances_sum"),
        ("120% 5k, else 3k", "chances_sum"),
        ("100% 5k, else 3k", "chances_sum"),
        ("33% 1k, 33% 2k, 33% 3k", "chances_sum"),
        ("60% 104k, 40% 88k, 90k", "outcomes_unclear"),
        ("60% 104k, else 88", "scale_unclear"),
        ("60% $104k, 40% €88k", "two_currencies"),
        ("60% 1k, " * 200, "text_too_long"),
    ],
)
def test_outcomes_that_do_not_fit_are_refused(text: str, code: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read_outcomes(text, DOLLARS)
    assert refused.value.code == code


def test_a_doubtful_outcome_is_asked_back_in_its_sentence() -> None:
    with pytest.raises(Ambiguous) as asked:
        read_outcomes("60% 1.200, else 800", Measure())
    assert asked.value.options == ("60% 1,200, else 800", "60% 1.2, else 800")
