"""The words beside a figure: what it is about, or why.

A figure is taken out of a sentence only where what is left still reads as a sentence does: at
the beginning ("70k offer from Borealis"), or with the whole clause that holds nothing but the
figure ("stay as I am, about 62k"). Any other sentence is kept whole.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from bot.coach.reading import Found

_EDGES = " \t\n,;:.–—-=/()"
_BREAK = re.compile(r"[;()\n–—]|[,:](?!\d)|(?<=\s)[-=]+(?=\s)")
_WORD = re.compile(r"[\w'-]+")

_HOLDING = frozenset(
    """a about an approximately around at be exactly for get i i'd i'll is it it's its make maybe me
    now or perhaps probably roughly say so that that's the then to us we we'd we'll which will with
    would worth""".split()  # noqa: SIM905
)
"""Words that only hold a figure: "which would be about 62k to me"."""

_WISHING = _HOLDING | frozenset(
    """accept aim all amount and ask asking away base below between but by can could decline figure
    from go goal got have hence hope i'm ideally in increase just least leave less like limit max
    maximum min minimum more most must my need no not number of off only our over plan please raise
    rather salary should some stay take target than therefore tops total under up walk walk-away
    want what""".split()  # noqa: SIM905
)
"""The same where a figure is wished for or refused: "below 72k I'd rather stay"."""

_BELONGS = re.compile(
    r"\s*(?:and|are|but|for|if|is|less|minus|more|now|of|or(?! (?:so|more|less|better)\b)"
    r"|plus|to|was|were|will|would)\b",
    re.IGNORECASE,
)
"""What goes on with a figure at the beginning: "40 % of the credit"."""

_LABEL = re.compile(
    r"(?:(?:my|our|the) )?(?:plan b|batna|aim|figure|goal|limit|maximum|max|minimum|min|number"
    r"|target|walk[- ]?away)(?: is)?",
    re.IGNORECASE,
)
_BECAUSE = re.compile(
    r"\b(?:because of|because|since|based on|according to|due to|given|thanks to)\b\s*",
    re.IGNORECASE,
)
_SOURCE = re.compile(r"(?:from|(?:as )?per|by)\s+", re.IGNORECASE)
_AS = re.compile(r"as\s+(?=(?:the|my|our|i|we|they|it|this|there)\b)", re.IGNORECASE)
_STATED = re.compile(
    r"\b(?:so|therefore|hence|target(?: is|:)?|ask(?:ing)? for|aim for"
    r"|i(?: would|'d) (?:say|like|want))\s*$",
    re.IGNORECASE,
)
_EITHER = re.compile(r"\s*(?:or|and|/|,|;|vs\.?|but also)\s*", re.IGNORECASE)


def stated(words: str, found: Sequence[Found]) -> Found:
    """The figure that is meant among several: after "so" or "target is", else the first."""
    plain = _straight(words)
    return next((one for one in found if _STATED.search(plain[: one.start])), found[0])


def one_or_other(words: str, found: Sequence[Found]) -> bool:
    """Whether two figures stand side by side as one answer: "$70k or $75k"."""
    return any(_EITHER.fullmatch(words[one.end : two.start]) for one, two in pairwise(found))


def beside(words: str, one: Found) -> str:
    """What a sentence says besides its figure; empty when it says nothing more."""
    return _trimmed(_without(words, one, _HOLDING))


def reason(words: str, one: Found) -> str:
    """What a sentence gives as the reason for its figure, without "because" or "as" before it."""
    return _cut(_AS, _why(words, one))


def source(words: str, one: Found | None) -> str:
    """Where a sentence has its figure from: "as the last one took" stays, "from" does not.

    Without a figure the whole sentence tells the source.
    """
    why = _why(words, one) if one else _trimmed(_cut(_BECAUSE, words))
    return _cut(_SOURCE, why)


def _why(words: str, one: Found) -> str:
    rest = _without(words, one, _WISHING)
    because = _BECAUSE.search(rest) if rest != words else None
    if because and _only(rest[: because.start()], _WISHING):
        rest = rest[because.end() :]
    return _trimmed(rest)


def _cut(pattern: re.Pattern[str], words: str) -> str:
    """The words after what the pattern finds at their beginning."""
    found = pattern.match(words)
    return words[found.end() :] if found else words


def _without(words: str, one: Found, idle: frozenset[str]) -> str:
    """The words without the figure, or unchanged when the rest would not read well."""
    if one.start == 0 and one.end == len(words):
        return ""
    breaks = [0, *(found.end() for found in _BREAK.finditer(words, 0, one.start))]
    following = _BREAK.search(words, one.end)
    end = following.start() if following else len(words)
    before, lead, tail = words[: breaks[-1]], words[breaks[-1] : one.start], words[one.end : end]
    if _only(lead + tail, idle):
        left = [side for side in (before, words[end:]) if side.strip(_EDGES)]
        return words if len(left) > 1 else _named("".join(left))
    if before.strip(_EDGES) or not _only(lead, idle) or _BELONGS.match(tail):
        return words
    return words[one.end :]


def _only(words: str, idle: frozenset[str]) -> bool:
    return idle.issuperset(_WORD.findall(_straight(words).casefold()))


def _named(words: str) -> str:
    """The words, unless they are just the name of the figure: "my target: 85k"."""
    return "" if _LABEL.fullmatch(words.strip(_EDGES)) else words


def _straight(words: str) -> str:
    return words.replace("’", "'")


def _trimmed(words: str) -> str:
    """The words in one line without stray marks at their ends; an opened bracket is closed."""
    text = " ".join(words.split()).strip(_EDGES)
    return f"{text})" if text.count("(") > text.count(")") else text
