"""What the typed answers mean, from the second question on; `situation_reading` has the first."""

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
from bot.guides.beside import beside, one_or_other, reason, source, stated
from bot.guides.clauses import by_figure, clauses, confidence_after, confidence_in, label_of

Fields = Mapping[str, Any]

_THAT_IS_ALL = re.compile(
    r"(?:no,? ?)?(?:that'?s|that is) (?:all|it)|no(?:thing)?(?: else| more)?|none", re.IGNORECASE
)
_NO_PLAN = re.compile(
    r"(?:there is |there's |(?:i|we) have (?:got )?)?"
    r"(?:none|nothing|no (?:plan b|alternatives?|other \w+))(?: yet)?"
    r"|(?:i|we) (?:don't|do not) (?:really )?have "
    r"(?:one|any|an? (?:plan b|alternative|batna)|(?:any|an)?(?:other)? ?(?:offers?|options?))"
    r"(?: yet)?"
)
_SAME = re.compile(
    r"(?:it's |that's )?(?:the )?(?:same|equal|=)?(?: as| to)? ?(?:my |the )?"
    r"(?:same|plan b|batna)(?:'s (?:worth|value))?|(?:it's )?the same|=|same|equal"
)
_THEIR_PLAN_B = re.compile(
    r"(?:their |the )?(?:plan b|batna|(?:best )?alternatives?)(?: is| are| would be|:)?(?= |$)",
    re.IGNORECASE,
)
UNKNOWN: Fields = {"limit": None, "target": None, "opening": None, "sure": None}
_FIGURE_MISSING = Remark(code="amount_missing")


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


def plan_b(text: str, hearing: Hearing) -> Fields:
    """What happens without a deal, with its worth or its outcomes when they are named."""
    words = readers.plain(text)
    if readers.unsure(words):
        return {"sure": False, "worth": None, "outcomes": ()}
    if _NO_PLAN.fullmatch(readers.simplified(words)):
        return {"what": words, "sure": False, "worth": None, "outcomes": ()}
    worth, found = _worth(words, hearing)
    if not worth:
        # Another plan than before is not worth what that one was.
        return {"what": words, "worth": None, "outcomes": (), "sure": True}
    if worth["outcomes"]:
        return {**worth, "what": words}
    rest = beside(words, found[0])
    return {**worth, **({"what": rest} if rest else {})}


def worth(text: str, hearing: Hearing) -> Fields:
    """What Plan B is worth: one figure, several outcomes with chances, or "not sure"."""
    words = readers.plain(text)
    if readers.unsure(words):
        return {"sure": False, "worth": None, "outcomes": ()}
    fields, _ = _worth(words, hearing)
    if not fields:
        raise NotUnderstood(_FIGURE_MISSING)
    return fields


def _worth(words: str, hearing: Hearing) -> tuple[dict[str, Any], tuple[Found, ...]]:
    """The fields of a worth, empty when the words hold no figure, and the figures found."""
    outcomes = readers.outcomes_in(words, hearing)
    found = readers.amounts_in(words, hearing)
    readers.same_measure(tuple(one.amount for one in found), hearing)
    if outcomes:
        measure = found[0].amount.measure if found else readers.expected(hearing)
        return {"outcomes": outcomes, "measure": measure, "worth": None, "sure": True}, found
    if len(found) > 1:
        raise NotUnderstood(Remark(code="several_amounts"))
    if not found:
        return {}, found
    return {"worth": found[0].amount, "outcomes": (), "sure": True}, found


def walk_away(text: str, hearing: Hearing) -> Fields:
    """A figure and perhaps a reason; "same as Plan B" leaves it at Plan B's worth."""
    words = readers.plain(text)
    if _SAME.fullmatch(readers.simplified(words)):
        return {"amount": None, "reason": ""}
    figure = _figure(words, hearing)
    if figure is None:
        raise NotUnderstood(_FIGURE_MISSING)
    why = reason(words, figure)
    return {"amount": figure.amount, **({"reason": why} if why else {})}


def target(text: str, hearing: Hearing) -> Fields:
    """A figure and the criterion beside it; either may be missing."""
    words = readers.plain(text)
    if readers.unsure(words):
        return {"amount": None, "open": True}
    figure = _figure(words, hearing)
    why = source(words, figure)
    fields: dict[str, Any] = {"criterion": why} if why else {}
    return {**fields, "amount": figure.amount, "open": False} if figure else fields


def _figure(words: str, hearing: Hearing) -> Found | None:
    """The figure that is meant; other figures belong to the reason beside it."""
    found = readers.amounts_in(words, hearing)
    if not found:
        return None
    if one_or_other(words, found):
        readers.same_measure(tuple(one.amount for one in found), hearing)
        raise NotUnderstood(Remark(code="several_amounts"))
    figure = stated(words, found)
    readers.same_measure((figure.amount,), hearing)
    return figure


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
