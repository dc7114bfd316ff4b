"""Cuts text into words, punctuation and what is recognised by its form alone."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from bot.coach.scrub.forms import FORMS, STARTERS

# Most words are plain, and nothing behind them makes them part of something longer: no need to try
# all the forms.
_PLAIN = re.compile(
    r"[A-Za-z]+(?:'[A-Za-z]+)?(?=[ ,;!?\n)]|\.(?:[ \n]|$)|$)(?! at | dot | ?[(\[{])", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of text: `what` is its Kind, or "word", "kept", "line", "space" or "mark".

    "kept" is the placeholder of something that was masked before.
    """

    start: int
    end: int
    text: str
    what: str


def tokens(text: str) -> Iterator[Token]:
    """The pieces of normal text in order; together they are the whole text."""
    at = 0
    while at < len(text):
        plain = _PLAIN.match(text, at)
        if plain and plain.group().lower() not in STARTERS:
            what, end = "word", plain.end()
        elif text[at] == " ":
            what, end = "space", at + 1
        else:
            match = _pattern().match(text, at)
            assert match is not None  # noqa: S101 # the last form fits any character
            what, end = str(match.lastgroup).rpartition("_")[0], match.end()
        yield Token(at, end, text[at:end], what)
        at = end


@cache
def _pattern() -> re.Pattern[str]:
    groups = (f"(?P<{what}_{number}>{form})" for number, (what, form) in enumerate(FORMS))
    return re.compile("|".join(groups))
