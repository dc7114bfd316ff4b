"""What a reflection keeps: frozen estimates, parts told late, practices, and where it waits."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.coach.amounts import Amount, show_amount
from bot.coach.preparation import Meeting
from bot.ports import Unit
from bot.usecases.command import command
from bot.usecases.home import home
from bot.usecases.meetings import expected
from tests.unit.usecases.desk import JOB, Desk, buttons, shown, words
from tests.unit.usecases.looking_back import (
    AFTER,
    chat,
    how_it_went,
    opened,
    practise,
    prepared,
    reflections,
)


async def test_estimates_freeze(desk: Desk) -> None:
    await prepared(desk)
    await chat(desk, "agreed at 76k", "nothing")
    before, (reflection,) = await how_it_went(desk), await reflections(desk)
    sheet = (await desk.command("sheet")).open
    assert sheet is not None
    changes = await opened(desk, sheet, "Change an answer")
    edits = (
        ("Situation", {"what": "a rise", "kind": "raise", "better": "lower", "unit": "a day"}),
        ("Plan B", {"what": "stay", "worth": "1k"}),
        ("Walk-away", {"amount": "2k"}),
        ("Target", {"amount": "3k"}),
        ("Their side", {"limit": "4k", "sure": "high"}),
    )
    for step, fields in edits:
        assert (await desk.submit(await opened(desk, changes, step), **fields)).update, step
    assert await how_it_went(desk) == before
    assert (await reflections(desk))[0].state.given == reflection.state.given


async def test_what_was_changed_after_the_meeting_is_no_expectation(desk: Desk) -> None:
    await prepared(desk)
    sheet = (await desk.command("sheet")).open
    assert sheet is not None
    form = await opened(desk, sheet, "Look at the target")
    await desk.submit(form, amount="75k", criterion="")
    assert "target 85,000" in await chat(desk, "agreed at 76k")


async def test_a_day_without_an_hour_is_over_when_the_day_is(desk: Desk) -> None:
    await desk.command("prep job offer from Acme")
    await desk.walk(*JOB[:2], "10 Dec", *JOB[3:])
    desk.now = datetime(2026, 12, 10, 20, tzinfo=UTC)
    await desk.walk("edit target", "90k")
    desk.now = AFTER
    await desk.walk("edit target", "99k")

    def read(unit: Unit) -> tuple[object, frozenset[str]]:
        person = unit.people.find("U1")
        assert person is not None
        (preparation,) = unit.conversations.of(person.id)
        meeting = Meeting(day=date(2026, 12, 10))
        given, private = expected(unit, person, preparation, meeting)
        return given["target"]["amount"], private

    amount, private = await desk.run(read)
    assert show_amount(Amount.model_validate(amount)) == "90,000 USD a year"
    assert private == frozenset()


async def test_late_and_in_parts(desk: Desk) -> None:
    await prepared(desk)
    desk.now += timedelta(days=60)
    await chat(desk, "agreed at 76k")
    assert "Set aside" in words(await desk.say("cancel"))
    assert "/negotiate reflect" in words(desk.got[-1])
    desk.now += timedelta(days=30)
    told = await chat(desk, "a fast yes")
    assert "2 of 2 · What surprised you?" in told
    assert "That is all I need." in told


@pytest.mark.parametrize(
    ("text", "expected_words"),
    [
        ("back", "1 of 2"),
        ("skip", "That is all I need."),
        ("show", "1 Outcome: answered"),
        ("sheet", "*How it went* opens from there"),
        ("edit outcome", "How did it end?"),
        ("help", "/negotiate prep"),
    ],
)
async def test_wishes_while_reflecting(desk: Desk, text: str, expected_words: str) -> None:
    await prepared(desk)
    await chat(desk, "agreed at 76k")
    assert expected_words in words(await desk.say(text))


async def test_a_finished_reflection_tells_how_to_change_it(desk: Desk) -> None:
    await prepared(desk)
    await chat(desk, "agreed at 76k", "nothing")
    assert 'write "edit surprise"' in words(await desk.say("thanks"))
    assert "outcome, surprise, practice" in words(await desk.say("edit target"))
    assert "76,500" in words(await desk.walk("edit outcome", "agreed at 76.5k"))


@pytest.mark.parametrize("wish", ["resume", "continue", "Resume."])
async def test_going_on_opens_no_reflection_that_is_finished(desk: Desk, wish: str) -> None:
    await prepared(desk)
    await chat(desk, "agreed at 76k", "skip")
    heard = words(await desk.say(wish))
    assert "That is all I need." in heard
    assert "practice" not in heard
    (told,) = await reflections(desk)
    assert told.state.step is None
    await desk.walk("edit surprise", "their mood")
    assert "their mood" in await how_it_went(desk)


async def test_the_practice_is_asked_about_when_there_is_one(desk: Desk) -> None:
    await prepared(desk)
    await practise(desk)
    told = await chat(desk, "agreed at 76k", "nothing")
    assert "3 of 3 · Did you use the practice you chose?" in told
    assert "ask for its basis" not in told
    form = await opened(desk, desk.got[-1], "Answer privately")
    assert "If they name a number, then I ask for its basis" in words(form)
    assert "What shows it?" in words(await desk.say("yes"))
    await desk.say("I asked how they got to 62k")
    assert "used (I asked how they got to 62k)" in await how_it_went(desk)


async def test_a_practice_of_another_negotiation_is_not_asked_about(desk: Desk) -> None:
    await prepared(desk)
    await practise(desk, about="f" * 32)
    assert "That is all I need." in await chat(desk, "agreed at 76k", "nothing")


async def test_the_list_and_home_say_whether_it_waits_or_is_done(desk: Desk) -> None:
    async def states() -> tuple[str, str]:
        listed, knock = (await desk.command()).answer, desk.knock()
        assert listed is not None
        return words(listed), words(await desk.run(lambda unit: home(unit, knock)))

    await prepared(desk)
    assert all("Reflection waiting\nReflect\n" in said for said in await states())
    await chat(desk)
    assert all("Reflection waiting\nGo on reflecting\n" in said for said in await states())
    await desk.walk("agreed at 76k", "nothing")
    assert all("Reflection done\nHow it went\n" in said for said in await states())


async def test_with_several_waiting_it_asks_which(desk: Desk) -> None:
    await prepared(desk)
    desk.now = datetime(2026, 11, 23, 10, tzinfo=UTC)
    await desk.command("prep a raise")
    await desk.walk("raise", "a title", "9 Dec 3pm", "stay, 62k", "same as plan b", "72k", "idk")
    desk.now = AFTER
    which = (await desk.command("reflect")).answer
    assert which is not None
    assert "job offer from Acme" in words(which)
    assert "a raise" in words(which)
    assert "Which meeting" in words(which)
    assert await reflections(desk) == ()


async def test_from_a_channel_it_goes_on_in_the_direct_message(desk: Desk) -> None:
    await prepared(desk)
    knock = desk.knock()
    reply = await desk.run(lambda unit: command(unit, knock, "reflect", in_direct_message=False))
    assert reply.answer is not None
    assert "direct message" in words(reply.answer)


async def test_with_nothing_prepared_it_says_so(desk: Desk) -> None:
    told = (await desk.command("reflect")).answer
    assert told is not None
    assert "no preparation to look back on yet" in words(told)


async def test_a_deleted_preparation_takes_its_reflections_with_it(desk: Desk) -> None:
    await prepared(desk)
    await chat(desk, "agreed at 76k", "nothing")
    sheet = (await desk.command("sheet")).open
    assert sheet is not None
    changes = await opened(desk, sheet, "Change an answer")
    await desk.submit(await opened(desk, changes, "Delete this preparation"))
    assert await reflections(desk) == ()
    assert "Nothing is open" in words(await desk.say("edit surprise"))


async def test_the_sheet_leads_to_the_question_and_then_to_the_answer(desk: Desk) -> None:
    await desk.command("prep job offer from Acme")
    await desk.walk(*JOB)
    sheet = (await desk.command("sheet")).open
    assert sheet is not None
    assert "How did it go?" not in buttons(sheet)
    desk.now = AFTER
    sheet = (await desk.command("sheet")).open
    assert sheet is not None
    form = await opened(desk, sheet, "How did it go?")
    assert shown(form.title) == "Outcome"
    await desk.submit(form, ended="agreed", figure="76k")
    assert "You agreed at 76,000" in words(await opened(desk, sheet, "How did it go?"))


async def test_nothing_is_claimed_below_three_negotiations(desk: Desk) -> None:
    said: list[str] = []
    for number, result in enumerate(("76k", "78k", "80k")):
        desk.now = datetime(2026, 11, 23, 10, tzinfo=UTC)
        await prepared(desk)
        desk.now += timedelta(hours=number)
        await chat(desk, f"agreed at {result}", "nothing", "edit revealed", "limit 81k")
        screen = (await desk.command("review")).open
        assert screen is not None
        said.append(words(screen))
    assert "2 more are needed" in said[0]
    assert "One more is needed" in said[1]
    assert "You usually come 53 % of the way from walk-away to target" in said[2]
    assert "Your guesses of their limit are usually close" in said[2]
    assert "3 of 3 guesses held" in said[2]
    assert "1: job offer from Acme" in said[2]
    assert " 1 │" in said[2]
