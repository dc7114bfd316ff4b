"""The sheet of a preparation typed at its questions: what it says and what it draws."""

import pytest

from bot.cards import Line, Picture, Screen
from bot.dialogue.engine import read_answers
from bot.dialogue.script import State, Typed
from bot.guides.prepare import PREPARE
from bot.guides.question import remark
from bot.guides.readers import gather
from bot.guides.sheet import sheet
from tests.unit.guides.answering import HEARING, asked, say
from tests.unit.usecases.desk import shown, words


def prepared(kind: str, **typed: str) -> State:
    """The state after these steps were answered, each with these words."""
    state = asked(kind, "success")
    for step, text in typed.items():
        outcome = say(state.model_copy(update={"step": step, "asking": None}), Typed(text))
        assert getattr(outcome, "problem", None) is None
        state = outcome.state
    return state


def sheet_of(state: State) -> Screen:
    return sheet(gather(read_answers(PREPARE, state)), "0" * 32, HEARING)


def told(kind: str, **typed: str) -> str:
    return words(sheet_of(prepared(kind, **typed)))


def drawn(kind: str, **typed: str) -> tuple[list[str], str]:
    """The drawing's lines and its description."""
    for element in sheet_of(prepared(kind, **typed)).elements:
        if isinstance(element, Picture):
            rows = "\n".join(element.rows).split("\n")
            described: Line = element.described
            return rows, shown(described)
    return [], ""


@pytest.mark.parametrize(
    ("kind", "limit"), [("buying", "14k, high"), ("raise", "60k, high"), ("buying", "30k, high")]
)
def test_a_criterion_does_not_foretell_which_way_the_figure_moves(kind: str, limit: str) -> None:
    target = "12k, the price list" if kind == "buying" else "72k, the survey"
    said = told(kind, plan_b="the other one, 18k", target=target, their_side=f"limit {limit}")
    assert "below it" not in said


def test_the_description_claims_no_missing_zone_while_their_limit_is_unknown() -> None:
    rows, described = drawn("job_offer", plan_b="70k offer from Borealis", target="85k")
    assert rows
    assert "no deal zone" not in described


def test_the_description_claims_no_missing_zone_when_there_is_one_at_best() -> None:
    rows, described = drawn("raise", walk_away="70k", target="85k", their_side="limit 65-75k, low")
    assert not any("░" in row for row in rows)
    assert described.endswith(
        "Only at the better end of their range there is a deal zone, from 70,000 to 75,000."
    )


def test_a_zone_at_best_alone_says_how_sure_it_is() -> None:
    said = told("raise", walk_away="70k", target="85k", their_side="limit 65-75k, low")
    assert "only if their limit is better for you than the careful end" in said
    assert "You are not very sure of their limit" in said


def test_the_description_says_the_unit_once() -> None:
    _, described = drawn(
        "job_offer",
        plan_b="$70k offer from Borealis",
        target="85k",
        their_side="limit 80k, opening 60k, medium",
    )
    assert described.count("USD a year") == 1
    assert "from 60,000 to 85,000 USD a year: their opening 60,000; Plan B 70,000;" in described
    assert described.endswith("The deal zone runs from 70,000 to 80,000.")


def test_the_gap_is_drawn_between_the_two_walk_away_values() -> None:
    rows, described = drawn("raise", walk_away="60k", their_side="limit 50k, high", target="85k")
    assert rows[0] == "gap"
    bar = rows[1]
    assert set(bar) == {"·", "░"}
    # From 50k, the left end, to 60k: ten of thirty-five parts of 36 columns.
    assert bar == "░" * 11 + "·" * 25
    assert "There is no deal zone." in described


def test_a_gap_to_a_range_is_a_range_and_says_how_sure_it_is() -> None:
    said = told("boundary", walk_away="45", target="40", their_side="limit 46-48, low")
    assert "No deal zone on this figure at either end of their range" in said
    assert "*1 to 3 hours a week* apart" in said
    assert "You are not very sure of their limit" in said
    assert "There may be a deal zone after all." in said


@pytest.mark.parametrize(
    ("sure", "expected"),
    [("low", "There may be a deal zone after all."), ("medium", "the gap may still be smaller"),
     ("high", "You are very sure of their limit")],
)  # fmt: skip
def test_a_gap_says_how_sure_it_is(sure: str, expected: str) -> None:
    said = told("raise", walk_away="60k", their_side=f"limit 50k, {sure}")
    assert "the two walk-away values are *10,000 a year* apart" in said
    assert expected in said


def test_chances_without_words_read_as_a_sentence() -> None:
    state = prepared("raise", plan_b="60 % 104k, else 88k")
    state.answers["plan_b"]["what"] = ""
    said = words(sheet(gather(read_answers(PREPARE, state)), "0" * 32, HEARING))
    assert "*Plan B*: on average worth 97,600 a year; in the worst case 88,000 a year" in said


@pytest.mark.parametrize(
    ("plan_b", "expected"),
    [
        ("stay, 62k", "*Walk-away*: 62,000 a year, the same as Plan B"),
        ("70-75k", "*Walk-away*: 70,000 a year, the careful end of Plan B"),
        ("60 % 104k, else 88k", "*Walk-away*: 97,600 a year, Plan B's average"),
    ],
)
def test_a_walk_away_at_plan_b_says_which_figure_of_it(plan_b: str, expected: str) -> None:
    assert expected in told("raise", plan_b=plan_b, walk_away="same as plan b")


@pytest.mark.parametrize(
    ("kind", "step", "text", "expected"),
    [
        ("selling", "plan_b", "the other client would pay 620 a day",
         "*Plan B*: the other client would pay 620 a day (worth 620 a day)"),
        ("raise", "walk_away", "Mei earns 62000 there",
         "*Walk-away*: 62,000 a year (reason: Mei earns 62000 there)"),
        ("boundary", "target", "40 hours a week, as in the contract",
         "\"I'm aiming for 40 hours a week, as in the contract. How do you see it?\""),
        ("raise", "target", "72k, the middle of the band.",
         "\"I'm aiming for 72,000 a year. I go by this: the middle of the band. How do you"),
        ("resources", "target", "12 engineer-weeks, as the last migration took",
         "*Target*: 12 engineer-weeks (criterion: as the last migration took)"),
    ],
)  # fmt: skip
def test_peoples_sentences_read_well(kind: str, step: str, text: str, expected: str) -> None:
    assert expected in told(kind, **{step: text})


@pytest.mark.parametrize(
    ("step", "before", "text", "heard"),
    [
        ("target", "85k, the 2026 survey", "120k",
         "I read: your target is *120,000 a year*. The criterion you gave is kept."),
        ("target", "85k, the 2026 survey", "120k, my peers",
         'I read: your target is *120,000 a year*. Your criterion: "my peers".'),
        ("target", "85k", "120k",
         "I read: your target is *120,000 a year*, with no criterion yet."),
        ("walk_away", "72k, because of the commute", "75k",
         "I read: your walk-away is *75,000 a year*."),
        ("walk_away", "72k, because of the commute", "75k, because of the team",
         "I read: your walk-away is *75,000 a year*, and I noted the reason."),
    ],
)  # fmt: skip
def test_an_old_reason_is_not_told_as_just_given(
    step: str, before: str, text: str, heard: str
) -> None:
    state = prepared("raise", **{step: before}).model_copy(update={"step": step})
    outcome = say(state, Typed(text))
    assert outcome.heard is not None
    assert shown(remark(outcome.heard)) == heard
