"""The question how a meeting went: when it comes, what its buttons do, and when it stays away."""

from datetime import UTC, datetime, timedelta

from bot.cards import Card
from bot.ports import Unit
from tests.unit.usecases.desk import JOB, Desk, buttons, shown, words

EVENING_BEFORE = datetime(2026, 12, 9, 17, tzinfo=UTC)
AFTER = datetime(2026, 12, 11, 10, tzinfo=UTC)
"""Friday, the morning after the meeting."""
REPEAT = datetime(2026, 12, 15, 10, tzinfo=UTC)
"""Two working days later."""


async def question(desk: Desk) -> Card:
    """The worked example is prepared, the meeting is over, and the question comes."""
    await desk.command("prep job offer from Acme")
    await desk.walk(*JOB)
    await desk.tick(EVENING_BEFORE)
    (card,) = await desk.tick(AFTER)
    return card


async def test_it_comes_the_next_working_morning_and_holds_no_words_of_theirs(desk: Desk) -> None:
    await desk.command("prep job offer from Acme")
    await desk.walk(*JOB)
    await desk.tick(EVENING_BEFORE)
    assert await desk.tick(AFTER - timedelta(minutes=1)) == []
    (card,) = await desk.tick(AFTER)
    assert words(card).startswith("How did your meeting go? Two minutes.")
    answers = ["We agreed", "No deal", "Still open", "It moved", "No longer"]
    assert list(buttons(card))[:7] == [*answers, "Answer privately", "Not now"]
    assert shown(card.summary) == "How did your meeting go? Two minutes."
    assert "Acme" not in words(card)
    assert "Meeting: Thu 10 Dec, 15:00\n" in words(card)
    for typed in ("70", "80", "85", "60"):
        assert typed not in words(card)


async def test_a_meeting_told_privately_stays_out_of_the_chat_and_out_of_its_buttons(
    desk: Desk,
) -> None:
    await desk.command("prep job offer from Acme")
    await desk.walk(*JOB)
    (before,) = await desk.tick(EVENING_BEFORE)
    form = (await desk.press(before, "Meeting moved")).open
    assert form is not None
    await desk.submit(form, day="2026-12-11", time="16:37")
    came = await desk.live(datetime(2026, 12, 17, tzinfo=UTC))
    questions = [card for _, card in came if "We agreed" in buttons(card)]
    assert len(questions) == 2
    for card in questions:
        shows = words(card) + "".join(one.value for one in buttons(card).values())
        assert "Meeting:" not in shows
        for written in ("11 Dec", "12-11", "16:37", "1637"):
            assert written not in shows
    await desk.press(questions[0], "We agreed")
    assert "At which figure?" in words(desk.got[-1])


async def test_no_button_shows_when_a_meeting_is(desk: Desk) -> None:
    card = await question(desk)
    assert not any("2026" in one.value for one in buttons(card).values())


async def test_it_is_asked_once_more_after_two_working_days_and_never_again(desk: Desk) -> None:
    await question(desk)
    came = await desk.live(REPEAT + timedelta(days=30))
    assert [when for when, _ in came] == [REPEAT]
    assert words(came[0][1]).startswith("Once more, then I leave it to you")
    assert "Reflection waiting" in words((await desk.command()).answer or came[0][1])


async def test_a_button_begins_the_reflection_and_takes_the_answer(desk: Desk) -> None:
    card = await question(desk)
    await desk.press(card, "We agreed")
    assert "Noted: you agreed." in words(desk.got[-1])
    assert "At which figure?" in words(desk.got[-1])
    assert "6,000 above" in words(await desk.say("76k"))
    assert await desk.live(REPEAT + timedelta(days=1)) == []


async def test_a_second_answer_changes_nothing(desk: Desk) -> None:
    card = await question(desk)
    await desk.press(card, "We agreed")
    await desk.press(card, "No deal")
    assert "We have moved on" in words(desk.got[-1])
    assert "At which figure?" in words(desk.got[-1])
    await desk.say("76k")
    await desk.press(card, "Still open")
    assert "We have moved on" in words(desk.got[-1])
    assert "What surprised you?" in words(desk.got[-1])


