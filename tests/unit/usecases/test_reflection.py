"""A meeting looked back on: how it went beside what was expected, told once and kept apart."""

from datetime import UTC, datetime

import pytest

from tests.unit.usecases.desk import JOB, Desk, buttons, words
from tests.unit.usecases.looking_back import AFTER, chat, how_it_went, opened, prepared, reflections


async def test_a_deal_better_than_plan_b(desk: Desk) -> None:
    await prepared(desk)
    told = await chat(desk, "agreed at 76k", "they asked about the start date first")
    assert "Before the meeting you expected: Plan B 70,000; walk-away 70,000; target 85,000" in told
    assert "6,000 above Plan B and your walk-away; 9,000 below your target; 60 %" in told
    screen = await how_it_went(desk)
    assert "You agreed at 76,000 USD a year." in screen
    assert "• Your target, 85,000: 9,000 below it" in screen
    assert "• Deal zone, 70,000 to 80,000: 60 % of it" in screen
    assert "agreed 76k" in screen
    assert "they asked about the start date first" in screen


async def test_a_deal_worse_than_plan_b_is_said_plainly_with_one_next_step(desk: Desk) -> None:
    await prepared(desk)
    told = await chat(desk, "agreed at 68k", "nothing")
    assert "*68,000 is 2,000 USD a year worse for you than Plan B, 70,000.*" in told
    assert told.count("_Next:") == 1
    screen = await how_it_went(desk)
    assert "*68,000 is 2,000 USD a year worse for you than Plan B, 70,000.*" in screen
    assert "the deal may still be right" in screen
    assert screen.count("_Next:") == 1


async def test_refusing_something_better_than_plan_b_is_said_kindly(desk: Desk) -> None:
    await prepared(desk)
    told = await chat(desk, "no deal", "74k", "nothing")
    assert "their best offer was *74,000 USD a year*: 4,000 above Plan B" in told
    assert "*You left 74,000, which is 4,000 USD a year better for you than Plan B" in told
    assert told.count("_Next:") == 1
    screen = await how_it_went(desk)
    assert "*You left 74,000, which is 4,000 USD a year better for you than Plan B" in screen
    assert "There may be good reasons beyond the figure." in screen
    assert screen.count("_Next:") == 1


async def test_the_sums_turn_round_where_less_is_better(desk: Desk) -> None:
    await prepared(
        desk, "buying", "support", "10 Dec 3pm", "$18k second vendor", "same as plan b", "15k",
        "limit 14k, medium",
    )  # fmt: skip
    told = await chat(desk, "agreed at 19k", "nothing")
    assert "1,000 above Plan B and your walk-away; 4,000 above your target" in told
    assert "19,000 is 1,000 USD worse for you than Plan B, 18,000" in await how_it_went(desk)


async def test_their_side_is_added_later_and_set_beside_the_guess(desk: Desk) -> None:
    await prepared(desk)
    await chat(desk, "agreed at 76k", "nothing")
    changes = await opened(desk, desk.got[-1], "Add more")
    form = await opened(desk, changes, "Revealed")
    assert "their limit 80,000" in words(form)
    again = (await desk.submit(form, limit="78k", opening="62k")).update
    assert again is not None
    assert "• They opened at 62,000; you had guessed 60,000" in words(again)
    assert "• Their limit was 78,000; you had guessed 80,000" in words(again)
    assert "they opened 62k" in words(again)


async def test_what_is_tried_next_becomes_a_practice(desk: Desk) -> None:
    await prepared(desk)
    await chat(desk, "agreed at 76k", "nothing", "edit next", "If they wait, then I wait")
    screen = await opened(desk, desk.got[-1], "How it went")
    seen = len(desk.got)
    await desk.press(screen, "Practise something")
    assert "What do you want to practise?" in words(desk.got[seen])


async def test_everything_else_is_behind_add_more(desk: Desk) -> None:
    await prepared(desk)
    assert "Four" not in await chat(desk, "agreed at 76k", "nothing")
    changes = await opened(desk, desk.got[-1], "Add more")
    form = await opened(desk, changes, "Ratings")
    await desk.submit(form, result="4", myself="3", process="5", relationship="4")
    form = await opened(desk, changes, "Next")
    again = (await desk.submit(form, line="If they wait, then I wait")).update
    assert again is not None
    assert "result 4, yourself 3, the way there 5, the two of you 4" in words(again)
    assert "*What you try next*: If they wait, then I wait" in words(again)


