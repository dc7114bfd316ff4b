"""Pieces of a typed sentence: its clauses, which figure each speaks of, how sure it sounds."""

import re
from collections.abc import Sequence
from itertools import pairwise

from bot.coach.expression import small
from bot.coach.plan_b import Confidence
from bot.coach.reading import Found


def _any_of(*words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(words)})\b")


_BREAKS = re.compile(
    r"[;\n]+|,(?=\s)|\.(?=\s)"
    r"|\s+(?:and|but)\s+(?=(?:their|they|a|the|opening|target|limit)\b)"
)
_LABELS = (
    ("plan_b", _any_of("plan b", "batna", "alternatives?")),
    (
        "opening",
        _any_of("open(?:ing|s|ed)?", "start(?:s|ing)?", "first (?:offer|number)", "offer(?:s|ed)?"),
    ),
    ("target", _any_of("target", r"aim\w*", r"hop\w+", r"ideal\w*", r"want\w*", r"wish\w*")),
    (
        "limit",
        _any_of(
            "limit",
            r"max\w*",
            "most",
            "up to",
            "walk.?away",
            "ceiling",
            "budget",
            r"min\w*",
            "floor",
            "least",
        ),
    ),
)
_SURE = re.compile(
    r"\b(?:i['’]?m |i am )?(?P<word>not (?:very |so |really |at all )?|un|low|fairly|quite|pretty"
    r"|medium|moderately|very|high|highly|absolutely|rather|sure|certain|confident)"
    r"[ -]*(?:sure|certain|confident|confidence)?(?: (?:of|about) (?:it|that))?(?=[\s.,;!)]|$)",
    re.IGNORECASE,
)
_LEVELS: tuple[tuple[Confidence, tuple[str, ...]], ...] = (
    ("low", ("not", "un", "low")),
    ("medium", ("fairly", "quite", "pretty", "medium", "moderately", "rather")),
    ("high", ("very", "high", "highly", "absolutely", "sure", "certain", "confident")),
)
_LEVEL_NEXT = re.compile(r"\s+(?P<level>low|medium|high)\b(?=\s|$|[.,;!)])", re.IGNORECASE)
_NEEDS_NO_MORE = {"low", "medium", "high", "sure", "certain", "confident"}
_TURN = re.compile(r"\s+(?:and|but|then)\s+|\s*/\s*", re.IGNORECASE)
_EDGES = " \t\n,;:.–—-=/()"


def clauses(words: str) -> list[str]:
    """The clauses of a sentence, at commas, semicolons, full stops and line ends."""
    return [piece.strip() for piece in _BREAKS.split(words) if piece.strip(_EDGES)]


def label_of(clause: str) -> str | None:
    """Which figure of the other side a clause speaks of; None when it names none."""
    words = small(clause)
    for name, pattern in _LABELS:
        if pattern.search(words):
            return name
    return None


def by_figure(clause: str, found: Sequence[Found]) -> list[str]:
    """The pieces of a clause, one for each of its figures: "start at 20k and go down to 14k"."""
    cuts = [0]
    for one, following in pairwise(found):
        sure = _LEVEL_NEXT.match(clause, one.end, following.start)
        end = sure.end() if sure else one.end
        turn = _TURN.search(clause, end, following.start)
        cuts.append(turn.start() if turn else end)
    return [clause[start:end].strip() for start, end in pairwise([*cuts, len(clause)])]


def confidence_in(words: str) -> tuple[Confidence, str] | None:
    """How sure somebody says they are, and the words without that; None when not said."""
    for match in _SURE.finditer(words):
        said = match["word"].strip().casefold().split()[0]
        bare = re.sub(r"^(?:i['’]?m|i am) ", "", match[0].strip().casefold()) == said
        if bare and not (said in _NEEDS_NO_MORE and _alone(words, match)):
            continue
        for level, names in _LEVELS:
            if said in names:
                return level, words[: match.start()] + words[match.end() :]
    return None


def confidence_after(piece: str, figure: Found) -> tuple[Confidence, str] | None:
    """How sure a word right after the figure says they are, "80k medium", and the piece without."""
    match = _LEVEL_NEXT.match(piece, figure.end)
    if match is None or piece[match.end() :].strip(_EDGES):
        return None
    said = match["level"].casefold()
    level = next(level for level, names in _LEVELS if said in names)
    return level, piece[: match.start()]


def _alone(words: str, match: re.Match[str]) -> bool:
    """Whether a bare "medium" stands as a clause of its own."""
    before, after = words[: match.start()].rstrip(), words[match.end() :].lstrip()
    return (not before or before[-1] in ",;.:(\n") and (not after or after[0] in ",;.)\n!")
