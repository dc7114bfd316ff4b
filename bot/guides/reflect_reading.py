"""What the typed answers about a meeting mean: how it ended, the practice, ratings, their side."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from bot.coach.amounts import Amount
from bot.coach.committing import Result
from bot.coach.expression import Expression
from bot.coach.looking_back import ENDED, RATINGS, LookingBack, Ratings, Used
from bot.dialogue.script import Hearing, NotUnderstood, Remark
from bot.guides import readers
from bot.guides.agreed_figure import agreed_at, settled_at
from bot.guides.clauses import by_figure, clauses, label_of
from bot.guides.ended_reading import ended_as
from bot.guides.practice_reading import practice_told

Fields = Mapping[str, Any]

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
_USED: Mapping[Result, Used] = {"did": "yes", "missed": "no", "no_chance": "no_chance"}


def told(hearing: Hearing) -> LookingBack:
    """What was told of the meeting so far."""
    return LookingBack.model_validate(dict(hearing.answers))


def outcome(text: str, hearing: Hearing) -> Fields:
    """How it ended, with the figure agreed or their offer where the words name one."""
    words = readers.plain(text)
    ended = ended_as(words)
    if ended is None or ended == "agreed":
        figure = agreed_at(words, hearing) if ended else settled_at(words, hearing)
        if not (ended or figure):
            raise NotUnderstood(Remark(code="ended_unknown"))
        found = {"figure": _counted(figure.amount, hearing)} if figure else {}
        return {"ended": "agreed", **found}
    offered = _offered(words, hearing) if ended in {"no_deal", "still_open"} else None
    return {"ended": ended, **({"offer": offered} if offered else {})}


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
    if text in ENDED:
        return {"ended": text}
    found = ended_as(text.replace("_", " "))
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
    found = practice_told(words)
    if found is None:
        raise NotUnderstood(Remark(code="used_unknown"))
    result, rest = found
    return {"used": _USED[result], **({"evidence": rest} if rest else {})}


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
    for piece, found in readers.amounts_by_piece(words, hearing):
        name = "opening" if label_of(piece) == "opening" else "limit"
        if found and name not in fields:
            fields[name] = _counted(found[0].amount, hearing)
    if not fields:
        raise NotUnderstood(Remark(code="amount_missing"))
    return fields
