"""Lines with days: steps for Plan B."""

from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, strategies as st

from bot.coach.preparation import Improve, PlanBStep
from bot.dialogue.script import Hearing, NotUnderstood
from bot.guides.prepare_improve import shown_steps, steps, switch

MADRID = ZoneInfo("Europe/Madrid")
NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
"""A Monday."""
HEARING = Hearing(now=NOW, zone=MADRID)


def read(text: str, hearing: Hearing = HEARING) -> list[tuple[str, str]]:
    answer = Improve.model_validate(steps(text, hearing))
    return [(step.what, step.day.isoformat()) for step in answer.steps]


@pytest.mark.parametrize(
    ("text", "what", "day"),
    [
        (
            "ask Borealis for a written offer, 3 Dec",
            "ask Borealis for a written offer",
            "2026-12-03",
        ),
        ("ask Borealis by Friday", "ask Borealis", "2026-11-27"),
        ("ask Borealis, by 3 Dec.", "ask Borealis", "2026-12-03"),
        ("call Ana on Thu 3 Dec at 3pm", "call Ana at 15:00", "2026-12-03"),
        ("call Ana (tomorrow)", "call Ana", "2026-11-24"),
        ("3 Dec: call Ana", "call Ana", "2026-12-03"),
        ("by Friday call Ana", "call Ana", "2026-11-27"),
        ("- call Ana - in two weeks", "call Ana", "2026-12-07"),
        ("1. call 3 people, 2026-12-03", "call 3 people", "2026-12-03"),
        ("get 2 offers, 10 Jan", "get 2 offers", "2027-01-10"),
    ],
)
def test_a_step_and_its_day(text: str, what: str, day: str) -> None:
    assert read(text) == [(what, day)]


@pytest.mark.parametrize("hour", [7, 10, 14])
@pytest.mark.parametrize(
    ("text", "what", "day"),
    [
        ("25 Nov: meet Ann at 10", "meet Ann at 10", "2026-11-25"),
        ("25 Nov meet Ann 10:00", "meet Ann 10:00", "2026-11-25"),
        ("Meet Ann 25 Nov at 10", "Meet Ann at 10:00", "2026-11-25"),
        ("25 Nov call by noon", "call by noon", "2026-11-25"),
        ("25 Nov: send it by Friday", "send it by Friday", "2026-11-25"),
        ("tomorrow: ask for an offer today", "ask for an offer today", "2026-11-24"),
        ("today call Ann at 8:30", "call Ann at 8:30", "2026-11-23"),
        ("at 10:30 call Ann, 3 Dec", "at 10:30 call Ann", "2026-12-03"),
    ],
)
def test_a_day_written_first_keeps_the_clock_with_the_step(
    hour: int, text: str, what: str, day: str
) -> None:
    assert read(text, replace(HEARING, now=NOW.replace(hour=hour))) == [(what, day)]


def test_a_clock_alone_is_one_of_today() -> None:
    assert read("call Ana at 3pm") == [("call Ana at 15:00", "2026-11-23")]


@pytest.mark.parametrize("text", ["call Ana at 8:00", "meet Ana 20 Nov 2026 at 16:00"])
def test_a_clock_that_has_struck_is_past(text: str) -> None:
    with pytest.raises(NotUnderstood, match="step_past"):
        steps(text, HEARING)


@pytest.mark.parametrize("what", ["Send by Friday", "2) see what they insist on", "Ask for 12 May"])
@pytest.mark.parametrize("day", [date(2026, 12, 4), date(2027, 5, 12)])
def test_a_step_put_off_keeps_its_words(what: str, day: date) -> None:
    kept = Improve(steps=(PlanBStep(what=what, day=date(2026, 11, 25)),))
    moved = Improve(steps=(PlanBStep(what=what, day=day),))
    hearing = replace(HEARING, answers={"improve": kept})
    assert Improve.model_validate(steps(shown_steps(moved), hearing)) == moved


def test_steps_come_in_the_order_of_their_days() -> None:
    assert [what for what, _ in read("b, 4 Dec\n\n• a, 3 Dec\nc, 5 Dec")] == ["a", "b", "c"]


@pytest.mark.parametrize("text", ["none", "No steps.", "that's all"])
def test_no_steps(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty"),
        ("—", "empty"),
        ("call Ana", "step_day_missing"),
        ("call Ana, soonish", "step_day_missing"),
        ("call Ana, not yet fixed", "step_day_missing"),
        ("by Friday", "step_missing"),
        ("call Ana, 3 Dec 2020", "step_past"),
        ("call Ana, 5/12", "step_day_ambiguous"),
    ],
)
def test_an_unclear_line_is_refused_without_its_words(text: str, code: str) -> None:
    with pytest.raises(NotUnderstood) as refused:
        steps(text, HEARING)
    assert refused.value.remark.code == code
    assert "Ana" not in str(refused.value.remark.values)


def test_an_unclear_day_offers_the_whole_answer_with_each_reading() -> None:
    with pytest.raises(NotUnderstood) as refused:
        steps("a, 3 Dec\nb by 5/12\nc, 4 Dec", HEARING)
    texts = [option.text for option in refused.value.options]
    assert [read(text)[-1] for text in texts] == [("b", "2026-12-05"), ("b", "2027-05-12")]
    assert all(len(read(text)) == 3 for text in texts)


WORDS = st.lists(
    st.sampled_from(["ask", "Ana", "for", "an", "offer", "3", "Dec", "by", "2", "weeks", "(new)"]),
    min_size=1,
    max_size=6,
).map(" ".join)
DAYS = st.dates(min_value=date(2026, 11, 1), max_value=date(2027, 10, 1))


@given(what=WORDS, day=DAYS)
def test_what_is_shown_reads_back_also_when_its_day_has_passed(what: str, day: date) -> None:
    kept = Improve(steps=(PlanBStep(what=what, day=day),))
    hearing = replace(HEARING, answers={"improve": kept})
    assert Improve.model_validate(steps(shown_steps(kept), hearing)) == kept


@pytest.mark.parametrize(("text", "on"), [("On.", True), ("yes", True), ("stop", False)])
def test_on_and_off(text: str, on: bool) -> None:
    assert switch(text, HEARING) == {"on": on}


def test_neither_on_nor_off() -> None:
    with pytest.raises(NotUnderstood, match="switch_unknown"):
        switch("perhaps", HEARING)
