"""What people type to the last three questions, and what holds for all seven."""

import pytest

from bot.dialogue.script import Filled, Pressed, Refused, Said, Typed
from bot.guides.prepare import PREPARE
from tests.unit.guides.answering import (
    HEARING,
    USD,
    YEARLY,
    asked,
    plainly,
    problem,
    say,
    understood,
)


@pytest.mark.parametrize(
    "text",
    ["same as plan B", "Same as Plan B.", "same as my BATNA", "the same", "it's the same",
     "my plan b", "equal to plan B"],
)  # fmt: skip
def test_a_walk_away_at_plan_b(text: str) -> None:
    assert understood("raise", "walk_away", text) == ({}, None)


@pytest.mark.parametrize(
    ("kind", "text", "amount", "reason"),
    [
        ("job_offer", "72k, because of the longer commute", "72,000 a year", "the longer commute"),
        ("job_offer", "at least 72k because the commute costs me 200 a month", "72,000 a year",
         "the commute costs me 200 a month"),
        ("job_offer", "not less than 72k", "72,000 a year", None),
        ("job_offer", "72k minimum", "72,000 a year", None),
        ("job_offer", "below 72k I’d rather stay", "72,000 a year", None),
        ("raise", "64k", "64,000 a year", None),
        ("raise", "64k or so because of the team", "64,000 a year", "the team"),
        ("raise", "because of the team, 64k", "64,000 a year", "the team"),
        ("raise", "because of the team I want 64k", "64,000 a year",
         "because of the team I want 64k"),
        ("raise", "I stay. I make 62000 now", "62,000 a year", None),
        ("buying", "no more than 18.4k", "18,400", None),
        ("buying", "max 18,000 as the service is worse", "18,000", "the service is worse"),
        ("selling", "600 a day, because they pay on time", "600 a day", "they pay on time"),
        ("resources", "6", "6 engineer-weeks", None),
        ("collaboration", "50 %", "50%", None),
        ("boundary", "45 hours a week", "45 hours a week", None),
        ("boundary", "48h a week", "48 hours a week", None),
        ("boundary", "45 hours per week", "45 hours a week", None),
        ("boundary", "a 45-hour week", "45 hours a week", None),
    ],
)  # fmt: skip
def test_a_walk_away_and_its_reason(kind: str, text: str, amount: str, reason: str | None) -> None:
    expected = {"amount": amount} | ({"reason": reason} if reason else {})
    assert understood(kind, "walk_away", text) == (expected, None)


@pytest.mark.parametrize("text", ["I'm not sure", "something fair"])
def test_a_walk_away_without_a_figure(text: str) -> None:
    assert problem(asked("raise", "walk_away"), Typed(text)) == "amount_missing"


@pytest.mark.parametrize(
    ("kind", "text", "amount", "criterion"),
    [
        ("job_offer", "85k because the Radford survey says 80-90k", "85,000 a year",
         "the Radford survey says 80-90k"),
        ("job_offer", "the Radford survey says 80-90k, so 85k", "85,000 a year",
         "the Radford survey says 80-90k"),
        ("job_offer", "85k, from the 2026 salary survey", "85,000 a year",
         "the 2026 salary survey"),
        ("job_offer", "$85k (Radford 2026)", "85,000 USD a year", "Radford 2026"),
        ("job_offer", "85k per Levels.fyi", "85,000 a year", "Levels.fyi"),
        ("job_offer", "85k per the Radford survey", "85,000 a year", "the Radford survey"),
        ("job_offer", "85k according to Levels.fyi", "85,000 a year", "Levels.fyi"),
        ("job_offer", "85k per BLS data", "85,000 a year", "BLS data"),
        ("job_offer", "85k, as per Levels.fyi", "85,000 a year", "Levels.fyi"),
        ("job_offer", "85k, Levels.fyi", "85,000 a year", "Levels.fyi"),
        ("job_offer", "85k, per Glassdoor", "85,000 a year", "Glassdoor"),
        ("selling", "620 per day per Glassdoor", "620 a day", "Glassdoor"),
        ("job_offer", "85k - band midpoint", "85,000 a year", "band midpoint"),
        ("job_offer", "my target is 85k", "85,000 a year", None),
        ("job_offer", "I’d like 85k", "85,000 a year", None),
        ("raise", "72k, the middle of the band for this level", "72,000 a year",
         "the middle of the band for this level"),
        ("buying", "my target is 15,000 since last year's price was 16k", "15,000",
         "last year's price was 16k"),
        ("buying", "15,000, what a similar team paid last year", "15,000",
         "what a similar team paid last year"),
        ("selling", "720 a day, the agency rate for this work", "720 a day",
         "the agency rate for this work"),
        ("resources", "12 engineer-weeks, as the last migration took", "12 engineer-weeks",
         "as the last migration took"),
        ("collaboration", "60 %, by the journal's contribution list", "60%",
         "the journal's contribution list"),
        ("boundary", "40 hours a week, as in the contract", "40 hours a week",
         "as in the contract"),
        ("raise", "the survey says 85k for my level", "85,000 a year",
         "the survey says 85k for my level"),
        ("raise", "85k is the band midpoint", "85,000 a year", "85k is the band midpoint"),
        ("raise", "target: 85k", "85,000 a year", None),
    ],
)  # fmt: skip
def test_a_target_and_its_criterion(
    kind: str, text: str, amount: str, criterion: str | None
) -> None:
    expected = {"amount": amount} | ({"criterion": criterion} if criterion else {})
    assert understood(kind, "target", text) == (expected, None)


