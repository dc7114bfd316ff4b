"""What the typed answers about a meeting mean: how it ended, the practice, ratings, their side."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from bot.coach.amounts import Amount
from bot.coach.expression import Expression
from bot.coach.looking_back import RATINGS, LookingBack, Ratings, Used
from bot.coach.reflection import Ended
from bot.dialogue.script import Hearing, NotUnderstood, Remark
from bot.guides import readers
from bot.guides.clauses import by_figure, clauses, label_of

Fields = Mapping[str, Any]

_CANCELLED = Expression(
    r"\bno longer|\bcancel+(?:ed|ation)|\bcalled (?:it |that )?off|\bfell through"
    r"|\b(?:not|never) happen(?:ed|ing)?|(?:isn't|won't|didn't) happen(?:ing)?"
    r"|(?:\b(?:not|never)|n't) (?:take|taken|taking) place"
    r"|\b(?:it|deal|meeting|call|talk)(?:'s| is| was) off\b"
)
_PUT_OFF = r"(?:moved|postponed|rescheduled|pushed|delayed|put off)"
_MOVED = Expression(
    rf"^(?:it |(?:the )?(?:meeting|call|talk) )?(?:(?:was|is|got|has been) )?{_PUT_OFF}\b"
    rf"|\b(?:it|meeting|call|talk) (?:was |is |got |has been ){_PUT_OFF}\b|\bmoved it\b"
)
_STILL_OPEN = Expression(
    r"\bstill (?:open|talking|negotiating|pending|thinking|waiting|in talks|going|discussing"
    r"|undecided)|\b(?:is|it's|left|left it|remains|keep it) open|\bongoing|\bpending|\bundecided"
    r"|(?:\bnot|n't)(?: yet)?(?: been)? signed"
    r"|(?:\b(?:not|no|nothing|never)|n't) (?:\w+ ){0,3}(?:yet|so far)\b|\bnot yet"
    r"|\bno decision|\bto be continued|\bwaiting"
    r"|\bagreed (?:to|that we) (?:meet|talk|speak|continue|go on|keep|think|sleep)\b"
    r"|\bagreed on (?:another|a (?:second|new|next))\b|\b(?:another|next|second) (?:round|meeting)"
)
_NO_DEAL = Expression(
    r"(?:\b(?:not|never|no)|(?:did|could|would)n't) (?:(?:reach|come to|get to|find) )?"
    r"(?:an? |any |the )?(?:deal|agree(?:d|ment)?|settle(?:d|ment)?|accept(?:ed)?)\b"
    r"|\bwalked away|\bbroke off|\bagreed to disagree"
)
_REFUSED = Expression(r"\brefused|\bturned (?:it |them |that )?down|\bsaid no\b")
_AGREED = Expression(
    r"\bagreed?\b|\bsettled|\bsigned|\baccepted|\bsaid yes|\bshook hands|^done\b|^yes\b"
)
_DEAL = Expression(r"\b(?:deal|agreement)\b")
# What is left to sign after an agreement does not keep it open.
_PAPER = Expression(
    r"\b(?:still )?(?:waiting for|pending) (?:(?:the|their|a) )?(?:contract|paper|signature)\w*"
    r"|(?:\bnot|n't)(?: yet)?(?: been)? signed(?: yet)?"
)
_AGREED_AT = Expression(
    r"(?<!not )(?<!n't )(?<!never )\b(?:agreed|settled)(?: \w+)? (?:at|on|for|to) \D{0,12}\d",
    re.IGNORECASE,
)
# In this order each takes its words: "no deal" is no deal, and "not agreed yet" is still open.
_ENDED: tuple[tuple[Ended, Expression], ...] = (
    ("cancelled", _CANCELLED),
    ("moved", _MOVED),
    ("still_open", _STILL_OPEN),
    ("no_deal", _NO_DEAL),
    ("no_deal", _REFUSED),
    ("agreed", _AGREED),
)
_BARE: Mapping[str, Ended] = {"no": "no_deal", "nope": "no_deal", "open": "still_open"}
_OFFERED = Expression(
    r"\b(?:offer\w*|propos\w*|their best|they (?:said|named|went|would|came))\b", re.IGNORECASE
)
_NOTHING = Expression(
    r"(?:no(?:t really)?|none|nothing(?: much| really| new)?|nope)(?: surprised me)?|n/?a|-"
)
_NO_FIGURE = Expression(
    r"(?:i(?:'d| would) )?(?:rather not(?: say)?|leave it out|keep it private"
    r"|no (?:offer|figure|number)|there was none|without(?: a figure)?)"
)
_NO_CHANCE = Expression(
    r"^(?:there (?:was|came) )?no (?:real )?(?:chance|opportunity|occasion)(?: came(?: up)?)?"
    r"|^(?:it )?(?:did ?n['o]?t|did not|never) (?:come|came) up",
    re.IGNORECASE,
)
_YES = Expression(r"^(?:yes|yep|yeah|i (?:did(?! ?n)|used|tried)(?: it)?|did it)\b", re.IGNORECASE)
_NO = Expression(
    r"^(?:not (?:this time|really|yet)|no(?:pe)?|i (?:did ?n['o]?t|did not|forgot)(?: it)?)\b",
    re.IGNORECASE,
)
_TAKEN = " , "
"""What stands in the place of words that were understood."""
_EDGES = " \t\n,;:.–—-"


def told(hearing: Hearing) -> LookingBack:
    """What was told of the meeting so far."""
    return LookingBack.model_validate(dict(hearing.answers))


def outcome(text: str, hearing: Hearing) -> Fields:
    """How it ended, with the figure agreed or their offer where the words name one."""
    words = readers.plain(text)
    ended = _ended(words)
    if ended is None:
        found = readers.figure_in(words, hearing)
        if found is None:
            raise NotUnderstood(Remark(code="ended_unknown"))
        return {"ended": "agreed", "figure": _counted(found.amount, hearing)}
    if ended == "agreed":
        figure = readers.figure_in(_agreeing(words), hearing)
        return {"ended": ended, **({"figure": _counted(figure.amount, hearing)} if figure else {})}
    offered = _offered(words, hearing) if ended in {"no_deal", "still_open"} else None
    return {"ended": ended, **({"offer": offered} if offered else {})}


def _ended(words: str) -> Ended | None:
    """How it ended; None when no words tell, refused when they can be read in two ways."""
    plain = readers.simplified(words)
    if plain in _BARE:
        return _BARE[plain]
    if _AGREED_AT.search(plain):
        plain = _REFUSED.sub(_TAKEN, plain)
    if _AGREED.search(_PAPER.sub(_TAKEN, plain)):
        plain = _PAPER.sub(_TAKEN, plain)
    found: list[Ended] = []
    for ended, pattern in _ENDED:
        plain, count = pattern.subn(_TAKEN, plain)
        found += [ended] if count and ended not in found else []
    if len(found) > 1:
        raise NotUnderstood(Remark(code="ended_several"))
    if not found and _DEAL.search(plain):
        return "agreed"
    return found[0] if found else None


def _agreeing(words: str) -> str:
    """The clause that names what was agreed, from there on; all the words when none does."""
    for clause in clauses(words):
        if match := _AGREED_AT.search(clause):
            return clause[match.start() :]
    return words


def _offered(words: str, hearing: Hearing) -> Amount | None:
    """The last figure that is said to be theirs."""
    offers = [
        found[0].amount
        for clause in clauses(words)
        for piece in by_figure(clause, readers.amounts_in(clause, hearing))
        if _OFFERED.search(piece) and (found := readers.amounts_in(piece, hearing))
    ]
    return _counted(offers[-1], hearing) if offers else None


def ended(text: str, _hearing: Hearing) -> Fields:
    """How it ended, as chosen in a form or in words."""
    if text in {name for name, _ in _ENDED}:
        return {"ended": text}
    found = _ended(text.replace("_", " "))
    if found is None:
        raise NotUnderstood(Remark(code="ended_unknown"))
    return {"ended": found}


def figure(name: str) -> Callable[[str, Hearing], Fields]:
    """A reader of one figure, which counts what the preparation counts; not knowing is none."""

    def read(text: str, hearing: Hearing) -> Fields:
        words = readers.plain(text)
        phrase = readers.simplified(words)
        if readers.unsure(words) or _NOTHING.fullmatch(phrase) or _NO_FIGURE.fullmatch(phrase):
            return {name: None}
        found = None if hearing.fields else readers.figure_in(words, hearing)
        amount = found.amount if found else readers.amount(words, hearing)
        return {name: _counted(amount, hearing)}

    return read


def _counted(amount: Amount, hearing: Hearing) -> Amount:
    """The amount, refused when it counts something else than what was told before."""
    others = tuple(told(hearing).amounts(without=hearing.step))
    readers.same_measure((*others, amount), hearing)
    return amount


def line(text: str, _hearing: Hearing) -> Fields:
    """A line in their words; "nothing" and not knowing are an empty one."""
    words = readers.plain(text)
    nothing = readers.unsure(words) or _NOTHING.fullmatch(readers.simplified(words))
    return {"line": "" if nothing else words}


def practice(text: str, _hearing: Hearing) -> Fields:
    """Whether it was used, and what else the words tell of it."""
    words = readers.plain(text)
    answers: tuple[tuple[Used, Expression], ...] = (
        ("no_chance", _NO_CHANCE),
        ("yes", _YES),
        ("no", _NO),
    )
    for used, pattern in answers:
        if match := pattern.match(words.replace("’", "'")):
            rest = words[match.end() :].strip(_EDGES)
            return {"used": used, **({"evidence": rest} if rest else {})}
    raise NotUnderstood(Remark(code="used_unknown"))


def used(text: str, hearing: Hearing) -> Fields:
    """The same, as chosen in a form."""
    return {"used": practice(text.replace("_", " "), hearing)["used"]}


def evidence(text: str, _hearing: Hearing) -> Fields:
    """What shows that it was used."""
    words = readers.plain(text)
    return {"evidence": "" if _NOTHING.fullmatch(readers.simplified(words)) else words}


def ratings(text: str, _hearing: Hearing) -> Fields:
    """Four figures from 1 to 5, in the order of the question."""
    found = re.findall(r"\d+(?:\.\d+)?", readers.plain(text))
    if len(found) != len(Ratings.model_fields) or any(one not in RATINGS for one in found):
        raise NotUnderstood(Remark(code="ratings_unclear"))
    return dict(zip(Ratings.model_fields, map(int, found), strict=True))


def rating(name: str) -> Callable[[str, Hearing], Fields]:
    """A reader of one rating from 1 to 5."""

    def read(text: str, _hearing: Hearing) -> Fields:
        if text not in RATINGS:
            raise NotUnderstood(Remark(code="rating_unclear"))
        return {name: int(text)}

    return read


def revealed(text: str, hearing: Hearing) -> Fields:
    """Their limit and their opening by the words around them; not knowing is none."""
    words = readers.plain(text)
    if readers.unsure(words) or _NOTHING.fullmatch(readers.simplified(words)):
        return {"limit": None, "opening": None}
    fields: dict[str, Any] = {}
    for clause in clauses(words):
        for piece in by_figure(clause, readers.amounts_in(clause, hearing)):
            found = readers.amounts_in(piece, hearing)
            name = "opening" if label_of(piece) == "opening" else "limit"
            if found and name not in fields:
                fields[name] = _counted(found[0].amount, hearing)
    if not fields:
        raise NotUnderstood(Remark(code="amount_missing"))
    return fields
