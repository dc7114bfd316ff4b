"""What people type to the first four questions, and what each answer becomes."""

from datetime import UTC, date, datetime

import pytest

from bot.coach.preparation import PlanB
from bot.dialogue.script import Pressed, State, Typed
from bot.guides.prepare import PREPARE
from tests.unit.guides.answering import asked, plainly, problem, say, understood


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("job offer", "job_offer"),
        ("Raise.", "raise"),
        ("promotion", "raise"),
        ("purchase", "buying"),
        ("sale", "selling"),
        ("scope", "resources"),
        ("authorship", "collaboration"),
        ("workload", "boundary"),
        ("something else", "other"),
    ],
)
def test_a_kind_by_its_name(text: str, kind: str) -> None:
    state = State(script="prepare", version=1, step="situation")
    outcome = say(state, Typed(text))
    assert outcome.state.draft == {"kind": kind}
    assert outcome.state.asking == "what"


@pytest.mark.parametrize(
    "text", ["job offer from Acme", "two engineers from the platform team", "buying a van from Lee"]
)
def test_other_words_say_what_it_is_about_and_the_kind_is_asked(text: str) -> None:
    outcome = say(State(script="prepare", version=1, step="situation"), Typed(text))
    assert outcome.state.draft == {"what": text}
    assert outcome.state.asking == "kind"
    assert say(outcome.state, Pressed("raise")).state.answers["situation"]["kind"] == "raise"


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("less is better", "better", "lower"),
        ("More is better.", "better", "higher"),
        ("unit: days", "unit", "days"),
        ("the unit is story points", "unit", "story points"),
    ],
)
def test_direction_and_unit_can_be_corrected(text: str, field: str, value: str) -> None:
    fields, asking = understood("resources", "situation", text)
    assert fields == {"what": "a talk", "kind": "resources", field: value}
    assert asking is None


def test_an_unknown_kind_is_asked_again() -> None:
    half = say(State(script="prepare", version=1, step="situation"), Typed("a van")).state
    assert problem(half, Typed("vehicles")) == "kind_unknown"


@pytest.mark.parametrize(
    ("text", "goals"),
    [
        ("a mentor, one day from home, a say in the roadmap",
         ("a mentor", "one day from home", "a say in the roadmap")),
        ("- a title\n- a budget\n", ("a title", "a budget")),
        ("• first author; access to the data", ("first author", "access to the data")),
        ("85,000 base, a title", ("85,000 base", "a title")),
    ],
)  # fmt: skip
def test_goals_are_split(text: str, goals: tuple[str, ...]) -> None:
    assert understood("raise", "success", text) == ({"goals": goals}, None)


def test_goals_that_are_all_money_bring_one_question() -> None:
    first = say(asked("raise", "success"), Typed("more salary, a bonus"))
    assert first.state.asking == "beyond"
    more = say(first.state, Typed("a title"))
    assert more.state.answers["success"]["goals"] == ["more salary", "a bonus", "a title"]
    for enough in (Typed("that’s all"), Typed("No, that's it."), Pressed("that_is_all")):
        kept = say(first.state, enough)
        assert kept.state.answers["success"]["goals"] == ["more salary", "a bonus"]


@pytest.mark.parametrize(
    ("text", "day", "at"),
    [
        ("next Thursday 3pm", date(2026, 12, 3), datetime(2026, 12, 3, 14, 0, tzinfo=UTC)),
        ("10 Dec 15:00", date(2026, 12, 10), datetime(2026, 12, 10, 14, 0, tzinfo=UTC)),
        ("tomorrow", date(2026, 11, 24), None),
    ],
)
def test_a_meeting_in_ones_own_zone(text: str, day: date, at: datetime | None) -> None:
    fields, _ = understood("raise", "meeting", text)
    assert fields == {"day": day} | ({"at": at} if at else {})


@pytest.mark.parametrize("text", ["not fixed yet", "not yet fixed", "I don't know", "I’m not sure"])
def test_no_date_yet_is_an_answer(text: str) -> None:
    assert understood("raise", "meeting", text) == ({}, None)


