"""What the typed answers about Plan B mean: its words, its worth, its outcomes with chances."""

import re
from collections.abc import Mapping
from typing import Any

from bot.coach.amounts import Amount
from bot.coach.losses import below_nothing, loss
from bot.coach.plan_b import PlanBWorth
from bot.coach.preparation import PlanB
from bot.coach.reading import Found
from bot.dialogue.script import Hearing, NotUnderstood, Remark
from bot.guides import readers
from bot.guides.beside import beside

Fields = Mapping[str, Any]

_NO_PLAN = re.compile(
    r"(?:there is |there's |(?:i|we) have (?:got )?)?"
    r"(?:none|nothing|no (?:plan b|alternatives?|other \w+))(?: yet)?"
    r"|(?:i|we) (?:don't|do not) (?:really )?have "
    r"(?:one|any|an? (?:plan b|alternative|batna)|(?:any|an)?(?:other)? ?(?:offers?|options?))"
    r"(?: yet)?"
)


def plan_b(text: str, hearing: Hearing) -> Fields:
    """What happens without a deal, with its worth or its outcomes when they are named."""
    words = readers.plain(text)
    if readers.unsure(words):
        return {"sure": False, "worth": None, "outcomes": ()}
    if _NO_PLAN.fullmatch(readers.simplified(words)):
        return {"what": words, "stated": None, "sure": False, "worth": None, "outcomes": ()}
    worth, found = _worth(words, hearing)
    if not worth:
        # Another plan than before is not worth what that one was.
        return {"what": words, "stated": None, "worth": None, "outcomes": (), "sure": True}
    if worth["outcomes"]:
        return {**worth, "what": words, "stated": _value(worth)}
    # A loss is another amount than the figure, and reads so in its words alone.
    lost = worth["worth"] is not found[0].amount
    rest = words if lost else beside(words, found[0])
    if not rest:
        return worth
    whole = words[found[0].start : found[0].end].strip() in rest
    return {**worth, "what": rest, "stated": _value(worth) if whole else None}


def worth(text: str, hearing: Hearing) -> Fields:
    """What Plan B is worth: one figure, several outcomes with chances, or "not sure"."""
    words = readers.plain(text)
    if readers.unsure(words):
        return {"sure": False, "worth": None, "outcomes": ()}
    fields, _ = _worth(words, hearing)
    if not fields:
        raise NotUnderstood(Remark(code="amount_missing"))
    return fields


def what(text: str, hearing: Hearing) -> Fields:
    """What happens without a deal, in a form that has the worth in a field of its own."""
    words = readers.plain(text)
    before = readers.gather(hearing.answers).plan_b or PlanB()
    if words == before.what and before.stated:
        return {"what": words, "stated": before.stated}
    told, now = _told(words, hearing), _told(hearing.fields.get("worth", ""), hearing)
    # A figure in the words that never was the worth says something else.
    return {"what": words, "stated": told if told in (now, before.value) else None}


def _told(words: str, hearing: Hearing) -> PlanBWorth | None:
    """The worth that words tell by themselves; None when there is none or it cannot be read."""
    try:
        return _value(worth(words, hearing))
    except NotUnderstood:
        return None


def _value(fields: Fields) -> PlanBWorth | None:
    return PlanB.model_validate(dict(fields)).value


def _worth(words: str, hearing: Hearing) -> tuple[dict[str, Any], tuple[Found, ...]]:
    """The fields of a worth, empty when the words hold no figure, and the figures found."""
    expected = readers.expected(hearing)
    outcomes = readers.outcomes_as(words, expected)
    found = readers.amounts_as(words, expected)
    readers.same_measure(tuple(one.amount for one in found), hearing)
    if outcomes:
        if any(loss(words, one.start, one.end) != "none" for one in found):
            raise NotUnderstood(Remark(code="loss_unclear"))
        measure = found[0].amount.measure if found else expected
        return {"outcomes": outcomes, "measure": measure, "worth": None, "sure": True}, found
    if len(found) > 1:
        raise NotUnderstood(Remark(code="several_amounts"))
    if not found:
        return {}, found
    return {"worth": _gained(words, found[0], hearing), "outcomes": (), "sure": True}, found


def _gained(words: str, one: Found, hearing: Hearing) -> Amount:
    """The figure as a worth: what is lost stands below nothing.

    Where less is better a loss may be a price paid, and a private direction must not be told.
    """
    how = loss(words, one.start, one.end)
    if how == "none":
        return one.amount
    hidden = "situation" in hearing.private and not hearing.fields
    better = readers.gather(hearing.answers).situation.direction
    if how == "unclear" or hidden or better == "lower":
        raise NotUnderstood(Remark(code="loss_unclear"))
    return Amount(range=below_nothing(one.amount.range), measure=one.amount.measure)
