"""The shape of an amount in a text: number, magnitude, currency, range and unit, by position.

Every pattern is linear: no repetition contains another that can match the same characters.
"""

import re
import unicodedata
from collections.abc import Collection
from decimal import Decimal
from typing import NamedTuple

from bot.coach import currencies, number_words, units
from bot.coach.expression import Expression, small

MAGNITUDES = {
    **dict.fromkeys(("hundred",), 2),
    **dict.fromkeys(("k", "thousand", "thousands", "grand"), 3),
    **dict.fromkeys(("lakh", "lakhs", "lac", "lacs"), 5),
    **dict.fromkeys(("m", "mn", "mio", "mil", "million", "millions"), 6),
    **dict.fromkeys(("crore", "crores", "cr"), 7),
    **dict.fromkeys(("b", "bn", "billion", "billions"), 9),
}
"""Words and letters after a number, in small letters, as powers of ten."""

_DIGITS = r"(?:\d{1,3}(?:[ ']\d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)*|(?<!\d)[.,]\d+)(?![.,']?\d)"
_NUMBER = rf"(?:{_DIGITS}|{number_words.WORDS})"
# A lone letter must touch the number ("3 m" may be metres), except a capital M: "1.2 M€".
_MAGNITUDE = (
    r"(?: ?+(?i:k|thousands?|grand|hundred|la(?:kh|c)s?|mn|mio|mil|millions?|crores?|cr|bn"
    r"|billions?)"
    r"| ?M|m|[bB])(?![^\W_])"
)
# "1 lakh crore", "2 hundred thousand": the powers add up; a third one is beyond reading.
_AGAIN = r"(?: (?i:thousand|la(?:kh|c)s?|million|crores?|billion)(?![^\W_]))"
_PERCENT = r"%|(?i:percent|per cent|pct)(?![^\W_])"
_PERCENT_SIGN = Expression(_PERCENT)


def _operand(index: int) -> str:
    return (
        rf"(?P<sign{index}>-)?"
        rf"(?:(?P<before{index}>{currencies.PATTERN})(?P<dot{index}>(?<=[rsRS])\.)? ?)?"
        rf"(?P<inner{index}>-)?"
        rf"(?P<number{index}>{_NUMBER})(?P<magnitude{index}>{_MAGNITUDE}{_AGAIN}?)?(?!{_MAGNITUDE})"
        rf"(?:[.,/]-)?(?:\.?+ ?+(?P<after{index}>{currencies.PATTERN}|{_PERCENT}))?"
    )


_RANGE = (
    rf"(?P<between>(?i:between) )?{_operand(1)}"
    rf"(?:(?: ?- ?|\.\.\.?|…| (?i:to|until|through|up to) |(?(between) (?i:and) |(?!)))"
    rf"{_operand(2)})?"
)
# Most words neither begin a number nor stand before one as a currency does.
_AHEAD = (
    rf"(?=(?i:between )?-?(?:{currencies.ROUGHLY}\.?+ ?+-?(?:[.,]?\d|{number_words.BEGINNING})"
    rf"|{number_words.BEGINNING}))"
)
_PHRASE = Expression(
    rf"(?<![\w])(?<![\w]-)(?<!\d[.,'/:]){_AHEAD}{_RANGE}(?:(?![^\W_])|{units.TOUCHING})"
    rf"(?P<counted>{units.UNIT})?"
)

