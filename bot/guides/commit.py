"""The script `commit`: one practice as a plan, "If ..., then I ...", as data."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from bot.calendar.zones import local
from bot.coach.committing import SCOPES, Chosen, Cue, Known, TiedTo, Until, Words
from bot.coach.practices import PRACTICES
from bot.dialogue.script import (
    END,
    Answers,
    Hearing,
    NotUnderstood,
    Part,
    Reader,
    Remark,
    Script,
    Step,
)
from bot.guides import commit_echo as echo, commit_reading as reading
from bot.guides.practice_words import LISTED
from bot.guides.steps import always, text_of, verbatim

RATED: Final = ("1", "2", "3", "4", "5")
"""How well it goes now, and again at the end."""


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
    leads_to=always(END),
)
"""What is given before the first question; it is asked of nobody."""

PRACTICE = Step(
    name="practice",
    accepts=Chosen,
    parts=(
        Part("code", reading.code, text_of("code"), kind="choice", choices=LISTED),
        Part("own", verbatim("own"), text_of("own"), kind="lines"),
    ),
    read=reading.practice,
    heard=echo.practice,
    exits=("cue",),
    leads_to=always("cue"),
    quick={
        "noted": {"noted": True},
        **{practice.code: {"code": practice.code} for practice in PRACTICES},
    },
    offers=reading.offered,
)


def _piece(
    name: str,
    accepts: type[Words],
    read: Reader,
    heard: Callable[[Words, Hearing], Remark],
    following: str,
) -> Step:
    """A piece of the plan in their own words, or as it is suggested."""
    return Step(
        name=name,
        accepts=accepts,
        parts=(Part("words", read, _words(name), kind="lines"),),
        read=read,
        heard=heard,
        exits=(following,),
        leads_to=always(following),
        quick={"keep": {"words": ""}},
        offers=reading.keeps(name),
        prefilled=True,
    )


def _needed(piece: Step) -> Step:
    """A piece without which there is no plan: asked for once more where nothing is suggested."""
    return replace(piece, follow_ups=("words",), missing=reading.lacking(piece.name))


CUE = _needed(_piece("cue", Cue, reading.cue, echo.words, "act"))

ACT = _needed(_piece("act", Words, reading.act, echo.act, "evidence"))

EVIDENCE = _piece("evidence", Words, reading.evidence, echo.words, "until")

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
    leads_to=always("start"),
    quick={scope: {"scope": scope, "preparation": ""} for scope in SCOPES},
    offers=reading.scopes,
)

START = Step(
    name="start",
    accepts=Words,
    parts=(Part("words", verbatim("words"), text_of("words"), kind="lines"),),
    read=verbatim("words"),
    heard=echo.words,
    exits=(END,),
    leads_to=always(END),
    quick={rating: {"words": rating} for rating in RATED},
)

COMMIT = Script(
    name="commit",
    version=2,
    steps=(PRACTICE, CUE, ACT, EVIDENCE, UNTIL, ABOUT, START),
    given=(KNOWN,),
)