async def test_it_can_be_answered_privately_at_once(desk: Desk) -> None:
    card = await question(desk)
    form = (await desk.press(card, "Answer privately")).open
    assert form is not None
    assert "Before the meeting you expected" in words(form)
    await desk.submit(form, ended="agreed", figure="76543")
    assert "Kept private." in words(desk.got[-1])
    assert "What surprised you?" in words(desk.got[-1])
    again = (await desk.press(card, "Answer privately")).open
    assert again is not None
    assert "76,543" in words(again)
    assert "76,543" not in "\n".join(words(one) for one in desk.got)


async def test_not_now_says_when_it_comes_again_and_then_where_it_waits(desk: Desk) -> None:
    await desk.press(await question(desk), "Not now")
    assert "once more in two working days" in words(desk.got[-1])
    (again,) = await desk.tick(REPEAT)
    await desk.press(again, "Not now")
    assert "waits on your Home tab" in words(desk.got[-1])
    await desk.press(again, "We agreed")
    assert "At which figure?" in words(desk.got[-1])


async def test_nothing_is_asked_once_the_reflection_is_begun(desk: Desk) -> None:
    await desk.command("prep job offer from Acme")
    await desk.walk(*JOB)
    await desk.tick(EVENING_BEFORE)
    desk.now = AFTER - timedelta(hours=10)
    await desk.command("reflect")
    assert await desk.live(REPEAT + timedelta(days=1)) == []


async def test_a_button_about_a_meeting_that_moved_since_changes_nothing(desk: Desk) -> None:
    card = await question(desk)
    await desk.walk("edit meeting", "17 Dec 3pm")
    await desk.press(card, "We agreed")
    assert "We have moved on" in words(desk.got[-1])
    came = await desk.live(datetime(2026, 12, 18, 10, 30, tzinfo=UTC))
    await desk.press(came[-1][1], "No deal")
    assert "their best offer" in words(desk.got[-1])


async def test_it_moved_is_one_press_and_one_answer(desk: Desk) -> None:
    await desk.press(await question(desk), "It moved")
    assert "When do you meet now?" in words(desk.got[-1])
    await desk.say("17 Dec 3pm")
    assert await desk.due() == [
        ("before", datetime(2026, 12, 16, 17, tzinfo=UTC)),
        ("reflect", datetime(2026, 12, 18, 10, tzinfo=UTC)),
    ]


async def test_a_button_of_a_deleted_preparation_says_so(desk: Desk) -> None:
    card = await question(desk)

    def delete(unit: Unit) -> None:
        person = unit.people.find(desk.user)
        assert person is not None
        (preparation,) = unit.conversations.of(person.id)
        unit.conversations.delete(person.id, preparation.id)

    await desk.run(delete)
    await desk.press(card, "We agreed")
    assert "not there any more" in words(desk.got[-1])
    assert await desk.tick(REPEAT) == []


async def test_two_meetings_of_a_day_are_asked_about_in_one_message(desk: Desk) -> None:
    await desk.command("prep a raise")
    await desk.walk("raise", "a title", "10 Dec 9am", "stay, 62k", "same as plan b", "72k", "idk")
    await desk.command("prep job offer from Acme")
    await desk.walk(*JOB)
    await desk.tick(EVENING_BEFORE)
    (card,) = await desk.tick(AFTER)
    assert words(card).count("How did your meeting go?") == 2
    assert "Meeting: Thu 10 Dec, 09:00" in words(card)
    assert "Meeting: Thu 10 Dec, 15:00" in words(card)
    assert "raise" not in words(card)


async def test_a_preparation_that_is_deleted_leaves_the_day_with_its_message(desk: Desk) -> None:
    await question(desk)
    (over,) = await desk.conversations()
    await desk.run(lambda unit: unit.conversations.delete(over.person, over.id))
    await desk.command("prep job offer from Acme")
    await desk.walk(*JOB[:2], "14 Dec 3pm", *JOB[3:])
    assert ("before", datetime(2026, 12, 11, 17, tzinfo=UTC)) in await desk.due()
    came = await desk.live(datetime(2026, 12, 15, tzinfo=UTC))
    assert [moment.day for moment, _ in came] == [14]
