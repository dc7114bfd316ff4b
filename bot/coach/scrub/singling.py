"""Points at passages that single somebody out although no name is in them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Final

from bot.coach.scrub.characters import normal
from bot.coach.scrub.lexicon import cues

_PIECE: Final = re.compile(r"[^\W_]+(?:'[^\W_]+)*|,|(?<![.!?])[.!?;:](?=\s|$)")


class Because(StrEnum):
    """Why a passage points at one person."""

    ONLY = "only"
    FIRST = "first"
    TITLE = "title"
    WHO = "who"


@dataclass(frozen=True, slots=True)
class Singled:
    """A passage, as half-open code-point offsets into the text, and why it points at somebody."""

    start: int
    end: int
    because: Because


def singling_out(text: str) -> tuple[Singled, ...]:
    """Passages such as "the only ...", "first woman ...", "our head of legal", "the one who ...".

    In order and disjoint; offsets into the text as it was typed. It finds common turns of phrase,
    not everything that points at somebody.
    """
    clean = normal(text)
    bare, places = _bare(clean.text)
    return tuple(
        Singled(
            *clean.original(places[match.start()], places[match.end() - 1] + 1),
            Because(str(match.lastgroup)),
        )
        for match in _pattern().finditer(bare)
    )


def _bare(text: str) -> tuple[str, list[int]]:
    """The words with one space between them, and where each character stood.

    Of the marks only those that end a sentence or a part of it are left, and commas: neither a line
    break nor an asterisk hides what is said.
    """
    bare: list[str] = []
    places: list[int] = []
    for piece in _PIECE.finditer(text):
        if bare and piece[0] != ",":
            bare.append(" ")
            places.append(piece.start())
        bare.append(piece[0])
        places += range(*piece.span())
    return "".join(bare), places


@cache
def _pattern() -> re.Pattern[str]:
    forms = {
        Because.ONLY: _only(),
        Because.FIRST: _first(),
        Because.TITLE: _titled(),
        Because.WHO: _who(),
    }
    groups = (f"(?P<{because}>{'|'.join(found)})" for because, found in forms.items())
    return re.compile("|".join(groups), re.IGNORECASE)


_FEW_WORDS = r"(?:\w+ ){0,3}"
_WHOSE = r"(?:the|a|an|our|my|your|his|her|their|its|this)"
_OURS = r"(?:the|our|my|this|that)"
_RANK = (
    r"(?:newest|oldest|youngest|eldest|tallest|longest serving|most (?:senior|junior)"
    r"|(?:highest|lowest|best|worst) paid)"
)
_ALL = r"(?:anyone|anybody|everyone|everybody|any|all|no one|nobody)"
_GROUP = (
    r"(?:family|team|company|firm|department|office|group|class|school|village|town|country|region"
    r"|cohort|floor|shift|branch|unit|area)"
)


def _any(words: Iterable[str]) -> str:
    return "|".join(word.replace("-", " ") for word in sorted(words))


def _person() -> str:
    return rf"(?:{_any(cues().persons)})(?:s|es)?\b"


def _only() -> list[str]:
    not_abstract = rf"(?!(?:{_any(cues().abstract)})\b)"
    myself = r"(?:me|myself|us|him|her|them|i)"
    return [
        rf"\b{_WHOSE} (?:one and )?(?:only|sole|lone),? {not_abstract}\w+(?: \w+){{0,2}}",
        rf"\bonly,? {_FEW_WORDS}{_person()}",
        rf"\b(?:nobody|noone|no one|none) (?:but|except|besides|apart from|other than) {myself}\b",
        r"\b(?:no|nobody|no one|none) (?:other|else)\b(?: \w+)?",
        rf"\b(?:unlike|than) {_ALL} (?:else|others?)\b",
        rf"\bunlike (?:all )?{_OURS} (?:others?|rest|colleagues|coworkers|co workers|team|peers)\b",
        r"\b(?:i|he|she|we) alone\b",
        r"\bone of (?:the )?(?:only )?(?:two|three|few)\b(?: \w+){0,2}",
    ]


def _first() -> list[str]:
    rank = rf"(?:first|last|second|third|latest|{_RANK})"
    beyond = r"(?= (?:i|we|he|she|here|there|in|on|of|at|among|by|and)\b|,| [.!?;:]|$)"
    return [
        rf"(?<!\bat )\b{rank} {_FEW_WORDS}{_person()}",
        rf"\b{_WHOSE} {rank}, {_FEW_WORDS}{_person()}",
        rf"\b{_WHOSE} {rank} (?:from|in|of|on|at) {_OURS} (?:\w+ )?{_GROUP}\b",
        rf"\b(?:the|our) {_RANK}{beyond}",
    ]


def _titled() -> list[str]:
    role = r"(?:head|director|chief|chair|dean|vp|svp|evp|vice president|lead|manager|leader)"
    return [
        rf"(?:\b{_WHOSE} )?\b(?:{_any(cues().unique_titles)})\b",
        rf"(?:\b{_WHOSE} )?\b{role} (?:of|for) (?:the )?\w+(?: and \w+)?",
        rf"(?:\b{_WHOSE} )?\b(?:chief \w+ officer|(?:vp|svp|evp) \w+)\b",
    ]


def _who() -> list[str]:
    return [
        rf"\b(?:the|our|that) (?:\w+ )?(?:one|{_person()}) (?:who|that|whose)\b",
        r"\b(?:the|a) (?:woman|man|girl|guy|lady|mother|father) (?:in|on|at|of) (?:the|our|my) \w+",
    ]
