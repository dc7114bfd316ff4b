"""Joins the masked words of one name into one passage."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.coach.scrub.kinds import Kind
from bot.coach.scrub.lexicon import cues
from bot.coach.scrub.tokens import Token
from bot.coach.scrub.words import Word

_NAMES = frozenset((Kind.NAME, Kind.COMPANY, Kind.PLACE))
_BETWEEN = frozenset(
    ("", " ", "-", "'", "&", " & ", "/", ".", " of ", " of the ", " de ", " la ", " ' ")
)


@dataclass(frozen=True, slots=True)
class Passage:
    """A masked passage of normal text, half-open."""

    start: int
    end: int
    kind: Kind


def passages(
    text: str, tokens: Sequence[Token], words: Mapping[int, Word], kinds: Mapping[int, Kind]
) -> list[Passage]:
    """The passages to mask, in order and disjoint; `kinds` is by token."""
    found: list[Passage] = []
    for at in sorted(kinds):
        token, kind = tokens[at], kinds[at]
        if token.what == "kept":
            continue
        if at in words and words[at].folded in cues().company_forms:
            kind = Kind.COMPANY
        if found and kind in _NAMES and found[-1].kind in _NAMES:
            last = found[-1]
            if _joins(text[last.start : last.end], text[last.end : token.start]):
                found[-1] = Passage(last.start, token.end, _together(last.kind, kind))
                continue
        found.append(Passage(token.start, token.end, kind))
    return found


def _joins(before: str, between: str) -> bool:
    if between in _BETWEEN:
        return True
    last = before.rpartition(" ")[2]
    initial = len(last.rpartition(".")[2]) == 1
    return between == ". " and (initial or last.lower() in cues().titles)


def _together(one: Kind, other: Kind) -> Kind:
    if Kind.COMPANY in {one, other}:
        return Kind.COMPANY
    return one if one is other else Kind.NAME
