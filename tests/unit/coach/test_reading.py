import pytest

from bot.coach.amounts import Measure, show_amount
from bot.coach.reading import (
    Ambiguous,
    Unreadable,
    read_amount,
)

DOLLARS = Measure(currency="USD", unit="a year")
WEEKS = Measure(unit="engineer-weeks")
CROWNS = ("SEK", "NOK", "DKK", "ISK")


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("85k", "85,000"),
        ("85K", "85,000"),
        ("85 thousand", "85,000"),
        ("85 grand", "85,000"),
        ("$85,000", "85,000 USD"),
        ("US$85k", "85,000 USD"),
        ("A$ 85k", "85,000 AUD"),
        ("$85k CAD", "85,000 CAD"),
        ("€5.600", "5,600 EUR"),
        ("5.600 €", "5,600 EUR"),
        ("5,6k", "5,600"),
        ("₹12 lakh", "1,200,000 INR"),
        ("Rs.12 lakh", "1,200,000 INR"),
        ("₹1,20,000", "120,000 INR"),
        ("1 crore", "10,000,000"),
        ("70-75k", "70,000 to 75,000"),
        ("70–75k", "70,000 to 75,000"),
        ("70k to 75k", "70,000 to 75,000"),
        ("70k-75", "70,000 to 75,000"),
        ("between 70 and 75k", "70,000 to 75,000"),
        ("from 70k to 75k", "70,000 to 75,000"),
        ("$70k-$75k", "70,000 to 75,000 USD"),
        ("70,000-75k", "70,000 to 75,000"),
        ("900-1.2k", "900 to 1,200"),
        ("1 lakh crore", "1,000,000,000,000"),
        ("2 hundred thousand", "200,000"),
        ("1.2m", "1,200,000"),
        ("1.2 million", "1,200,000"),
        ("1.2 M€", "1,200,000 EUR"),
        ("3bn", "3,000,000,000"),
        ("12 engineer-weeks", "12 engineer-weeks"),
        ("12 story points", "12 story points"),
        ("2.5 days a week", "2.5 days a week"),
        ("48h a week", "48 hours a week"),
        ("48h/week", "48 hours a week"),
        ("48 hrs/wk", "48 hours a week"),
        ("40 hours per week", "40 hours a week"),
        ("a 40-hour week", "40 hours a week"),
        ("a 4-day week", "4 days a week"),
        ("3 days a week", "3 days a week"),
        ("3 days/week", "3 days a week"),
        ("38 hours", "38 hours"),
        ("38h", "38 hours"),
        ("10kg", "10 kg"),
        ("0.5 FTE", "0.5 FTE"),
        ("3 people", "3 people"),
        ("620 a day", "620 a day"),
        ("620/day", "620 a day"),
        ("620/d", "620 a day"),
        ("85k p.a.", "85,000 a year"),
        ("$85k per year", "85,000 USD a year"),
        ("£50 an hour", "50 GBP an hour"),
        ("5 USD/seat", "5 USD per seat"),
        ("5 USD per Seat", "5 USD per Seat"),
        ("85k per Levels.fyi", "85,000"),
        ("85k per levels.fyi", "85,000"),
        ("85k per Glassdoor", "85,000"),
        ("85k per the survey", "85,000"),
        ("$85k a year per Radford", "85,000 USD a year"),
        ("85.000,50 €", "85,000.5 EUR"),
        ("CHF 85'000", "85,000 CHF"),
        ("CHF 85’000", "85,000 CHF"),
        ("USD 85 000", "85,000 USD"),
        ("85\u202f000 usd", "85,000 USD"),
        ("85\u00a0000 Eur", "85,000 EUR"),
        ("zł 500", "500 PLN"),
        ("R$ 5.000,00", "5,000 BRL"),
        ("¥5,000,000", "5,000,000 JPY"),
        ("500 SEK", "500 SEK"),
        ("100 ALL", "100 ALL"),
        ("15%", "15%"),
        ("10-15 %", "10 to 15%"),
        ("-5", "-5"),
        ("−$5k", "-5,000 USD"),
        ("８５ｋ", "85,000"),
        ("٨٥٠٠٠", "85,000"),
        ("1,200", "1,200"),
        ("1,200,300.50", "1,200,300.5"),
        ("1.200.000", "1,200,000"),
        ("1,20", "1.2"),
        ("1.20", "1.2"),
        ("0.125", "0.125"),
        ("1.2345", "1.2345"),
        ("1234,567", "1,234.567"),
        ("$.50", "0.5 USD"),
        ("about 85k", "85,000"),
        ("roughly around $85k", "85,000 USD"),
        ("at least 85k", "85,000"),
        ("~85k", "85,000"),
        ("85k+", "85,000"),
        ("I'd not go below 85k.", "85,000"),
        ("85k by 10 Dec", "85,000"),
        ("85000 gross", "85,000"),
        ("0", "0"),
        ("eighty thousand", "80,000"),
        ("eighty-five k", "85,000"),
        ("eighty five thousand dollars", "85,000 USD"),
        ("a hundred and twenty thousand", "120,000"),
        ("two hundred fifty thousand", "250,000"),
        ("two hundred", "200"),
        ("twelve hundred", "1,200"),
        ("half a million", "500,000"),
        ("a million euros", "1,000,000 EUR"),
        ("twelve lakh", "1,200,000"),
        ("seventy to seventy-five thousand", "70,000 to 75,000"),
        ("between one and two million", "1,000,000 to 2,000,000"),
        ("twelve engineer-weeks", "12 engineer-weeks"),
        ("a dozen engineer-weeks", "12 engineer-weeks"),
        ("half a dozen people", "6 people"),
        ("two dozen licences", "24 licences"),
        ("two days", "2 days"),
        ("one day a week", "1 day a week"),
        ("about twelve", "12"),
        ("ninety-nine", "99"),
        ("fifty an hour", "50 an hour"),
        ("ten percent", "10%"),
        ("85k for two years", "85,000"),
        ("85k, one of them", "85,000"),
        ("5 M\u0130LL\u0130ON", "5,000,000"),  # as a Turkish keyboard writes it
        ("f\u0131ve engineer-weeks", "5 engineer-weeks"),
        ("30 \u0130NR", "30 INR"),
        ("620 da\u0131ly", "620 a day"),
    ],
)
def test_an_amount_is_read_as_people_write_it(text: str, read: str) -> None:
    assert show_amount(read_amount(text)) == read


