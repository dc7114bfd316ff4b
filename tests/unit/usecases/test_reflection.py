"""A meeting looked back on: how it went beside what was expected, told once and kept apart."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.cards import Card, Screen
from bot.coach.amounts import Amount, show_amount
from bot.coach.preparation import Meeting
from bot.ports import Commitment, Conversation, Unit
from bot.usecases.command import command
from bot.usecases.home import home
from bot.usecases.meetings import expected
from tests.unit.usecases.desk import JOB, Desk, buttons, shown, words

AFTER = datetime(2026, 12, 11, 10, tzinfo=UTC)
"""The morning after the meeting of the worked example."""


async def prepared(desk: Desk, *texts: str) -> None:
    """The worked example is prepared, and its meeting is over."""
    await desk.command("prep job offer from Acme")
    await desk.walk(*(texts or JOB))
    desk.now = AFTER


async def chat(desk: Desk, *texts: str) -> str:
    """What comes back to a reflection typed in the chat."""
    seen = len(desk.got)
    await desk.command("reflect")
    await desk.walk(*texts)
    return "\n".join(words(card) for card in desk.got[seen:])


async def opened(desk: Desk, view: Card | Screen, label: str) -> Screen:
    screen = (await desk.press(view, label)).open
    assert screen is not None
    return screen


async def how_it_went(desk: Desk) -> str:
    listed = (await desk.command()).answer
    assert listed is not None
    return words(await opened(desk, listed, "How it went"))


async def reflections(desk: Desk) -> tuple[Conversation, ...]:
    def read(unit: Unit) -> tuple[Conversation, ...]:
        person = unit.people.find(desk.user)
        return unit.conversations.of(person.id, "reflect") if person else ()

    return await desk.run(read)


async def practise(desk: Desk, about: str | None = None) -> None:
    def add(unit: Unit) -> None:
        person = unit.people.find(desk.user)
        assert person is not None
        unit.commitments.add(
            Commitment(
                id="c" * 32,
                person=person.id,
                practice=None,
                cue="they name a number",
                act="ask for its basis",
                evidence="a question",
                until=date(2027, 1, 31),
                begun=desk.now,
                about=about,
            )
        )

    await desk.run(add)


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
    await chat(desk, "agreed at 68k", "nothing")
    screen = await how_it_went(desk)
    assert "*68,000 is 2,000 USD a year worse for you than Plan B, 70,000.*" in screen
    assert "the deal may still be right" in screen
    assert screen.count("_Next:") == 1


async def test_refusing_something_better_than_plan_b_is_said_kindly(desk: Desk) -> None:
    await prepared(desk)
    told = await chat(desk, "no deal", "74k", "nothing")
    assert "their best offer was *74,000 USD a year*: 4,000 above Plan B" in told
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
    told = await chat(desk, "agreed at 76k", "nothing")
    assert "I read: agreed at *76,000" in told
    for sum_of in ("above", "below", "% of the deal zone", "you expected:"):
        assert sum_of not in told
    assert "kept private. The form shows it." in told
    assert "• Plan B, 70,000: 6,000 above it" in await how_it_went(desk)


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
