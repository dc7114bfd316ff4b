"""A small conversation that has everything a script can have: the engine is tried with it.

Where to (a name and, asked once more, a kind), how many nights (a number; "1.5" is unclear), then
either where to sleep or straight to the end, and a note that only editing reaches.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from pydantic import BaseModel

from bot.dialogue.script import (
    END,
    Answers,
    Frozen,
    Hearing,
    NotUnderstood,
    Option,
    Part,
    Remark,
    Script,
    Step,
)

HEARING = Hearing(now=datetime(2026, 11, 20, 9, 0, tzinfo=UTC), zone=ZoneInfo("Europe/Vienna"))


class Where(Frozen):
    place: str = ""
    kind: str = ""


class Nights(Frozen):
    count: int | None = None


class Bed(Frozen):
    wish: str = ""


def _words(text: str, name: str) -> Mapping[str, Any]:
    if not text.strip():
        raise NotUnderstood(Remark(code="empty"))
    return {name: text.strip()}


def _kind(text: str, _hearing: Hearing) -> Mapping[str, Any]:
    if text.strip() not in {"sea", "hills"}:
        raise NotUnderstood(Remark(code="kind_unknown"))
    return {"kind": text.strip()}


def _nights(text: str, _hearing: Hearing) -> Mapping[str, Any]:
    if text.strip() == "1.5":
        options = (Option(label="one", text="1"), Option(label="two", text="2"))
        raise NotUnderstood(Remark(code="unclear"), options)
    if not (text.isascii() and text.strip().isdecimal()) or len(text) > 9:
        raise NotUnderstood(Remark(code="no_number"))
    return {"count": int(text)}


def _nights_next(answers: Answers) -> str:
    nights = answers.get("nights")
    return END if isinstance(nights, Nights) and nights.count == 0 else "bed"


def _shown(name: str) -> Any:
    return lambda answer, _hearing: str(getattr(answer, name) or "")


def _place_heard(answer: BaseModel, _hearing: Hearing) -> Remark:
    assert isinstance(answer, Where)
    return Remark(code="place", values={"place": answer.place, "kind": answer.kind})


WHERE = Step(
    name="where",
    accepts=Where,
    parts=(
        Part("place", lambda text, _h: _words(text, "place"), _shown("place"), required=True),
        Part("kind", _kind, _shown("kind"), kind="choice", choices=("sea", "hills")),
    ),
    read=lambda text, _h: _words(text, "place"),
    heard=_place_heard,
    exits=("nights",),
    leads_to=lambda _answers: "nights",
    quick={"home": {"place": "home", "kind": "hills"}},
    quick_for={"kind": {"sea": {"kind": "sea"}}},
    follow_ups=("kind",),
    missing=lambda answer, _h: None if isinstance(answer, Where) and answer.kind else "kind",
)

NIGHTS = Step(
    name="nights",
    accepts=Nights,
    parts=(Part("count", _nights, _shown("count")),),
    read=_nights,
    heard=lambda _answer, _h: Remark(code="nights"),
    exits=("bed", END),
    leads_to=_nights_next,
    quick={"none": {"count": 0}},
)

BED = Step(
    name="bed",
    accepts=Bed,
    parts=(Part("wish", lambda text, _h: _words(text, "wish"), _shown("wish"), kind="lines"),),
    read=lambda text, _h: _words(text, "wish"),
    heard=lambda _answer, _h: Remark(code="bed"),
    exits=(END,),
    leads_to=lambda _answers: END,
)

NOTE = Step(
    name="note",
    accepts=Bed,
    parts=(Part("wish", lambda text, _h: _words(text, "wish"), _shown("wish")),),
    read=lambda text, _h: _words(text, "wish"),
    heard=lambda _answer, _h: Remark(code="note"),
    exits=(END,),
    leads_to=lambda _answers: END,
)

TRIP = Script(name="trip", version=1, steps=(WHERE, NIGHTS, BED), asides=(NOTE,))