@pytest.mark.parametrize(
    ("text", "expected", "read"),
    [
        ("70k", DOLLARS, "70,000 USD a year"),
        ("$70k", DOLLARS, "70,000 USD a year"),
        ("€70k", DOLLARS, "70,000 EUR a year"),
        ("620 a day", DOLLARS, "620 USD a day"),
        ("12 engineer-weeks", DOLLARS, "12 engineer-weeks"),
        ("85 all in", DOLLARS, "85 USD a year"),
        ("85k a month, EUR", DOLLARS, "85,000 EUR a month"),
        ("85k gross per month", DOLLARS, "85,000 USD a month"),
        ("1 mio. CHF", DOLLARS, "1,000,000 CHF a year"),
        ("Rs 1,20,000/- per month", DOLLARS, "120,000 INR a month"),
        ("500.000,- SEK", DOLLARS, "500,000 SEK a year"),
        ("15%", DOLLARS, "15%"),
        ("12", WEEKS, "12 engineer-weeks"),
        ("12 engineer weeks", WEEKS, "12 engineer-weeks"),
        ("1 hour per week", Measure(unit="hours a week"), "1 hours a week"),
        ("$5k", WEEKS, "5,000 USD"),
        ("$70k", Measure(currency="CAD"), "70,000 CAD"),
        ("¥70k", Measure(currency="CNY"), "70,000 CNY"),
        ("500 kr", Measure(currency="NOK"), "500 NOK"),
    ],
)
def test_what_is_left_out_is_taken_from_the_expected_measure(
    text: str, expected: Measure, read: str
) -> None:
    assert show_amount(read_amount(text, expected)) == read


