"""Text in one form: compatibility characters unfolded, nothing invisible, each position kept."""

import unicodedata
from dataclasses import dataclass

_INVISIBLE_LETTERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0\u2800")
_APOSTROPHES = dict.fromkeys("‘’‛ʼʹ′＇´", "'")
_SIGNS = _APOSTROPHES | {"\u2028": "\n", "\u2029": "\n", "\r": "\n"}
_VARIATION = range(0xFE00, 0xFE10), range(0xE0000, 0xE1000), range(0x180B, 0x1810)


@dataclass(frozen=True, slots=True)
class Normal:
    """Text in one form; `starts[i]`:`ends[i]` is where its character i stood in the original."""

    text: str
    starts: tuple[int, ...] | range
    ends: tuple[int, ...] | range

    def widened(self, start: int, end: int) -> tuple[int, int]:
        """The span, grown to hold whole characters of the original."""
        while start and self.starts[start - 1] == self.starts[start]:
            start -= 1
        while end < len(self.text) and self.starts[end] == self.starts[end - 1]:
            end += 1
        return start, end

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Where a span of `text`, not empty, stands in the original; half-open code points."""
        return self.starts[start], self.ends[end - 1]


def is_invisible(character: str) -> bool:
    """Whether it shows nothing: zero-width, bidirectional, soft hyphen, control, variation."""
    if character in _INVISIBLE_LETTERS:
        return True
    if any(ord(character) in marks for marks in _VARIATION):
        return True
    kind = unicodedata.category(character)
    return kind == "Cf" or (kind == "Cc" and not character.isspace())


def normal(text: str) -> Normal:
    """Unicode NFKC without invisible characters, typed apostrophes for curly ones, plain spaces."""
    if text.isascii() and text.replace("\n", "").isprintable():
        same = range(len(text))
        return Normal(text, same, range(1, len(text) + 1))
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for start, end, piece in _segments(text):
        made = "".join(map(_plain, unicodedata.normalize("NFKC", piece)))
        pieces.append(made)
        starts += [start] * len(made)
        ends += [end] * len(made)
    return Normal("".join(pieces), tuple(starts), tuple(ends))


def _plain(character: str) -> str:
    if is_invisible(character):
        return ""
    if character.isspace():
        return "\n" if character == "\n" else " "
    return _SIGNS.get(character, character)


def _segments(text: str) -> list[tuple[int, int, str]]:
    """Each base character with the marks on it, invisible characters left out."""
    found: list[tuple[int, int, str]] = []
    for at, character in enumerate(text):
        if is_invisible(character):
            continue
        seen = _SIGNS.get(character, character)
        if found and unicodedata.combining(character):
            start, _, piece = found[-1]
            found[-1] = start, at + 1, piece + seen
        else:
            found.append((at, at + 1, seen))
    return found
