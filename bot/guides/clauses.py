"""Pieces of a typed sentence: its clauses, what a figure in one is called, and how sure it sounds."""

import re
from collections.abc import Sequence

from bot.coach.plan_b import Confidence
from bot.coach.reading import Found

_BREAKS = re.compile(
    r"[;\n]+|,(?=\s)|\.(?=\s)|\s+(?:and|but)\s+(?=(?:their|they|a|the|opening|target|limit)\b)"
)
_LABELS = (
    ("plan_b", re.compile(r"\bplan b\b|\bbatna\b|\balternatives?\b", re.IGNORECASE)),
    (
        "opening",
        re.compile(
            r"\bopen(?:ing|s|ed)?\b|\bstart(?:s|ing)?\b|\bfirst (?:offer|number)\b|\boffer(?:s|ed)?\b",
            re.IGNORECASE,
        ),
    ),
    (
        "target",
        re.compile(
            r"\btarget\b|\baim\w*\b|\bhop\w+\b|\bideal\w*\b|\bwant\w*\b|\bwish\w*\b", re.IGNORECASE
        ),
    ),
    (
        "limit",
        re.compile(
            r"\blimit\b|\bmax\w*\b|\bmost\b|\bup to\b|\bwalk.?away\b|\bceiling\b|\bbudget\b|\bmin\w*\b|\bfloor\b|\bleast\b",
            re.IGNORECASE,
        ),
    ),
)
_SURE = re.compile(
    r"\b(?:i'?m |i am )?(?P<word>not (?:very |so |really )?|un|low|fairly|quite|pretty|medium|moderately"
    r"|very|high|highly|absolutely|rather)[ -]*(?:sure|certain|confident|confidence)?(?: of it)?(?=[\s.,;!]|$)",
    re.IGNORECASE,
)
_LEVELS: tuple[tuple[Confidence, tuple[str, ...]], ...] = (
    ("low", ("not", "un", "low")),
    ("medium", ("fairly", "quite", "pretty", "medium", "moderately", "rather")),
    ("high", ("very", "high", "highly", "absolutely")),
)
_JOINTS = (
    "is|are|it's|its|worth|of|for|at|about|around|roughly|and|because|since|as|i think|which is|"
    "from|per|with|by|than|to|would be|that"
)
_LEADING = re.compile(rf"^(?:(?:{_JOINTS.replace('from|per|', '')})\b\s*)+", re.IGNORECASE)
_TRAILING = re.compile(rf"(?:\s*\b(?:{_JOINTS}))+$", re.IGNORECASE)
_EDGES = " \t\n,;:.–—-=/()"


def clauses(words: str) -> list[str]:
    """The clauses of a sentence, at commas, semicolons, full stops and line ends."""
    return [piece for piece in _BREAKS.split(words) if piece.strip(_EDGES)]


def label_of(clause: str) -> str | None:
    """Which figure of the other side a clause speaks of; None when it names none."""
    for name, pattern in _LABELS:
        if pattern.search(clause):
            return name
    return None


def confidence_in(words: str) -> tuple[Confidence, str] | None:
    """How sure somebody says they are, and the words without that; None when not said."""
    for match in _SURE.finditer(words):
        said = match["word"].strip().casefold().split()[0]
        bare = match[0].strip().casefold() == said
        alone = bare and said in {"low", "medium", "high"} and _alone(words, match)
        if bare and not alone:
            continue
        for level, names in _LEVELS:
            if said in names:
                return level, words[: match.start()] + words[match.end() :]
    return None


def _alone(words: str, match: re.Match[str]) -> bool:
    """Whether a bare "medium" stands as a clause of its own."""
    before, after = words[: match.start()].rstrip(), words[match.end() :].lstrip()
    return (not before or before[-1] in ",;.:(\n") and (not after or after[0] in ",;.)\n!")


def without(words: str, found: Sequence[Found]) -> str:
    """The words with the figures taken out."""
    for one in sorted(found, key=lambda item: item.start, reverse=True):
        words = f"{words[: one.start]} {words[one.end :]}"
    return words


def tidy(words: str) -> str:
    """What is left of a sentence, without the joints that held the figure."""
    text = " ".join(words.split()).strip(_EDGES)
    text = _TRAILING.sub("", _LEADING.sub("", text))
    return text.strip(_EDGES)
