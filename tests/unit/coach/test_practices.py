import re
import tomllib
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, get_args

import pytest

from bot.coach.amounts import Amount
from bot.coach.practices import BY_CODE, PRACTICES, Fact, Held, Theme, count, shown
from bot.coach.preparation import PlanB, Preparation, Situation, Success, Target, TheirSide
from bot.coach.reflection import Ended, Result
from tests.unit.coach.cases import exactly

MEETING = datetime(2026, 12, 10, 15, tzinfo=UTC)
BEFORE, AFTER = MEETING - timedelta(days=2), MEETING + timedelta(days=1)
WORDS = Path(__file__).parents[3] / "bot" / "guides" / "words" / "en_learning.toml"

PREPARED = Preparation(
    situation=Situation(what="job offer", kind="job_offer"),
    success=Success(goals=("more money", "a mentor", "a day from home")),
    plan_b=PlanB(what="Borealis", worth=Amount(range=exactly("70000"))),
    target=Target(amount=Amount(range=exactly("85000")), criterion="a survey"),
    their_side=TheirSide(interests="speed; ;low risk;"),
)


def _held(preparation: Preparation = PREPARED, now: datetime = AFTER, **more: Any) -> Held:
    return Held(now=now, preparation=preparation, **{"meeting": MEETING, **more})


def test_the_library_holds_27_practices() -> None:
    assert [practice.code for practice in PRACTICES] == [f"P{n:02}" for n in range(1, 28)]
    assert {practice.theme for practice in PRACTICES} == set(get_args(Theme))
    assert {practice.fact for practice in PRACTICES} - {None} == set(get_args(Fact))
    assert all(BY_CODE[practice.code] is practice for practice in PRACTICES)


def test_what_is_not_counted_and_what_will_be() -> None:
    told = {practice.code for practice in PRACTICES if not practice.counted}
    assert told == {"P04", "P13", "P15", "P25"}
    assert not [practice.code for practice in PRACTICES if practice.fact and not practice.counted]
    now = {practice.code for practice in PRACTICES if practice.counted and not practice.later}
    assert now == {"P01", "P02", "P05", "P12", "P18", "P22", "P26"}


def test_each_practice_has_its_words() -> None:
    words = tomllib.loads(WORDS.read_text(encoding="utf-8"))["practice"]
    assert set(words) == set(BY_CODE)
    for practice in words.values():
        assert set(practice) == {"name", "cue", "act", "evidence"}
        plan = f"If {practice['cue']}, then I {practice['act']}."
        assert not re.search(r"[.!?]", plan[:-1])
        assert not practice["act"].startswith("I ")
        assert len(plan.split()) <= 30
        assert practice["evidence"].endswith(".")
    names = [practice["name"] for practice in words.values()]
    assert len(set(names)) == len(names)
    assert max(map(len, names)) <= 40


@pytest.mark.parametrize(
    ("fact", "found"),
    [
        ("plan_b_before_meeting", 1),
        ("criterion_before_meeting", 1),
        ("interests_before_meeting", 2),
        ("non_money_goals", 2),
        ("plan_b_steps", 0),
    ],
)
def test_what_a_preparation_shows(fact: Fact, found: int) -> None:
    assert count(fact, _held()) == found
    assert count(fact, _held(now=BEFORE)) == found
    assert count(fact, _held(Preparation())) == 0


def test_interests_stand_one_a_line_too() -> None:
    lines = Preparation(their_side=TheirSide(interests="speed\n\nlow risk\n"))
    assert count("interests_before_meeting", _held(lines)) == 2


def test_a_meeting_without_a_date_has_no_before() -> None:
    for fact in ("plan_b_before_meeting", "criterion_before_meeting", "interests_before_meeting"):
        assert count(fact, _held(meeting=None)) is None
    assert count("non_money_goals", _held(meeting=None)) == 2


def test_a_plan_b_with_just_a_figure_is_one_and_an_unsure_answer_is_none() -> None:
    figure = Preparation(plan_b=PlanB(worth=Amount(range=exactly("0"))))
    unsure = Preparation(plan_b=PlanB(sure=False))
    assert count("plan_b_before_meeting", _held(figure)) == 1
    assert count("plan_b_before_meeting", _held(unsure)) == 0


def test_steps_are_counted() -> None:
    held = _held(steps=(BEFORE, BEFORE + timedelta(hours=1)))
    assert count("plan_b_steps", held) == 2
    assert shown(BY_CODE["P02"], held) is True
    assert shown(BY_CODE["P02"], _held(now=BEFORE)) is False


@pytest.mark.parametrize(
    ("ended", "agreed", "kept"),
    [
        ("agreed", "70000", 1),
        ("agreed", "69999", 0),
        ("agreed", None, None),
        ("no_deal", "69999", None),
    ],
)
def test_whether_the_walk_away_was_kept(ended: Ended, agreed: str | None, kept: int | None) -> None:
    result = Result(ended=ended, agreed=exactly(agreed) if agreed else None)
    assert count("walk_away_kept", _held(result=result)) == kept


def test_without_a_walk_away_or_a_result_nothing_is_kept_or_broken() -> None:
    deal = Result(ended="agreed", agreed=exactly("70000"))
    assert count("walk_away_kept", _held(Preparation(), result=deal)) is None
    assert count("walk_away_kept", _held()) is None


@pytest.mark.parametrize(
    ("reflected", "now", "timely"),
    [
        (0, 90, 1),
        (48, 90, 1),
        (48.01, 90, 0),
        (None, 1, None),
        (None, 48, None),
        (None, 48.01, 0),
        (None, -1, None),
        (-1, 1, None),
    ],
)
def test_looking_back_within_two_days(
    reflected: float | None, now: float, timely: int | None
) -> None:
    held = _held(
        now=MEETING + timedelta(hours=now),
        reflected=None if reflected is None else MEETING + timedelta(hours=reflected),
    )
    assert count("reflected_within_48h", held) == timely
    assert shown(BY_CODE["P26"], held) is (None if timely is None else bool(timely))
    assert count("reflected_within_48h", held.model_copy(update={"meeting": None})) is None


def test_evidence_is_there_from_the_needed_count_on() -> None:
    one_goal = PREPARED.model_copy(update={"success": Success(goals=("a mentor",))})
    assert shown(BY_CODE["P22"], _held()) is True
    assert shown(BY_CODE["P22"], _held(one_goal)) is False
    assert shown(BY_CODE["P22"], _held(one_goal, meeting=None)) is None
    assert shown(BY_CODE["P12"], _held(now=BEFORE)) is True


def test_what_may_still_be_prepared_is_not_missing() -> None:
    for code in ("P01", "P05", "P12", "P22"):
        assert shown(BY_CODE[code], _held(Preparation(), now=BEFORE)) is None
        assert shown(BY_CODE[code], _held(Preparation(), now=MEETING)) is False


def test_parley_says_nothing_of_what_it_does_not_count() -> None:
    full = _held(
        steps=(BEFORE,),
        reflected=AFTER,
        result=Result(ended="agreed", agreed=exactly("76000")),
    )
    told = {practice.code: shown(practice, full) for practice in PRACTICES}
    assert {code for code, found in told.items() if found is not None} == {
        practice.code for practice in PRACTICES if practice.fact
    }
    assert all(found for found in told.values() if found is not None)
