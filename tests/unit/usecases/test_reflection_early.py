"""Looking back too early, and what waits when it is only begun or needed no longer."""

from datetime import UTC, datetime, time, timedelta

import pytest

from bot.cards import Card
from tests.unit.usecases.desk import JOB, Desk, buttons, words
from tests.unit.usecases.looking_back import AFTER, chat, opened, practise, prepared, reflections

REPEAT = datetime(2026, 12, 15, 10, tzinfo=UTC)
EVENING_AFTER = datetime(2026, 12, 10, 20, tzinfo=UTC)
LATER = datetime(2026, 12, 31, tzinfo=UTC)


async def planned(desk: Desk, *texts: str) -> None:
    """The worked example, whose meeting is ahead."""
    await desk.command("prep job offer from Acme")
    await desk.walk(*(texts or JOB))


async def asked(desk: Desk) -> Card:
    """The question of the morning after."""
    await planned(desk)
    return (await desk.live(AFTER + timedelta(minutes=30)))[-1][1]


async def test_before_the_meeting_it_says_when_it_will_ask(desk: Desk) -> None:
    await planned(desk)
    answer = (await desk.command("reflect")).answer
    assert answer is not None
    assert "I ask how it went on Fri 11 Dec, 10:00" in words(answer)
    assert "Reflect" not in buttons(answer)
    assert await reflections(desk) == ()
    assert "reflect" in [kind for kind, _ in await desk.due()]


async def test_a_private_moment_is_not_told_with_it(desk: Desk) -> None:
    await desk.command("prep job offer from Acme")
    await desk.walk(*JOB[:2])
    form = await opened(desk, desk.got[-1], "Pick date and time")
    await desk.submit(form, day="2026-12-10", time="15:00")
    answer = (await desk.command("reflect")).answer
    assert answer is not None
    assert "the morning after" in words(answer)
    assert "Dec" not in words(answer)


async def test_without_reminders_it_says_how_it_begins(desk: Desk) -> None:
    await planned(desk)
    await desk.walk("edit reminders", "off")
    answer = (await desk.command("reflect")).answer
    assert answer is not None
    assert "Once it is over, `/negotiate reflect` asks" in words(answer)


async def test_only_what_is_over_or_open_is_offered(desk: Desk) -> None:
    await planned(desk, *JOB[:2], "not fixed yet", *JOB[3:])
    await desk.command("prep a raise")
    await desk.walk("raise", "a title", "9 Dec 3pm", "stay, 62k", "same as plan b", "72k", "idk")
    which = (await desk.command("reflect")).answer
    assert which is not None
    assert "job offer from Acme" in words(which)
    assert "a raise" not in words(which)
    await desk.press(which, "Reflect")
    assert "1 of 2" in words(desk.got[-1])


@pytest.mark.parametrize("label", ["Reflect", "How did it go?"])
async def test_a_button_left_from_an_earlier_moment_begins_nothing(desk: Desk, label: str) -> None:
    await prepared(desk)
    view = await desk.command("" if label == "Reflect" else "sheet")
    left = view.answer or view.open
    assert left is not None
    await desk.walk("edit meeting", "17 Dec 3pm")
    assert (await desk.press(left, label)).open is None
    assert "I ask how it went on Fri 18 Dec, 10:00" in words(desk.got[-1])
    assert await reflections(desk) == ()
    assert "reflect" in [kind for kind, _ in await desk.due()]


async def test_a_form_only_opened_leaves_the_question_and_its_repeat(desk: Desk) -> None:
    await planned(desk)
    came = await desk.live(EVENING_AFTER)
    sheet = (await desk.command("sheet")).open
    assert sheet is not None
    await opened(desk, sheet, "How did it go?")
    came = await desk.live(AFTER + timedelta(minutes=30))
    await opened(desk, came[-1][1], "Answer privately")
    came = await desk.live(LATER)
    assert [when for when, _ in came] == [REPEAT]
    await desk.press(came[0][1], "We agreed")
    assert "At which figure?" in words(desk.got[-1])


async def test_reminders_off_and_on_leave_the_repeat_of_what_was_only_opened(desk: Desk) -> None:
    await planned(desk)
    ((_, before), (_, question)) = await desk.live(AFTER + timedelta(minutes=30))
    await opened(desk, question, "Answer privately")
    off = await opened(desk, before, "Stop reminders for this")
    assert await desk.due() == []
    await opened(desk, off, "Turn on again")
    assert await desk.due() == [("reflect_again", REPEAT)]


async def test_an_answer_in_the_form_ends_the_asking(desk: Desk) -> None:
    form = await opened(desk, await asked(desk), "Answer privately")
    await desk.submit(form, ended="agreed", figure="76543")
    assert await desk.live(LATER) == []


async def test_half_an_answer_ends_the_asking_too(desk: Desk) -> None:
    await desk.press(await asked(desk), "We agreed")
    assert await desk.live(LATER) == []


async def test_no_longer_stops_every_reminder_of_it(desk: Desk) -> None:
    await planned(desk)
    await desk.walk("edit improve", "21 Dec: call Borealis")
    card = (await desk.live(AFTER + timedelta(minutes=30)))[-1][1]
    assert "improve" in [kind for kind, _ in await desk.due()]
    await desk.press(card, "No longer")
    assert "Your preparation is kept" in words(desk.got[-1])
    assert await desk.due() == []
    await desk.rhythm(reflect_at=time(9))
    assert await desk.due() == []


async def test_no_longer_stops_them_without_a_meeting_too(desk: Desk) -> None:
    await planned(desk, *JOB[:2], "not fixed yet", *JOB[3:])
    await desk.walk("edit improve", "21 Dec: call Borealis")
    which = (await desk.command("reflect")).answer
    assert which is not None
    await desk.press(which, "Reflect")
    await desk.say("no longer")
    assert await desk.due() == []


async def test_the_line_of_the_sheet_is_asked_about(desk: Desk) -> None:
    await planned(desk)
    await desk.walk("edit this time", "If they name a number first, then I ask for its basis")
    desk.now = AFTER
    told = await chat(desk, "agreed at 76k", "nothing")
    assert "3 of 3 · Did you use the practice you chose?" in told
    assert "the line *This time* of your sheet" in told
    assert "ask for its basis" not in told
    form = await opened(desk, desk.got[-1], "Answer privately")
    assert "This time: If they name a number first, then I ask for its basis" in words(form)


async def test_a_practice_begun_after_the_meeting_is_not_asked_about(desk: Desk) -> None:
    await prepared(desk)
    await practise(desk, begun=AFTER)
    assert "That is all I need." in await chat(desk, "agreed at 76k", "nothing")
