"""What is typed after a meeting, and what it becomes."""

from typing import Any

import pytest

from bot.dialogue.engine import advance, begin
from bot.dialogue.script import Ask, Filled, Refused, State, Typed
from bot.guides.reflect import REFLECT
from tests.unit.guides.answering import HEARING, plainly

PREPARED: dict[str, dict[str, Any]] = {
    "situation": {"what": "a talk", "kind": "job_offer"},
    "target": {"amount": {"range": {"low": "85000", "high": "85000"},
                          "measure": {"currency": "USD", "unit": "a year"}}},
}  # fmt: skip


def at(step: str, **answers: dict[str, Any]) -> State:
    state = begin(REFLECT, PREPARED)
    return state.model_copy(update={"step": step, "answers": answers})


def understood(step: str, text: str, **answers: dict[str, Any]) -> tuple[dict[str, Any], str]:
    """What an answer became, and the part that is asked once more."""
    outcome = advance(REFLECT, at(step, **answers), Typed(text), HEARING)
    assert getattr(outcome, "problem", None) is None
    state = outcome.state
    fields = state.draft if state.asking else state.answers[step]
    return plainly(REFLECT.step(step).accepts.model_validate(fields)), state.asking or ""


def refused(step: str, text: str, **answers: dict[str, Any]) -> str:
    outcome = advance(REFLECT, at(step, **answers), Typed(text), HEARING)
    assert isinstance(outcome, Ask)
    assert outcome.problem is not None
    return outcome.problem.code


@pytest.mark.parametrize(
    ("text", "ended"),
    [
        ("We agreed", "agreed"),
        ("agreed at 76k", "agreed"),
        ("They moved twice and we agreed at 76k", "agreed"),
        ("we have a deal: 76k", "agreed"),
        ("76k", "agreed"),
        ("No deal", "no_deal"),
        ("no", "no_deal"),
        ("we didn’t agree", "no_deal"),
        ("could not reach an agreement", "no_deal"),
        ("I walked away", "no_deal"),
        ("I turned it down", "no_deal"),
        ("Still open", "still_open"),
        ("not agreed yet, another round on Friday", "still_open"),
        ("still talking", "still_open"),
        ("open", "still_open"),
        ("It moved", "moved"),
        ("the meeting was postponed", "moved"),
        ("rescheduled", "moved"),
        ("No longer", "cancelled"),
        ("they cancelled it", "cancelled"),
        ("it's off", "cancelled"),
        ("it isn't happening", "cancelled"),
        ("The deal is off", "cancelled"),
        ("deal is off", "cancelled"),
        ("It did not take place.", "cancelled"),
        ("it didn’t take place", "cancelled"),
        ("the meeting's off", "cancelled"),
        ("No deal yet", "still_open"),
        ("nothing agreed so far", "still_open"),
        ("we haven't agreed on anything yet", "still_open"),
        ("we agreed to meet again", "still_open"),
        ("we agreed to talk again next week", "still_open"),
        ("They turned down 85k, we settled at 76k", "agreed"),
        ("They said no to 85k but we agreed at 76k", "agreed"),
        ("they refused at first, agreed on $76k", "agreed"),
        ("agreed at 76k, not yet signed", "agreed"),
        ("agreed at 76k, it isn't signed yet", "agreed"),
        ("agreed at 76k, waiting for the contract", "agreed"),
        ("we agreed, still waiting for their signature", "agreed"),
        ("not yet signed", "still_open"),
        ("the deal is still open", "still_open"),
        ("The deal fell through", "cancelled"),
        ("they did not accept", "no_deal"),
        ("we agreed to disagree", "no_deal"),
    ],
)  # fmt: skip
def test_how_it_ended_is_read_from_words(text: str, ended: str) -> None:
    assert understood("outcome", text)[0]["ended"] == ended


@pytest.mark.parametrize(
    ("text", "fields", "asked"),
    [
        ("agreed", {"ended": "agreed"}, "figure"),
        ("agreed at 76k", {"ended": "agreed", "figure": "76,000 USD a year"}, ""),
        ("agreed at 76k, up from 62k", {"ended": "agreed", "figure": "76,000 USD a year"}, ""),
        ("They turned down 85k, we settled at 76k",
         {"ended": "agreed", "figure": "76,000 USD a year"}, ""),
        ("They offered 70k and refused 85k, so we agreed at 76k",
         {"ended": "agreed", "figure": "76,000 USD a year"}, ""),
        ("no deal", {"ended": "no_deal"}, "offer"),
        ("no deal, they offered 65k", {"ended": "no_deal", "offer": "65,000 USD a year"}, ""),
        ("no deal, I wanted 80k", {"ended": "no_deal"}, "offer"),
        ("still open, their best offer is 72k",
         {"ended": "still_open", "offer": "72,000 USD a year"}, ""),
        ("still open", {"ended": "still_open"}, ""),
    ],
)  # fmt: skip
def test_a_figure_is_taken_where_it_is_the_one_meant(
    text: str, fields: dict[str, Any], asked: str
) -> None:
    assert understood("outcome", text) == (fields, asked)


