from datetime import UTC, date, time, timedelta
from typing import Any

import pytest
from pydantic import ValidationError

from bot.calendar.rhythm import Rhythm, Vacation, works_on

DAY = timedelta(days=1)
CHRISTMAS = date(2026, 12, 25)  # a Friday


def stretch(days: int) -> Vacation:
    return Vacation(first=CHRISTMAS, last=CHRISTMAS + (days - 1) * DAY)


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ({"days_off": range(7)}, "all_days_off"),
        ({"days_off": {1}}, "weekly_day_off"),
        ({"weekly_day": 5}, "weekly_day_off"),
        ({"weekly_day": 7}, "less_than_equal"),
        ({"days_off": {-1}}, "greater_than_equal"),
        ({"weekly_at": time(8, 59)}, "outside_hours"),
        ({"weekly_at": time(18)}, "outside_hours"),
        ({"reflect_at": time(21)}, "outside_hours"),
        ({"reflect_at": time(10, tzinfo=UTC)}, "outside_hours"),
        ({"country": "de"}, "string_pattern_mismatch"),
        ({"country": "DEU"}, "string_pattern_mismatch"),
        ({"vacations": (stretch(367),)}, "vacation_too_long"),
        ({"vacations": (stretch(1),) * 21}, "too_long"),
        ({"paused_until": date(9999, 1, 1)}, "pause_too_long"),
    ],
)
def test_what_can_never_work_is_refused(given: dict[str, Any], problem: str) -> None:
    with pytest.raises(ValidationError) as refused:
        Rhythm.model_validate(given)
    assert [error["type"] for error in refused.value.errors()] == [problem]


def test_a_vacation_does_not_end_before_it_begins() -> None:
    with pytest.raises(ValidationError):
        Vacation(first=CHRISTMAS, last=CHRISTMAS - DAY)


def test_what_is_unusual_yet_works_is_kept() -> None:
    rhythm = Rhythm(
        days_off=frozenset({0, 1, 2, 3, 4, 5}),
        weekly_day=6,
        weekly_at=time(17, 59),
        reflect_at=time(9),
        country="XX",
        vacations=(stretch(366),),
    )
    assert Rhythm.model_validate_json(rhythm.model_dump_json()) == rhythm


@pytest.mark.parametrize(
    ("rhythm", "day", "working"),
    [
        (Rhythm(), CHRISTMAS, True),
        (Rhythm(country="DE"), CHRISTMAS, False),
        (Rhythm(country="DE"), CHRISTMAS - DAY, True),
        (Rhythm(country="CN"), CHRISTMAS, True),
        # The library may forget a country that somebody chose.
        (Rhythm(country="XX"), CHRISTMAS, True),
        (Rhythm(), CHRISTMAS + DAY, False),
        (Rhythm(days_off=frozenset({4})), CHRISTMAS, False),
        (Rhythm(vacations=(stretch(4),)), CHRISTMAS - DAY, True),
        (Rhythm(vacations=(stretch(4),)), CHRISTMAS, False),
        (Rhythm(vacations=(stretch(4),)), CHRISTMAS + 3 * DAY, False),
        (Rhythm(vacations=(stretch(4),)), CHRISTMAS + 4 * DAY, True),
        (Rhythm(paused_until=CHRISTMAS), CHRISTMAS - DAY, False),
        (Rhythm(paused_until=CHRISTMAS), CHRISTMAS, True),
    ],
)
def test_working_days(rhythm: Rhythm, day: date, *, working: bool) -> None:
    assert works_on(day, rhythm) is working
