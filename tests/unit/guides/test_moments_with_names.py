"""A moment with who is met and how beside it, in whatever order people write it."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, strategies as st

from bot.coach.preparation import Improve, Meeting
from bot.dialogue.script import Hearing, NotUnderstood
from bot.guides.prepare_improve import shown_steps, steps
from bot.guides.prepare_reading import meeting

MADRID = ZoneInfo("Europe/Madrid")
HEARING = Hearing(now=datetime(2026, 11, 23, 8, tzinfo=UTC), zone=MADRID)
"""A Monday."""

ORDERS = (
    "Meet {name} at {clock}, {day}",
    "meeting with {name} {day} {clock}",
    "{day}, {name}, {clock}",
    "{day} {clock} with {name}",
    "at {clock} on {day} with {name}",
    "at {clock}, {day}, {name}",
    "call {name} on {day} at {clock}",
    "{day}: lunch with {name} at {clock}",
    "{clock} {day} Zoom with {name}",
    "we see {name} {day}, {clock}",
)
NAMES = st.sampled_from(("Ann", "Bo", "Ann and Bo", "my boss", "Dr. Lee", "the team"))
CLOCKS = st.builds(time, st.integers(8, 19), st.sampled_from((0, 15, 30)))
DAYS = st.integers(1, 300).map(lambda ahead: date(2026, 11, 23) + timedelta(days=ahead))


def written(day: date, clock: time, form: int) -> tuple[str, str]:
    days = (f"{day:%-d %b %Y}", f"{day:%B %-d} {day:%Y}", f"{day:%Y-%m-%d}")
    hours = (f"{clock:%H:%M}", f"{clock:%-I:%M}{clock:%p}".lower(), f"{clock:%-I:%M %p}")
    return days[form % 3], hours[form // 3]


@given(order=st.sampled_from(ORDERS), name=NAMES, day=DAYS, clock=CLOCKS, form=st.integers(0, 8))
def test_both_the_day_and_the_hour_are_read(
    order: str, name: str, day: date, clock: time, form: int
) -> None:
    shown, at = written(day, clock, form)
    text = order.format(name=name, day=shown, clock=at)
    answer = Meeting.model_validate(meeting(text, HEARING))
    assert answer.at is not None, text
    assert answer.at.astimezone(MADRID).replace(tzinfo=None) == datetime.combine(day, clock)
    (step,) = Improve.model_validate(steps(text, HEARING)).steps
    assert step.day == day
    # A step has no hour of its own, so it stays among its words.
    assert at in step.what or f"at {clock:%H:%M}" in step.what, (text, step.what)
    assert name in step.what
    kept = Improve(steps=(step,))
    assert steps(shown_steps(kept), replace(HEARING, answers={"improve": kept}))["steps"] == (step,)


@pytest.mark.parametrize(
    ("text", "what", "day"),
    [
        ("Meet Ann at 10, 25 Nov", "Meet Ann at 10:00", "2026-11-25"),
        ("25 Nov, Ann, 10am", "Ann, 10am", "2026-11-25"),
        ("at 3 on Friday with Bo", "with Bo at 15:00", "2026-11-27"),
        ("call Ana on Thu 3 Dec at 3pm", "call Ana at 15:00", "2026-12-03"),
        ("lunch with Bo on Friday", "lunch with Bo", "2026-11-27"),
    ],
)
def test_the_hour_of_a_step_stays_among_its_words(text: str, what: str, day: str) -> None:
    (step,) = Improve.model_validate(steps(text, HEARING)).steps
    assert (step.what, step.day.isoformat()) == (what, day)


@pytest.mark.parametrize(
    "text",
    [
        "not on Friday",
        "before Friday",
        "Friday or Thursday",
        "Friday Maybe",
        "can't do Friday 3pm",
        "Friday is impossible",
        "Cancelled, Friday",
        "every Friday at 3",
        "after lunch on Friday",
        "not Friday but Monday",
        "10 people on Friday",
        "the 3rd meeting is Friday",
        "with Bo",
    ],
)
def test_words_that_may_change_the_moment_are_asked_about(text: str) -> None:
    with pytest.raises(NotUnderstood) as why:
        meeting(text, HEARING)
    assert why.value.remark.code == "moment_unreadable"
