"""What words tell of a practice: done, missed, or no chance for it, read clause by clause.

Each clause is read by itself; an answer whose clauses tell two ends is asked back.
"""

from collections.abc import Mapping
from typing import Final

from bot.coach.committing import Result
from bot.coach.expression import Expression

_EDGES = " \t\n,;:.!–—-"
_NOT = r"(?: ?n['o]?t| not)"
_ENDS = r"(?=\s*(?:$|[,;:.!–—-]))"
_CHANCE = r"(?:chances?|opportunit(?:y|ies)|occasions?)"
_MEETING = r"(?:meetings?|negotiations?|talks?|calls?)"
_OFTEN = rf"(?:a |an |any |the |my |one )?(?:real )?{_CHANCE}\b"
_TIMES = (
    r"(?:once|twice|(?:\d+|two|three|four|five|six|many|several|a few|a couple of) times"
    r"|every (?:time|day))"
)
_SURELY = (
    r"(?:finally |really |actually |even |just |still |always |also |sure |totally |definitely "
    r"|then |only |again |at least |in the end,? |completely |simply )*"
)
_I = rf"(?:^{_SURELY}|\b(?:i|we)(?: have|'ve)? {_SURELY})"
_IT = r"(?: (?:it|that|this|them|both|mine|so|the (?:practice|technique|exercise|phrase|question)))"

_BREAK = Expression(
    r"[,;:.!\n–—]+(?=\s|$)|\s-+\s|\s+(?=but\b)|\s+(?:and|though|although|because|while)\s+"
)
_YES = Expression(
    rf"(?:yes|yep|yeah|yup)\b|(?:sure|of course|absolutely|definitely|certainly|done){_ENDS}"
)
_NO_LEAD = Expression(
    rf"(?:no(?:pe)?|not really)(?:{_ENDS}|(?= (?:not|i|it|we|but|sorry|there)\b))"
)
_BEFORE = Expression(r"(?:(?:sorry|sadly|unfortunately|well|hm+|oh|honestly|but|and|then)\b[ ,]*)+")
_NO_WORRY = Expression(r"no (?:problem|doubt|kidding|worries|question|sweat)\b")
_YES_NO = Expression(
    r"^(?:yes|yep|yeah|yup),? (?:(?:and|or|but) )?(?:no|not|maybe|please)\b"
    r"(?! (?:every|always|all|perfect|perfectly|well|as)\b)|\?"
)

