"""A walk-away that counts from Plan B: "Plan B + 2k"."""

from typing import Any

import pytest

from bot.dialogue.script import Filled, Refused, State, Typed
from bot.guides.prepare import PREPARE
from tests.unit.guides.answering import asked, plainly, problem, say


def with_plan_b(text: str, kind: str = "raise") -> State:
    state: State = say(asked(kind, "plan_b"), Typed(text)).state
    return state


def walk_away(state: State) -> dict[str, Any]:
    fields = state.answers["walk_away"]
    return plainly(PREPARE.step("walk_away").accepts.model_validate(fields))


@pytest.mark.parametrize(
    ("plan_b", "text", "amount", "reason"),
    [
        ("70k", "Plan B + 2k", "72,000 a year", None),
        ("70k", "plan b plus 2k", "72,000 a year", None),
        ("70k", "Plan B +2k because of the commute", "72,000 a year", "the commute"),
        ("70k", "2k above plan B", "72,000 a year", None),
        ("70k", "at least 2k more than my Plan B, because of the team", "72,000 a year",
         "the team"),
        ("70k", "about 2k above my BATNA's worth", "72,000 a year", None),
        ("70k", "above Plan B by 2k", "72,000 a year", None),
        ("70k", "Plan B minus 2k", "68,000 a year", None),
        ("70k", "plan b - 2k", "68,000 a year", None),
        ("70k", "2k below Plan B", "68,000 a year", None),
        ("70k", "10% above plan B", "77,000 a year", None),
        ("70k", "10% below plan B because of the service", "63,000 a year", "the service"),
        ("70k", "two thousand above plan B, because of the team", "72,000 a year", "the team"),
        ("70k", "up to 500 more than plan B, as they are reliable", "70,500 a year",
         "they are reliable"),
        ("70k", "slightly under plan B, 69k", "69,000 a year", "slightly under plan B"),
        ("-5k", "plan B + 1k", "-4,000 a year", None),
        ("70k", "Plan B less 10 %", "63,000 a year", None),
        ("70k", "2k better than plan B", "72,000 a year", None),
        ("$70k", "Plan B + 2k", "72,000 USD a year", None),
        ("70k", "Plan B + $2k", "72,000 USD a year", None),
        ("70-75k", "Plan B + 2-3k", "72,000 to 78,000 a year", None),
        ("60 % 104k, else 88k", "Plan B + 2k", "99,600 a year", None),
        ("70k", "72k, which is 2k above plan B", "72,000 a year", "which is 2k above plan B"),
        ("70k", "72k, above plan B", "72,000 a year", None),
    ],
)  # fmt: skip
def test_a_step_from_plan_b_is_counted(
    plan_b: str, text: str, amount: str, reason: str | None
) -> None:
    outcome = say(with_plan_b(plan_b), Typed(text))
    found = walk_away(outcome.state)
    assert found["amount"] == amount
    if reason:
        assert found["reason"] == reason
    assert outcome.heard.values["amount"] == amount


def test_better_than_plan_b_is_less_where_less_is_better() -> None:
    state = say(with_plan_b("18k", "buying"), Typed("1k better than plan B")).state
    assert walk_away(state) == {"amount": "17,000"}


def test_a_share_steps_by_points() -> None:
    state = say(with_plan_b("40%", "collaboration"), Typed("plan B + 5%")).state
    assert walk_away(state) == {"amount": "45%"}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Plan B - 70k", "plan_b_step_unclear"),
        ("2k above my Plan B of 70k", "plan_b_step_unclear"),
        ("Plan B + 2k = 72k", "plan_b_step_unclear"),
        ("a bit above plan B", "amount_missing"),
        ("Plan B + €2k", "two_currencies_used"),
        ("Plan B + 200 a month", "two_units_used"),
    ],
)
def test_an_unclear_step_is_asked_back(text: str, code: str) -> None:
    assert problem(with_plan_b("$70k"), Typed(text)) == code


def test_a_step_from_an_unknown_plan_b_asks_for_the_figure() -> None:
    assert problem(with_plan_b("not sure"), Typed("Plan B + 2k")) == "plan_b_unknown"


def test_a_step_from_a_private_plan_b_is_counted_in_the_form_alone() -> None:
    values = {"what": "the Borealis offer", "worth": "71,234"}
    state = say(asked("raise", "plan_b"), Filled("plan_b", values)).state
    assert problem(state, Typed("Plan B + 2k")) == "plan_b_private"
    filled = say(state, Filled("walk_away", {"amount": "Plan B + 2k", "reason": "the commute"}))
    assert walk_away(filled.state) == {"amount": "73,234 a year", "reason": "the commute"}


def test_the_form_takes_the_same_as_plan_b() -> None:
    same = say(with_plan_b("70k"), Filled("walk_away", {"amount": "same as Plan B"}))
    assert not isinstance(same, Refused)
    assert walk_away(same.state) == {}


@pytest.mark.parametrize("text", ["1k better than plan B", "1k worse than plan B"])
def test_better_tells_nothing_of_a_private_direction(text: str) -> None:
    for kind in ("raise", "buying"):
        state = with_plan_b("18k", kind).model_copy(update={"private": frozenset({"situation"})})
        assert problem(state, Typed(text)) == "plan_b_step_unclear"
