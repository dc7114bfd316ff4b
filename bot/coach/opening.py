"""Opening advice: who names the first number, which, and what to say about alternatives."""

import re
from typing import Literal

from pydantic import BaseModel, ConfigDict

from bot.coach.amounts import Range
from bot.coach.case import Case
from bot.coach.plan_b import PlanBWorth
from bot.coach.zopa import advantage

OpeningReason = Literal[
    "well_informed",
    "no_criterion",
    "confidence_low",
    "confidence_unknown",
    "target_needs_criterion",
]


class Opening(BaseModel):
    """Whether to open first, at which value or range (the target), and the codes of the reasons."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    first: bool
    at: Range | None
    reasons: tuple[OpeningReason, ...]


def advise_opening(case: Case) -> Opening:
    """Advise to open first with a criterion and medium or high confidence, else to let them.

    The opening is built from target and criterion; Plan B has no part in it. The reason
    `target_needs_criterion` says that the target lies beyond their likely limit, where only
    a criterion makes it usable.
    """
    reasons: list[OpeningReason] = []
    if not case.has_criterion:
        reasons.append("no_criterion")
    if case.confidence is None:
        reasons.append("confidence_unknown")
    elif case.confidence == "low":
        reasons.append("confidence_low")
    first = not reasons
    if first:
        reasons.append("well_informed")
    elif not case.has_criterion and _beyond_their_limit(case):
        reasons.append("target_needs_criterion")
    return Opening(first=first, at=case.target, reasons=tuple(reasons))


def _beyond_their_limit(case: Case) -> bool:
    if case.target is None or case.their_walk_away is None:
        return False
    target = case.target.worst(case.better)
    return advantage(target, case.their_walk_away.worst(case.better), case.better) > 0


Alternative = Literal["offer_in_hand", "stay_put", "other_plan", "uncertain", "none", "unknown"]
"""What may truthfully be said of Plan B when asked.

offer_in_hand: an offer was stated as made, and is certain. stay_put: keep what there is.
other_plan: a certain course of action of another sort. uncertain: it may or may not come.
none: the person says there is no alternative. unknown: nothing was said, so nothing is claimed.
"""

_NONE = re.compile(
    r"(?i)^\W*(?:none|nothing|no|nope|n/?a|-+|no idea|i have nothing|nothing (?:yet|really"
    r"|else))\W*$"
    r"|\b(?:no|not any|without|don'?t have|do not have|haven'?t|have not|lack)\b[^.;,]{0,12}"
    r"\b(?:alternatives?|plan b|options?|choice|other offers?|fallback|batna)\b"
    r"|\bno (?:other )?(?:job|plan|way out)\b|\bnothing (?:else|lined up)\b|\bunemployed\b"
)
_UNCERTAIN = re.compile(
    r"(?i)\b(?:may|might|maybe|perhaps|possib\w+|probabl\w+|potential\w*|hop\w+|expect\w*"
    r"|wait\w*|could|"
    r"would|should|if|likely|chance|apply\w*|applied|application|interview\w*|in talks|talking"
    r"|search\w*|"
    r"look(?:ing)?|explor\w*|pending|verbal\w*|promis\w*|soon|not sure"
    r"|unsure|"
    r"don'?t know|not certain|uncertain|consider\w*|final round|shortlist\w*"
    r"|(?:get|find|seek|await)\b[^.;,]{0,25}\b(?:offers?|quotes?)|"
    r"ask (?:for|around)|find (?:an?|another|some)|try(?:ing)?|plan(?:ning)? to"
    r"|want(?:ing)? to|other offers)\b"
)
_NO_OFFER = re.compile(
    r"(?i)\b(?:no|not|never|without|declined|rejected|refused|withdrawn|expired|turned down|lost|"
    r"didn'?t|haven'?t|hasn'?t|isn'?t|don'?t|cannot|can'?t|won'?t)\b"
)
# The noun alone: who will "offer services" holds no offer.
_OFFER = re.compile(
    r"(?i:\boffers? (?:from|of|at|by|in hand|on the table)\b|\boffered (?:me|us)\b|\bquot(?:ed"
    r"|ation)s?\b"
    r"|\b(?:signed|written|firm) (?:contract|quote)\b|\b(?:contract|quote|bid) (?:from|with|of)\b)"
    r"|\b(?:(?i:the|an?|my|our|their|his|her|this|that|one|two|three|written|signed|firm|job"
    r"|better|"
    r"competing|counter|\d[\d.,]*[km]?)|[A-Z]\w+) (?i:offers?)\b(?! (?i:to|services?|my|our|help))"
)
_STAY = re.compile(
    r"(?i)\b(?:stay\w*|remain\w*|keep(?:ing)?|current (?:job|role|position|employer|team"
    r"|supplier|car|"
    r"place|contract|salary)|status quo|as (?:it )?is|carry on|continue|do nothing|as now"
    r"|as before|"
    r"(?:my|the|our) (?:present|existing|old)|same (?:job|role|team))\b"
)


def honest_alternative(text: str | None, worth: PlanBWorth | None) -> Alternative:
    """Return what may truthfully be said about the person's Plan B.

    Reads the person's words with short lists of signs and never claims an offer that is not
    stated as made: hopes, conditions, negations, and outcomes with chances make it uncertain.
    Without words the answer is "unknown", for a figure alone says nothing about what it is.
    """
    words = (text or "").strip().replace("\u2019", "'")
    if not words:
        return "unknown"
    if _NONE.search(words):
        return "none"
    open_outcome = worth is not None and all(item.chance < 1 for item in worth.outcomes)
    if open_outcome or _UNCERTAIN.search(words):
        return "uncertain"
    if _OFFER.search(words):
        return "uncertain" if _NO_OFFER.search(words) else "offer_in_hand"
    return "stay_put" if _STAY.search(words) else "other_plan"