@pytest.mark.parametrize(
    ("ended", "text"),
    [("agreed", "leave it out"), ("agreed", "I'd rather not say"), ("agreed", "not sure"),
     ("no_deal", "no offer"), ("no_deal", "nothing"), ("no_deal", "there was none")],
)  # fmt: skip
def test_a_figure_may_be_left_out(ended: str, text: str) -> None:
    state = advance(REFLECT, at("outcome"), Typed(ended.replace("_", " ")), HEARING).state
    outcome = advance(REFLECT, state, Typed(text), HEARING)
    assert outcome.state.step == "surprise"
    assert outcome.state.answers["outcome"]["figure"] is None
    assert outcome.state.answers["outcome"]["offer"] is None


def test_a_second_currency_is_refused() -> None:
    assert refused("outcome", "agreed at €76k") == "two_currencies_used"


def test_what_reflections_tell_has_one_currency_too() -> None:
    state = begin(REFLECT).model_copy(update={"step": "revealed"})
    told = advance(REFLECT, state, Typed("limit €78k"), HEARING).state
    outcome = advance(
        REFLECT, told.model_copy(update={"step": "outcome"}), Typed("agreed at $76k"), HEARING
    )
    assert isinstance(outcome, Ask)
    assert outcome.problem is not None
    assert outcome.problem.code.startswith("two_currencies")


@pytest.mark.parametrize("text", ["it was nice", "we talked about the roadmap"])
def test_an_unclear_end_is_asked_back(text: str) -> None:
    assert refused("outcome", text) == "ended_unknown"


@pytest.mark.parametrize(
    ("text", "line"),
    [("they asked about dates", "they asked about dates"), ("nothing", ""), ("not really", ""),
     ("I don't know", ""), ("nothing works without Mei", "nothing works without Mei")],
)  # fmt: skip
def test_a_line_is_kept_as_typed_and_nothing_is_empty(text: str, line: str) -> None:
    assert understood("surprise", text)[0].get("line", "") == line


@pytest.mark.parametrize(
    ("text", "fields", "asked"),
    [
        ("yes", {"used": "yes"}, "evidence"),
        ("Yes, I asked for the basis", {"used": "yes", "evidence": "I asked for the basis"}, ""),
        ("I did", {"used": "yes"}, "evidence"),
        ("I didn’t", {"used": "no"}, ""),
        ("no", {"used": "no"}, ""),
        ("not this time", {"used": "no"}, ""),
        ("No chance came", {"used": "no_chance"}, ""),
        ("it did not come up", {"used": "no_chance"}, ""),
    ],
)
def test_whether_the_practice_was_used(text: str, fields: dict[str, Any], asked: str) -> None:
    assert understood("practice", text) == (fields, asked)


def test_an_unclear_practice_is_asked_back() -> None:
    assert refused("practice", "hm, well") == "used_unknown"


@pytest.mark.parametrize(
    "text",
    [
        "we did not agree at 76k, they cancelled",
        "they said no, still talking",
        "they refused at first, then we agreed",
        "agreed at 76k, then they called it off",
    ],
)
def test_an_end_that_can_be_read_in_two_ways_is_asked_back(text: str) -> None:
    assert refused("outcome", text) == "ended_several"


@pytest.mark.parametrize("text", ["4, 3, 5 and 4", "4,3,5,4", "4 3 5 4.", "4/3/5/4"])
def test_four_ratings_in_a_row(text: str) -> None:
    found, _ = understood("ratings", text)
    assert found == {"result": 4, "myself": 3, "process": 5, "relationship": 4}


@pytest.mark.parametrize(
    "text", ["4 3 5", "4 3 5 6", "fine", "4 3 5 4 2", "4.5 3 5 4", "4,5 3 5 4"]
)
def test_unclear_ratings_are_asked_back(text: str) -> None:
    assert refused("ratings", text) == "ratings_unclear"


def test_what_they_revealed_is_read_by_the_words_around_it() -> None:
    found, _ = understood("revealed", "they opened at 62k, their limit was 78k")
    assert found == {"limit": "78,000 USD a year", "opening": "62,000 USD a year"}


def test_a_form_reads_each_part_and_names_the_one_it_cannot_read() -> None:
    sent = Filled("outcome", {"ended": "agreed", "figure": "about as hoped", "offer": ""})
    outcome = advance(REFLECT, at("outcome"), sent, HEARING)
    assert isinstance(outcome, Refused)
    assert set(outcome.problems) == {"figure"}
    good = Filled("outcome", {"ended": "no_deal", "figure": "", "offer": "65k"})
    state = advance(REFLECT, at("outcome"), good, HEARING)
    assert not isinstance(state, Refused)
    assert state.state.step == "surprise"
    assert state.state.private >= {"outcome"}


@pytest.mark.parametrize("ended", ["it moved", "no longer"])
def test_a_meeting_that_did_not_take_place_leaves_nothing_to_ask(ended: str) -> None:
    outcome = advance(REFLECT, at("outcome"), Typed(ended), HEARING)
    assert outcome.state.step is None
