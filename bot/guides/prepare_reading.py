"""What the typed answers mean: success, meeting, target and their side; others have own files."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from bot.calendar.moments import NotFixed
from bot.coach.amounts import Amount
from bot.coach.goals import is_money
from bot.coach.plan_b import Confidence
from bot.coach.preparation import TheirSide
from bot.coach.reading import Found
from bot.dialogue.script import Hearing, NotUnderstood, Remark
from bot.guides import readers
from bot.guides.beside import source
from bot.guides.clauses import by_figure, clauses, confidence_after, confidence_in, label_of

Fields = Mapping[str, Any]

_THAT_IS_ALL = re.compile(
    r"(?:no,? ?)?(?:that'?s|that is) (?:all|it)|no(?:thing)?(?: else| more)?|none", re.IGNORECASE
)
_THEIR_PLAN_B = re.compile(
    r"(?:their |the )?(?:plan b|batna|(?:best )?alternatives?)(?: is| are| would be|:)?(?= |$)",
    re.IGNORECASE,
)
UNKNOWN: Fields = {"limit": None, "target": None, "opening": None, "sure": None}


def goals(text: str, _hearing: Hearing) -> Fields:
    """One or more goals, split at lines, semicolons and commas; not knowing is none."""
    if readers.unsure(text):
        return {"goals": ()}
    return {"goals": _goals(text)}


def more_goals(text: str, hearing: Hearing) -> Fields:
    """Goals beyond money, added to those already named; "that's all" adds none."""
    named = tuple(hearing.draft.get("goals", ()))
    if _THAT_IS_ALL.fullmatch(readers.simplified(text)):
        return {"goals": named}
    return {"goals": (*named, *_goals(text))}


def _goals(text: str) -> tuple[str, ...]:
    pieces = re.split(r"\n|;|,(?!\d)", readers.plain(text))
    found = tuple(piece.strip(" .-•*") for piece in pieces if piece.strip(" .-•*"))
    if not found:
        raise NotUnderstood(Remark(code="empty"))
    return found


def all_money(named: tuple[str, ...]) -> bool:
    """Whether every goal is about money alone."""
    return bool(named) and all(is_money(goal) for goal in named)


def meeting(text: str, hearing: Hearing) -> Fields:
    """A moment in the person's zone, a day, or "not yet fixed"."""
    if readers.unsure(text):
        return {"at": None, "day": None}
    found = readers.moment(text, hearing)
    if isinstance(found, NotFixed):
        return {"at": None, "day": None}
    return {"at": found.at, "day": found.day}


def target(text: str, hearing: Hearing) -> Fields:
    """A figure and the criterion beside it; either may be missing."""
    words = readers.plain(text)
    if readers.unsure(words):
        return {"amount": None, "open": True}
    figure = readers.figure_in(words, hearing)
    why = source(words, figure)
    fields: dict[str, Any] = {"criterion": why} if why else {}
    return {**fields, "amount": figure.amount, "open": False} if figure else fields


def their_side(text: str, hearing: Hearing) -> Fields:
    """Limit, target, opening and Plan B by the words around them; the rest are interests."""
    words = readers.plain(text)
    if readers.unsure(words):
        return UNKNOWN
    fields: dict[str, Any] = {}
    interests: list[str] = []
    levels: list[Confidence] = []
    if sure := confidence_in(words):
        levels.append(sure[0])
        words = sure[1]
    for clause in clauses(words):
        for piece in by_figure(clause, readers.amounts_in(clause, hearing)):
            found = readers.amounts_in(piece, hearing)
            beside_figure = confidence_after(piece, found[-1]) if found else None
            levels += [beside_figure[0]] if beside_figure else []
            _take(beside_figure[1] if beside_figure else piece, found, fields, interests)
    # "70k low, 80k high" may name two ends; how sure they are is asked then.
    if len(set(levels)) == 1:
        fields["sure"] = levels[0]
    if interests:
        fields["interests"] = "; ".join(interests)
    _same_on_their_side({**hearing.draft, **fields}, hearing)
    return fields


def _same_on_their_side(fields: Fields, hearing: Hearing) -> None:
    """Refuse a second currency or unit among the figures of the other side."""
    theirs = TheirSide.model_validate(fields)
    figures = (theirs.limit, theirs.target, theirs.opening)
    readers.same_measure(tuple(figure for figure in figures if figure), hearing)


def _take(piece: str, found: tuple[Found, ...], fields: dict[str, Any], rest: list[str]) -> None:
    """Put one piece of the sentence where it belongs; what fits nowhere is an interest."""
    name = label_of(piece)
    figure = name or "limit"
    if name == "plan_b":
        fields["plan_b"] = " ".join(_THEIR_PLAN_B.sub(" ", piece).split()).strip(" .()")
    elif found and figure not in fields:
        fields[figure] = found[0].amount
    elif piece.strip(" .()"):
        rest.append(piece.strip(" .("))


def confidence(text: str, _hearing: Hearing) -> Fields:
    """How sure: low, medium or high; not knowing is low."""
    words = readers.plain(text)
    if readers.unsure(words):
        return {"sure": "low"}
    found = confidence_in(words) or confidence_in(f"{words} sure")
    if not found:
        raise NotUnderstood(Remark(code="confidence_unknown"))
    return {"sure": found[0]}


def limit(text: str, hearing: Hearing) -> Fields:
    """The most (or least) they could go to; not knowing is an answer.

    In the chat, what is said besides is taken too, as it would be at the question itself.
    """
    if readers.unsure(text):
        return {}
    found = {} if hearing.fields else their_side(text, hearing)
    if "limit" not in found:
        found = {"limit": readers.amount(text, hearing)}
    elif "interests" in found and hearing.draft.get("interests"):
        found = {**found, "interests": f"{hearing.draft['interests']}; {found['interests']}"}
    _same_on_their_side({**hearing.draft, **found}, hearing)
    return found


def figure_beside_limit(name: str) -> Callable[[str, Hearing], Fields]:
    """A reader of another figure of the other side, which counts what the limit above it counts."""

    def read(text: str, hearing: Hearing) -> Fields:
        figure = readers.amount(text, hearing)
        readers.same_measure((*_limit_above(hearing), figure), hearing)
        return {name: figure}

    return read


def _limit_above(hearing: Hearing) -> tuple[Amount, ...]:
    """The limit in the same form; nothing when there is none or it is told beside its own field."""
    try:
        return (readers.amount(hearing.fields.get("limit", ""), hearing),)
    except NotUnderstood:
        return ()
