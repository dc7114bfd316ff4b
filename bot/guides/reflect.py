"""The script `reflect`: three questions after a meeting, and asides behind `Add more`."""

from collections.abc import Callable
from typing import Final

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
from bot.guides.steps import always, amount_of, text_of


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
        Part("ended", reading.ended, text_of("ended"), kind="choice", choices=ENDED, required=True),
        Part("figure", reading.figure("figure"), amount_of("figure")),
        Part("offer", reading.figure("offer"), amount_of("offer")),
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
        parts=(Part("line", reading.line, text_of("line"), kind="lines"),),
        read=reading.line,
        heard=heard,
        exits=(following,),
        leads_to=always(following),
        quick={"nothing": {"line": ""}},
    )


SURPRISE: Final = _line("surprise", "practice", echo.line)


def _missing_practice(answer: PracticeUsed, _hearing: Hearing) -> str | None:
    return "evidence" if answer.used == "yes" and not answer.evidence else None


PRACTICE = Step(
    name="practice",
    accepts=PracticeUsed,
    parts=(
        Part("used", reading.used, text_of("used"), kind="choice", choices=USED, required=True),
        Part("evidence", reading.evidence, text_of("evidence"), kind="lines"),
    ),
    read=reading.practice,
    heard=echo.practice,
    exits=(END,),
    leads_to=always(END),
    quick={used: {"used": used} for used in USED},
    quick_for={"evidence": {"no_more": {}}},
    follow_ups=("evidence",),
    missing=_missing_practice,
)

RATING = Step(
    name="ratings",
    accepts=Ratings,
    parts=tuple(
        Part(name, reading.rating(name), text_of(name), kind="choice", choices=RATINGS)
        for name in Ratings.model_fields
    ),
    read=reading.ratings,
    heard=echo.line,
    exits=(END,),
    leads_to=always(END),
)

REVEALED = Step(
    name="revealed",
    accepts=Revealed,
    parts=(
        Part("limit", reading.figure("limit"), amount_of("limit")),
        Part("opening", reading.figure("opening"), amount_of("opening")),
    ),
    read=reading.revealed,
    heard=echo.revealed,
    exits=(END,),
    leads_to=always(END),
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
