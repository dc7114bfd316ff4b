"""The figure of an agreement, also where nothing but the figure tells that there is one.

A figure in a sentence is mostly an offer, a limit or a gap. So it counts as agreed only when it
stands alone ("58k") or right beside words that close a deal ("sold for 58k"); else it is asked.
"""

from collections.abc import Sequence
from itertools import chain

from bot.coach.expression import Expression
from bot.coach.reading import Found
from bot.dialogue.script import Hearing, NotUnderstood
from bot.guides import readers
from bot.guides.clauses import clauses
from bot.guides.ended_reading import AGREED_AT, is_doubted, says_agreed

# In a masked sentence "#" is a figure and "~" one that may be how long something took.
_FIGURE = r"[#~]"
_THING = (
    r"(?:(?:it|them|that|this|the|an?|my|our|me|us|him|her|job|raise|deal|car|house|flat|contract"
    r"|budget|price|salary|title|position|role|bonus|rent|in|out|away|off|with) )"
)
_PRICED = (
    r"(?:rent|price|salary|pay|rate|fee|bill|wages?|hours|workload|budget|quota|premium|share"
    r"|day rate|discount)"
)
_CLOSED = Expression(
    rf"\bgot {_THING}{{0,3}}(?:at |for )?{_FIGURE}"
    rf"|\bpaid (?:\w+ ){{0,2}}?{_FIGURE}"
    rf"|\b(?:sold|bought|rented|leased|booked|purchased)(?: [\w']+){{0,4}}? (?:at|for) {_FIGURE}"
    rf"|\b(?:closed|landed|ended|finished|concluded|compromised|folded|caved|gave in) "
    rf"(?:(?:it|up|in|the deal|the sale) )?(?:at|on|for|with) {_FIGURE}"
    rf"|\b(?:closed|sealed) (?:it|the deal|the sale)[ ,:]+{_FIGURE}"
    rf"|\b(?:met|split the difference)(?: (?:half ?way|in the middle|somewhere))*"
    rf"(?: at| on|:) {_FIGURE}|\b(?:half ?way|in the middle) ?(?:at|on|:|-) ?{_FIGURE}"
    rf"|\bshook (?:hands )?(?:on|at) {_FIGURE}"
    rf"|\bended up (?:at |with |on |paying |getting )?{_FIGURE}"
    rf"|(?<!their )(?<!his )(?<!her )\bfinal(?:ly)?(?: (?:price|figure|salary|rate|number|result"
    rf"|amount|deal))?(?: is| was|:| -)? {_FIGURE}|{_FIGURE} it is\b"
    rf"|(?<!\bi )(?<!\bwe )\b(?:lowered|raised|reduced|increased|cut|dropped) (?:the|my|our) "
    rf"(?:\w+ )?{_PRICED} (?:(?:down|up) )?(?:from {_FIGURE} )?to {_FIGURE}"
    rf"|\b(?:done|deal|handshake|thumbs up)(?: at| on| for|:)? {_FIGURE}"
    rf"|\b(?:approved|granted|confirmed)(?: me| us)?(?: at| for| with) {_FIGURE}"
    r"|\b(?:gave|granted|approved) (?:me|us) (?:the |an? )?#|\b(?:secured|negotiated|won) #"
    r"|\b(?:i|we|and) took (?:the |their |his |her )?#"
)
# Beside a figure each of these may say that it is another one.
_OTHER = Expression(
    r"\b(?:offer\w*|propos\w*|asked|asks|wanted?|wants|demanded|said|says|named|insist\w*|only"
    r"|up to|down to|not|no|never|nothing|without|stuck|stays?|stayed|promis\w*|push\w*"
    r"|came (?:up|down)|went (?:up|down)|accept|above|below|beyond|under|over|instead|counter\w*"
    r"|quot\w+|budget|limit|max\w*|min\w*|first|initial\w*|start\w*|open\w*|gap|apart|between|vs"
    r"|versus|hint\w*|suggest\w*|mention\w*|discuss\w*|claim\w*|estimat\w*|range|so far|last|low"
    r"|high|more than|less than|short of|away from|off|cheaper|meeting|call|interview|negotiations?"
    r"|agenda|lost|plan b|batna|target)\b|n't\b"
)
# Anywhere in the sentence these keep a figure from being the last word.
_OPEN = Expression(
    r"\b(?:would|could|might|may|will|if|should|have to|has to|tried|unless|until|subject|approval"
    r"|condition\w*|provided|on paper|in theory|almost|else|elsewhere|other|yet|last (?:year|month"
    r"|time|week)|previous\w*|currently|at the moment|to (?:think|decide|consider|check)|pending"
    r"|between|deadlock\w*|impasse|stalemate|nowhere|walked|hung up"
    r"|counter\w*|back and forth)\b|'ll\b|\?"
)
_IDLE = (
    r"(?:yes|yep|yeah|yup|ok|okay|great|super|nice|perfect|finally|final|finish|hooray|good|so|well"
    r"|the|an?|at|about|around|roughly|exactly|for|it|is|it's|was|in|end|result|outcome|price|salary"
    r"|done|deal|as|hoped|planned|figure|number|amount|rate|base|gross|net|brutto|netto|total"
    r"|all|together|altogether|flat|fix|fixed|per|year|month|week|day|hour|we|have|i'm|happy"
    r"|took|place|success|hooray|compromise|compromised|we're|thanks|exact|precisely|plus|bonus|benefits|equity|title|sign-?on|perks|extras)"
)
_EXTRA = (
    r"(?:and|plus|with) (?:(?:an?|the|my|some|more) )*(?:new |better )?"
    r"(?:title|bonus|benefits|equity|perks|extras|holidays?|vacation|car|sign-?on)"
)
_ALONE = Expression(rf"(?:{_IDLE} )*{_FIGURE}(?: (?:{_EXTRA}|{_IDLE}|(?:plus|and) {_FIGURE}))*")
_DIGITS = Expression(r"\d[\d.,/]*k?")
_LASTS = Expression(r"(?:minute|hour|day|week|month|year)s?")
_TIME = Expression(r"(?:minute|hour|day|week|month|year)s?\b")
_TOOK_IT = Expression(
    r"\b(?:said (?:yes|ok|okay|fine)|accepted|agreed|took (?:it|that|the|their))\b"
)
_MARKS = str.maketrans(dict.fromkeys(",;:.!()-–—", " "))


