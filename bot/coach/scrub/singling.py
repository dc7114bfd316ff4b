"""Points at passages that single somebody out although no name is in them."""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from bot.coach.scrub.characters import normal
from bot.coach.scrub.lexicon import cues


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
    return tuple(
        Singled(*clean.original(match.start(), match.end()), Because(str(match.lastgroup)))
        for match in _pattern().finditer(clean.text)
    )


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


_FEW_WORDS = r"(?:[\w-]+ ){0,3}"
_WHOSE = r"(?:the|a|an|our|my|your|his|her|their|its|this)"


def _person() -> str:
    return rf"(?:{'|'.join(sorted(cues().persons))})(?:s|es)?\b"


def _only() -> list[str]:
    not_abstract = rf"(?!(?:{'|'.join(sorted(cues().abstract))})\b)"
    return [
        rf"\b{_WHOSE} (?:one and )?(?:only|sole|lone) {not_abstract}[\w-]+(?: [\w-]+){{0,2}}",
        rf"\bonly {_FEW_WORDS}{_person()}",
        r"\b(?:no|nobody|no-one|no one|none) (?:other|else)\b(?: [\w-]+)?",
        r"\bone of (?:the )?(?:only )?(?:two|three|few)\b(?: [\w-]+){0,2}",
    ]


def _first() -> list[str]:
    rank = (
        r"(?:first|last|second|third|newest|oldest|youngest|eldest|tallest|latest"
        r"|longest[- ]serving|most (?:senior|junior)|(?:highest|lowest|best|worst)[- ]paid)"
    )
    return [rf"\b{rank} {_FEW_WORDS}{_person()}"]


def _titled() -> list[str]:
    role = r"(?:head|director|chief|chair|dean|vp|svp|evp|vice president|lead|manager|leader)"
    return [
        rf"(?:\b{_WHOSE} )?\b(?:{'|'.join(sorted(cues().unique_titles))})\b",
        rf"(?:\b{_WHOSE} )?\b{role} (?:of|for) (?:the )?[\w-]+(?: and [\w-]+)?",
        rf"(?:\b{_WHOSE} )?\b(?:chief [\w-]+ officer|(?:vp|svp|evp) [\w-]+)\b",
    ]


def _who() -> list[str]:
    return [
        rf"\b(?:the|our|that) (?:[\w-]+ )?(?:one|{_person()}) (?:who|that|whose)\b",
        r"\b(?:the|a) (?:woman|man|girl|guy|lady|mother|father) (?:in|on|at|of) (?:the|our|my) \w+",
    ]
