"""What the typed answers to the seven questions of a preparation mean."""

import re
from collections.abc import Mapping
from typing import Any

from bot.calendar.moments import NotFixed
from bot.coach.amounts import Amount
from bot.coach.goals import is_money
from bot.coach.preparation import Kind
from bot.coach.reading import Found
from bot.dialogue.script import Hearing, NotUnderstood, Remark
from bot.guides import readers
from bot.guides.clauses import clauses, confidence_in, label_of, tidy, without

Fields = Mapping[str, Any]

_KIND_NAMES: Mapping[str, Kind] = {
    "job offer": "job_offer",
    "offer": "job_offer",
    "raise": "raise",
    "promotion": "raise",
    "raise or promotion": "raise",
    "buying": "buying",
    "buy": "buying",
    "purchase": "buying",
    "selling": "selling",
    "sell": "selling",
    "sale": "selling",
    "resources": "resources",
    "scope": "resources",
    "resources or scope": "resources",
    "collaboration": "collaboration",
    "authorship": "collaboration",
    "collaboration or authorship": "collaboration",
    "boundary": "boundary",
    "workload": "boundary",
    "boundary or workload": "boundary",
    "other": "other",
    "something else": "other",
}
_DIRECTIONS = {"more is better": "higher", "less is better": "lower"}
_UNIT = re.compile(r"(?:the )?unit(?: is|:) ?(?P<unit>.{1,40})", re.IGNORECASE)
_THAT_IS_ALL = re.compile(
    r"(?:no,? ?)?(?:that'?s|that is) (?:all|it)|no(?:thing)?(?: else| more)?|none", re.IGNORECASE
)
_NO_PLAN = re.compile(
    r"(?:there is |i have )?(?:none|nothing|no (?:plan b|alternatives?|other \w+))", re.IGNORECASE
)
_SAME = re.compile(r"(?:=|same(?: as)?|equal to|my|the)? ?(?:same|plan b|batna)", re.IGNORECASE)
_FIGURE_MISSING = Remark(code="amount_missing")


def _phrase(text: str) -> str:
    return " ".join(text.casefold().strip(" .!").split())


def situation(text: str, _hearing: Hearing) -> Fields:
    """A kind by its name, a correction of direction or unit, else what it is about."""
    words = readers.plain(text)
    phrase = _phrase(words)
    if phrase in _KIND_NAMES:
        return {"kind": _KIND_NAMES[phrase]}
    if phrase in _DIRECTIONS:
        return {"better": _DIRECTIONS[phrase]}
    if unit := _UNIT.fullmatch(words):
        return {"unit": unit["unit"].strip()}
    return {"what": words}


def kind(text: str, hearing: Hearing) -> Fields:
    """One of the eight kinds by its name or stored value."""
    phrase = _phrase(text).replace("_", " ")
    if phrase in _KIND_NAMES:
        return {"kind": _KIND_NAMES[phrase]}
    fields = situation(text, hearing)
    if "what" in fields:
        raise NotUnderstood(Remark(code="kind_unknown"))
    return fields


def what(text: str, _hearing: Hearing) -> Fields:
    """What it is about, in their words."""
    return {"what": readers.plain(text)}


def better(text: str, _hearing: Hearing) -> Fields:
    """Whether more or less is better."""
    phrase = _phrase(text)
    if phrase in _DIRECTIONS:
        return {"better": _DIRECTIONS[phrase]}
    if phrase in _DIRECTIONS.values():
        return {"better": phrase}
    raise NotUnderstood(Remark(code="direction_unknown"))


def unit(text: str, _hearing: Hearing) -> Fields:
    """What the figure counts; anything short."""
    return {"unit": readers.plain(text)[:40]}


def goals(text: str, _hearing: Hearing) -> Fields:
    """One or more goals, split at lines, semicolons and commas."""
    return {"goals": _goals(text)}


