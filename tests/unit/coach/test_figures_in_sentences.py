"""Figures found inside sentences, and what beside them is no figure."""

import pytest

from bot.coach.amounts import Measure, show_amount
from bot.coach.reading import (
    Ambiguous,
    Unreadable,
    find_amounts,
    read_amount,
)

DOLLARS = Measure(currency="USD", unit="a year")
WEEKS = Measure(unit="engineer-weeks")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("$70k offer from Borealis", ["70,000 USD a year"]),
        ("I have 2 kids and stay at 70k", ["70,000 USD a year"]),
        ("offer of 85,000 by 10 Dec 2026, 3pm", ["85,000 USD a year"]),
        ("L5 at 180k plus 15% bonus", ["180,000 USD a year"]),
        ("401k match and 85k", ["85,000 USD a year"]),
        ("70k at Borealis or 65k at Acme", ["70,000 USD a year", "65,000 USD a year"]),
        ("Borealis, 620 a day for 3 months", ["620 USD a day"]),
        ("dealer B asks $21,500 for the 2021 model", ["21,500 USD a year"]),
        ("stay at 70000", ["70,000 USD a year"]),
        ("limit 1900", ["1,900 USD a year"]),
        ("opening at 2000, limit is 1950", ["2,000 USD a year", "1,950 USD a year"]),
        ("we settled at 2050", ["2,050 USD a year"]),
        ("agreed in 2024 at 85k", ["85,000 USD a year"]),
        ("12 engineer-weeks of help", ["12 engineer-weeks"]),
        ("60% chance of 104k", ["104,000 USD a year"]),
        ("about 70 from them", ["70 USD a year"]),
        ("70", ["70 USD a year"]),
        ("2026", ["2,026 USD a year"]),
        ("an eighty thousand offer from Borealis", ["80,000 USD a year"]),
        ("stay at sixty-two thousand for two years", ["62,000 USD a year"]),
        ("70k and one of them may grow", ["70,000 USD a year"]),
        ("70k, two days at home and a mentor", ["70,000 USD a year"]),
        ("70k one day, or so", ["70,000 USD a year"]),
        ("six hundred a day from the other client", ["600 USD a day"]),
    ],
)
def test_the_figures_of_a_sentence_are_found(text: str, found: list[str]) -> None:
    assert [show_amount(item.amount) for item in find_amounts(text, DOLLARS)] == found


@pytest.mark.parametrize(
    "text",
    [
        "Q3 2026 in room 5",
        "we work 24/7",
        "call +1 555 123 4567",
        "by 2026",
        "meet at 3pm on Dec 10",
        "on 10.12.2026 or 2026-12-10",
        "60% chance",
        "team of 5",
        "2 kids",
        "2 more people",
        "3 weeks from now",
        "COVID-19",
        "version 2.0",
        "my 2nd choice",
        "100 all in one",
        "a 9 to 5 job elsewhere",
        "steps 1,2,3 first",
        "<@U123> at https://example.com/85000",
        "nothing",
        "",
        "one of them",
        "one",
        "one day I will leave",
        "two years from now",
        "two people would help",
        "one day a week at home",
        "twenty twenty-six",
        "a million reasons",
        "no one else",
        "the one I have, or two others",
    ],
)
def test_other_digits_are_left_alone(text: str) -> None:
    assert find_amounts(text, DOLLARS) == ()


@pytest.mark.parametrize(
    ("text", "expected", "found"),
    [
        ("we get twelve engineer-weeks", WEEKS, ["12 engineer-weeks"]),
        ("limit two days", Measure(), ["2 days"]),
        ("keep it, three days a week", Measure(unit="hours a week"), ["3 days a week"]),
        ("two people would help", WEEKS, []),
        ("one engineer-week, if that", WEEKS, ["1 engineer-weeks"]),
        ("two or three engineer-weeks of help", WEEKS, ["2 engineer-weeks", "3 engineer-weeks"]),
        ("one or two of them", WEEKS, []),
        ("2 or 3 engineer-weeks of help", WEEKS, ["2 engineer-weeks", "3 engineer-weeks"]),
    ],
)
def test_number_words_count_where_the_unit_fits(
    text: str, expected: Measure, found: list[str]
) -> None:
    assert [show_amount(item.amount) for item in find_amounts(text, expected)] == found


