"""What the typed answers about the situation mean: its kind, direction and unit, or its words."""

import re
from collections.abc import Mapping
from typing import Any

from bot.coach.preparation import KINDS, Kind, Situation
from bot.dialogue.script import Hearing, NotUnderstood, Remark
from bot.guides import readers

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


def situation(text: str, _hearing: Hearing) -> Fields:
    """A kind by its name, a correction of direction or unit, else what it is about."""
    words = readers.plain(text)
    phrase = readers.simplified(words)
    if phrase in _KIND_NAMES:
        return {"kind": _KIND_NAMES[phrase]}
    if phrase in _DIRECTIONS:
        return {"better": _DIRECTIONS[phrase]}
    if unit := _UNIT.fullmatch(words):
        return {"unit": unit["unit"].strip()}
    return {"what": words}


def kind(text: str, hearing: Hearing) -> Fields:
    """One of the eight kinds by its name or stored value."""
    phrase = readers.simplified(text).replace("_", " ")
    if phrase in _KIND_NAMES:
        return {"kind": _KIND_NAMES[phrase]}
    fields = situation(text, hearing)
    if "what" in fields:
        raise NotUnderstood(Remark(code="kind_unknown"))
    return fields


def what(text: str, _hearing: Hearing) -> Fields:
    """What it is about, in their words."""
    return {"what": readers.plain(text)}


def better(text: str, hearing: Hearing) -> Fields:
    """Whether more or less is better; None while it is what the kind suggests."""
    phrase = readers.simplified(text)
    direction = _DIRECTIONS.get(phrase, phrase)
    if direction not in _DIRECTIONS.values():
        raise NotUnderstood(Remark(code="direction_unknown"))
    return {"better": None if _usual(hearing, "direction", direction) else direction}


def unit(text: str, hearing: Hearing) -> Fields:
    """What the figure counts, anything short; None while it is what the kind suggests."""
    words = readers.plain(text)[:40]
    return {"unit": None if _usual(hearing, "unit_name", words) else words}


def _usual(hearing: Hearing, name: str, value: str) -> bool:
    """Whether a form shows only what its kind suggests, or what an earlier kind suggested."""
    before = readers.gather(hearing.answers).situation
    kind = hearing.fields.get("kind")
    chosen = Situation.model_validate({"kind": kind if kind in KINDS else None})
    sources = (chosen,) if chosen.kind == before.kind else (chosen, before)
    return value in {getattr(one, name) for one in sources}
