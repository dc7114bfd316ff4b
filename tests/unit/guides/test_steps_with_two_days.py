"""Lines of steps that name more than one day."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.coach.preparation import Improve
from bot.dialogue.script import Hearing, NotUnderstood
from bot.guides.prepare_improve import steps

HEARING = Hearing(now=datetime(2026, 11, 23, 10, tzinfo=UTC), zone=ZoneInfo("Europe/Madrid"))
"""A Monday."""


def read(text: str) -> list[tuple[str, str]]:
    answer = Improve.model_validate(steps(text, HEARING))
    return [(step.what, step.day.isoformat()) for step in answer.steps]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Ask Ann for a written offer by Thursday, talk to Bo on 2 Dec",
            [("Ask Ann for a written offer", "2026-11-26"), ("talk to Bo", "2026-12-02")],
        ),
        (
            "Friday: call Ann; next Tuesday: call Bo",
            [("call Ann", "2026-11-27"), ("call Bo", "2026-12-01")],
        ),
        (
            "call Ann on Friday, and meet Bo on 3 Dec",
            [("call Ann", "2026-11-27"), ("meet Bo", "2026-12-03")],
        ),
        (
            "3 Dec meet Bo; 2 Dec meet Ann",
            [("meet Ann", "2026-12-02"), ("meet Bo", "2026-12-03")],
        ),
    ],
)
def test_one_line_may_tell_several_steps(text: str, found: list[tuple[str, str]]) -> None:
    assert read(text) == found


@pytest.mark.parametrize(
    ("text", "what", "day"),
    [
        ("ask for 10.12 on Friday", "ask for 10.12", "2026-11-27"),
        ("offer 12.50 on 3 Dec", "offer 12.50", "2026-12-03"),
        ("call Bo 10.12 at 15.30", "call Bo at 15:30", "2026-12-10"),
        ("talk to Sunday Adeyemi on Friday", "talk to Sunday Adeyemi", "2026-11-27"),
        ("email March Simpson tomorrow", "email March Simpson", "2026-11-24"),
        ("get the 2nd quote by Friday", "get the 2nd quote", "2026-11-27"),
        ("prepare the talk on Monday by Friday", "prepare the talk on Monday", "2026-11-27"),
        ("prepare the Monday talk, 27 Nov", "prepare the Monday talk", "2026-11-27"),
        ("Send by Friday, 25 Nov", "Send by Friday", "2026-11-25"),
        ("ask Ann, Bo and Cy, 3 Dec", "ask Ann, Bo and Cy", "2026-12-03"),
    ],
)
def test_other_words_are_no_second_day(text: str, what: str, day: str) -> None:
    assert read(text) == [(what, day)]


@pytest.mark.parametrize(
    "text",
    [
        "Thursday or Friday call Ann",
        "2 Dec meet Ann 3 Dec meet Bo",
        "call Ann on Thursday or Friday",
        "call Ann on Thursday, Friday",
        "call Ann on 3 Dec or on 4 Dec",
        "call Ann tomorrow or on Friday",
    ],
)
def test_a_step_with_two_days_is_asked_back(text: str) -> None:
    with pytest.raises(NotUnderstood) as refused:
        steps(text, HEARING)
    assert refused.value.remark.code == "step_two_days"
