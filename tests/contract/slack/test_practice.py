"""A practice in the app as it is shipped: chosen, asked about, answered in the thread, stopped."""

import json
from datetime import UTC, datetime

import pytest

from bot.ports import Check, Unit
from handlers.sandbox.cast import TEAM_ID, Message
from handlers.sandbox.faults import Fault
from tests.contract.slack.world import ANA, World, spoken

MONDAY = datetime(2027, 1, 11, 9, tzinfo=UTC)
TUESDAY = datetime(2027, 1, 12, 12, tzinfo=UTC)
"""13:00 in Madrid, where Ana is."""


@pytest.fixture
async def awake(awake: World) -> World:
    """It is Monday morning there."""
    awake.box.clock.advance(MONDAY - awake.box.clock.now())
    return awake


async def chosen(world: World) -> Message:
    """Ana commits to the sixth practice, as it is suggested; returns the weekly question."""
    await world.box.command(ANA, "/negotiate", "commit")
    await world.hears("What do you want to practise?")
    await world.box.say(ANA, "6")
    for question in ("When does the moment come", "What do you do then", "What counts as done"):
        await world.press("Keep this", await world.hears(question))
    await world.press("Six weeks", await world.hears("Until when"))
    await world.press("2", await world.hears("How well does it go now"))
    await world.hears("Your practice is in your plan.")
    world.box.clock.advance(TUESDAY - world.box.clock.now())
    return await world.hears("did a chance come up this week?")


async def check(world: World) -> Check:
    """The one week that was asked about."""

    def read(unit: Unit) -> Check:
        person = unit.people.find(ANA)
        assert person is not None
        (commitment,) = unit.commitments.of(person.id)
        (found,) = unit.commitments.checks(person.id, commitment.id)
        return found

    return await world.parts.store.run(TEAM_ID, read)


async def test_words_in_the_thread_answer_the_question(awake: World) -> None:
    question = await chosen(awake)
    assert "extreme" not in spoken(question)
    await awake.box.command(ANA, "/negotiate", "prep a pay rise")
    await awake.hears("Which kind")
    await awake.box.say(ANA, "yes, they hesitated", thread_ts=question.ts)
    heard = await awake.hears("Noted: you did it.")
    assert heard.thread_ts == question.ts
    kept = await check(awake)
    assert (kept.result, kept.note) == ("did", "they hesitated")
    assert (await awake.preparation()).state.step == "situation"


async def test_a_press_answers_in_the_thread(awake: World) -> None:
    question = await chosen(awake)
    await awake.press("No chance came", question)
    heard = await awake.hears("Noted: no chance came.")
    assert heard.thread_ts == question.ts
    await awake.press("Tell me more", question)
    view = await awake.screen("check_in:note:words")
    assert "extreme number" in json.dumps(view)
    await awake.press("Stop", question)
    assert (await awake.hears("turns it on again")).thread_ts == question.ts


async def test_words_in_another_thread_belong_to_the_conversation(awake: World) -> None:
    second = await awake.prepares()
    await awake.box.say(ANA, "a team of my own", thread_ts=second.ts)
    await awake.hears("3 of 7")


async def test_words_below_a_message_that_slack_does_not_name_change_nothing(awake: World) -> None:
    second = await awake.prepares()
    before = await awake.preparation()
    awake.box.set_fault(Fault.SERVER_ERROR)
    await awake.box.say(ANA, "a team of my own", thread_ts=second.ts)
    await awake.hears("I could not see which message that answers")
    assert await awake.preparation() == before
