"""A worth of Plan B that was changed after its words were kept: nothing contradicts itself."""

import pytest

from bot.dialogue.engine import read_answers
from bot.dialogue.script import Filled, State, Typed
from bot.guides.prepare import PREPARE
from bot.guides.question import remark
from bot.guides.readers import gather
from bot.guides.sheet import sheet
from tests.unit.guides.answering import HEARING, asked, say
from tests.unit.usecases.desk import shown, words


def plan_b_on_the_sheet(state: State) -> str:
    said = words(sheet(gather(read_answers(PREPARE, state)), "0" * 32, HEARING))
    return next(line for line in said.splitlines() if line.startswith("*Plan B*"))


def typed(state: State, text: str) -> State:
    edited = state.model_copy(update={"step": "plan_b", "asking": None})
    after: State = say(edited, Typed(text)).state
    return after


def in_the_form(state: State, **changed: str) -> State:
    """Send the form as it was shown, with these fields written over."""
    step = PREPARE.step("plan_b")
    answer = read_answers(PREPARE, state)["plan_b"]
    values = {part.name: part.show(answer, HEARING) for part in step.parts}
    after: State = say(state, Filled("plan_b", {**values, **changed})).state
    return after


SENTENCES = (
    ("I have a 70k offer from Borealis", "I have a … offer from Borealis"),
    ("stay at €70.000 and look around", "stay at … and look around"),
    ("60% Borealis pays 70k, otherwise I stay at 62k",
     "… Borealis pays …, otherwise I stay at …"),
)  # fmt: skip


@pytest.mark.parametrize(("text", "kept"), SENTENCES)
def test_an_old_figure_leaves_the_words_when_another_is_typed(text: str, kept: str) -> None:
    before = typed(asked("raise", "plan_b"), text)
    assert text in plan_b_on_the_sheet(before)
    now = plan_b_on_the_sheet(typed(before, "75k"))
    assert now.startswith(f"*Plan B*: {kept} (worth 75,000 ")


@pytest.mark.parametrize(("text", "kept"), SENTENCES)
def test_an_old_figure_leaves_the_words_when_the_form_changes_it(text: str, kept: str) -> None:
    before = typed(asked("raise", "plan_b"), text)
    assert plan_b_on_the_sheet(in_the_form(before)) == plan_b_on_the_sheet(before)
    now = in_the_form(before, worth="75k")
    assert plan_b_on_the_sheet(now) == f"*Plan B*: {kept} (worth 75,000 a year)"
    again = in_the_form(now, worth="76k")
    assert plan_b_on_the_sheet(again) == f"*Plan B*: {kept} (worth 76,000 a year)"
    assert again.answers["plan_b"]["what"] == text


def test_words_that_said_only_the_figures_are_left_out() -> None:
    before = typed(asked("raise", "plan_b"), "60 % 104k, else 88k")
    now = plan_b_on_the_sheet(typed(before, "90k"))
    assert now == "*Plan B*: worth 90,000 a year"


def test_another_figure_in_the_words_stays() -> None:
    values = {"what": "Borealis, with 10k at the start", "worth": "70k"}
    first = say(asked("raise", "plan_b"), Filled("plan_b", values)).state
    now = in_the_form(first, worth="72k")
    assert plan_b_on_the_sheet(now) == f"*Plan B*: {values['what']} (worth 72,000 a year)"


def test_a_figure_said_back_agrees_with_the_words() -> None:
    before = typed(asked("raise", "plan_b"), "I have a 70k offer from Borealis")
    heard = say(before.model_copy(update={"step": "plan_b"}), Typed("75k")).heard
    assert shown(remark(heard)) == (
        'I read Plan B as "I have a … offer from Borealis", worth *75,000 a year*.'
    )