_UNSURE = Expression(
    r"^(?:i (?:guess|think) |only |just |well,? )*(?:half|partly|partially|kind of|sort of|maybe"
    r"|perhaps|almost|nearly|not sure|i think so|more or less|some of it|a bit)\b"
)
# What was wished or is to come tells nothing of the week.
_UNREAL = Expression(
    r"\b(?:wish|should|would|will|might|hope|going to|plan to|if|used to|next week|tomorrow)\b"
    r"|'ll\b"
)
_MOVED = Expression(
    rf"^(?:the |my |our |all )?{_MEETING} (?:was |were |got )?(?:all )?"
    r"(?:cancell?ed|postponed|moved|rescheduled|pushed)\b"
)
_KEPT = Expression(
    rf"(?:(?:did|could|have|had){_NOT}|never) (?:even )?(?:forget|forgot|forgotten|miss|missed"
    r"|resist|fail|failed|hesitate|skip)\b|\bnot once did (?:it|that|i) (?:fail|forget|miss)\b"
)
_NO_CHANCE = (
    rf"(?:(?:there (?:was|came|were) |(?:i|we) (?:had|got) )?no (?:real )?{_CHANCE}\b"
    r"(?: (?:came|this week)(?: up)?)?"
    rf"|(?:it )?(?:did{_NOT}|never) (?:come|came) up|nothing (?:came up|to negotiate)\b"
    rf"|(?:i |we )?(?:(?:did|have|had){_NOT}|never) (?:really )?(?:have|had|get|got|see) {_OFTEN}"
    rf"|(?:there )?never (?:a )?(?:real )?{_CHANCE}\b)"
)
_AWAY = (
    rf"(?:(?:there (?:was|were) |(?:i|we) had )?no {_MEETING}\b(?: this week)?"
    r"|no ?(?:one|body) to (?:negotiate|talk|practi[sc]e) with"
    r"|(?:(?:i )?(?:was|am) |i'm )?(?:away )?(?:(?:off )?on (?:a )?(?:holiday|vacation|leave)"
    r"|off sick|sick|ill|out of (?:the )?office)\b"
    rf"|(?:the |my |our |all )?{_MEETING} (?:was |were |got )(?:all )?"
    r"(?:cancell?ed|postponed|moved)\b"
    rf"|(?:i |we )?(?:did|have|had){_NOT} (?:really )?(?:have|had) (?:any|a|the|my) {_MEETING}\b)"
)
_AFRAID = (
    r"(?:chicken(?:ed|ing) out|froze|bottled it|lost (?:my|the) nerve|got cold feet"
    r"|(?:did ?n't|did not) dare)"
)
_MISSED = Expression(
    rf"{_I}(?:forgot|missed|failed|skipped)(?: (?:it|that|this|about (?:it|this)|again"
    rf"|this (?:time|week)|to|in|on|at|with|mine|(?:the|my|a) {_CHANCE})\b"
    r"(?! (?:only|just) once)|$)"
    rf"|{_I}(?:{_AFRAID}|blew it|messed (?:it )?up|gave in|let it)\b"
    r"|\btoo (?:nervous|shy|afraid|scared|busy)\b|^not the (?:courage|nerve|guts)\b"
    rf"|{_I}did nothing\b|\bnever (?:thought of it|did(?: it)?$|used it|tried it)"
    r"|\bused none\b"
)
_NOT_DONE = Expression(
    rf"(?:^|\bi |\bwe ){_SURELY}(?:did|have|had|could){_NOT}"
    r"(?: (?:really |even |actually )?(?:do|done|use|used|try|tried|take|taken|manage|managed|dare"
    r"|get (?:around|round|to)|got(?:ten)? (?:around|round)|bring|ask|asked|speak|say|pause|make"
    r"|apply|practi[sc]e|remember|think of|bother|it|that)\b|$)"
    rf"|(?:^|\bi )was{_NOT} able\b|^not (?:used|done|tried)\b"
    r"|^(?:(?:did|used|tried) (?:it |that )?|.*\b(?:did|used|tried) (?:it|that) )?(?:of course )?"
    r"(?:not(?: (?:this (?:time|week)|once|really|yet|today|at all))?|never|no)$"
    r"|^not (?:this (?:time|week)|yet)\b"
)
_LAPSED = Expression(rf"{_I}(?:forgot|missed|failed)\b")
_DID = Expression(
    rf"{_I}(?:(?:did|used){_IT}\b|did(?:$| (?:indeed|thanks|{_TIMES})\b)"
    r"|did (?=(?:on|in|with|today)\b)|did (?:use|ask|try|apply|practi[sc]e|manage)\b"
    rf"|used (?:my|mine)\b|practi[sc]ed{_IT}\b|managed(?:$|{_IT}\b| to (?:do|use)\b)"
    rf"|done(?:$|{_IT}\b| {_TIMES})"
    r"|took (?:it|that|the (?:chance|opportunity))\b)"
    rf"|^(?:only |just |at least )?{_TIMES}(?:$| (?:in|on|with|this|today|yesterday|last|at)\b)"
)
_TRIED = Expression(rf"^(?:(?:i|we)(?: have|'ve)? )?{_SURELY}tried\b")
_CAME = Expression(rf"\b{_CHANCE}\b|\bcame up\b")

