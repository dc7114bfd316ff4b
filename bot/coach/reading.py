"""Amounts read from what people write; doubtful ones are asked back, never guessed.

How figures are understood:
- One comma before exactly three digits groups thousands ("1,200"); one point there is doubtful
  ("1.200") unless a currency stands beside it ("€5.600"); before a magnitude both are
  ("1.200k", "$1,250m"). Any other single separator marks decimals ("5,6k", "1,20", "0.125").
- Spaces and apostrophes group thousands, Indian groups ("1,20,000") are known.
- "k", "m", "lakh" ... written once count for both ends of a range ("70-75k").
- Number words count where a figure is meant: as the whole text, before "thousand" and the like, a
  currency or a unit that fits ("twelve engineer-weeks"); "one of them" is none.
- A currency sign may stand before or after; "$" and "¥" take the expected currency when they
  can mean it, "kr" without an expected one is asked back.
"""

from typing import NamedTuple

from bot.coach import currencies, number_words
from bot.coach.amounts import ANYTHING, Amount, Measure
from bot.coach.chances import read_outcomes
from bot.coach.expression import Expression
from bot.coach.phrases import CurrencyMark, Phrase, blanked, excluded, scan, simplify
from bot.coach.prose import (
    APPROXIMATELY,
    clearly_meant,
    is_chance,
    is_sum,
    possibly_meant,
    spoken,
    stands_alone,
)
from bot.coach.settling import settle
from bot.coach.unreadable import Ambiguous, Unreadable

__all__ = [
    "Ambiguous",
    "Found",
    "Unreadable",
    "find_amounts",
    "read_amount",
    "read_outcomes",
]

LONGEST_TEXT = 4_000


class Found(NamedTuple):
    """An amount inside a text, at text[start:end]."""

    amount: Amount
    start: int
    end: int


_CONTINUES = Expression(
    r"(?i) *(?:[-+*/^×±]|plus|minus|times) *(?:a )?"
    rf"(?:{number_words.WORDS}|hundred|thousand|million|half|quarter|dozen)(?![^\W_])"
    r"|(?i: (?:and )?(?:an? )?(?:half|quarter|dozen|hundred|thousand|million)\b)"
)
_CHANGES = Expression(
    r"(?i)(?:\b(?:half|twice|double|triple|minus|negative|times)(?: of)?"
    r"|\b(?:quarters?|third|thirds|fraction|part) of|[*/^×±]) ?$"
)
_SHARE_OF = Expression(r"(?i)\d ?(?:%|percent|per cent|pct) of (?:the |about )?$")
_NOT_A_UNIT = Expression(
    r"(?i)\b(?:gross|net|minimum|maximum|min|max|so|total|base|basic|salary|please|ish|tops"
    r"|least|most|"
    r"roughly|all|tax|offer|exactly|approx|ok|okay|or|and|from|at|by|for|with|if|but|is|the|in"
    r"|on|to|"
    r"would|of|i|we|they|it|that|this|more|less|each|only)\b"
)
_CURRENCY = Expression(currencies.PATTERN)
_FREE_UNIT = Expression(r" ?(?P<unit>[^\W\d_]+(?:[ -][^\W\d_]+){0,2}) *[.!]?")


def _prepared(text: str) -> str:
    if len(text) > LONGEST_TEXT:
        raise Unreadable("text_too_long")
    return simplify(text)


def _has_digits(text: str) -> bool:
    return any(character.isdigit() for character in text)


def _digits_outside(text: str, phrases: tuple[Phrase, ...]) -> bool:
    spans = [*excluded(text), *((phrase.start, phrase.end) for phrase in phrases)]
    return _has_digits(blanked(text, spans))


def _typed_unit(text: str, phrase: Phrase, expected: Measure) -> str | None:
    """Return the words after a bare number that nothing but "about" precedes: "story points"."""
    before = APPROXIMATELY.fullmatch(text, 0, phrase.start)
    after = _FREE_UNIT.fullmatch(text, phrase.end)
    if not phrase.bare or before is None or after is None or _NOT_A_UNIT.search(after["unit"]):
        return None
    # Beside an expected currency only a plural is surely a unit: "85 bananas".
    if expected.currency is None or after["unit"].lower().endswith("s"):
        return after["unit"]
    # "12 LPA", "500 tkr": a word unknown may be a magnitude or a currency.
    raise Unreadable("amount_unreadable")


