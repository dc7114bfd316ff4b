"""Opening advice: who names the first number, which, and what to say about alternatives."""

import re
from typing import Literal

from bot.coach.amounts import Range
from bot.coach.case import Case
from bot.coach.expression import Expression
from bot.coach.plan_b import PlanBWorth
from bot.coach.value import Value
from bot.coach.zopa import advantage

OpeningReason = Literal[
    "well_informed",
    "no_criterion",
    "confidence_low",
    "confidence_unknown",
    "target_needs_criterion",
]


class Opening(Value):
    """Whether to open first, at which value or range (the target), and the codes of the reasons."""

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

offer_in_hand: an offer was stated as held, and is certain. stay_put: keep what there is.
other_plan: a certain course of action of another sort. uncertain: something is looked for, or may
or may not come. none: the person says there is no alternative. unknown: nothing was settled.
"""

_NONE = Expression(
    r"(?i)^\W*(?:none|nothing|no|nope|n/?a|-+|i have (?:none|nothing)|not (?:really|yet"
    r"|at all)|nothing (?:yet|really"
    r"|else))\W*$"
    r"|\b(?:no|not any|without|don'?t have|do not have|haven'?t|have not|lack|nobody|no one)"
    r"(?: (?:an?|any|another|other|real|good|viable|single|job|outside|competing|got|received|had"
    r"|have|made|much of an?|me|us))*"
    r" (?:alternatives?|plan b|options?|choice|offer(?:s|ed)?|fallback|batna|one)\b"
    r"|\bno (?:other )?(?:job|plan|way out)\b|\bnothing (?:else|lined up)\b|\bunemployed\b"
)
_UNDECIDED = Expression(
    r"(?i)\?|\b(?:tbd|to be (?:decided|determined|seen)|depends|undecided|open|see (?:what|later"
    r"|then|how|if|whether)|and see|think (?:about|it)|decide|no idea|not sure|unsure|don'?t know"
    r"|do not know|not certain|uncertain|may|might|maybe|perhaps|possib\w+|probabl\w+"
    r"|potential\w*|likely|could|should|if|unless|consider\w*|hop\w+|wish\w*|like to|love to)\b"
)
_SEARCHING = Expression(
    r"(?i)\b(?:apply\w*|applied|applications?|interview\w*|in talks|talks|talking|negotiat\w*"
    r"|search\w*|look(?:ing)?|explor\w*|shortlist\w*|final round|pending|recruiters?"
    r"|head-?hunters?|(?:find|seek|try|get|chase|look for)(?:ing)? (?:an?|any|another|some|new"
    r"|other)|ask around|other offers)\b"
)
_OFFER = Expression(
    r"(?i)\b(?:offers?|offered|offering|quot(?:e|es|ed|ation|ations)|signed \w*(?: \w+)?)\b"
    r"(?! (?:my |our |more )?(?:services?|help)\b)"
)
_LOST = Expression(
    r"(?i)\b(?:gone|withdr[ae]w\w*|fell through|falls through|fallen through|declined?"
    r"|reject(?:ed)?|refused?|turn down"
    r"|rescinded|revoked|retracted|pulled|expired|lapsed|cancell?ed"
    r"|turned (?:it |them )?down|lost|dead|off the table|taken back|no longer|too late|missed)\b"
)
# An offer is in hand only where none of these stands: wishes, plans, requests, negations.
_NOT_IN_HAND = Expression(
    r"(?i)\b(?:no|not|never|without|\w+n't|cannot|nobody|few|will|would|'ll|'d|going to|gonna"
    r"|shall|want\w*|need\w*|require\w*|expect\w*|await\w*|wait\w*|promis\w*|verbal\w*|soon"
    r"|next (?:week|month|year|quarter)|tomorrow|later|shortly"
    r"|in (?:\w+ ){1,2}(?:days?|weeks?|months?)|by (?:the|next|end|mon|tues"
    r"|wednes|thurs|fri|satur|sun)\w*|when|once|until|as soon|due|coming|to come|chance|mak(?:e|es"
    r"|ing)|made|send\w*|submit\w*|prepar\w*|draft\w*|(?<!in )writ(?:e|ing)|put(?:ting)?|place"
    r"|in (?:jan|feb|mar|apr|may|june|july|aug|sep|oct|nov|dec|spring|summer|autumn|winter)\w*"
    r"|pretend\w*|bluff\w*|fake|imagin\w*|claim\w*|say|tell|think|guess|friend|colleague|ask\w*"
    r"|request\w*|gets?|getting|obtain\w*|seek\w*|solicit\w*|secur(?:e|ing)|win|land|find|gather"
    r"|collect|pursu\w*|tr(?:y|ies|ying)|plan\w*|counter\w*|match|beat"
    r"|ignore|have to|has an?|they have|i offered|we offered|i(?:'ve| have) offered"
    r"|we(?:'ve| have) offered|unsigned|invit\w*|compare)\b"
)
_DETERMINED = (
    r"(?:(?i:the|an?|my|our|their|his|her|this|that|one|two|three|both|other|another|better|second"
    r"|competing|written|signed|firm|formal|good|job)|\W?\d[\w.,]*|[A-Z][\w&'.-]*) "
)
_SIGNED = Expression(
    r"(?i)\b(?:signed|accepted|written|firm) (?:the |an? )?(?:\w+ )?"
    r"(?:offer|contract|quote|agreement)\b"
    r"|\boffers? (?:in hand|on the table|in writing)\b"
)
_HELD = Expression(
    rf"(?:(?i:^\W*|\b(?:i|we)(?:'ve)? |\b(?:already|also|now|and) |[,;:] )"
    rf"(?i:have|hold|got|received)(?i: got| already| received| now| also)* (?:{_DETERMINED}){{1,5}}"
    rf"|\b(?i:accept|take|sign) (?i:the|my|our|their|this|that) (?:{_DETERMINED}){{0,3}})"
    r"(?i:offers?|quotes?|contract)\b"
    r"|(?i:\boffered (?:me|us)\b|\b(?:was|were|been|got) offered\b|\bquoted (?:me |us )?\W?\d)"
)
# What stands for itself, "offer from Borealis", is an offer in hand when its worth is certain.
_NAMED = Expression(
    rf"^\W*(?:{_DETERMINED}){{0,5}}(?i:offers?|quotes?|quotation)\b"
    r"(?=\W*$|[,.;:(]| (?i:from|at|by|of|in hand|on the table|worth|signed)\b)"
    r"|^\W*(?:[\w&'.-]+ ){1,4}(?i:has |have )?(?i:offered|quoted|offers|quotes)\W*$"
)
# What I will do is what I do when there is no agreement: no sign of doubt.
_INTENT = Expression(
    r"(?i)\b(?:if (?:we (?:don't|do not|can't|cannot|fail to) agree|there(?:'s| is) no (?:deal"
    r"|agreement)|they (?:say no|refuse|decline|don't agree|won't)|no(?: deal| agreement)?|not"
    r"|this fails|it fails)\b,?|(?<=\bi)(?:'d| would|'ll| will)(?: rather| just| simply| then)?"
    r"|(?<=\bwe)(?:'d| would|'ll| will)(?: rather| just| simply| then)?)"
    r"(?! (?:like|love|hope|have|hold|receive|be|get|got)\b)"
)
_STAY = Expression(
    r"(?i)\bstay(?:s|ing)?\b(?! (?:in touch|firm|out|away|open|strong|tuned|at an? hotel))"
    r"|\bremain(?:s|ing)? (?:in|with|at|where|here|as)\b"
    r"|\bkeep(?:ing)? (?:my|our|what|things|it|using|doing|working|going|everything|as|(?:the )?"
    r"(?:old|current|present|existing|same|job|role|car|team|contract|supplier|flat|place))\b"
    r"|\b(?:current|present|existing|same|old) (?:job|role|position|employer|team|supplier|car"
    r"|place|contract|salary|flat|vendor|set-?up|terms)\b|\bstatus quo\b|\bas (?:it )?is\b"
    r"|\b(?:carry on|continue)(?: as| here| with (?:my|our|what|the (?:current|old))| in my|$)"
    r"|\bdo nothing\b|\bas (?:now|before|today)\b"
)
_LEAVING = Expression(
    r"(?i)\b(?:leav(?:e|es|ing)|left|quit\w*|resign\w*|end(?:s|ed|ing)?|clos(?:e|es|ed|ing)"
    r"|cancel\w*|terminat\w*|bankrupt\w*|insolven\w*|no longer|\w+n't|cannot|not|never|unable"
    r"|impossible|los(?:e|es|t|ing)|sell\w*|sold|replac\w*|switch\w*|drop\w*|elsewhere|expir\w*"
    r"|run(?:s|ning)? out|ran out|laid off|redundan\w+|fired|dismiss\w*|sack(?:ed)?|retir\w*"
    r"|travel\w*|gone|over|broken?|until|new (?:job|role|supplier|car|team)|give up|gave up|return"
    r"|trade|move|moving|instead of|get rid|renegotiat\w*|chang(?:e|es|ing)|out of)\b"
)
_NOT_THERE = Expression(
    r"(?i)\b(?:no longer|can't|cannot|can not|unable|impossible|won't|don't want|not want)\b"
)
_COURSE = Expression(
    r"(?i)\b(?:i|we)(?: just| then| simply)? (?!have\b|had\b|am\b|are\b|was\b|do\b|did\b|know\b"
    r"|need\b|think\b|see\b|can|could\b|must\b|want\b|feel\b|guess\b|fear\b|accept\b|take\b"
    r"|got\b|get\b|lack\b|really\b|stay\b|\w+n't)[a-z]+"
)


def _stays(words: str) -> bool:
    return _STAY.search(words) is not None and not _LEAVING.search(words)


def _without_alternative(rest: str) -> Alternative:
    """Say what remains to be said beside "no other offer": "so I freelance"."""
    if _UNDECIDED.search(rest):
        return "none"
    if _stays(rest):
        return "stay_put"
    return "other_plan" if _COURSE.search(rest) else "none"


def _of_an_offer(words: str, *, certain: bool) -> Alternative:
    if _LOST.search(words):
        return "stay_put" if _stays(_LOST.sub(" ", words)) else "unknown"
    if _UNDECIDED.search(words):
        return "uncertain"
    if _NOT_IN_HAND.search(words) or _SEARCHING.search(words):
        return "stay_put" if _stays(words) else "uncertain"
    if _SIGNED.search(words) or _HELD.search(words) or (certain and _NAMED.search(words)):
        return "offer_in_hand"
    return "stay_put" if _stays(words) else "uncertain"


def _of_a_course(words: str) -> Alternative:
    if _SEARCHING.search(words):
        return "uncertain"
    if _UNDECIDED.search(words):
        return "unknown"
    if _stays(words):
        return "stay_put"
    clauses = re.split(r"[,;.]| and | but | so ", words)
    closed = (_NOT_THERE.search(clause) or _LOST.search(clause) for clause in clauses)
    return "unknown" if all(closed) else "other_plan"


def honest_alternative(text: str | None, worth: PlanBWorth | None) -> Alternative:
    """Return what may truthfully be said about the person's Plan B; in doubt the weaker.

    Reads the person's words with short lists of signs. An offer counts as one in hand only
    where it is stated as held and nothing hints at a hope, a request or a loss; staying only
    without a sign of leaving. Without words the answer is "unknown", for a figure alone says
    nothing about what it is.
    """
    words = _INTENT.sub("", (text or "").strip().replace("\u2019", "'"))
    if not words:
        return "unknown"
    if _NONE.search(words):
        return _without_alternative(_NONE.sub(" ", words))
    if worth is not None and all(item.chance < 1 for item in worth.outcomes):
        return "uncertain"
    if _OFFER.search(words):
        certain = worth is not None or any(character.isdigit() for character in words)
        return _of_an_offer(words, certain=certain)
    return _of_a_course(words)
