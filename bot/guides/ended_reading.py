"""How a meeting ended, from the words that tell it."""

import re
from collections.abc import Mapping

from bot.coach.expression import Expression
from bot.coach.reflection import Ended
from bot.dialogue.script import NotUnderstood, Remark
from bot.guides import readers

_TALKS = r"(?:it|meeting|call|talk|interview|appointment)"
_CANCELLED = Expression(
    r"\bno longer|\bcancel+(?:ed|ation)|\bcalled (?:it |that )?off|\bfell through"
    r"|\b(?:not|never) happen(?:ed|ing)?|(?:isn't|won't|didn't) happen(?:ing)?"
    r"|(?:\b(?:not|never)|n't) (?:take|taken|taking|took) place|\bno meeting took place"
    rf"|\b(?:{_TALKS}|deal)(?:'s| is| was) off\b|\bi (?:didn't|did not|never) go$"
    r"|\bdecided not to go\b"
)
# A figure that moved is not a meeting that did.
_FIGURE = r"(?:[$€£]\d|\d[\d.,]*k\b|\d{3}|\d{1,3}[.,]\d{3})"
_NO_FIGURE = rf"(?! (?:\w+ )?(?:up |down )?to {_FIGURE})"
_PUT_OFF = rf"(?:moved(?! on\b)|postponed|rescheduled|pushed|delayed|put off){_NO_FIGURE}"
_MOVED = Expression(
    rf"^(?:it |(?:the )?{_TALKS} )?(?:(?:was|is|got|has been) )?{_PUT_OFF}\b"
    rf"|\b{_TALKS} (?:was |is |got |has been ){_PUT_OFF}\b|\bmoved{_NO_FIGURE} it\b"
    r"|\b(?:we|they|he|she|i) (?:have |had to )?(?:rescheduled|postponed)$"
    rf"|\b(?:we|they|he|she|i) (?:have |had |had to )?{_PUT_OFF} (?:it|(?:the |our )?{_TALKS})\b"
    rf"|\b(?:asked|wanted|want|had|have|decided) to (?:move|postpone|reschedule|delay) "
    rf"(?:it|(?:the |our )?{_TALKS})\b"
)
_WAIT = r"(?:think|sleep|check|discuss|decide|consult|ask|talk|clarify|look)"
_POINT = r"(?:salary|price|pay|title|bonus|rate|fee|terms?|rest|delivery|budget|everything else)"
_STILL_OPEN = Expression(
    r"\bstill (?:open|talking|negotiating|pending|thinking|waiting|in talks|going|discussing"
    r"|undecided|deciding|considering|to be (?:decided|agreed))"
    r"|\bstill (?:(?:have |has |did )?not|haven't|hasn't|didn't)"
    r"(?: (?:agreed?|settled|accepted))?\b"
    r"|\b(?:is|it's|left|left it|remains|keep it) open|\bongoing|\bpending|\bundecided"
    r"|(?:\bnot|n't)(?: yet)?(?: been)? (?:signed|decided)"
    r"|(?:\b(?:not|no|nothing|never)|n't) (?:\w+ ){0,3}(?:yet|so far)\b|\bnot yet"
    r"|\bno decision|\bto be continued|\bwaiting|\bin progress|\bunder discussion"
    r"|\b(?:sleep|think) (?:on|about|over) it|\bthink it over|\b(?:meet|talk|speak) again\b"
    rf"|\b(?:need|needs|want|wants|have|has)(?: some| more| a bit of)?(?: time)? to {_WAIT}\b"
    r"|\b(?:get|come|call|write) back to (?:me|us|them|him|her)\b"
    r"|\bneeds? (?:[\w' ]{0,20} )?approval\b|\b(?:it is|it's) with (?:the|their|his|her)\b"
    r"|\bagreed (?:to|that we) (?:meet|talk|speak|continue|go on|keep|think|sleep|wait"
    r"|pause|consider|look|review|discuss|revisit|decide|postpone|come back|check)\b(?: again)?"
    r"|\bon (?:hold|ice)\b|\bdecision (?:was |is |got |has been )?(?:postponed|delayed|deferred"
    r"|adjourned|put off|pushed|moved)"
    r"|\b(?:postponed|delayed|deferred|adjourned|put off|pushed|moved)"
    r" (?:the|their|his|her|our|a|any) decision\b|\bsaid maybe\b|\bwill hear back\b"
    r"|\bran out of time\b|\b(?:let (?:them|him|her)|will let (?:me|us)) know\b|\brun it by\b"
    r"|\b(?:needs?|wants?|asked for) (?:some |a bit |a little |a few )?(?:more )?(?:time|days)\b"
    r"|\bmeeting again\b"
    r"|(?:'ll|\bwill|\bhas to|\bneeds to) (?:talk|speak) (?:to|with) (?:his|her|their)\b"
    rf"|\b{_POINT} (?:is |are |still )*(?:open|undecided)\b"
    r"|\bagreed on (?:another|a (?:second|new|next))\b|\b(?:another|next|second) (?:round|meeting)"
)
_OTHERS = r"(?:somebody|someone|another|a different|other)"
_WON = r"(?:raise|promotion|job|discount|contract|budget|position|role)"
_NO_DEAL = Expression(
    r"(?:\b(?:not|never|no)|(?:did|could|would|can|do|does)n't)"
    r" (?:(?:reach|come to|get to|find|have|make|strike|get) )?"
    r"(?:an? |any |the |(?:a )?common )?(?:deal|agree(?:d|ment)?|settle(?:d|ment)?|accept(?:ed)?"
    r"|ground)\b"
    r"|\b(?:signed|settled|got|achieved|reached|accepted) nothing\b|\bagreed not to (?:agree|go)\b"
    r"|\bit's a no\b|^fail(?:ed)?$|\b(?:not|n't) approved?\b|\bdidn't get (?:it|anything)$"
    r"|^(?:sadly,? |sorry,? |unfortunately,? )?no (?:raise|promotion)(?: this (?:year|time))?$"
    r"|\bwithdrew my application\b|\bso (?:i|we) left\b"
    r"|\bwalked away|\bbroke (?:off|down)|\bagreed to disagree|\bagreed (?:to|on) nothing"
    r"|\bfell apart|(?:did not|didn't) work out|\bcame to nothing|\bnothing came of it|\bno luck\b"
    rf"|\bwent with {_OTHERS}|\b(?:chose|picked|hired|took) (?:on )?{_OTHERS}"
    r"|\bwithout (?:a |any |an )?(?:deal|agreement)\b|\blost (?:the|our|this) deal"
    r"|\bdeal (?:died|collapsed|broke|is (?:dead|lost))"
    r"|(?:\b(?:not|never)|n't) (?:give|gave|given|get|got) (?:(?:me|us) )?"
    rf"(?:the|my|our|a) {_WON}\b"
)
_REFUSED = Expression(
    r"\brefused|\bturned (?:(?:it|them|that|me|us|him|her|my offer|their offer) )?down|\bsaid no\b"
    r"|\bdeclined|\brejected"
)
_REFUSED_BEFORE = Expression(
    r"\b(?:after|although|though) [^,;]{0,30}?"
    r"\b(?:refused|turned (?:\w+ )?down|said no|declined|rejected)"
)
_AGREED = Expression(
    r"\bagreed?\b|\bsettled|\bsigned|\baccepted|\bsaid yes|\bshook hands"
    r"|^(?:it's |it is |all )?done(?:$|(?= (?:deal|at|for|on)\b))"
    r"|\bverbal (?:yes|agreement|ok(?:ay)?)\b|\bsealed"
    r"|\b(?:have|got|made|struck|closed|reached|came to) an? "
    rf"(?:deal|agreement)\b|\b(?:gave|granted) (?:me|us) (?:the|my|our|a) {_WON}\b"
    rf"|\bgot (?:the|my|our|a) {_WON}\b"
    r"|\b(?:took|take|taking) (?:the|their|his|her) (?:offer|deal)\b"
    r"|\b(?:i|we) took it$|\bit's a yes\b|^approved\b"
    rf"|\bapproved (?:it|my|our)\b|\b{_WON} (?:was |is |got |has been )?(?:approved|granted)\b"
)
_DEAL = Expression(
    r"(?:^|\b(?:it's|it is|is|a|the|our|great|good|won|won the) )(?:done )?(?:deal|agreement)"
    r"(?= ?(?:$|[,.:;!-])| (?:at|of|for|with|(?:is |was )?(?:done|closed|made|signed)))"
)
# What is left to sign or to arrange after an agreement does not keep it open.
_REST = r"(?:(?:the|their|a|only|just|some|all|its) )*"
_FORMAL = (
    r"(?:start(?:ing)? dates?|dates?|details?|paper(?:work|s)?|contract|signatures?|formalities"
    r"|fine print|small print|wording|logistics)"
)
_PAPER = Expression(
    rf"\b(?:still )?(?:waiting for|pending) {_REST}(?:contract|paper|signature)\w*"
    r"|(?:\bnot|n't)(?: yet)?(?: been)? signed(?: yet)?"
    rf"|\b{_REST}{_FORMAL}(?:(?: is| are|'s) | )(?:(?:still|only|yet) )*(?:open|pending|tbd"
    r"|undecided|missing|not (?:fixed|set|decided|clear)(?: yet)?"
    r"|to (?:follow|come|be (?:\w+)))\b"
    rf"|\b(?:still |only )*(?:open|missing)(?: is| are|:) {_REST}{_FORMAL}(?= ?(?:$|[,.;]))"
)
# Of a part only: what is talked about beside it is still open.
_PARTLY = Expression(
    r"\bagreed? (?:on|about) (?!\W?\d)(?:\w+ ?){1,3}|\bsettled (?:on|about) (?!\W?\d)(?:\w+ ?){1,3}"
    r"|\baccepted (?:the|my|our|their|a) (?:\w+ )?"
    r"(?:price|salary|pay|title|terms?|date|delivery|points?|part|rate|fee|idea)\b"
)
# Somebody who doubts it, or tells of two ends, has not said how it ended.
_DOUBTED = Expression(
    r"\balmost|\bnearly|\bnot (?:quite |so |really )?(?:sure|certain)|\bunsure|\bmaybe|\bperhaps"
    r"|\bprobably|\bhopefully|\b(?:i|we) hope\b|\bsort of|\bkind of|\btook (?:it|that) back"
    r"|\bwithdr[ae]w|\bchanged (?:their|his|her|my|our) mind|\bbacked out|\byes and no\b|\?$"
    r"|\bbut not? (?:to|on)\b|\bi think we\b|\bexcept\b|\bapart from|\ball but\b|\bagreed that\b"
    r"|\bsubject to\b|\bconditional(?:ly)?\b|\bprovided\b|\bif the\b"
    r"|\b(?:must|has to|have to|needs? to) (?:confirm|approve|sign off)|\bunless\b"
    rf"|\b(?:from|with) {_OTHERS}\b|\bagreement (?:on|about) (?!\W?\d)"
    r"|\b(?:would|could|might|may|will|should|can|to|if (?:they|we|i|he|she)) (?:\w+ )?"
    r"(?:agree|accept|settle)\b|'ll (?:agree|accept|settle)\b"
)
AGREED_AT = Expression(
    r"(?<!not )(?<!n't )(?<!never )\b(?:(?:agreed|settled)(?: \w+)? (?:at|on|for|to) \D{0,12}\d"
    r"|(?:accepted|signed at) [$€£]?\d)",
    re.IGNORECASE,
)
"""An agreement with its figure."""

