"""What holds for every text and every amount that is read or shown."""

import re
import time
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

from hypothesis import given, settings, strategies as st

from bot.coach.amounts import (
    Amount,
    Measure,
    Range,
    short_number,
    show_amount,
    show_number,
)
from bot.coach.reading import Ambiguous, Unreadable, find_amounts, read_amount, read_outcomes

NUMBERS = st.decimals(
    min_value=Decimal(-999999999999), max_value=Decimal(999999999999), places=4
) | st.integers(-(10**12), 10**12).map(Decimal)
MEASURES = st.sampled_from(
    [
        Measure(),
        Measure(currency="USD"),
        Measure(currency="EUR", unit="a year"),
        Measure(currency="CHF", unit="an hour"),
        Measure(currency="INR", unit="a month"),
        Measure(unit="engineer-weeks"),
        Measure(unit="days a week"),
        Measure(unit="%"),
        Measure(unit="a day"),
    ]
)
# fmt: off
PIECES = st.sampled_from((
    "70", "75k", "1.200", "1,200", "85.000,50", "1 200", "85'000", "12", ".5", "0", "2026", "€",
    "$", "kr", "kr.", "EUR", "gross",
    "USD", "CHF", "zł", "₹", "lakh", "m", "k", "million", "-", "to", "between", "and",
    "a day", "/year", "p.a.", "%", "60%", "else", "or", "chance of", "engineer-weeks", "people",
    "one", "two", "twelve", "eighty", "five", "eighty-five", "a", "half a", "dozen", "hundred",
    "thousand", "of them", "half", "about", "10 Dec", "3pm", "24/7", ",", ".", "(", ")", "/", "+",
    "offer", "from", "\u00a0", "٣",
))
# fmt: on
NUMBER = re.compile(r"\d|one|two|five|eighty|twelve|a (?:dozen|[hmtl])", re.IGNORECASE)
TEXTS = (
    st.text(max_size=200)
    | st.lists(PIECES, max_size=12).map(" ".join)
    | (st.lists(PIECES, max_size=8).map("".join))
)
AMOUNTS = st.builds(
    lambda ends, measure: Amount(range=Range(low=min(ends), high=max(ends)), measure=measure),
    st.tuples(NUMBERS, NUMBERS) | NUMBERS.map(lambda value: (value, value)),
    MEASURES,
)


@given(amount=AMOUNTS)
def test_what_is_shown_is_read_as_the_same(amount: Amount) -> None:
    assert read_amount(show_amount(amount)) == amount


@given(value=NUMBERS)
def test_a_shown_number_is_exact(value: Decimal) -> None:
    shown = show_number(value)
    assert Fraction(shown.replace(",", "")) == Fraction(value)
    assert "E" not in shown.upper()
    assert not shown.endswith(".")


@given(value=NUMBERS)
def test_a_short_number_is_exact(value: Decimal) -> None:
    shown = short_number(value).replace(",", "")
    for suffix, zeros in (("bn", 9), ("m", 6), ("k", 3)):
        if shown.endswith(suffix):
            assert Fraction(shown.removesuffix(suffix)) * 10**zeros == Fraction(value)
            return
    assert Fraction(shown) == Fraction(value)


SMALL = tuple(re.findall(r"\w+", """
    one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
    sixteen seventeen eighteen nineteen"""))  # fmt: skip
TENS = tuple(re.findall(r"\w+", "twenty thirty forty fifty sixty seventy eighty ninety"))


def spelled(value: int) -> str:
    """A number from 1 to 999 in words: "one hundred and twenty-six"."""
    hundreds, rest = divmod(value, 100)
    words = [f"{SMALL[hundreds - 1]} hundred"] if hundreds else []
    if rest:
        tens, ones = divmod(rest, 10) if rest > len(SMALL) else (0, rest)
        names = ([TENS[tens - 2]] if tens else []) + ([SMALL[ones - 1]] if ones else [])
        words.append("-".join(names))
    return " and ".join(words)


@given(
    value=st.integers(2, 999),
    scale=st.sampled_from(
        (("", 0), (" thousand", 3), (" lakh", 5), (" million", 6), (" crore", 7))
    ),
    before=st.sampled_from(("", "about ", "at least ", "EUR ")),
)
def test_a_number_in_words_is_read_as_in_digits(
    value: int, scale: tuple[str, int], before: str
) -> None:
    word, exponent = scale
    read = read_amount(f"{before}{spelled(value)}{word}")
    assert read.range == Range.exactly(Decimal(value).scaleb(exponent))
    assert read.measure == Measure(currency="EUR" if before == "EUR " else None)


READERS: tuple[Callable[[str, Measure], object], ...] = (read_amount, find_amounts, read_outcomes)


def answer(read: Callable[[str, Measure], object], text: str, expected: Measure) -> object:
    """What a reader says: what it read, what it asks back or how it refuses."""
    try:
        return read(text, expected)
    except (Ambiguous, Unreadable) as told:
        return told


@given(text=TEXTS, expected=MEASURES, read=st.sampled_from(READERS))
def test_any_text_is_read_asked_back_or_refused(
    text: str, expected: Measure, read: Callable[[str, Measure], object]
) -> None:
    told = answer(read, text, expected)
    if isinstance(told, Unreadable):
        assert str(told) == told.code
    if isinstance(told, Ambiguous):
        assert len(told.options) == len(told.labels) > 1
        assert len(set(told.options)) == len(told.options)
        again = [answer(read, option, expected) for option in told.options]
        assert not any(isinstance(item, Ambiguous | Unreadable) for item in again)


@given(text=TEXTS, expected=MEASURES)
def test_found_amounts_lie_in_order_within_the_text(text: str, expected: Measure) -> None:
    try:
        found = find_amounts(text, expected)
    except (Ambiguous, Unreadable):
        return
    places = [place for item in found for place in (item.start, item.end)]
    assert places == sorted(places)
    assert all(0 <= place <= len(text) for place in places)
    assert all(NUMBER.search(text[item.start : item.end]) for item in found)


@given(text=TEXTS)
def test_outcomes_are_always_certain_together(text: str) -> None:
    try:
        outcomes = read_outcomes(text)
    except (Ambiguous, Unreadable):
        return
    if outcomes is not None:
        assert sum(Fraction(item.chance) for item in outcomes) == 1


@given(piece=PIECES | st.text(min_size=1, max_size=4), length=st.sampled_from([4_000, 20_000]))
@settings(max_examples=60)
def test_a_long_text_takes_no_long_time(piece: str, length: int) -> None:
    text = (piece * length)[:length]
    started = time.process_time()
    told = [answer(read, text, Measure()) for read in READERS]
    # A pattern that backtracks would need minutes; the bound is far from both.
    assert time.process_time() - started < 10
    assert len(told) == len(READERS)
