"""The words beside a figure: what it is about or why, without what only held or introduced it."""

import re
from collections.abc import Sequence
from itertools import pairwise

from bot.coach.reading import Found

_EDGES = " \t\n,;:.–—-=/()"
_JOINTS = (
    r"so|hence|therefore|is|are|was|it's|its|worth|of|for|at|about|around|roughly|maybe|and|as|then|"
    r"i think|which is|from|with|by|than|to|would be|that"
)
_HOLDS = re.compile(rf"(?:(?:^|(?<=\s))(?:{_JOINTS})\s+)+$", re.IGNORECASE)
"""Joints right before the figure, with no comma between: "stay at 62k"."""

_FILLERS = re.compile(
    r"(?:a|about|accept|aim|all|amount|an|around|approximately|ask|asking|at|be|below|between|but|by|"
    r"can|could|exactly|figure|for|get|go|goal|got|have|hope|i|i'd|i'll|i'm|ideally|is|it|it's|least|"
    r"less|like|limit|max|maximum|maybe|min|minimum|more|most|must|my|need|no|not|now|number|of|off|"
    r"only|our|over|perhaps|probably|roughly|salary|say|should|some|take|target|than|that|the|to|"
    r"under|up|walk|walk-away|away|want|we|we'd|we'll|what|will|with|would)"
)
"""Words that only introduce a figure: "my target is", "not less than"."""

_TAIL = re.compile(
    r"^[\s,]*(?:(?:at (?:least|most)|minimum|maximum|min|max|tops|or (?:so|more|less|better)|more|"
    r"less|please|raise|increase|in total|(?:i'd|i would|we'd|we would) (?:rather |just )?"
    r"(?:stay|leave|walk(?: away)?|say no|decline|take plan b))\b[\s,.;]*)+",
    re.IGNORECASE,
)
"""Words after a figure that add nothing to it: "or so", "I'd rather stay"."""

_COMPLEMENT = re.compile(
    r"^\s*(?:of|to|for) (?:the |my |our |a )?[\w-]+\s*(?=[,.;]|$)", re.IGNORECASE
)
"""What belongs to a figure in a clause of its own: "about 40 % of the credit"."""

_BECAUSE = re.compile(
    r"^[\s,;:(=–—-]*"
    r"(?:because of|because|since|based on|according to|due to|given|thanks to)\b\s*",
    re.IGNORECASE,
)
_LEADS = re.compile(rf"^(?:(?!from\b)(?:{_JOINTS}|per)\b\s+)+", re.IGNORECASE)
_SOURCE = re.compile(r"^(?:from|per)\s+", re.IGNORECASE)
_STATED = re.compile(
    r"\b(?:so|therefore|hence|target(?: is|:)?|ask(?:ing)? for|aim for"
    r"|i(?: would|'d) (?:say|like|want))\s*$",
    re.IGNORECASE,
)

_EITHER = re.compile(r"\s*(?:or|and|/|,|;|vs\.?|but also)\s*", re.IGNORECASE)


def stated(words: str, found: Sequence[Found]) -> Found:
    """The figure that is meant among several: after "so" or "target is", else the first."""
    plain = words.replace("’", "'")
    return next((one for one in found if _STATED.search(plain[: one.start])), found[0])


def one_or_other(words: str, found: Sequence[Found]) -> bool:
    """Whether two figures stand side by side as one answer: "$70k or $75k"."""
    return any(_EITHER.fullmatch(words[one.end : two.start]) for one, two in pairwise(found))


def beside(words: str, one: Found) -> str:
    """What a sentence says besides its figure; empty when it says nothing more."""
    before, after = _before(words[: one.start]), words[one.end :]
    own_clause = not before or before.rstrip()[-1] in ",;:.("
    if before and own_clause:
        after = _COMPLEMENT.sub("", after)
    after = _cut(_TAIL, after)
    apart = after.lstrip()[:1] in {",", ";", ":", "(", "-", "–", "—", "="}
    shorter = _cut(_BECAUSE, after)
    if not before:
        after = tidy(shorter)
    elif own_clause or apart:
        after = after.strip(_EDGES)
    joined = f"{before.strip(_EDGES)}{', ' if before and after and apart else ' '}{after.strip()}"
    return _closed(" ".join(joined.split()).strip(_EDGES))


def reason(words: str, one: Found) -> str:
    """What a sentence gives as the reason for its figure, without "from" or "because"."""
    text = beside(words, one)
    text = _cut(_BECAUSE, text).strip(_EDGES)
    return _closed(_SOURCE.sub("", text))


def tidy(words: str) -> str:
    """Words without stray marks and joints at their beginning."""
    text = " ".join(words.split()).strip(_EDGES)
    return _closed(_LEADS.sub("", text).strip(_EDGES))


def _before(words: str) -> str:
    """The words before a figure, empty when they only introduce it."""
    plain = words.replace("’", "'").casefold()
    if all(_FILLERS.fullmatch(word) for word in re.findall(r"[\w'-]+", plain)):
        return ""
    held = _HOLDS.search(plain)
    return words[: held.start()] if held else words


def _cut(pattern: re.Pattern[str], words: str) -> str:
    """The words after what the pattern finds at their beginning; curly quotes count as straight."""
    match = pattern.match(words.replace("’", "'"))
    return words[match.end() :] if match else words


def _closed(words: str) -> str:
    """The words with a bracket closed that lost its end."""
    return f"{words})" if words.count("(") > words.count(")") else words