# In this order each takes its words: "no deal" is no deal, and "not agreed yet" is still open.
_ENDED: tuple[tuple[Ended, Expression], ...] = (
    ("cancelled", _CANCELLED),
    ("moved", _MOVED),
    ("still_open", _STILL_OPEN),
    ("no_deal", _NO_DEAL),
    ("no_deal", _REFUSED),
    ("agreed", _AGREED),
)
# "Yes" may say that the meeting took place; what follows tells how it ended.
_YES = Expression(
    r"^(?:yes|yep|yeah|yup)\b[ ,.:;!-]*(?!(?:and|or|but) not?\b)"
    rf"(?:(?:it|the {_TALKS}|{_TALKS})(?: did| has| was)? (?:took place|take place|happened?|held)"
    r"|it did|we (?:met|talked|spoke))?[ ,.:;!-]*(?:(?:and|but)\b )?"
)
_YES_ALONE = Expression(
    r"(?:yes|yep|yeah|yup)\b[ ,.!-]*(?:(?:finally|at last|in the end|we (?:did|do|have)|they did"
    r"|definitely|absolutely|indeed|of course|great|perfect|all good|sir|please)[ ,.!-]*)*"
)
_BARE: Mapping[str, Ended] = {"no": "no_deal", "nope": "no_deal", "open": "still_open"}
_TAKEN = " , "
"""What stands in the place of words that were understood."""


