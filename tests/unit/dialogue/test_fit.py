"""A state of another version goes on in this one, and nothing of it is lost."""

from dataclasses import replace

import pytest

from bot.dialogue.engine import advance, begin
from bot.dialogue.fit import fit
from bot.dialogue.script import END, Ask, Move, Option, Pending, State, Typed
from tests.unit.dialogue.trip import HEARING, TRIP

NEWER = replace(TRIP, version=2)


def state(**fields: object) -> State:
    stored = {"script": "trip", "version": 1, "step": "where"} | fields
    return State.model_validate(stored)


def test_a_state_that_fits_is_the_same() -> None:
    begun = begin(TRIP)
    assert fit(TRIP, begun) is begun


@pytest.mark.parametrize(
    ("answers", "skipped", "expected"),
    [
        ({}, (), "where"),
        ({"where": {"place": "Rome"}}, (), "nights"),
        ({"where": {"place": "Rome"}}, ("nights",), "bed"),
        ({"where": {}, "nights": {"count": 0}}, (), None),
        ({"mood": {"calm": True}}, (), "where"),
    ],
)
def test_from_a_step_that_is_gone_the_way_leads_to_the_first_open_one(
    answers: dict[str, object], skipped: tuple[str, ...], expected: str | None
) -> None:
    stored = state(step="mood", answers=answers, skipped=skipped)
    found = fit(TRIP, stored)
    assert found.step == expected
    assert found.answers == stored.answers


@pytest.mark.parametrize(("back_to", "expected"), [("bed", "bed"), (END, None), ("gone", "where")])
def test_an_edit_of_a_step_that_is_gone_returns_where_it_began(
    back_to: str, expected: str | None
) -> None:
    found = fit(TRIP, state(step="mood", back_to=back_to))
    assert (found.step, found.back_to) == (expected, None)


def test_an_edit_whose_beginning_is_gone_goes_on_with_what_is_open() -> None:
    found = fit(TRIP, state(step="bed", back_to="mood"))
    assert (found.step, found.back_to) == ("bed", None)


def test_what_was_half_said_is_kept_when_its_step_is_gone() -> None:
    readings = (Option(label="calm", text="calm"),)
    stored = state(
        step="mood",
        asking="why",
        draft={"calm": True},
        pending=Pending(text="so so", options=readings),
    )
    found = fit(TRIP, stored)
    assert (found.step, found.asking, found.draft) == ("where", None, {})
    assert found.answers == {"mood": {"calm": True}}
    assert found.pending == Pending(text="so so")


def test_what_was_half_said_is_the_answer_when_its_follow_up_is_gone() -> None:
    found = fit(TRIP, state(asking="weather", draft={"place": "Rome"}))
    assert (found.step, found.asking, found.draft) == ("where", None, {})
    assert found.answers == {"where": {"place": "Rome"}}


def test_a_follow_up_that_is_still_there_goes_on() -> None:
    found = fit(NEWER, state(asking="kind", draft={"place": "Rome"}))
    outcome = advance(NEWER, found, Typed("sea"), HEARING)
    assert outcome.state.answers == {"where": {"place": "Rome", "kind": "sea"}}


def test_an_answer_that_cannot_be_read_waits_and_its_question_is_open() -> None:
    stored = state(version=2, step=None, answers={"where": {"place": 7}, "nights": {"count": 0}})
    found = fit(TRIP, stored)
    assert found.answers == {"nights": {"count": 0}}
    assert found.unread == {"where": {"place": 7}}
    outcome = advance(TRIP, found, Move("resume"), HEARING)
    assert isinstance(outcome, Ask)
    assert outcome.state.step == "where"


def test_a_draft_that_cannot_be_read_waits_too() -> None:
    found = fit(TRIP, state(version=2, asking="kind", draft={"place": 7}))
    assert (found.step, found.asking, found.draft) == ("where", None, {})
    assert found.unread == {"where": {"place": 7}}


def test_an_answer_that_waited_counts_again_once_it_can_be_read() -> None:
    waiting = {"where": {"place": "Rome"}, "nights": {"count": 2}}
    stored = state(unread=waiting, answers={"nights": {"count": 3}}, skipped=["where"])
    found = fit(NEWER, stored)
    assert found.answers == {"where": {"place": "Rome"}, "nights": {"count": 3}}
    assert found.unread == {"nights": {"count": 2}}
    assert found.skipped == frozenset()
    assert found.version == 2