def settled_at(words: str, hearing: Hearing) -> Found | None:
    """The figure agreed where only it tells that there is an agreement; None when it does not.

    Raises NotUnderstood for a figure that is meant and cannot be read.
    """
    if _OPEN.search(readers.simplified(words)) or is_doubted(words):
        return None
    pieces = _pieces(words, hearing)
    if pieces is None:
        masked = readers.simplified(_DIGITS.sub("#", words))
        alone = _ALONE.fullmatch(masked.replace(",", "")) or _is_closed(masked)
        return readers.figure_in(words, hearing) if alone else None
    closed = [piece for piece, found in pieces if found and _is_closed(_masked(piece, found))]
    if len(closed) == 1:
        return readers.figure_in(closed[0], hearing)
    whole = " ".join(_masked(words, readers.amounts_in(words, hearing)).translate(_MARKS).split())
    return readers.figure_in(words, hearing) if _ALONE.fullmatch(whole) else None


def agreed_at(words: str, hearing: Hearing) -> Found | None:
    """The figure of an agreement that the words tell; None when they name it nowhere for sure."""
    for clause in clauses(words):
        if match := AGREED_AT.search(clause):
            named = clause[match.start() :]
            return None if _several_things(named, hearing) else readers.figure_in(named, hearing)
    pieces = [pair for pair in _pieces(words, hearing) or () if pair[1]]
    plainly = [piece for piece, _ in pieces if not _OTHER.search(readers.simplified(piece))]
    said = [piece for piece, _ in pieces if says_agreed(piece)]
    closed = [piece for piece, found in pieces if _is_closed(_masked(piece, found))]
    for chosen in (said, closed, plainly):
        if chosen:
            return readers.figure_in(chosen[0], hearing)
    found = list(chain.from_iterable(found for _, found in pieces))
    # "They offered 65k, I said yes".
    taken = len(found) == 1 and _TOOK_IT.search(
        readers.simplified(words.partition(pieces[0][0])[2])
    )
    return readers.figure_in(words, hearing) if taken else None


def _pieces(words: str, hearing: Hearing) -> list[tuple[str, Sequence[Found]]] | None:
    """The pieces of a sentence with their figures; None when a figure cannot be read."""
    try:
        return list(readers.amounts_by_piece(words, hearing))
    except NotUnderstood:
        return None


def _several_things(words: str, hearing: Hearing) -> bool:
    """Whether a time is named before what may be the price: "3 days from home and 70k"."""
    found = readers.amounts_in(words, hearing)
    lasts = [_TIME.match(one.amount.measure.unit or "") is not None for one in found]
    return bool(lasts) and lasts[0] and not all(lasts)


def _is_closed(masked: str) -> bool:
    return _CLOSED.search(masked) is not None and _OTHER.search(masked) is None


def _masked(words: str, found: Sequence[Found]) -> str:
    """The words with "#" for each figure, "~" for one that counts time alone."""
    text = words
    for one in sorted(found, key=lambda one: one.start, reverse=True):
        lasts = _LASTS.fullmatch(one.amount.measure.unit or "")
        text = f"{text[: one.start]} {'~' if lasts else '#'} {text[one.end :]}"
    return readers.simplified(text)
