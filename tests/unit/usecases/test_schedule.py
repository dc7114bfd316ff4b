"""What a change of plans moves, and what it leaves where it is."""

from datetime import UTC, date, datetime, time, timedelta
from functools import partial

import pytest

from bot.calendar.rhythm import Vacation
from bot.ports import DueKind
from bot.usecases import remind
from tests.unit.usecases.desk import JOB, Came, Desk, buttons, words
from tests.unit.usecases.test_remind import compose, queue
from tests.unit.usecases.test_versions import stored

EVENING_BEFORE = datetime(2026, 12, 9, 16, tzinfo=UTC)
MORNING_OF = datetime(2026, 12, 10, 8, tzinfo=UTC)
AFTER = datetime(2026, 12, 11, 9, tzinfo=UTC)
AGAIN = datetime(2026, 12, 15, 9, tzinfo=UTC)
MONDAY = datetime(2026, 11, 30, 8, tzinfo=UTC)


async def prepared(desk: Desk, when: str, steps: str = "") -> None:
    """The worked example, met at another time, with steps for Plan B."""
    await desk.command("prep job offer from Acme")
    await desk.travel("Europe/Madrid")
    await desk.walk(*JOB[:2], when, *JOB[3:])
    if steps:
        await desk.walk("edit improve", steps)


async def due(desk: Desk, kind: DueKind) -> list[datetime]:
    return [moment for one, moment in await desk.due() if one == kind]


def asked(came: list[Came]) -> list[datetime]:
    """When it was asked about a step."""
    return [moment for moment, card in came if "Not yet" in buttons(card)]


@pytest.mark.parametrize("change", ["zone", "hour", "meeting", "steps"])
async def test_a_step_put_off_over_a_weekend_outlives_every_change(desk: Desk, change: str) -> None:
    await prepared(desk, "20 Dec 3pm", "Call Borealis, 28 Nov")  # a Saturday
    await desk.live(datetime(2026, 11, 29, 12, tzinfo=UTC))
    assert await due(desk, "improve") == [MONDAY]
    if change == "zone":
        await desk.travel("Europe/Berlin")
    elif change == "hour":
        await desk.rhythm(weekly_at=time(15))
    elif change == "meeting":
        await desk.walk("edit meeting", "21 Dec 3pm")
    else:
        await desk.walk("edit improve", "Call Borealis, 28 Nov 2026\nCall Cygnus, 4 Dec")
    assert asked(await desk.live(datetime(2026, 12, 2, tzinfo=UTC))) == [MONDAY]


async def test_a_step_put_off_and_taken_out_is_not_asked_about(desk: Desk) -> None:
    await prepared(desk, "20 Dec 3pm", "Call Borealis, 28 Nov")
    await desk.live(datetime(2026, 11, 29, 12, tzinfo=UTC))
    await desk.walk("edit improve", "Call Cygnus, 4 Dec")
    assert await due(desk, "improve") == [datetime(2026, 12, 4, 9, tzinfo=UTC)]


@pytest.mark.parametrize("answer", ["not yet fixed", "20 Dec 3pm"])
async def test_what_an_unread_answer_planned_goes_with_another_one(desk: Desk, answer: str) -> None:
    await prepared(desk, "10 Dec 3pm")
    assert await due(desk, "before") == [EVENING_BEFORE]
    (written,) = await desk.conversations()
    meeting = written.state.answers["meeting"] | {"at": "at noon"}
    await stored(desk, answers=written.state.answers | {"meeting": meeting})
    (read,) = await desk.conversations()
    assert "meeting" in read.state.unread
    await desk.walk("edit meeting", answer)
    assert EVENING_BEFORE not in await due(desk, "before")


async def test_a_step_of_today_that_waits_already_comes_today(desk: Desk) -> None:
    await prepared(desk, "20 Dec 3pm", "Call Borealis, 25 Nov")
    desk.now = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)  # nobody was there at 10:00 in Madrid
    await desk.walk("edit improve", "Call Borealis, 25 Nov 2026\nCall Cygnus, 4 Dec")
    assert asked([(desk.now, card) for card in await desk.tick()]) == [desk.now]


@pytest.mark.parametrize(
    ("meeting", "step", "moment"),
    [
        # A Monday at nine, and a step on the Saturday before it.
        ("30 Nov 9am", "28 Nov", datetime(2026, 11, 27, 16, tzinfo=UTC)),
        # The hour of the person comes after the meeting has begun.
        ("1 Dec 9am", "1 Dec", datetime(2026, 11, 30, 16, tzinfo=UTC)),
        ("30 Nov 3pm", "28 Nov", MONDAY),
        ("29 Nov", "28 Nov", datetime(2026, 11, 27, 16, tzinfo=UTC)),
    ],
)
async def test_a_step_is_asked_about_before_the_meeting(
    desk: Desk, meeting: str, step: str, moment: datetime
) -> None:
    await prepared(desk, meeting, f"Call Borealis, {step}")
    came = await desk.live(datetime(2026, 12, 3, tzinfo=UTC))
    assert asked(came) == [moment]
    assert sum("Your meeting is" in words(card) for _, card in came) == 1


async def test_a_meeting_that_moves_ahead_of_a_step_brings_it_along(desk: Desk) -> None:
    await prepared(desk, "8 Dec 9am", "Call Borealis, 28 Nov")
    await desk.walk("edit meeting", "30 Nov 9am")
    assert await due(desk, "improve") == [datetime(2026, 11, 27, 16, tzinfo=UTC)]