@pytest.mark.parametrize(
    "text",
    ["stay at eighty thousand five hundred", "85 thousand five hundred", "18 thousand 400"],
)
def test_a_number_of_which_a_part_is_read_is_refused(text: str) -> None:
    with pytest.raises(Unreadable, match="amount_unreadable"):
        find_amounts(text, DOLLARS)


YEARLY = Measure(unit="a year")
SHARE = Measure(unit="%")


@pytest.mark.parametrize(
    "text",
    [
        "60 % offer, else stay",
        "60% Borealis, otherwise I stay",
        "offer 80%",
        "offer from Borealis (60%)",
        "70% they say yes",
        "with 60 % I get it",
        "the offer comes, 60% sure",
    ],
)
@pytest.mark.parametrize("expected", [YEARLY, WEEKS, DOLLARS])
def test_a_chance_is_never_a_worth(text: str, expected: Measure) -> None:
    assert find_amounts(text, expected) == ()


@pytest.mark.parametrize(
    ("text", "expected", "found"),
    [
        ("10%", YEARLY, ["10%"]),
        ("10% more than today", YEARLY, ["10%"]),
        ("a 10 % raise, as in the survey", YEARLY, ["10%"]),
        ("stay, with the usual 3%", YEARLY, ["3%"]),
        ("at least 10%, because of inflation", YEARLY, ["10%"]),
        ("40%, else I publish alone", SHARE, ["40%"]),
        ("40% of the credit, else I publish alone", SHARE, ["40%"]),
        ("a 40% share, else I publish alone", SHARE, ["40%"]),
        ("60% offer, else stay", SHARE, []),
    ],
)
def test_a_percentage_that_is_no_chance_is_a_figure(
    text: str, expected: Measure, found: list[str]
) -> None:
    assert [show_amount(item.amount) for item in find_amounts(text, expected)] == found


@pytest.mark.parametrize(
    "text",
    ["80% of 100k", "about 80 percent of the $100k", "minus 5k", "I'd be at minus €5k",
     "half of 100k", "twice 85k"],
)  # fmt: skip
@pytest.mark.parametrize("expected", [YEARLY, Measure(), DOLLARS])
def test_a_figure_that_only_a_sum_would_give_is_asked_back(text: str, expected: Measure) -> None:
    with pytest.raises(Unreadable, match="amount_unreadable"):
        find_amounts(text, expected)


def test_a_figure_is_not_held_up_by_a_sum_in_its_reason() -> None:
    found = find_amounts("85k, which is 90% of 95k at Acme", DOLLARS)
    assert show_amount(found[0].amount) == "85,000 USD a year"


def test_a_chance_is_no_amount() -> None:
    with pytest.raises(Unreadable, match="amount_unreadable"):
        read_amount("80% chance", YEARLY)


def test_a_found_amount_says_where_it_stands() -> None:
    text = "they offer\u00a0€5.600 a month, maybe"
    (found,) = find_amounts(text)
    assert text[found.start : found.end] == "€5.600 a month"


def test_a_doubtful_figure_in_a_sentence_keeps_the_sentence() -> None:
    with pytest.raises(Ambiguous) as asked:
        find_amounts("I keep 1.200 or so")
    assert asked.value.options == ("I keep 1,200 or so", "I keep 1.2 or so")


@pytest.mark.parametrize(
    ("text", "expected", "found"),
    [
        ("$70-75k", Measure(), ["70,000 to 75,000 USD"]),
        ("between $70k and 75k", Measure(), ["70,000 to 75,000 USD"]),
        ("between 70k and €75k", DOLLARS, ["70,000 to 75,000 EUR a year"]),
        ("$70k here, 75k there", Measure(), ["70,000 USD", "75,000 USD"]),
        ("70k here, €75k there", DOLLARS, ["70,000 EUR a year", "75,000 EUR a year"]),
        ("$70k here, €75k or 80k", Measure(), ["70,000 USD", "75,000 EUR", "80,000"]),
        ("€70k or 620 a day", Measure(), ["70,000 EUR", "620 EUR a day"]),
        ("$5k or 12 engineer weeks", WEEKS, ["5,000 USD", "12 engineer-weeks"]),
    ],
)
def test_a_bare_figure_takes_the_currency_beside_it(
    text: str, expected: Measure, found: list[str]
) -> None:
    assert [show_amount(item.amount) for item in find_amounts(text, expected)] == found
