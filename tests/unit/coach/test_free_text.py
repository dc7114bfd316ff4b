"""What of an answer was typed in one's own words."""

from datetime import date
from decimal import Decimal

from bot.coach.amounts import Amount, Measure, Range
from bot.coach.looking_back import LookingBack, OneLine, PracticeUsed
from bot.coach.preparation import (
    Improve,
    PlanBStep,
    Preparation,
    Situation,
    Success,
    Target,
    TheirSide,
    ThisTime,
    WalkAway,
    free_text,
)


def test_words_of_every_question_and_no_codes_or_units() -> None:
    told = Preparation(
        situation=Situation(what="what", kind="raise", better="higher", unit="a unit"),
        success=Success(goals=("one goal", "another goal")),
        walk_away=WalkAway(reason="reason"),
        target=Target(
            amount=Amount(range=Range.exactly(Decimal(1)), measure=Measure(currency="EUR")),
            criterion="criterion",
        ),
        their_side=TheirSide(plan_b="their plan", interests="interests", sure="low"),
        this_time=ThisTime(line="line"),
        improve=Improve(steps=(PlanBStep(what="step", day=date(2026, 12, 1)),)),
    )
    assert [text for text in free_text(told) if text] == [
        "what", "one goal", "another goal", "reason", "criterion", "their plan", "interests",
        "line", "step",
    ]  # fmt: skip


def test_words_of_looking_back() -> None:
    told = LookingBack(
        surprise=OneLine(line="surprise"), practice=PracticeUsed(used="yes", evidence="evidence")
    )
    assert {*free_text(told)} - {""} == {"surprise", "evidence"}
