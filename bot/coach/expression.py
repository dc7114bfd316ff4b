"""Regular expressions that cost nothing before somebody writes something to be read."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import Protocol


def either(words: Iterable[str]) -> str:
    """Return a regular expression for one of the words, the longest of those that begin alike.

    Words with the same first letter stand together, so that one look rules all of them out.
    """
    rests: dict[str, list[str]] = {}
    for word in sorted(words, key=lambda word: (-len(word), word)):
        rests.setdefault(word[0], []).append(re.escape(word[1:]))
    groups = (f"{re.escape(first)}(?:{'|'.join(ends)})" for first, ends in sorted(rests.items()))
    return f"(?:{'|'.join(groups)})"


_SMALL = str.maketrans({"İ": "i", "ı": "i", "ſ": "s", "\N{KELVIN SIGN}": "k"})


def small(text: str) -> str:
    """Return the text in small letters, as long as it was, for expressions written in them.

    They match as they would in the text itself if they ignored case, and in a fraction of the time.
    """
    return text.lower() if text.isascii() else text.translate(_SMALL).lower()


class Look(Protocol):
    """How a match is looked for in a text."""

    def __call__(self, text: str, start: int = ..., end: int = ..., /) -> re.Match[str] | None:
        """Return the match in the text, or in its part from `start` to `end`, if there is one."""


class Expression:
    """A regular expression, compiled when it is first used.

    The word lists are long: compiled at import they took a sixth of the time to start.
    """

    def __init__(self, source: str, flags: re.RegexFlag = re.NOFLAG) -> None:
        """Keep the source; one that is malformed is only refused at its first use."""
        self._source = source
        self._flags = flags

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self._source, self._flags)

    @cached_property
    def search(self) -> Look:
        """Return the first match anywhere in the text, or from `start` to `end` of it."""
        return self._compiled.search

    @cached_property
    def match(self) -> Look:
        """Return the match at the start of the text, or at `start` of it."""
        return self._compiled.match

    @cached_property
    def fullmatch(self) -> Look:
        """Return the match of the whole text, or of all from `start` to `end`."""
        return self._compiled.fullmatch

    @cached_property
    def finditer(self) -> Callable[[str], Iterator[re.Match[str]]]:
        """Return every match, from left to right."""
        return self._compiled.finditer

    def sub(self, replacement: str, text: str) -> str:
        """Return the text with every match replaced."""
        return self._compiled.sub(replacement, text)

    def subn(self, replacement: str, text: str) -> tuple[str, int]:
        """Return the text with every match replaced, and how many there were."""
        return self._compiled.subn(replacement, text)

    def split(self, text: str) -> list[str]:
        """Return the pieces of the text between the matches; the expression has no groups."""
        return self._compiled.split(text)