def _the_phrase(simple: str, expected: Measure) -> Phrase:
    phrases = spoken(simple, scan(simple), expected)
    if not all(phrase.worded for phrase in phrases):
        # "85k for two years": beside digits, words state a figure only where they surely do.
        phrases = tuple(phrase for phrase in phrases if not phrase.worded or is_sum(phrase))
    _check_whole(simple, phrases)
    if len(phrases) > 1:
        raise Unreadable("several_amounts")
    if not phrases or _digits_outside(simple, phrases):
        raise Unreadable("amount_unreadable" if _has_digits(simple) else "amount_missing")
    changed = _CHANGES.search(simple, 0, phrases[0].start)
    if changed or _CONTINUES.match(simple, phrases[0].end) or is_chance(simple, phrases[0]):
        raise Unreadable("amount_unreadable")
    return _with_currency_apart(simple, phrases[0])


def _with_currency_apart(simple: str, phrase: Phrase) -> Phrase:
    """Take in a currency that stands apart from its number: "85k a year, EUR"."""
    if phrase.marks or phrase.percent:
        return phrase
    apart = _CURRENCY.search(blanked(simple, [(phrase.start, phrase.end)]))
    if apart is None:
        return phrase
    return phrase._replace(marks=(CurrencyMark(apart[0], apart.start(), apart.end()),))


def read_amount(text: str, expected: Measure = ANYTHING) -> Amount:
    """Read a text that states one amount, "about 85k", in the expected measure if it names none.

    Words around the amount are tolerated, other figures are not (dates and times are). A bare
    number may bring its own unit: "12 story points".
    Raises Unreadable, or Ambiguous with the whole texts to choose from.
    """
    simple = _prepared(text)
    phrase = _the_phrase(simple, expected)
    amount = settle(simple, (phrase,), expected)[0]
    unit = _typed_unit(simple, phrase, expected)
    if unit is None or unit == expected.unit:
        return amount
    return Amount(range=amount.range, measure=Measure(unit=unit))


def find_amounts(text: str, expected: Measure = ANYTHING) -> tuple[Found, ...]:
    """Find the amounts that a text states: "$70k offer from Borealis" holds 70,000 USD.

    Dates, times, ordinals, ratios, years, telephone numbers, chances and counted things beside
    a real figure are left alone; a text that is one amount as a whole is read as such.
    Raises Unreadable (a text too long, a broken figure, one that only a sum would give: "80% of
    100k") or Ambiguous.
    """
    simple = _prepared(text)
    phrases = spoken(simple, scan(simple), expected)
    if len(phrases) == 1 and phrases[0].bare and stands_alone(simple, phrases[0]):
        return _found(simple, phrases, expected)
    clear = clearly_meant(simple, phrases, expected)
    _check_whole(simple, clear)
    _check_unchanged(simple, clear)
    if clear:
        return _found(simple, clear, expected)
    try:
        return _found(simple, possibly_meant(simple, phrases, expected), expected)
    except Unreadable:
        # "A 9 to 5 job": what is no figure for sure need not be a readable one.
        return ()


def _check_whole(simple: str, phrases: tuple[Phrase, ...]) -> None:
    """Refuse numbers of which only a part is read: "eighty thousand five hundred"."""
    for phrase in phrases:
        if number_words.goes_on(simple, phrase.start, phrase.end):
            raise Unreadable("amount_unreadable")


def _check_unchanged(simple: str, phrases: tuple[Phrase, ...]) -> None:
    """Refuse "80% of 100k" and "minus 5k": what is meant is not the figure that stands there."""
    if not phrases or not phrases[0].start:
        return
    before = max(0, phrases[0].start - 20), phrases[0].start
    if _CHANGES.search(simple, *before) or _SHARE_OF.search(simple, *before):
        raise Unreadable("amount_unreadable")


def _found(simple: str, phrases: tuple[Phrase, ...], expected: Measure) -> tuple[Found, ...]:
    amounts = settle(simple, phrases, expected) if phrases else ()
    return tuple(
        [
            Found(amount, phrase.start, phrase.end)
            for amount, phrase in zip(amounts, phrases, strict=True)
        ]
    )