async def test_moved_asks_for_the_new_moment_and_a_new_reflection_waits_for_it(desk: Desk) -> None:
    await prepared(desk)
    told = await chat(desk, "it moved")
    assert "When do you meet now?" in told
    assert "surprised" not in told
    assert "Thu 17 Dec, 15:00" in words(await desk.say("17 Dec 3pm"))
    (preparation,) = await desk.conversations()
    assert str(preparation.state.answers["meeting"]["day"]) == "2026-12-17"
    desk.now = datetime(2026, 12, 18, 10, tzinfo=UTC)
    assert "1 of 2" in await chat(desk)
    assert len(await reflections(desk)) == 2


async def test_the_label_of_a_reminder_answers_the_question_too(desk: Desk) -> None:
    await prepared(desk)
    assert "When do you meet now?" in await chat(desk, "Meeting moved")


async def test_the_new_moment_can_be_picked(desk: Desk) -> None:
    await prepared(desk)
    await chat(desk, "it moved")
    form = await opened(desk, desk.got[-1], "Pick date and time")
    assert not (await desk.submit(form, day="2026-12-17", time="15:00")).errors
    assert ("before", datetime(2026, 12, 16, 17, tzinfo=UTC)) in await desk.due()
    (preparation,) = await desk.conversations()
    assert str(preparation.state.answers["meeting"]["day"]) == "2026-12-17"


async def test_still_open_offers_a_fresh_look_and_asks_for_the_next_meeting(desk: Desk) -> None:
    await prepared(desk)
    told = await chat(desk, "still open, they offer 72k", "nothing")
    assert "Take a fresh look before the next round" in told
    assert {"Open sheet", "Change an answer", "Pick date and time"} <= buttons(desk.got[-1]).keys()
    assert "their best offer is" not in told
    assert "Refusing it would cost you that much." in await how_it_went(desk)
    await desk.say("17 Dec 3pm")
    sheet = (await desk.command("sheet")).open
    assert sheet is not None
    assert "Still open; their best offer so far" in words(
        await opened(desk, sheet, "How did it go?")
    )


async def test_no_longer_ends_there(desk: Desk) -> None:
    await prepared(desk)
    assert "Your preparation is kept" in await chat(desk, "no longer")
    assert (await reflections(desk))[0].state.step is None


async def test_what_was_told_privately_never_shows_in_the_chat(desk: Desk) -> None:
    await desk.command("prep job offer from Acme")
    await desk.walk(*JOB[:3])
    form = await opened(desk, desk.got[-1], "Answer privately")
    await desk.submit(form, what="the Zenith offer", worth="71234")
    await desk.walk("same as plan b", "85k", "limit 80k, medium")
    desk.now = AFTER
    told = await chat(desk)
    assert "kept private. The form shows it." in told
    form = await opened(desk, desk.got[-1], "Answer privately")
    assert "Plan B 71,234" in words(form)
    await desk.submit(form, ended="agreed", figure="76543")
    await desk.walk(
        "edit outcome", "agreed at 77k", "nothing", "show", "edit revealed", "limit 78k"
    )
    said = "\n".join(words(card) for card in desk.got)
    assert "I read: agreed at *77,000" in said
    for private in ("71,234", "71234", "76,543", "76543", "5,766", "Zenith"):
        assert private not in said
    assert "• Plan B, 71,234: 5,766 above it" in await how_it_went(desk)


async def test_a_verdict_on_a_private_figure_stays_out_of_the_chat(desk: Desk) -> None:
    await prepared(desk)
    await chat(desk)
    form = await opened(desk, desk.got[-1], "Answer privately")
    await desk.submit(form, ended="agreed", figure="68k")
    await desk.say("nothing")
    assert "That is all I need." in words(desk.got[-1])
    assert "Plan B" not in words(desk.got[-1])
    assert "worse for you than Plan B" in await how_it_went(desk)


@pytest.mark.parametrize(
    ("number", "fields"),
    [
        (0, {"what": "our old printer", "kind": "job_offer", "better": "higher", "unit": "a year"}),
        (4, {"amount": "71234"}),
        (5, {"amount": "87654"}),
        (6, {"limit": "79876", "sure": "medium"}),
    ],
)
async def test_one_private_figure_keeps_all_sums_out_of_the_chat(
    desk: Desk, number: int, fields: dict[str, str]
) -> None:
    texts = JOB if number else ("", *JOB[1:])
    await desk.command("prep" if number == 0 else "prep job offer from Acme")
    for place, text in enumerate(texts):
        if place == number:
            await desk.submit(await opened(desk, desk.got[-1], "Answer privately"), **fields)
        else:
            await desk.say(text)
    desk.now = AFTER
    told = await chat(desk, "agreed at 60k", "nothing")
    assert "I read: agreed at *60,000" in told
    for sum_of in ("above", "below", "% of the deal zone", "you expected:", "worse for you"):
        assert sum_of not in told
    assert "kept private. The form shows it." in told
    assert "• Plan B, 70,000: 10,000 below it" in await how_it_went(desk)