@pytest.mark.parametrize(
    ("text", "criterion"),
    [
        ("the survey says so", "the survey says so"),
        ("because of the survey", "the survey"),
        ("from the salary survey.", "the salary survey"),
    ],
)
def test_a_criterion_alone_is_kept_and_the_figure_asked_for(text: str, criterion: str) -> None:
    assert understood("raise", "target", text) == ({"criterion": criterion}, "amount")


def test_not_knowing_a_target_is_no_criterion() -> None:
    assert understood("raise", "target", "not sure") == ({"open": True}, None)


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        ("job_offer", "limit 80k, opening 60k, medium sure; they need someone by March",
         {"limit": "80,000 a year", "opening": "60,000 a year", "sure": "medium",
          "interests": "they need someone by March"}),
        ("job_offer", "their limit is 80k and their target is 65k, fairly sure",
         {"limit": "80,000 a year", "target": "65,000 a year", "sure": "medium"}),
        ("job_offer", "they can go up to 80k; they'll open at 60k; I'm quite sure",
         {"limit": "80,000 a year", "opening": "60,000 a year", "sure": "medium"}),
        ("job_offer", "Their plan B is the second candidate; limit 80k; medium",
         {"plan_b": "the second candidate", "limit": "80,000 a year", "sure": "medium"}),
        ("job_offer", "limit 80k medium", {"limit": "80,000 a year", "sure": "medium"}),
        ("job_offer", "80k medium", {"limit": "80,000 a year", "sure": "medium"}),
        ("job_offer", "limit 80k a year low; they need someone",
         {"limit": "80,000 a year", "sure": "low", "interests": "they need someone"}),
        ("job_offer", "limit 80k medium opening 60k",
         {"limit": "80,000 a year", "opening": "60,000 a year", "sure": "medium"}),
        ("boundary", "limit 42 hours a week high",
         {"limit": "42 hours a week", "sure": "high"}),
        ("job_offer", "limit 80k (low)", {"limit": "80,000 a year", "sure": "low"}),
        ("job_offer", "limit 80k, unsure", {"limit": "80,000 a year", "sure": "low"}),
        ("job_offer", "limit 80k, I am sure", {"limit": "80,000 a year", "sure": "high"}),
        ("raise", "high turnover worries them, limit 75k, medium",
         {"limit": "75,000 a year", "sure": "medium", "interests": "high turnover worries them"}),
        ("buying", "they start at 20k and would go down to 14k, low",
         {"opening": "20,000", "limit": "14,000", "sure": "low"}),
        ("selling", "limit 750 a day, medium; they have nobody else for May",
         {"limit": "750 a day", "sure": "medium", "interests": "they have nobody else for May"}),
        ("resources", "at most 10 engineer-weeks and they want 6, low",
         {"limit": "10 engineer-weeks", "target": "6 engineer-weeks", "sure": "low"}),
        ("collaboration", "limit 55 %, low; they need my data",
         {"limit": "55%", "sure": "low", "interests": "they need my data"}),
        ("boundary", "limit 42 hours a week, medium; they worry about the on-call rota",
         {"limit": "42 hours a week", "sure": "medium",
          "interests": "they worry about the on-call rota"}),
    ],
)  # fmt: skip
def test_their_side(kind: str, text: str, expected: dict[str, str]) -> None:
    assert understood(kind, "their_side", text) == (expected, None)


@pytest.mark.parametrize(
    ("text", "asking"),
    [("limit 80k", "sure"), ("limit 80k high, opening 60k low", "sure"),
     ("limit 80k high turnover", "sure"), ("they need someone by March", "limit")],
)  # fmt: skip
def test_what_is_missing_about_their_side_is_asked_once(text: str, asking: str) -> None:
    assert understood("job_offer", "their_side", text)[1] == asking


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("14k", {"limit": "14,000"}),
        ("about 14k I guess", {"limit": "14,000"}),
        ("limit 14k, target 19k", {"limit": "14,000", "target": "19,000"}),
        ("limit 14k, target 19k, medium; they close in June",
         {"limit": "14,000", "target": "19,000", "sure": "medium",
          "interests": "the quarter ends soon; they close in June"}),
    ],
)  # fmt: skip
def test_a_limit_asked_for_is_read_as_at_its_question(text: str, expected: dict[str, str]) -> None:
    half = say(asked("buying", "their_side"), Typed("the quarter ends soon")).state
    assert half.asking == "limit"
    fields = say(half, Typed(text)).state.answers["their_side"]
    known = plainly(PREPARE.step("their_side").accepts.model_validate(fields))
    assert known == {"interests": "the quarter ends soon", **expected}


