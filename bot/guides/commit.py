"""The script `commit`: one practice as a plan, "If ..., then I ...", as data."""

from collections.abc import Callable
from typing import Final

from pydantic import BaseModel

from bot.calendar.zones import local
from bot.coach.committing import SCOPES, Chosen, Cue, Known, TiedTo, Until, Words
from bot.coach.practices import PRACTICES
from bot.dialogue.script import END, Answers, Hearing, NotUnderstood, Part, Remark, Script, Step
from bot.guides import commit_echo as echo, commit_reading as reading
from bot.guides.practice_words import LISTED

RATED: Final = ("1", "2", "3", "4", "5")
"""How well it goes now, and again at the end."""


def _then(name: str) -> Callable[[Answers], str]:
    return lambda _answers: name


def _text(name: str) -> Callable[[BaseModel, Hearing], str]:
    return lambda answer, _hearing: str(getattr(answer, name) or "")


def _words(part: str) -> Callable[[Words, Hearing], str]:
    """Their own words, else what is suggested."""
    return lambda answer, hearing: answer.words or reading.suggested(part, reading.plan_of(hearing))


def _day(answer: Until, hearing: Hearing) -> str:
    day = answer.day or local(hearing.now, hearing.zone).date() + reading.USUAL
    return day.isoformat()


def _after_until(answers: Answers) -> str:
    """Without a negotiation ahead there is nothing to choose between."""
    known = answers.get("known")
    return "about" if isinstance(known, Known) and known.preparation else "start"


def _never_asked(_text: str, _hearing: Hearing) -> dict[str, object]:
    raise NotUnderstood(Remark(code="empty"))


KNOWN = Step(
    name="known",
    accepts=Known,
    parts=(),
    read=_never_asked,
    heard=echo.words,
    exits=(END,),
    leads_to=_then(END),
)
"""What is given before the first question; it is asked of nobody."""

PRACTICE = Step(
    name="practice",
    accepts=Chosen,
    parts=(
        Part("code", reading.code, _text("code"), kind="choice", choices=LISTED),
        Part("own", reading.own, _text("own"), kind="lines"),
    ),
    read=reading.practice,
    heard=echo.practice,
    exits=("cue",),
    leads_to=_then("cue"),
    quick={
        "noted": {"noted": True},
        **{practice.code: {"code": practice.code} for practice in PRACTICES},
    },
    offers=reading.offered,
)

CUE = Step(
    name="cue",
    accepts=Cue,
    parts=(Part("words", reading.cue, _words("cue"), kind="lines"),),
    read=reading.cue,
    heard=echo.words,
    exits=("act",),
    leads_to=_then("act"),
    quick={"keep": {"words": ""}},
    offers=reading.keeps("cue"),
    follow_ups=("words",),
    missing=reading.lacking("cue"),
    prefilled=True,
)

ACT = Step(
    name="act",
    accepts=Words,
    parts=(Part("words", reading.act, _words("act"), kind="lines"),),
    read=reading.act,
    heard=echo.act,
    exits=("evidence",),
    leads_to=_then("evidence"),
    quick={"keep": {"words": ""}},
    offers=reading.keeps("act"),
    follow_ups=("words",),
    missing=reading.lacking("act"),
    prefilled=True,
)

EVIDENCE = Step(
    name="evidence",
    accepts=Words,
    parts=(Part("words", reading.evidence, _words("evidence"), kind="lines"),),
    read=reading.evidence,
    heard=echo.words,
    exits=("until",),
    leads_to=_then("until"),
    quick={"keep": {"words": ""}},
    offers=reading.keeps("evidence"),
    prefilled=True,
)

UNTIL = Step(
    name="until",
    accepts=Until,
    parts=(Part("day", reading.day, _day, kind="date"),),
    read=reading.until,
    heard=echo.until,
    exits=("about", "start"),
    leads_to=_after_until,
    quick={"usual": {"day": None}},
    prefilled=True,
)

ABOUT = Step(
    name="about",
    accepts=TiedTo,
    parts=(
        Part("scope", reading.picked, reading.tied_to, kind="choice", options=reading.may_be_tied),
    ),
    read=reading.scope,
    heard=echo.about,
    exits=("start",),
    leads_to=_then("start"),
    quick={scope: {"scope": scope, "preparation": ""} for scope in SCOPES},
    offers=reading.scopes,
)

START = Step(
    name="start",
    accepts=Words,
    parts=(Part("words", reading.line, _text("words"), kind="lines"),),
    read=reading.line,
    heard=echo.words,
    exits=(END,),
    leads_to=_then(END),
    quick={rating: {"words": rating} for rating in RATED},
)

COMMIT = Script(
    name="commit",
    version=2,
    steps=(PRACTICE, CUE, ACT, EVIDENCE, UNTIL, ABOUT, START),
    given=(KNOWN,),
    reopens=False,
)
