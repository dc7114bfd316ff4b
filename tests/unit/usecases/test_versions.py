"""Preparations that another version of Parley stored are listed, shown and gone on with."""

from typing import Any

import pytest

from bot.guides.prepare import PREPARE
from bot.ports import Conversation
from tests.unit.usecases.desk import JOB, Desk, buttons, words


async def stored(desk: Desk, **fields: Any) -> Conversation:
    """The person's preparation after another version left it like this."""
    (before,) = await desk.conversations()
    state = before.state.model_copy(update={"version": 99, **fields})
    after = before.model_copy(update={"state": state, "revision": before.revision + 1})
    await desk.run(lambda unit: unit.conversations.save(after, before.revision))
    return after


async def test_at_a_step_that_is_gone_everything_still_works(desk: Desk) -> None:
    await desk.command("prep job offer from Acme")
    await desk.walk(*JOB[:3])
    (before,) = await desk.conversations()
    answers = {**before.state.answers, "mood": {"calm": True}}
    await stored(desk, step="mood", answers=answers)
    listed = (await desk.command()).answer
    assert listed is not None
    assert "question 4 of 7" in words(listed)
    sheet = (await desk.press(listed, "Open sheet")).open
    assert sheet is not None
    assert words(sheet).startswith("job offer from Acme")
    await desk.press(listed, "Continue")
    assert "4 of 7" in words(desk.got[-1])
    await desk.say("$70k offer from Borealis")
    (after,) = await desk.conversations()
    assert after.state.answers["mood"] == {"calm": True}


async def test_what_is_typed_answers_the_question_the_way_leads_to(desk: Desk) -> None:
    await desk.command("prep job offer from Acme")
    await desk.walk(*JOB[:3])
    await stored(desk, step="mood", asking="why", draft={"calm": True})
    assert "5 of 7" in words(await desk.say("$70k offer from Borealis"))
    (after,) = await desk.conversations()
    assert after.state.answers["mood"] == {"calm": True}
    assert after.state.version == PREPARE.version


async def test_an_answer_that_cannot_be_read_is_kept_and_asked_for_again(desk: Desk) -> None:
    await desk.command("prep job offer from Acme")
    await desk.walk(*JOB)
    (before,) = await desk.conversations()
    newer = {**before.state.answers, "target": {"amount": "a lot"}}
    await stored(desk, answers=newer)
    sheet = (await desk.command("sheet")).open
    assert sheet is not None
    assert "Target" in words(sheet)
    await desk.command()
    await desk.say("continue")
    assert "6 of 7" in words(desk.got[-1])
    (waiting,) = await desk.conversations()
    assert waiting.state.unread == {"target": {"amount": "a lot"}}
    assert "Your sheet is ready" in words(await desk.say("85k"))


@pytest.mark.parametrize("origin", ["chat", "sheet"])
async def test_forms_and_old_buttons_work_too(desk: Desk, origin: str) -> None:
    await desk.command("prep job offer from Acme")
    old = await desk.walk(*JOB[:3])
    await stored(desk, step="mood")
    await desk.press(old, "Skip")
    assert "moved on" in words(desk.got[-1])
    assert "4 of 7" in words(desk.got[-1])
    if origin == "chat":
        form = (await desk.press(desk.got[-1], "Answer privately")).open
    else:
        listed = (await desk.command()).answer
        assert listed is not None
        edit = (await desk.press(listed, "Change an answer")).open
        assert edit is not None
        form = (await desk.press(edit, "Plan B")).open
    assert form is not None
    await desk.submit(form, what="stay", worth="70k")
    (after,) = await desk.conversations()
    assert (after.state.step, after.state.answers["plan_b"]["what"]) == ("walk_away", "stay")


async def test_a_conversation_of_an_unknown_kind_is_left_alone(desk: Desk) -> None:
    await desk.command("prep job offer from Acme")
    await stored(desk, script="settle", step="terms")
    listed = (await desk.command()).answer
    assert listed is not None
    assert "You have no preparations yet" in words(listed)
    assert "Nothing is open" in words(await desk.say("hello"))
    await desk.command("prep")
    assert "1 of 7" in words(desk.got[-1])
    assert "Continue" not in buttons(desk.got[-1])