@pytest.mark.parametrize("said", [Typed("I don’t know yet"), Pressed("unknown")])
def test_not_knowing_their_side_takes_an_earlier_guess_back(said: Said) -> None:
    guess = say(asked("job_offer", "their_side"), Typed("limit 80k, medium")).state
    back = guess.model_copy(update={"step": "their_side"})
    fields = say(back, said).state.answers["their_side"]
    assert plainly(PREPARE.step("their_side").accepts.model_validate(fields)) == {}


def test_one_unit_in_two_spellings_is_one_unit() -> None:
    first = say(asked("boundary", "walk_away"), Typed("48h a week")).state
    target = say(first, Typed("40 hours per week, as in the contract")).state
    assert target.answers["target"]["amount"]["measure"]["unit"] == "hours a week"
    assert target.step == "their_side"


@pytest.mark.parametrize("step", ["plan_b", "target", "their_side"])
def test_a_second_currency_in_one_preparation_is_refused(step: str) -> None:
    state = asked("raise", step, walk_away=USD)
    assert problem(state, Typed("limit €80k, medium")) == "two_currencies_used"


@pytest.mark.parametrize("step", ["plan_b", "target", "their_side"])
def test_a_second_unit_in_one_preparation_is_refused(step: str) -> None:
    state = asked("raise", step, walk_away=YEARLY)
    assert problem(state, Typed("7k a month")) == "two_units_used"


@pytest.mark.parametrize(("first", "second"), [("50%", "$5k"), ("$5k", "50%")])
def test_shares_and_money_are_not_compared(first: str, second: str) -> None:
    state = say(asked("collaboration", "walk_away"), Typed(first)).state
    figure = state.model_copy(update={"asking": "amount"})
    assert problem(figure, Typed(second)) == "two_units_used"


def test_two_currencies_in_one_answer_are_refused() -> None:
    state = asked("raise", "their_side")
    assert problem(state, Typed("limit €80k, opening $60k, low")) == "two_currencies"
    outcome = say(state, Filled("their_side", {"limit": "€80k", "opening": "$60k"}))
    assert isinstance(outcome, Refused)
    assert {part: why.code for part, why in outcome.problems.items()} == {
        "opening": "two_currencies"
    }


def test_a_form_may_change_the_currency_of_all_its_figures() -> None:
    dollars = say(asked("raise", "their_side"), Typed("limit $80k, opening $60k, low")).state
    euros = say(dollars, Filled("their_side", {"limit": "€80k", "opening": "€60k"}))
    assert euros.state.answers["their_side"]["limit"]["measure"]["currency"] == "EUR"


@pytest.mark.parametrize("text", ["", "   ", "\n"])
@pytest.mark.parametrize("step", [step.name for step in PREPARE.steps if step.name != "meeting"])
def test_no_words_are_no_answer(step: str, text: str) -> None:
    assert problem(asked("raise", step), Typed(text)) == "empty"


@pytest.mark.parametrize("step", [step.name for step in PREPARE.steps])
def test_words_longer_than_a_form_can_show_are_refused(step: str) -> None:
    assert problem(asked("raise", step), Typed("word " * 500)) == "too_long"


@pytest.mark.parametrize(
    ("kind", "step", "text"),
    [
        ("raise", "situation", "less is better"),
        ("raise", "success", "a mentor, one day from home"),
        ("raise", "meeting", "10 Dec 15:00"),
        ("raise", "meeting", "10 Dec"),
        ("job_offer", "plan_b", "$70k offer from Borealis"),
        ("job_offer", "plan_b", "60 % 104k, else 88k"),
        ("job_offer", "plan_b", "33.3% $104,500.50, 66.7% $88k"),
        ("collaboration", "plan_b", "60% chance 50%, else 20%"),
        ("job_offer", "walk_away", "72-75k, because of the longer commute"),
        ("raise", "target", "€85.5k, the survey"),
        ("resources", "target", "12.5 engineer-weeks, as the last migration took"),
        ("boundary", "target", "40 hours a week"),
        ("job_offer", "their_side", "limit 80k, opening 60k, medium sure; they need someone"),
    ],
)
def test_a_form_shows_what_reads_back_to_the_same_answer(kind: str, step: str, text: str) -> None:
    state = asked(kind, step)
    typed = say(state, Typed(text)).state
    known = PREPARE.step(step)
    answer = known.accepts.model_validate(typed.answers[step])
    shown = {part.name: part.show(answer, HEARING) for part in known.parts}
    again = say(state, Filled(step, shown))
    assert not isinstance(again, Refused), again.problems
    back = known.accepts.model_validate(again.state.answers[step])
    # A form of the situation states direction and unit, which the kind implied before.
    implied = {"better", "unit", "measure"} if step == "situation" else set()
    assert back.model_dump(exclude=implied) == answer.model_dump(exclude=implied)