@pytest.mark.parametrize("preference", ["afternoon", "morning"])
async def test_when_the_afternoon_is_over_the_morning_is_left(desk: Desk, preference: str) -> None:
    desk.now = datetime(2026, 12, 4, 18, tzinfo=UTC)  # Friday, 19:00 in Madrid
    await desk.command("prep job offer from Acme")
    await desk.rhythm(before=preference)
    await prepared(desk, "7 Dec 3pm")
    assert await due(desk, "before") == [datetime(2026, 12, 7, 8, tzinfo=UTC)]


async def test_whoever_was_away_hears_on_the_morning_of_the_meeting(desk: Desk) -> None:
    await prepared(desk, "10 Dec 3pm")
    away = Vacation(first=date(2026, 11, 20), last=date(2026, 12, 9))
    await desk.rhythm(vacations=(away,))
    assert await due(desk, "before") == [MORNING_OF]


async def put_off(desk: Desk, meeting: str) -> None:
    """The note before the meeting waits, since another message went out that day."""
    await prepared(desk, "not fixed", "Call Borealis, 9 Dec")
    assert len(await desk.tick(datetime(2026, 12, 9, 9, tzinfo=UTC))) == 1
    await desk.walk("edit meeting", meeting)
    assert await desk.tick(EVENING_BEFORE) == []
    assert await due(desk, "before") == [MORNING_OF]


@pytest.mark.parametrize("meeting", ["10 Dec 3pm", "10 Dec 9:30"])
async def test_a_note_put_off_to_the_morning_outlives_a_change(desk: Desk, meeting: str) -> None:
    await put_off(desk, meeting)
    desk.now = datetime(2026, 12, 9, 18, tzinfo=UTC)
    await desk.travel("Europe/Berlin")
    assert await due(desk, "before") == [MORNING_OF]
    await desk.rhythm(before="never")
    assert await due(desk, "before") == []


async def test_a_pause_over_the_meeting_takes_the_note_back(desk: Desk) -> None:
    await put_off(desk, "10 Dec 9:30")
    await desk.rhythm(paused_until=date(2026, 12, 12))
    assert await due(desk, "before") == []


async def question(desk: Desk) -> None:
    """The meeting is over, and the question how it went has come."""
    await prepared(desk, "10 Dec 3pm")
    await desk.tick(EVENING_BEFORE)
    assert len(await desk.tick(AFTER)) == 1


async def test_reminders_off_and_on_again_keep_the_one_repeat(desk: Desk) -> None:
    await question(desk)
    await desk.walk("edit reminders", "off")
    assert await desk.due() == []
    await desk.walk("edit reminders", "on")
    assert await desk.due() == [("reflect_again", AGAIN)]
    came = await desk.live(AGAIN + timedelta(days=20))
    assert [moment for moment, _ in came] == [AGAIN]
    await desk.walk("edit reminders", "off", "edit reminders", "on")
    assert await desk.due() == []


async def test_once_the_reflection_is_begun_nothing_is_planned_about_it(desk: Desk) -> None:
    await question(desk)
    await desk.press(desk.got[-1], "No deal")
    await desk.say("cancel")
    await desk.walk("edit reminders", "off", "edit reminders", "on")
    assert await desk.due() == []


async def test_another_hour_moves_the_question_after_a_meeting_that_is_over(desk: Desk) -> None:
    await prepared(desk, "10 Dec 3pm")
    await desk.tick(EVENING_BEFORE)
    desk.now = datetime(2026, 12, 10, 20, tzinfo=UTC)
    await desk.rhythm(reflect_at=time(15))
    assert await desk.due() == [("reflect", datetime(2026, 12, 11, 14, tzinfo=UTC))]


async def test_another_hour_moves_the_repeat_on_its_day(desk: Desk) -> None:
    await question(desk)
    await desk.rhythm(reflect_at=time(15))
    assert await desk.due() == [("reflect_again", datetime(2026, 12, 15, 14, tzinfo=UTC))]
    away = Vacation(first=date(2026, 12, 14), last=date(2026, 12, 16))
    await desk.rhythm(vacations=(away,))
    assert await desk.due() == [("reflect_again", datetime(2026, 12, 17, 14, tzinfo=UTC))]
    desk.now = datetime(2026, 12, 17, 12, tzinfo=UTC)
    await desk.rhythm(reflect_at=time(10))
    assert await desk.due() == [("reflect_again", datetime(2026, 12, 17, 14, tzinfo=UTC))]


async def test_a_note_that_may_have_arrived_is_looked_for_whatever_changes(desk: Desk) -> None:
    await prepared(desk, "10 Dec 3pm")
    desk.now = EVENING_BEFORE
    (letter,) = await compose(desk, await queue(desk))
    soon = desk.now + timedelta(seconds=5)
    await desk.run(partial(remind.undelivered, letter=letter, due=soon))
    await desk.rhythm(country="ES")
    desk.now = soon
    (again,) = await compose(desk, await queue(desk))
    assert (again.key, again.doubtful) == (letter.key, True)


async def test_a_step_put_off_keeps_every_word(desk: Desk) -> None:
    await prepared(desk, "20 Dec 3pm", "Send by Friday, 25 Nov")
    (card,) = await desk.tick(datetime(2026, 11, 25, 9, tzinfo=UTC))
    form = (await desk.press(card, "Not yet")).open
    assert form is not None
    await desk.submit(form, day="2026-12-04")  # a Friday
    again = (await desk.press(await desk.say("show"), "Open sheet")).open
    assert again is not None
    assert "Fri 4 Dec: Send by Friday" in words(again)