def ended_as(words: str) -> Ended | None:
    """How it ended; None when no words tell, refused when they can be read in two ways."""
    plain = readers.simplified(words)
    if plain in _BARE:
        return _BARE[plain]
    if _YES_ALONE.fullmatch(plain):
        return "agreed"
    plain = _YES.sub("", plain)
    if agreed := AGREED_AT.search(plain):
        # What was refused before does not count, what is refused after an agreement does.
        before, after = plain[: agreed.start()], plain[agreed.start() :]
        plain = _REFUSED.sub(_TAKEN, before) + _REFUSED_BEFORE.sub(_TAKEN, after)
    if _AGREED.search(_PAPER.sub(_TAKEN, plain)):
        plain = _PAPER.sub(_TAKEN, plain)
    found = _found(plain)
    if "agreed" in found and "still_open" in found and not AGREED_AT.search(plain):
        found = _found(_PARTLY.sub(_TAKEN, plain))
    if not found and _DEAL.search(plain):
        found = ["agreed"]
    if len(found) > 1 or (found == ["agreed"] and _DOUBTED.search(plain)):
        raise NotUnderstood(Remark(code="ended_several"))
    return found[0] if found else None


def is_doubted(words: str) -> bool:
    """Whether the words doubt what they tell: "maybe", "almost"."""
    return _DOUBTED.search(readers.simplified(words)) is not None


def says_agreed(words: str) -> bool:
    """Whether the words tell an agreement, whatever else they tell."""
    return _AGREED.search(readers.simplified(words)) is not None


def _found(plain: str) -> list[Ended]:
    """Every end that the words tell."""
    found: list[Ended] = []
    for ended, pattern in _ENDED:
        plain, count = pattern.subn(_TAKEN, plain)
        found += [ended] if count and ended not in found else []
    return found
