"""The words for Plan B as they are shown beside its worth, without contradicting it."""

import re

from bot.coach.amounts import Measure
from bot.coach.preparation import PlanB
from bot.coach.reading import Ambiguous, Unreadable, find_amounts

_CHANCE = re.compile(r"\d+(?:[.,]\d+)? ?(?:%|per ?cent\b|pct\b)", re.IGNORECASE)
_IDLE = re.compile(
    r"(?:…|\W|\b(?:else|otherwise|or|and|if not|the rest|chance|of|a|about|worth|loss|lose)\b)*",
    re.IGNORECASE,
)


def plan_b_words(answer: PlanB) -> str:
    """The words as typed; where the worth was changed since, a figure they state is left out.

    "I have a 70k offer" becomes "I have a … offer"; words that said nothing else are empty.
    """
    if answer.stated is None or answer.value is None or answer.stated == answer.value:
        return answer.what
    spans = [match.span() for match in _CHANCE.finditer(answer.what)]
    try:
        figures = find_amounts(answer.what, answer.worth.measure if answer.worth else Measure())
    except (Ambiguous, Unreadable):
        return ""
    spans = [*spans, *((one.start, one.end) for one in figures)]
    text = answer.what
    for start, end in sorted(spans, reverse=True):
        text = f"{text[:start].rstrip()} … {text[end:].lstrip()}" if start < len(text) else text
    text = re.sub(r"…(?: …)+", "…", text).replace("… ,", "…,").strip()
    return "" if _IDLE.fullmatch(text) else text