_READINGS: Final[tuple[tuple[str, Expression], ...]] = (
    ("unsure", _UNSURE),
    ("did", _KEPT),
    ("no_chance", Expression(rf"^{_NO_CHANCE}")),
    ("no_chance", _MOVED),
    ("unreal", _UNREAL),
    ("away", Expression(rf"^{_AWAY}")),
    ("missed", _MISSED),
    ("not", _NOT_DONE),
    ("lapsed", _LAPSED),
    ("did", _DID),
    ("tried", _TRIED),
    ("came", _CAME),
)
# What each result may begin with, so that the rest is told beside it.
_BEGINS: Final[Mapping[Result, Expression]] = {
    "no_chance": Expression(
        rf"(?:(?:no(?:pe)?|not really|sorry|sadly)[ ,;:.–—-]+)?(?:{_NO_CHANCE}|{_AWAY})"
    ),
    "missed": Expression(
        rf"(?:{_OFTEN} came[, ]+(?:but )?(?:not|no)\b(?: this time)?"
        r"|(?:no, )?not (?:this time|this week|once|really|yet|at all)|missed(?: it)?"
        rf"|(?:(?:sadly|sorry|unfortunately),? (?:no|not)|never){_ENDS}"
        rf"|no(?:pe)?(?:{_ENDS}|(?= (?:not|i|it|we|but|sorry)\b))"
        rf"|(?:i )?(?:(?:did|have|had|could){_NOT}|forgot|failed)"
        r"(?: (?:really )?(?:do|done|use|used|try|tried|take|taken|manage|managed)"
        rf"(?: (?:it|that|to))?| it)?{_ENDS}|i forgot(?: it)?)(?!\w)"
    ),
    "did": Expression(
        rf"(?:yes|yep|yeah|yup|(?:done|sure|of course|absolutely|definitely|certainly){_ENDS}"
        rf"|(?:i )?{_SURELY}did it|i {_SURELY}did(?={_ENDS}| {_TIMES})"
        rf"|(?:i )?(?:sure )?did(?={_ENDS}| {_TIMES})|(?:i )?{_SURELY}(?:used|tried)(?: it)?"
        rf"|(?:i )?{_SURELY}managed(?: to do it| it| that)?|(?:only )?{_TIMES}{_ENDS})(?!\w)"
    ),
}


def practice_told(words: str) -> tuple[Result, str] | None:
    """What came of it and the rest of the words; None when they tell none, or two of them."""
    straight = words.replace("’", "'").lower()
    result = None if _YES_NO.search(straight) else _result(straight.strip(_EDGES))
    if result is None:
        return None
    # Lower case may have another length than what was typed: then all of it is kept.
    begin = _BEGINS[result].match(straight) if len(straight) == len(words) else None
    return result, words[begin.end() :].strip(_EDGES) if begin else words


def _result(words: str) -> Result | None:
    lead, rest = _lead(words)
    pieces = [piece for one in _BREAK.split(rest) if (piece := one.strip(_EDGES))]
    found = [_of_clause(_after_filler(piece)) for piece in pieces]
    but = any(
        piece.startswith("but ") and one is None for piece, one in zip(pieces, found, strict=True)
    )
    return _together({one for one in found if one}, lead, unread_but=but)


def _lead(words: str) -> tuple[str, str]:
    """Whether it begins with yes or no, and what follows."""
    rest = _after_filler(words)
    if worry := _NO_WORRY.match(rest):
        return _lead(rest[worry.end() :].strip(_EDGES))
    for name, pattern in (("yes", _YES), ("no", _NO_LEAD)):
        if match := pattern.match(rest):
            return name, rest[match.end() :]
    return "", rest


def _after_filler(words: str) -> str:
    match = _BEFORE.match(words)
    return words[match.end() :] if match else words


def _of_clause(clause: str) -> str | None:
    return next((name for name, pattern in _READINGS if pattern.search(clause)), None)


def _together(found: set[str], lead: str, *, unread_but: bool) -> Result | None:
    """The one result that all clauses allow; None when they allow none or contradict each other."""
    if "unsure" in found:
        return None
    if found & {"did", "tried"}:
        return _of_done(found, lead, unread_but=unread_but)
    if found & {"no_chance", "away"}:
        return None if found & {"missed", "lapsed"} or lead == "yes" else "no_chance"
    if found & {"missed", "not"}:
        return "missed" if lead != "yes" or "came" in found else None
    leads: Mapping[str, Result] = {"yes": "did", "no": "missed"}
    return leads.get(lead)


def _of_done(found: set[str], lead: str, *, unread_but: bool) -> Result | None:
    """What clauses tell of which one says that it was done, or tried.

    Who tried and forgot the words missed it; who did it and forgot them did it.
    """
    missed, none = found & {"missed", "not"}, found & {"no_chance", "away"}
    if "did" in found:
        return None if missed or "no_chance" in none or lead == "no" else "did"
    if missed or "lapsed" in found:
        return "missed"
    return None if none or unread_but or lead == "no" else "did"
