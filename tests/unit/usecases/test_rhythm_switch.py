"""The switch of the weekly question in the form of a rhythm."""

from datetime import time

import pytest

from bot.calendar.rhythm import Rhythm
from tests.unit.usecases.desk import Desk
from tests.unit.usecases.test_rhythm_settings import as_shown, form_of, prepared, rhythm


@pytest.mark.parametrize(
    ("drawn", "since", "switch", "kept"),
    [
        ("asleep", "asleep", "off", "asleep"),
        ("asleep", "asleep", "on", "on"),
        ("asleep", "on", "off", "on"),
        ("on", "asleep", "on", "asleep"),
        ("on", "asleep", "off", "stopped"),
        ("stopped", "on", "off", "on"),
        ("on", "on", "", "on"),
    ],
)
async def test_a_switch_left_as_it_was_shown_leaves_the_weekly_question_as_it_is(
    desk: Desk, drawn: str, since: str, switch: str, kept: str
) -> None:
    await prepared(desk)
    await desk.rhythm(nudges=drawn)
    form = await form_of(desk)
    await desk.rhythm(nudges=since)
    reply = await desk.submit(form, **{**as_shown(form), "nudges": switch, "reflect_at": "11:00"})
    assert not reply.errors
    assert await rhythm(desk) == Rhythm.model_validate({"nudges": kept, "reflect_at": time(11)})