@pytest.mark.parametrize(
    ("text", "code"), [("when they call", "moment_unreadable"), ("12/10", "moment_ambiguous")]
)
def test_a_date_that_cannot_be_read(text: str, code: str) -> None:
    assert problem(asked("raise", "meeting"), Typed(text)) == code


@pytest.mark.parametrize(
    ("kind", "text", "what", "worth"),
    [
        ("job_offer", "$70k offer from Borealis", "offer from Borealis", "70,000 USD a year"),
        ("job_offer", "I have a 70k offer from Borealis", "I have a 70k offer from Borealis",
         "70,000 a year"),
        ("job_offer", "take the Borealis offer at $70,000", "take the Borealis offer at $70,000",
         "70,000 USD a year"),
        ("job_offer", "a 70k offer from Borealis", "offer from Borealis", "70,000 a year"),
        ("job_offer", "offer from Borealis: $70k", "offer from Borealis", "70,000 USD a year"),
        ("job_offer", "plan b: 70k", None, "70,000 a year"),
        ("job_offer", "70-75k", None, "70,000 to 75,000 a year"),
        ("job_offer", "freelance for 3 months, then 65k", "freelance for 3 months",
         "65,000 a year"),
        ("raise", "stay as I am, 62k", "stay as I am", "62,000 a year"),
        ("raise", "stay (62k)", "stay", "62,000 a year"),
        ("raise", "62k if I stay", "62k if I stay", "62,000 a year"),
        ("raise", "I stay. I make 62000 now", "I stay. I make 62000 now", "62,000 a year"),
        ("raise", "walk away with 62k", "walk away with 62k", "62,000 a year"),
        ("raise", "stay at €62.000 and look around", "stay at €62.000 and look around",
         "62,000 EUR a year"),
        ("raise", "€5.600 a month at the other company", "at the other company",
         "5,600 EUR a month"),
        ("buying", "the second vendor, 18,400", "the second vendor", "18,400"),
        ("buying", "keep the old machine another year, 9k", "keep the old machine another year",
         "9,000"),
        ("buying", "buy the other one for 18400", "buy the other one for 18400", "18,400"),
        ("buying", "keep the old one, 9k, another year", "keep the old one, 9k, another year",
         "9,000"),
        ("selling", "the other client would pay 620 a day", "the other client would pay 620 a day",
         "620 a day"),
        ("selling", "sell to the neighbour for €9,500", "sell to the neighbour for €9,500",
         "9,500 EUR"),
        ("resources", "we do it ourselves and get 4 engineer-weeks",
         "we do it ourselves and get 4 engineer-weeks", "4 engineer-weeks"),
        ("collaboration", "publish alone, about 40 % of the credit",
         "publish alone, about 40 % of the credit", "40%"),
        ("boundary", "keep it as it is, 50 hours a week", "keep it as it is", "50 hours a week"),
        ("other", "a ten thousand dollar loss", "a ten thousand dollar loss", "-10,000 USD"),
        ("resources", "a contractor instead, twelve engineer-weeks", "a contractor instead",
         "12 engineer-weeks"),
        ("raise", "one of my two offers: 70k at Borealis", "one of my two offers: 70k at Borealis",
         "70,000 a year"),
        ("other", "we wait until spring, worth about 5k to me", "we wait until spring", "5,000"),
    ],
)  # fmt: skip
def test_plan_b_and_its_worth(kind: str, text: str, what: str | None, worth: str) -> None:
    expected = {"worth": worth} | ({"what": what} if what else {})
    fields, asking = understood(kind, "plan_b", text)
    fields.pop("stated", None)
    assert (fields, asking) == (expected, None)


@pytest.mark.parametrize(
    ("text", "worth"),
    [
        ("-5k", "-5,000"),
        ("lose 5k", "-5,000"),
        ("we stop, and lose about $5k", "-5,000 USD"),
        ("a loss of 5k", "-5,000"),
        ("a loss of 5-7k", "-7,000 to -5,000"),
        ("we stop: a 5k loss", "-5,000"),
        ("I'd be 5k worse off", "-5,000"),
        ("lose -5k", "-5,000"),
    ],
)
def test_what_is_lost_is_below_nothing(text: str, worth: str) -> None:
    for part in ("", "worth"):
        state = asked("other", "plan_b").model_copy(update={"asking": part or None})
        outcome = say(state, Typed(text))
        fields = PREPARE.step("plan_b").accepts.model_validate(outcome.state.answers["plan_b"])
        assert plainly(fields)["worth"] == worth
        assert outcome.heard is not None
        assert outcome.heard.values["worth"] == worth


