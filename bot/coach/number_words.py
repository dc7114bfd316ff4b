"""Numbers written as words: "twelve", "eighty-five", "a dozen", "half a" before "million"."""

import re
from decimal import Decimal

from bot.coach.expression import Expression, either, small

_ONES = {word: value for value, word in enumerate(
    ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine"), start=1)}  # fmt: skip
_TEENS = {word: value for value, word in enumerate(
    ("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen",
     "eighteen", "nineteen"), start=10)}  # fmt: skip
_TENS = {word: 10 * value for value, word in enumerate(
    ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"),
    start=2)}  # fmt: skip
_DOZEN, _HUNDRED = 12, 100
_VALUES = {**_ONES, **_TEENS, **_TENS, "a": 1, "and": 0}

_ONE, _TEEN, _TEN = ("|".join(words) for words in (_ONES, _TEENS, _TENS))
_BIG = r"(?:hundred|thousand|la(?:kh|c)|million|crore|billion)"
_SMALL = rf"(?:(?:{_TEN})(?:[ -](?:{_ONE}))?|{_TEEN}|{_ONE})"
WORDS = (
    rf"(?i:half a dozen|half a(?= {_BIG}\b)|(?:a|{_ONE}) dozen"
    rf"|(?:a|{_ONE}) hundred (?:and )?{_SMALL}|a(?= {_BIG}\b)|{_SMALL})(?![^\W_])"
)
"""A regular expression for a number in words up to 999; "hundred" alone is left as a magnitude."""

BEGINNING = rf"(?i:{either(('half', 'a', *_ONES, *_TEENS, *_TENS))})(?![^\W_])"
"""A regular expression for the first of the WORDS, whatever follows it."""

_WORD = rf"(?:{_ONE}|{_TEEN}|{_TEN}|{_BIG}s?|dozen|half|quarter)"
_GOES_ON = Expression(rf"(?i)(?: |-| and )(?:a )?{_WORD}\b| \d")
_ENDS_IN_WORDS = Expression(rf"(?i)\b{_WORD}$")
_WENT_BEFORE = Expression(rf"(?i)\b{_WORD}(?: and)?[ -]$")
_REACH = 24


def is_word(number: str) -> bool:
    """Say whether a matched number is written in words."""
    return number[:1].isalpha()


def digits_of(words: str) -> str:
    """Return the matched WORDS in digits: "120" for "a hundred and twenty", "0.5" for "half a"."""
    pieces = re.split(r"[ -]", small(words))
    half = pieces[0] == "half"
    value = Decimal(0)
    for piece in pieces[1:] if half else pieces:
        if piece in {"hundred", "dozen"}:
            value *= _HUNDRED if piece == "hundred" else _DOZEN
        else:
            value += _VALUES[piece]
    return str(value / 2) if half and value % 2 else str(value // 2 if half else value)


def goes_on(text: str, start: int, end: int) -> bool:
    """Say whether number words touch the number at text[start:end]: "85 thousand" | "two hundred".

    Only a number that is or ends with a word can go on: not "70k" in "70k one day".
    """
    if not _ENDS_IN_WORDS.search(text[start:end]):
        return False
    before = text[max(0, start - _REACH) : start]
    return bool(_GOES_ON.match(text, end) or _WENT_BEFORE.search(before))
