"""Two minutes before a meeting: what is said aloud, what they may answer, what is asked back."""

import re

import pytest

from bot.coach.preparation import KINDS
from tests.unit.usecases.desk import Desk, words
from tests.unit.usecases.test_remind_meeting import prepared, reminder


async def test_the_rehearsal_shows_the_opening_and_the_line_for_this_time(desk: Desk) -> None:
    await prepared(desk)
    sheet = (await desk.command("sheet")).open
    assert sheet is not None
    form = (await desk.press(sheet, "This time")).open
    assert form is not None
    await desk.submit(form, line="If they wait, then I wait too")
    screen = (await desk.press(await reminder(desk), "Rehearse the opening")).open
    assert screen is not None
    said = words(screen)
    assert "I'm aiming for 85,000 USD a year" in said
    assert "I do have an alternative" in said
    assert "*This time*: If they wait, then I wait too" in said
    assert said.count("\n2. Say it aloud") == 1
    assert '*They may answer*\n"That is above what we pay for this role."' in said
    assert '*You ask back, before you move*\n"How is that range set' in said


@pytest.mark.parametrize("kind", KINDS)
async def test_the_rehearsal_has_a_pushback_and_a_question_back_for_each_kind(
    desk: Desk, kind: str
) -> None:
    await desk.command("prep what I need")
    await desk.travel("Europe/Madrid")
    form = (await desk.press(desk.got[-1], "Answer privately")).open
    assert form is not None
    await desk.submit(form, what="what I need", kind=kind)
    await desk.walk("a mentor", "10 Dec 3pm")
    screen = (await desk.press(await reminder(desk), "Rehearse the opening")).open
    assert screen is not None
    said = words(screen)
    (pushback,) = re.findall(r"\*They may answer\*\n(\".+\")\n", said)
    (question,) = re.findall(r"\*You ask back, before you move\*\n(\".+\?\")\n", said)
    assert len({pushback, question}) == 2
    assert "Before we talk numbers" in said
    assert "Only you can see this." in said
