"""Words with what their surroundings tell of them: where a sentence starts, what is shouted."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from bot.coach.scrub.kinds import Kind
from bot.coach.scrub.lexicon import cues
from bot.coach.scrub.tokens import Token

_SUFFIXES = ("'s", "'re", "'ve", "'ll", "'d", "'m", "n't", "'t")
_ENDS = frozenset(".!?…")
_OPENS = frozenset("\"'([“*-–—•")
_SHOUTED = 3


class Case(Enum):
    """How a word is written."""

    LOWER = "lower"
    CAPITAL = "Capital"
    UPPER = "UPPER"
    MIXED = "miXed"


@dataclass(frozen=True, slots=True)
class Word:
    """A word without its clitic ('s, n't ...), and what its surroundings tell of it."""

    text: str
    folded: str
    whole: str  # in lower case, its clitic with it
    case: Case
    opens: bool  # a sentence begins with it
    shouted: bool  # everything around is in capitals too


def case_of(text: str) -> Case:
    """How a word is written; one capital is Capital, and a script without capitals is LOWER."""
    if text.islower() or text.lower() == text.upper():
        return Case.LOWER
    if text[:1].isupper() and (len(text) == 1 or text[1:].islower()):
        return Case.CAPITAL
    return Case.UPPER if text.isupper() else Case.MIXED


def words_of(tokens: Sequence[Token]) -> dict[int, Word]:
    """The words among the tokens, by the index of their token."""
    shouted = _shouted_lines(tokens)
    found: dict[int, Word] = {}
    opens = True
    for at, token in enumerate(tokens):
        if token.what == "word":
            found[at] = _word(token, opens=opens, shouted=at in shouted)
            opens = False
        elif token.what in {"line", Kind.EMOJI} or token.text == f"[{Kind.EMOJI}]":
            opens = True
        elif token.what == "mark":
            if token.text in _ENDS:
                opens = not (token.text == "." and _abbreviates(tokens, at))
            elif opens and token.text not in _OPENS:
                opens = token.text in _ENDS
        elif token.what != "space":
            opens = False
    return found


def _word(token: Token, *, opens: bool, shouted: bool) -> Word:
    text = token.text
    for suffix in _SUFFIXES if "'" in text else ():
        if len(text) > len(suffix) and text.lower().endswith(suffix):
            text = text[: -len(suffix)]
            break
    return Word(
        text=text,
        folded=text.lower(),
        whole=token.text.lower(),
        case=case_of(text),
        opens=opens,
        shouted=shouted,
    )


def _abbreviates(tokens: Sequence[Token], at: int) -> bool:
    """Whether the full stop belongs to "Dr." or an initial rather than to a sentence."""
    before = tokens[at - 1] if at else None
    if before is None or before.what != "word":
        return False
    if len(before.text) == 1:
        return before.text.isupper() and before.text != "I"
    text = before.text.lower()
    return text in cues().titles or text in cues().abbreviations


def _shouted_lines(tokens: Sequence[Token]) -> frozenset[int]:
    """The words of lines that are in capitals throughout, and long enough to tell."""
    shouted: set[int] = set()
    line: list[int] = []
    masked = False  # what was masked counted when it was a word
    for at, token in enumerate([*tokens, Token(0, 0, "\n", "line")]):
        if token.what == "word":
            line.append(at)
        elif token.what == "kept":
            masked = True
        elif token.what == "line":
            long = [tokens[one].text for one in line if len(tokens[one].text) > 1]
            if (masked or len(long) >= _SHOUTED) and all(map(str.isupper, long)):
                shouted |= set(line)
            line, masked = [], False
    return frozenset(shouted)
