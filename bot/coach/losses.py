"""Figures that a sentence calls a loss: "I'd lose 5k" is 5,000 below nothing."""

from typing import Literal

from bot.coach.amounts import Range
from bot.coach.expression import Expression
from bot.coach.phrases import simplify

Loss = Literal["none", "clear", "unclear"]
"""Whether the words around a figure make it a loss; `unclear` has to be asked back."""

_CALLED = Expression(
    r"(?i)\b(?:lose|loses|losing|lost|(?:loss|losses)(?: of| is| would be|:)?)"
    r"(?: (?:me|us|about|around|roughly|some|maybe|perhaps|probably|another|at least|at most|up to"
    r"|nearly|almost|a good))* ?[(~]?$"
)
_CALLED_AFTER = Expression(
    r"(?i)(?: (?:loss(?:es)?|lost|in losses|worse off|out of pocket|in the red|in debt)\b)"
)
_NEAR = Expression(r"(?i)\b(?:lose|loses|losing|loss(?:es)?)\b[^.;,:()\n]*$")
_DENIED = Expression(
    r"(?i)(?:\b(?:not|never|no|without|avoid\w*|instead of|rather than)|n't)\b"
    r"[^.;,\n]*\b(?:los[est]\w*|losing)\b[^.;,\n]*$"
)
_REACH = 60
"""Characters before a figure that may speak of it."""


def loss(text: str, start: int, end: int) -> Loss:
    """Say whether the figure at text[start:end] is a loss by the words around it.

    `clear`: "lose about 5k", "a loss of 5k", "5k worse off". `unclear`: "without losing 5k",
    "lose the 5k bonus".
    """
    simple = simplify(text)
    before = simple[max(0, start - _REACH) : start]
    called = _CALLED.search(before) or _CALLED_AFTER.match(simple, end)
    if not called and not _NEAR.search(before):
        return "none"
    return "clear" if called and not _DENIED.search(before) else "unclear"


def below_nothing(value: Range) -> Range:
    """Return the loss as a value: 5,000 to 7,000 lost is -7,000 to -5,000; a minus stays."""
    if value.low < 0:
        return value
    return Range(low=value.high.copy_negate(), high=value.low.copy_negate())
