"""Lessons: bands never tell an amount, topics never point at one person, days are drawn fairly."""

from collections import Counter
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, strategies as st

from bot.coach.amounts import Range
from bot.coach.case import Case
from bot.coach.lessons import (
    AGAINST,
    AUDIENCE,
    FEWEST,
    HAPPENED,
    MOST,
    NEXT,
    STEP,
    TACTICS,
    TRIED,
    Lesson,
    band,
    day_of_release,
    parts_of,
    read_codes,
    ready,
    suggested,
    topics,
    week_of,
)
from bot.coach.preparation import KINDS
from bot.coach.reflection import Result

FIGURES = st.decimals(min_value="0.01", max_value="1e9", places=2)
LESSONS = st.builds(
    Lesson,
    kind=st.sampled_from(KINDS),
    tried=st.none() | st.sampled_from(TRIED),
    happened=st.none() | st.sampled_from(HAPPENED),
    tactic=st.none() | st.sampled_from(TACTICS),
    next_time=st.none() | st.sampled_from(NEXT),
    text=st.text(max_size=40),
)
DAYS = st.dates(min_value=date(2026, 1, 1), max_value=date(2040, 12, 31))
DRAWS = st.uuids(version=4).map(lambda one: one.hex)


@given(reference=FIGURES, agreed=FIGURES, against=st.sampled_from(AGAINST))
def test_a_band_is_the_nearest_step_or_says_more(
    reference: Decimal, agreed: Decimal, against: str
) -> None:
    found = band("their_first" if against == "their_first" else "my_target", reference, agreed)
    assert found in HAPPENED
    parts = parts_of(found)
    assert parts is not None
    percent = (agreed - reference) / reference * 100
    assert parts[0] == against
    assert parts[1] % STEP == 0
    if abs(parts[1]) <= MOST:
        assert abs(percent - parts[1]) <= Decimal(STEP) / 2
    else:
        assert abs(percent) >= MOST + Decimal(STEP) / 2
        assert (percent > 0) == (parts[1] > 0)


@given(reference=FIGURES, agreed=FIGURES, factor=st.integers(2, 1000))
def test_a_band_is_the_same_at_every_scale(
    reference: Decimal, agreed: Decimal, factor: int
) -> None:
    assert band("my_target", reference, agreed) == band(
        "my_target", reference * factor, agreed * factor
    )


@pytest.mark.parametrize("reference", [Decimal(0), Decimal(-5)])
def test_there_is_no_share_of_nothing(reference: Decimal) -> None:
    assert band("their_first", reference, Decimal(3)) is None


@given(agreed=FIGURES, opening=st.none() | FIGURES, target=st.none() | FIGURES)
def test_what_happened_is_told_without_a_figure(
    agreed: Decimal, opening: Decimal | None, target: Decimal | None
) -> None:
    result = Result(
        ended="agreed",
        agreed=Range.exactly(agreed),
        their_opening=None if opening is None else Range.exactly(opening),
    )
    case = Case(better="higher", target=None if target is None else Range.exactly(target))
    found = suggested(result, case)
    assert found in HAPPENED
    parts = parts_of(found or "")
    assert (parts is None) == (opening is None and target is None)
    if parts:
        assert parts[0] == ("my_target" if opening is None else "their_first")


@pytest.mark.parametrize("ended", ["no_deal", "still_open"])
def test_without_an_agreement_only_the_end_is_told(ended: str) -> None:
    result = Result.model_validate({"ended": ended, "their_opening": {"low": 60, "high": 60}})
    assert suggested(result, Case(better="higher")) == ended


@pytest.mark.parametrize("ended", ["moved", "cancelled"])
def test_nothing_happened_yet(ended: str) -> None:
    assert suggested(Result.model_validate({"ended": ended}), Case(better="lower")) is None


@given(lesson=LESSONS)
def test_codes_are_read_back(lesson: Lesson) -> None:
    assert read_codes(lesson.codes, lesson.text) == lesson
    assert Lesson.model_validate_json(lesson.model_dump_json()) == lesson


@pytest.mark.parametrize("codes", ["", "job_offer", "Ben,,,,", "job_offer,P99,,,", ",,,,", "a,b,c"])
def test_other_codes_are_refused(codes: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        read_codes(codes)


@given(lessons=st.lists(LESSONS, max_size=12))
def test_a_topic_has_two_lessons_or_is_other(lessons: list[Lesson]) -> None:
    found = topics(lessons)
    count = Counter(one.kind for one in found)
    assert all(number > 1 for kind, number in count.items() if kind != "other")
    assert [one.model_copy(update={"kind": "other"}) for one in found] == [
        one.model_copy(update={"kind": "other"}) for one in lessons
    ]
    changed = [old.kind for old, new in zip(lessons, found, strict=True) if old.kind != new.kind]
    assert len(set(changed)) == len(changed)


@given(waiting=st.integers(0, 40), threshold=st.integers(-3, 30))
def test_five_people_are_the_fewest(waiting: int, threshold: int) -> None:
    assert ready(waiting, threshold) == (waiting >= threshold and waiting >= FEWEST)
    assert FEWEST < AUDIENCE


@given(today=DAYS, draw=DRAWS, spoken=st.booleans())
def test_the_day_is_a_working_day_after_three_to_fourteen_days(
    today: date, draw: str, *, spoken: bool
) -> None:
    found = day_of_release(today, draw, week_of(today) if spoken else "")
    assert timedelta(days=3) <= found - today <= timedelta(days=14)
    assert found.isoweekday() <= 5
    if spoken:
        assert found.isocalendar()[:2] != today.isocalendar()[:2]


@given(today=DAYS, first=st.integers(0, 2**64))
def test_every_day_is_as_likely_as_the_others(today: date, first: int) -> None:
    every = {day_of_release(today, f"{number:x}", "") for number in range(40)}
    found = Counter(day_of_release(today, f"{first + n:x}", "") for n in range(10 * len(every)))
    assert set(found.values()) == {10}
    assert 8 <= len(found) <= 10


@given(day=DAYS)
def test_a_week_is_named_as_iso_does(day: date) -> None:
    year, number = week_of(day).split("-W")
    assert date.fromisocalendar(int(year), int(number), day.isoweekday()) == day