def test_a_loss_where_less_is_better_is_asked_back() -> None:
    assert problem(asked("buying", "plan_b"), Typed("lose 5k")) == "loss_unclear"
    assert understood("buying", "plan_b", "-5k") == ({"worth": "-5,000"}, None)


def test_a_loss_tells_nothing_of_a_private_direction() -> None:
    for kind in ("raise", "buying"):
        state = asked(kind, "plan_b").model_copy(update={"private": frozenset({"situation"})})
        assert problem(state, Typed("lose 5k")) == "loss_unclear"


@pytest.mark.parametrize(
    ("kind", "text", "outcomes"),
    [
        ("raise", "60% 104k, otherwise I stay at 88k", [("0.6", 104_000), ("0.4", 88_000)]),
        ("raise", "60 % 104k, else 88k", [("0.6", 104_000), ("0.4", 88_000)]),
        ("collaboration", "60% chance 50%, else 20%", [("0.6", 50), ("0.4", 20)]),
        ("collaboration", "60% 50%, else 20%", [("0.6", 50), ("0.4", 20)]),
        ("collaboration", "60% $104k, else $88k", [("0.6", 104_000), ("0.4", 88_000)]),
    ],
)
def test_plan_b_with_chances(kind: str, text: str, outcomes: list[tuple[str, int]]) -> None:
    fields, asking = understood(kind, "plan_b", text)
    found = [(f"{one.chance.normalize():f}", one.value.low) for one in fields["outcomes"]]
    assert found == outcomes
    assert asking is None


@pytest.mark.parametrize(
    "text",
    ["I'm not sure", "not sure yet", "No idea.", "I don’t know", "none", "I don't have a plan B",
     "no other offers", "I have no alternative"],
)  # fmt: skip
def test_no_figure_for_plan_b_is_an_answer(text: str) -> None:
    fields, asking = understood("job_offer", "plan_b", text)
    assert fields.pop("what", text) == text
    assert fields == {"sure": False}
    assert asking is None


def test_a_plan_b_without_a_figure_is_asked_for_one_once() -> None:
    first = say(asked("job_offer", "plan_b"), Typed("keep looking"))
    assert first.state.asking == "worth"
    unsure = say(first.state, Typed("not sure")).state
    assert plainly(PREPARE.step("plan_b").accepts.model_validate(unsure.answers["plan_b"])) == {
        "what": "keep looking",
        "sure": False,
    }


def test_another_plan_b_is_not_worth_what_the_old_one_was() -> None:
    first = say(asked("job_offer", "plan_b"), Typed("60 % 104k, else 88k")).state
    again = say(first.model_copy(update={"step": "plan_b"}), Typed("stay in my current job"))
    assert again.state.asking == "worth"
    draft = PlanB.model_validate(again.state.draft)
    assert (draft.what, draft.value) == ("stay in my current job", None)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Borealis offered 70k plus 5k bonus", "several_amounts"),
        ("60% 104k, 30% 88k", "chances_sum"),
        ("75k-70k", "range_backwards"),
        ("1.200", "amount_ambiguous"),
        ("I'd go without losing 5k", "loss_unclear"),
        ("I'd lose the 5k bonus", "loss_unclear"),
        ("60% 104k, else lose 5k", "loss_unclear"),
    ],
)
def test_a_worth_that_cannot_be_read(text: str, code: str) -> None:
    assert problem(asked("job_offer", "plan_b"), Typed(text)) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("60% 104k, else 88k", "money_or_percent"),
        ("publish alone, 104k", "money_or_percent"),
        ("60% publish with 50%, else 20%", "chances_unnamed"),
    ],
)
def test_a_worth_that_is_no_share_is_asked_back(text: str, code: str) -> None:
    assert problem(asked("collaboration", "plan_b"), Typed(text)) == code