def more_goals(text: str, hearing: Hearing) -> Fields:
    """Goals beyond money, added to those already named; "that's all" adds none."""
    named = tuple(hearing.draft.get("goals", ()))
    if _THAT_IS_ALL.fullmatch(_phrase(text)):
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
    if _NO_PLAN.fullmatch(_phrase(words)):
        return {"what": words, "sure": False, "worth": None, "outcomes": ()}
    worth = _worth(words, hearing)
    if "worth" not in worth:
        return {"what": words}
    if worth["outcomes"]:
        return {**worth, "what": words}
    found = readers.amounts_in(words, hearing)
    rest = tidy(without(words, found)) if found else ""
    return {**worth, **({"what": rest} if rest else {})}


def worth(text: str, hearing: Hearing) -> Fields:
    """What Plan B is worth: one figure, several outcomes with chances, or "not sure"."""
    words = readers.plain(text)
    if readers.unsure(words):
        return {"sure": False, "worth": None, "outcomes": ()}
    found = _worth(words, hearing)
    if "worth" not in found:
        raise NotUnderstood(_FIGURE_MISSING)
    return found


def _worth(words: str, hearing: Hearing) -> dict[str, Any]:
    """The fields of a worth; empty when the words hold no figure."""
    outcomes = readers.outcomes_in(words, hearing)
    found = readers.amounts_in(words, hearing)
    if outcomes:
        measure = found[0].amount.measure if found else readers.expected(hearing)
        return {"outcomes": outcomes, "measure": measure, "worth": None, "sure": True}
    if len(found) > 1:
        raise NotUnderstood(Remark(code="several_amounts"))
    if not found:
        return {}
    return {"worth": found[0].amount, "outcomes": (), "sure": True}


def walk_away(text: str, hearing: Hearing) -> Fields:
    """A figure and perhaps a reason; "same as Plan B" leaves it at Plan B's worth."""
    words = readers.plain(text)
    if _SAME.fullmatch(_phrase(words)):
        return {"amount": None, "reason": ""}
    first, rest = _first_amount(words, hearing)
    if first is None:
        raise NotUnderstood(_FIGURE_MISSING)
    return {"amount": first, **({"reason": rest} if rest else {})}


def target(text: str, hearing: Hearing) -> Fields:
    """A figure and the criterion beside it; either may be missing."""
    first, rest = _first_amount(readers.plain(text), hearing)
    fields: dict[str, Any] = {"criterion": rest} if rest else {}
    return fields if first is None else {**fields, "amount": first}


def _first_amount(words: str, hearing: Hearing) -> tuple[Amount | None, str]:
    """The first figure, and the other words; further figures belong to the reason."""
    found = readers.amounts_in(words, hearing)
    if not found:
        return None, words
    return found[0].amount, tidy(without(words, found[:1]))


def their_side(text: str, hearing: Hearing) -> Fields:
    """Limit, target, opening and Plan B by the words around them; the rest are interests."""
    words = readers.plain(text)
    if readers.unsure(words):
        return {}
    fields: dict[str, Any] = {}
    interests: list[str] = []
    if sure := confidence_in(words):
        fields["sure"] = sure[0]
        words = sure[1]
    for clause in clauses(words):
        _take(clause, readers.amounts_in(clause, hearing) if clause else (), fields, interests)
    if interests:
        fields["interests"] = "; ".join(interests)
    return fields


def _take(clause: str, found: tuple[Found, ...], fields: dict[str, Any], rest: list[str]) -> None:
    name = label_of(clause)
    if name == "plan_b":
        fields["plan_b"] = tidy(re.sub(r"(?i)(?:their )?plan b(?: is|:)?", " ", clause))
    elif found:
        fields.setdefault(name or "limit", found[0].amount)
    elif clause.strip():
        rest.append(clause.strip())


def confidence(text: str, _hearing: Hearing) -> Fields:
    """How sure: low, medium or high."""
    found = confidence_in(readers.plain(text)) or confidence_in(f"{text} sure")
    if not found:
        raise NotUnderstood(Remark(code="confidence_unknown"))
    return {"sure": found[0]}


def limit(text: str, hearing: Hearing) -> Fields:
    """The most (or least) they could go to; not knowing is an answer."""
    if readers.unsure(text):
        return {}
    return {"limit": readers.amount(text, hearing)}
