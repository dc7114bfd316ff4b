"""Cuts text into words, punctuation and what is recognised by its form alone."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from bot.coach.scrub.forms import FORMS


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
    for match in _pattern().finditer(text):
        what = str(match.lastgroup).rpartition("_")[0]
        yield Token(match.start(), match.end(), match.group(), what)


@cache
def _pattern() -> re.Pattern[str]:
    groups = (f"(?P<{what}_{number}>{form})" for number, (what, form) in enumerate(FORMS))
    return re.compile("|".join(groups))