_MONTHS = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)(?:[a-z]{2,6})?"
_NO_AMOUNT = (
    r"(?=\d)(?:(?<!\d)\d{1,4}(?P<mark>[/.-])\d{1,2}(?P=mark)\d{2,4}(?!\d)"
    r"|\d{1,2}:\d{2}(?::\d{2})?(?: ?[ap]\.?m\b)?|\b\d{1,2}(?:\.\d{2})? ?[ap]\.?m\b"
    r"|\b\d{1,2} o'clock"
    rf"|\b\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTHS}\b(?:,? (?:19|20)\d\d\b)?"
    r"|\b\d+(?:st|nd|rd|th)\b|(?<![\d.])\d+(?:\.\d+)?/\d+(?:/\d+)*"
    r"|(?<!\d)\d{3}[ -]\d{3}[ -]\d{4}(?!\d)|\b401 ?\(?k\b\)?)"
    rf"|(?=[jfmasond])\b{_MONTHS}\.? (?:\d{{1,2}}(?:st|nd|rd|th)?\b(?![.,']\d)"
    r"(?:,? (?:19|20)\d\d\b)?|(?:19|20)\d\d\b)"
    r"|\+\d[\d ()-]{7,}"
)
_NOT_AN_AMOUNT = Expression(_NO_AMOUNT, re.IGNORECASE)
"""Dates, times, ordinals, ratios and telephone numbers."""
_WITH_ADDRESSES = Expression(
    rf"https?://\S+|\S{{1,80}}@\S{{1,80}}|<[@#!][^>\s]*>|{_NO_AMOUNT}", re.IGNORECASE
)
"""The same with addresses and mentions, which are dear to look for."""

_SPACES = {ord(space): " " for space in "\t\n\v\f\r\x1c\x1d\x1e\x1f"}
_DASHES = dict.fromkeys("‐‑‒–—―−－", "-")
_QUOTES = dict.fromkeys("’‘ʼ′＇`´", "'")


class Operand(NamedTuple):
    """One written number: its digits, sign, power of ten and the span of digits and magnitude.

    `worded` are the words that the digits stand for, in small letters.
    """

    digits: str
    worded: str
    negative: bool
    exponent: int | None
    start: int
    end: int


class CurrencyMark(NamedTuple):
    """A currency sign, word or code and where it stands."""

    token: str
    start: int
    end: int


class Phrase(NamedTuple):
    """One amount as written, of one or two operands.

    `unit` is canonical for periods ("a year"), else as typed.
    """

    operands: tuple[Operand, ...]
    marks: tuple[CurrencyMark, ...]
    percent: bool
    period: bool
    unit: str | None
    start: int
    end: int

    @property
    def bare(self) -> bool:
        """Say whether there is nothing but digits."""
        return not (self.scaled or self.marks or self.percent or self.unit)

    @property
    def worded(self) -> bool:
        """Say whether a number in it is written in words."""
        return bool(self.operands[0].worded or self.operands[-1].worded)

    @property
    def scaled(self) -> bool:
        """Say whether "k", "million" ... follows a number in it."""
        return self.operands[0].exponent is not None or self.operands[-1].exponent is not None


def _simple(character: str) -> str:
    if character in _DASHES or character in _QUOTES:
        return (_DASHES | _QUOTES)[character]
    digit = unicodedata.decimal(character, None)
    if digit is not None:
        return str(digit)
    if character.isspace():
        return " "
    folded = unicodedata.normalize("NFKC", character)
    return folded if len(folded) == 1 else character


def simplify(text: str) -> str:
    """Return the text with plain digits, dashes and spaces; every position stays the same."""
    if text.isascii():
        return text.translate(_SPACES)
    others = (character for character in set(text) if not character.isascii())
    return text.translate(_SPACES | {ord(other): _simple(other) for other in others})


_GROUPS = tuple((f"number{end}", f"magnitude{end}", f"sign{end}", f"inner{end}") for end in (1, 2))
_PLACES = ("before1", "after1", "before2", "after2")


def _operand_of(match: re.Match[str], index: int) -> Operand:
    names = _GROUPS[index]
    number, written, sign, inner = match.group(*names)
    worded = number_words.is_word(number)
    return Operand(
        digits=number_words.digits_of(number) if worded else number,
        worded=small(number) if worded else "",
        negative=bool(sign or inner),
        exponent=sum(MAGNITUDES[word] for word in small(written).split()) if written else None,
        start=match.start(names[0]),
        end=match.end(names[1] if written else names[0]),
    )


