"""The script `reflect`: three questions after a meeting, and asides behind `Add more`."""

from collections.abc import Callable
from typing import Final

from pydantic import BaseModel

from bot.coach.looking_back import (
    ENDED,
    RATINGS,
    USED,
    OneLine,
    Outcome,
    PracticeUsed,
    Ratings,
    Revealed,
)
from bot.dialogue.script import END, Answers, Hearing, Part, Remark, Script, Step
from bot.guides import reflect_echo as echo, reflect_reading as reading
from bot.guides.prepare import PREPARE, THIS_TIME


def _then(name: str) -> Callable[[Answers], str]:
    return lambda _answers: name


def _text(name: str) -> Callable[[BaseModel, Hearing], str]:
    return lambda answer, _hearing: str(getattr(answer, name) or "")


def _amount(name: str) -> Callable[[BaseModel, Hearing], str]:
    return lambda answer, hearing: echo.shown(getattr(answer, name), hearing)


def _missing_outcome(answer: Outcome, _hearing: Hearing) -> str | None:
    if answer.ended == "agreed" and not answer.figure:
        return "figure"
    return "offer" if answer.ended == "no_deal" and not answer.offer else None


def _after_outcome(answers: Answers) -> str:
    """A meeting that did not take place leaves nothing else to ask."""
    outcome = answers.get("outcome")
    ended = outcome.ended if isinstance(outcome, Outcome) else None
    return END if ended in {"moved", "cancelled"} else "surprise"


OUTCOME = Step(
    name="outcome",
    accepts=Outcome,
    parts=(
        Part("ended", reading.ended, _text("ended"), kind="choice", choices=ENDED, required=True),
        Part("figure", reading.figure("figure"), _amount("figure")),
        Part("offer", reading.figure("offer"), _amount("offer")),
    ),
    read=reading.outcome,
    heard=echo.outcome,
    exits=("surprise", END),
    leads_to=_after_outcome,
    quick={ended: {"ended": ended} for ended in ENDED},
    quick_for={"figure": {"without": {}}, "offer": {"no_offer": {}}},
    follow_ups=("figure", "offer"),
    missing=_missing_outcome,
)


def _line(name: str, following: str, heard: Callable[[OneLine, Hearing], Remark]) -> Step:
    return Step(
        name=name,
        accepts=OneLine,
        parts=(Part("line", reading.line, _text("line"), kind="lines"),),
        read=reading.line,
        heard=heard,
        exits=(following,),
        leads_to=_then(following),
        quick={"nothing": {"line": ""}},
    )


SURPRISE: Final = _line("surprise", "practice", echo.line)


def _missing_practice(answer: PracticeUsed, _hearing: Hearing) -> str | None:
    return "evidence" if answer.used == "yes" and not answer.evidence else None


PRACTICE = Step(
    name="practice",
    accepts=PracticeUsed,
    parts=(
        Part("used", reading.used, _text("used"), kind="choice", choices=USED, required=True),
        Part("evidence", reading.evidence, _text("evidence"), kind="lines"),
    ),
    read=reading.practice,
    heard=echo.practice,
    exits=(END,),
    leads_to=_then(END),
    quick={used: {"used": used} for used in USED},
    quick_for={"evidence": {"no_more": {}}},
    follow_ups=("evidence",),
    missing=_missing_practice,
)

RATED: Final = ("result", "myself", "process", "relationship")

RATING = Step(
    name="ratings",
    accepts=Ratings,
    parts=tuple(
        Part(name, reading.rating(name), _text(name), kind="choice", choices=RATINGS)
        for name in RATED
    ),
    read=reading.ratings,
    heard=echo.line,
    exits=(END,),
    leads_to=_then(END),
)

REVEALED = Step(
    name="revealed",
    accepts=Revealed,
    parts=(
        Part("limit", reading.figure("limit"), _amount("limit")),
        Part("opening", reading.figure("opening"), _amount("opening")),
    ),
    read=reading.revealed,
    heard=echo.revealed,
    exits=(END,),
    leads_to=_then(END),
    quick={"unknown": {"limit": None, "opening": None}},
)

REFLECT = Script(
    name="reflect",
    version=1,
    steps=(OUTCOME, SURPRISE, PRACTICE),
    asides=(
        _line("worked", END, echo.line),
        _line("differently", END, echo.line),
        RATING,
        REVEALED,
        _line("next", END, echo.line),
    ),
    given=(*PREPARE.steps, THIS_TIME),
    reopens=False,
)