@pytest.mark.parametrize(
    ("text", "options", "labels"),
    [
        ("1.200", ("1,200", "1.2"), ("1,200", "1.2")),
        ("1.234", ("1,234", "1.2340"), ("1,234", "1.234")),
        ("about 1.200.", ("about 1,200.", "about 1.2."), ("1,200", "1.2")),
        ("1.200k", ("1,200,000", "1,200"), ("1,200,000", "1,200")),
        ("$1,250m", ("$1,250,000,000", "$1,250,000"), ("1,250,000,000", "1,250,000")),
        ("1.200-1.500", ("1,200-1,500", "1.2-1.5"), ("1,200 to 1,500", "1.2 to 1.5")),
        ("kr.500.000", tuple(f"{c}500.000" for c in CROWNS), CROWNS),
        ("500 kroner", ("500 NOK", "500 DKK"), ("NOK", "DKK")),
        (
            "1.200k kroner",
            ("1,200,000 NOK", "1,200,000 DKK", "1,200 NOK", "1,200 DKK"),
            ("1,200,000 NOK", "1,200,000 DKK", "1,200 NOK", "1,200 DKK"),
        ),
    ],
)
def test_a_doubtful_amount_is_asked_back(
    text: str, options: tuple[str, ...], labels: tuple[str, ...]
) -> None:
    with pytest.raises(Ambiguous) as asked:
        read_amount(text)
    assert (asked.value.options, asked.value.labels) == (options, labels)
    assert text not in str(asked.value)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "amount_missing"),
        ("soonish", "amount_missing"),
        ("one", "amount_missing"),
        ("one of them", "amount_missing"),
        ("twenty twenty-six", "amount_missing"),
        ("one and a half million", "amount_missing"),
        ("eighty thousand five hundred", "amount_unreadable"),
        ("five thousand and fifty", "amount_unreadable"),
        ("two and half a million", "amount_unreadable"),
        ("a quarter of a million", "amount_unreadable"),
        ("half of eighty thousand", "amount_unreadable"),
        ("eighty or ninety thousand", "several_amounts"),
        ("85k or ninety thousand", "several_amounts"),
        ("two or three days", "several_amounts"),
        ("24/7", "amount_unreadable"),
        ("2026-12-10", "amount_unreadable"),
        ("at 3pm", "amount_unreadable"),
        ("1.2.3", "amount_unreadable"),
        ("1,23,4", "amount_unreadable"),
        ("1e30", "amount_unreadable"),
        ("50c", "amount_unreadable"),
        ("85 thousand five hundred", "amount_unreadable"),
        ("1 and a half million", "amount_unreadable"),
        ("1 lakh lakh lakh", "amount_unreadable"),
        ("twice 85k", "amount_unreadable"),
        ("0." + "1" * 20, "amount_unreadable"),
        ("85k plus 15%", "several_amounts"),
        ("70k or 75k", "several_amounts"),
        ("$70k-€75k", "two_currencies"),
        ("75k-70k", "range_backwards"),
        ("500-1m", "range_unclear"),
        ("1" + "0" * 30, "amount_too_large"),
        ("9" * 3999, "amount_too_large"),
        ("1" * 10_000, "text_too_long"),
    ],
)
def test_what_cannot_be_read_is_refused_without_repeating_it(text: str, code: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read_amount(text)
    assert refused.value.code == code
    assert str(refused.value) == code


@pytest.mark.parametrize("text", ["12 LPA", "500 tkr"])
def test_an_unknown_word_beside_a_number_is_not_passed_over(text: str) -> None:
    with pytest.raises(Unreadable, match="amount_unreadable"):
        read_amount(text, DOLLARS)