def _dot(match: re.Match[str], name: str) -> int:
    """Return where the point of an abbreviation ("Rs.") ends, -1 when there is none."""
    return match.end(name.replace("before", "dot")) if name.startswith("before") else -1


def _phrase(match: re.Match[str]) -> Phrase:
    count = 2 if match["number2"] else 1
    names = [name for name in _PLACES[: 2 * count] if match[name]]
    percents = [name for name in names if _PERCENT_SIGN.fullmatch(match[name])]
    marks = tuple(
        CurrencyMark(match[name], match.start(name), max(match.end(name), _dot(match, name)))
        for name in names
        if name not in percents
    )
    counted = match["counted"] is not None
    unit = units.unit_of(match) if counted else None
    # "85k per Glassdoor": what follows the number is no rate.
    end = match.end() if unit or not match["thing"] else match.start("thing")
    return Phrase(
        operands=tuple([_operand_of(match, index) for index in range(count)]),
        marks=marks,
        percent=bool(percents),
        period=counted and units.period_of(match) is not None,
        unit=unit,
        start=match.start(),
        end=len(match.string[:end].rstrip()),
    )


def excluded(text: str) -> tuple[tuple[int, int], ...]:
    """Return the spans of a simplified text that hold digits but no amount: dates, times ..."""
    addressed = "@" in text or "<" in text or "://" in text
    search = _WITH_ADDRESSES if addressed else _NOT_AN_AMOUNT
    return tuple([match.span() for match in search.finditer(text)])


def blanked(text: str, spans: Collection[tuple[int, int]]) -> str:
    """Return the text with the spans overwritten by semicolons; every position stays the same."""
    if not spans:
        return text
    characters = list(text)
    for start, end in spans:
        characters[start:end] = ";" * (end - start)
    return "".join(characters)


def scan(text: str) -> tuple[Phrase, ...]:
    """Return every amount-like phrase of a simplified text, outside the excluded spans."""
    return tuple([_phrase(match) for match in _PHRASE.finditer(blanked(text, excluded(text)))])


_GROUPED = Expression(r"\d{1,3}(?:[ ']\d{3})+|[1-9]\d?(?:,\d{2})*,\d{3}|[1-9]\d{0,2}(?:,\d{3})+"
                      r"|[1-9]\d{0,2}(?:\.\d{3})+")  # fmt: skip
_MIXED = Expression(r"(?P<whole>.*)(?P<point>[.,])(?P<decimals>\d+)")


def interpretations(digits: str, *, money: bool, scaled: bool) -> tuple[Decimal, ...]:
    """Return what written digits may mean: nothing, one value, or (as thousands, as a decimal).

    `money`: a currency stands beside them, `scaled`: "k", "million" ... follows.
    One separator before exactly three digits is the only doubt: a comma is thousands as in
    English, a point with a currency too ("€5.600"), but a point alone ("1.200") or either
    before a magnitude ("1.200k", "$1,250m") may be both.
    """
    if digits.isdecimal():
        return (Decimal(digits),)
    if (
        digits.count(".") + digits.count(",") == 1
        and _GROUPED.fullmatch(digits)
        and not set(digits) & set(" '")
    ):
        whole, rest = re.split(r"[.,]", digits)
        thousands, decimal = Decimal(whole + rest), Decimal(f"{whole}.{rest}")
        sure = not scaled and ("," in digits or money)
        return (thousands,) if sure else (thousands, decimal)
    if _GROUPED.fullmatch(digits):
        return (Decimal(re.sub(r"\D", "", digits)),)
    return _with_decimals(digits)


def _with_decimals(digits: str) -> tuple[Decimal, ...]:
    match = _MIXED.fullmatch(digits)
    if match is None:
        return ()
    whole = match["whole"]
    grouped = _GROUPED.fullmatch(whole) and match["point"] not in whole
    if not (grouped or whole.isdigit() or not whole):
        return ()
    return (Decimal(f"{re.sub(r'[^0-9]', '', whole) or '0'}.{match['decimals']}"),)
