"""A few practices to choose from: those that fit what is known first."""

from bot.coach.amounts import Amount
from bot.coach.fitting import MOST_SUGGESTED, fitting
from bot.coach.looking_back import LookingBack, Outcome
from bot.coach.practices import BY_CODE
from bot.coach.preparation import PlanB, Preparation, Situation, Success, Target, TheirSide
from tests.unit.coach.cases import exactly


def money(figure: str) -> Amount:
    return Amount(range=exactly(figure))


JOB = Preparation(
    situation=Situation(what="a job", kind="job_offer"),
    success=Success(goals=("a mentor", "a day from home")),
    plan_b=PlanB(what="Borealis", worth=money("70")),
    target=Target(amount=money("85"), criterion="a survey"),
    their_side=TheirSide(interests="speed; low risk"),
)


def test_without_anything_known_there_are_a_few_for_everybody() -> None:
    found = fitting(Preparation(), None, ())
    assert len(found) == MOST_SUGGESTED
    assert set(found) <= set(BY_CODE)
    assert found[0] == "P06"
    assert fitting(JOB, None, ()) == found


def test_what_is_missing_in_the_preparation_comes_first() -> None:
    bare = JOB.model_copy(
        update={
            "success": Success(goals=("more money",)),
            "plan_b": PlanB(what="something"),
            "target": Target(amount=money("85")),
            "their_side": TheirSide(interests="speed"),
        }
    )
    assert fitting(bare, None, ()) == ("P01", "P05", "P12", "P22")
    assert fitting(bare, None, {"P05"}) == ("P01", "P12", "P22", "P06")


def test_what_stood_out_in_the_result_comes_first() -> None:
    worse = LookingBack(outcome=Outcome(ended="agreed", figure=money("65")))
    assert fitting(JOB, worse, ())[:2] == ("P18", "P17")
    reached = LookingBack(outcome=Outcome(ended="agreed", figure=money("90")))
    assert fitting(JOB, reached, ())[:2] == ("P05", "P19")


def test_what_is_worked_on_is_left_out() -> None:
    assert not {"P06", "P04"} & set(fitting(JOB, None, {"P06", "P04"}))
