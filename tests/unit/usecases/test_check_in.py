"""The answer of a week where the weeks, the practices or the form are not the usual ones."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.cards import Screen
from tests.unit.usecases.desk import Desk, buttons, words
from tests.unit.usecases.practising import (
    FIRST,
    WEEK,
    checks,
    choose,
    nudged,
    practices,
    reply_to,
    tap,
)


async def put_off_and_replace(desk: Desk) -> None:
    """The question about 6 and 7 comes later, when 6 was replaced by 9 in between."""
    await choose(desk, "7")
    form = (await tap(desk, await nudged(desk), "Snooze")).open
    assert form is not None
    await desk.submit(form, None, when="picked", day="2026-10-15")
    desk.now += timedelta(hours=1)
    full = (await desk.command("commit")).open
    assert full is not None
    await tap(desk, full, next(iter(buttons(full))))
    await desk.say("9")
    for _ in range(3):
        await tap(desk, desk.got[-1], "Keep this")
    await desk.walk("6 weeks", "4")
    await desk.live(datetime(2026, 10, 16, tzinfo=UTC))


async def results(desk: Desk) -> dict[str | None, str | None]:
    return {one.practice: (await checks(desk, one))[-1].result for one in await practices(desk)}


async def test_first_is_the_first_that_the_message_shows(practising: Desk) -> None:
    await put_off_and_replace(practising)
    heard = await reply_to(practising, practising.got[-1], "first: did it")
    assert "First practice. Noted: you did it." in words(heard)
    assert await results(practising) == {"P06": None, "P07": "did", "P09": None}
    heard = await practising.say("second: no chance")
    assert "Second practice. Noted: no chance came." in words(heard)
    assert await results(practising) == {"P06": None, "P07": "did", "P09": "no_chance"}


async def told_more(desk: Desk) -> Screen:
    """The form of a first week that was answered, opened before the second was asked about."""
    first = await nudged(desk)
    await tap(desk, first, "I did it")
    form = (await tap(desk, first, "Tell me more")).open
    assert form is not None
    await nudged(desk, FIRST + WEEK)
    return form


async def test_a_form_of_a_closed_week_says_so_beside_its_field(practising: Desk) -> None:
    form = await told_more(practising)
    reply = await practising.submit(form, None, result="missed", words="too fast")
    assert "That week is closed" in reply.errors["check_in:result:result"].text
    kept = await practising.submit(form, None, result="did", words="it went well")
    assert kept.update is not None
    assert "Kept for that week." in words(kept.update)
    (practice,) = await practices(practising)
    first = (await checks(practising, practice))[0]
    assert (first.result, first.note) == ("did", "it went well")


@pytest.mark.parametrize("text", ["did not do it", "I haven't done it", "it was a busy week"])
async def test_weeks_answered_in_words_do_not_let_the_question_sleep(
    practising: Desk, text: str
) -> None:
    for number in range(4):
        for card in await practising.tick(FIRST + WEEK * number + timedelta(hours=3)):
            assert "did a chance come up" in words(card)
            await reply_to(practising, card, text)
    (practice,) = await practices(practising)
    assert len(await checks(practising, practice)) == 4
