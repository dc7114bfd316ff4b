from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

import pytest

from bot.coach.learning import (
    MOST_MARKS,
    Picture,
    Week,
    WeekState,
    ignored,
    may_begin,
    picture,
    streak,
    weeks,
)
from bot.ports.learning import Check

FIRST = date(2026, 10, 6)
LETTERS: dict[str, WeekState] = {
    "d": "did",
    "m": "missed",
    "n": "no_chance",
    "u": "unanswered",
}


def _day(number: int) -> date:
    return FIRST + timedelta(weeks=number)


def _weeks(letters: str) -> tuple[Week, ...]:
    return tuple(
        Week(day=_day(number), state=LETTERS[letter]) for number, letter in enumerate(letters)
    )


@dataclass(frozen=True)
class Answer:
    week: date
    result: Literal["did", "missed", "no_chance"] | None
    note: str = ""


def test_two_practices_at_once_and_no_third() -> None:
    assert [may_begin(active) for active in range(4)] == [True, True, False, False]


def test_a_scheduled_week_is_what_came_of_it() -> None:
    checks = (Answer(_day(0), "did"), Answer(_day(1), None), Answer(_day(3), "no_chance"))
    assert weeks(checks, [_day(3), _day(0), _day(1), _day(2), _day(0)]) == _weeks("duun")


def test_a_day_without_a_question_makes_no_week() -> None:
    checks = (Answer(_day(0), "did"), Answer(_day(1), "missed"), Answer(_day(2), "did"))
    assert streak(weeks(checks, [_day(0), _day(2)])) == 2


def test_the_last_answer_for_a_day_counts() -> None:
    checks = (Answer(_day(0), "missed"), Answer(_day(0), "did"))
    assert weeks(checks, [_day(0)]) == _weeks("d")


def test_the_checks_that_are_kept_fit() -> None:
    kept = [Check(commitment="c", week=_day(0), result="did", note="a word")]
    assert weeks(kept, [_day(0)]) == _weeks("d")


@pytest.mark.parametrize(
    ("letters", "length"),
    [
        ("", 0),
        ("d", 1),
        ("ddd", 3),
        ("dmd", 1),
        ("ddm", 0),
        ("dndnn", 2),
        ("nnn", 0),
        ("ddu", 2),
        ("duud", 2),
        ("dduuu", 0),
        ("duuud", 1),
        ("duunud", 2),
        ("mdnud", 2),
    ],
)
def test_a_streak_counts_what_was_done_since_the_last_miss(letters: str, length: int) -> None:
    assert streak(_weeks(letters)) == length


@pytest.mark.parametrize(
    ("letters", "silent"),
    [("", 0), ("d", 0), ("du", 1), ("duu", 2), ("uuu", 3), ("uun", 0), ("umuu", 2)],
)
def test_weeks_ignored_in_a_row(letters: str, silent: int) -> None:
    assert ignored(_weeks(letters)) == silent


def test_one_answer_of_several_practices_means_that_the_message_was_read() -> None:
    assert ignored((*_weeks("uuu"), *_weeks("uud"))) == 0
    assert ignored((*_weeks("uuu"), *_weeks("udu"))) == 1
    assert ignored((*_weeks("duuu"), *_weeks("duuu"))) == 3


def test_a_week_with_a_word_about_it_was_not_ignored() -> None:
    checks = (Answer(_day(0), "did"), *(Answer(_day(n), None, "a busy week") for n in (1, 2, 3)))
    scheduled = weeks(checks, [_day(n) for n in range(5)])
    assert [one.state for one in scheduled] == ["did", *["unanswered"] * 4]
    assert ignored(scheduled) == 1
    assert streak(scheduled) == 1


def test_the_picture_of_the_weeks() -> None:
    assert picture(_weeks("ddu"), 3) == Picture(
        marks=("did", "did", "unanswered"), number=3, planned=6
    )
    assert picture((), 6) == Picture(marks=(), number=0, planned=6)


def test_a_long_picture_shows_the_latest_weeks() -> None:
    drawn = picture(_weeks("m" + "d" * MOST_MARKS), 0)
    assert drawn.marks == ("did",) * MOST_MARKS
    assert drawn.number == drawn.planned == MOST_MARKS + 1
