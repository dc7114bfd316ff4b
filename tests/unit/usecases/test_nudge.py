"""The weekly question: what it shows, and what its buttons and the words in its thread do."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.cards import Card, Picture
from tests.unit.usecases.desk import Desk, buttons, shown, words
from tests.unit.usecases.practising import (
    ANSWERS,
    FIRST,
    WEEK,
    checks,
    choose,
    nudged,
    practices,
    reply_to,
    settle,
    tap,
)

BEHIND = ["Show", "Snooze", "Pause", "Stop"]


def marks(card: Card) -> str:
    return next(one.rows[0] for one in card.elements if isinstance(one, Picture))


async def test_the_question_shows_the_weeks_and_no_words_of_the_plan(practising: Desk) -> None:
    assert await practising.tick(FIRST - timedelta(seconds=1)) == []
    card = await nudged(practising)
    said = words(card)
    assert "Your practice: did a chance come up this week?" in said
    assert "Week 1 of 6: 1 open." in said
    assert shown(card.summary) == "Your practice"
    assert list(buttons(card)) == [*ANSWERS, *BEHIND, "When I write to you"]
    for typed in ("extreme", "basis"):
        assert typed not in said
    screen = (await tap(practising, card, "Show")).open
    assert screen is not None
    assert "they open with an extreme number" in words(screen)


@pytest.mark.parametrize(
    ("label", "result", "heard"),
    [
        ("I did it", "did", "Noted: you did it. Week 1 of 6."),
        ("Chance came, not this time", "missed", "Noted: not this time. Week 1 of 6."),
        ("No chance came", "no_chance", "Noted: no chance came. Week 1 of 6."),
    ],
)
async def test_one_tap_answers(practising: Desk, label: str, result: str, heard: str) -> None:
    card = await nudged(practising)
    await tap(practising, card, label)
    assert words(practising.got[-1]) == heard
    (commitment,) = await practices(practising)
    (check,) = await checks(practising, commitment)
    assert (check.week, check.result) == (date(2026, 10, 13), result)


async def test_another_tap_changes_the_answer_until_the_next_question(practising: Desk) -> None:
    first = await nudged(practising)
    await tap(practising, first, "I did it")
    await tap(practising, first, "No chance came")
    (commitment,) = await practices(practising)
    assert [one.result for one in await checks(practising, commitment)] == ["no_chance"]
    second = await nudged(practising, FIRST + WEEK)
    await tap(practising, first, "I did it")
    assert "That week is closed" in words(practising.got[-1])
    await tap(practising, second, "I did it")
    assert [one.result for one in await checks(practising, commitment)] == ["no_chance", "did"]


async def test_a_late_tap_counts_for_its_own_week(practising: Desk) -> None:
    first = await nudged(practising)
    second = await nudged(practising, FIRST + WEEK)
    await tap(practising, second, "I did it")
    await tap(practising, first, "I did it")
    assert "Week 1 of" in words(practising.got[-1])
    third = await nudged(practising, datetime(2026, 10, 27, 9, tzinfo=UTC))
    assert marks(third) == "●●?···"
    await tap(practising, third, "I did it")
    assert "3 weeks in a row" in words(practising.got[-1])


async def test_a_tap_on_a_question_of_somebody_else_changes_nothing(practising: Desk) -> None:
    card = await nudged(practising)
    other = Desk(practising.store, user="U2", now=practising.now)
    await settle(other, now=practising.now)
    await tap(other, card, "I did it")
    (commitment,) = await practices(practising)
    assert [one.result for one in await checks(practising, commitment)] == [None]


async def test_tell_me_more_keeps_a_note(practising: Desk) -> None:
    card = await nudged(practising)
    form = (await tap(practising, card, "Tell me more")).open
    assert form is not None
    assert "If they open with an extreme number" in words(form)
    done = (await practising.submit(form, result="missed", words="it came too fast")).update
    assert done is not None
    (commitment,) = await practices(practising)
    (check,) = await checks(practising, commitment)
    assert (check.result, check.note) == ("missed", "it came too fast")
    again = (await tap(practising, card, "Tell me more")).open
    assert again is not None
    assert "it came too fast" in str(again)
    too_long = await practising.submit(again, result="did", words="x" * 2001)
    assert list(too_long.errors) == ["check_in:note:words"]


async def test_two_practices_are_asked_about_in_one_message(practising: Desk) -> None:
    await choose(practising, "4")
    card = await nudged(practising)
    said = words(card)
    assert "Your first practice: did a chance come up this week?" in said
    assert "Your second practice: did a chance come up this week?" in said
    await tap(practising, card, "I did it", 1)
    assert words(practising.got[-1]) == "Second practice. Noted: you did it. Week 1 of 6."
    second, first = await practices(practising)
    assert [one.result for one in await checks(practising, second)] == ["did"]
    assert [one.result for one in await checks(practising, first)] == [None]


async def test_a_practice_begun_today_is_asked_about_next_week(practising: Desk) -> None:
    practising.now = FIRST - timedelta(hours=1)
    await choose(practising, "4")
    card = await nudged(practising)
    assert "Your practice: did a chance" in words(card)
    card = await nudged(practising, FIRST + WEEK)
    assert "Your second practice" in words(card)


async def test_when_its_time_is_over_it_can_be_finished_or_go_on(desk: Desk) -> None:
    await settle(desk)
    await choose(desk, until="19 Oct")
    await nudged(desk)
    await tap(desk, desk.got[-1], "I did it")
    card = await nudged(desk, FIRST + WEEK)
    assert "The time you set for your practice is over." in words(card)
    await tap(desk, card, "Go on for six weeks")
    assert "you go on until Tue 1 Dec" in words(desk.got[-1])
    card = await nudged(desk, datetime(2026, 10, 27, 9, tzinfo=UTC))
    assert "is over" not in words(card)


@pytest.mark.parametrize(
    ("typed", "result", "note"),
    [
        ("did it", "did", ""),
        ("Yes, I asked how they got there", "did", "I asked how they got there"),
        ("not this time", "missed", ""),
        ("No. I forgot until it was over", "missed", "I forgot until it was over"),
        ("no chance this week", "no_chance", ""),
        ("a chance came, but not this time", "missed", ""),
        ("no meetings this week", "no_chance", ""),
        ("she laughed when I asked", None, "she laughed when I asked"),
    ],
)
async def test_words_in_the_thread_are_an_answer(
    practising: Desk, typed: str, result: str | None, note: str
) -> None:
    card = await nudged(practising)
    await reply_to(practising, card, typed)
    (commitment,) = await practices(practising)
    (check,) = await checks(practising, commitment)
    assert (check.result, check.note) == (result, note)


async def test_words_in_the_thread_leave_the_open_conversation_alone(practising: Desk) -> None:
    await practising.command("prep job offer")
    before = await practising.conversations()
    card = await nudged(practising)
    heard = await reply_to(practising, card, "it felt odd")
    assert 'Write "did it"' in words(heard)
    heard = await reply_to(practising, card, "did it")
    assert words(heard) == "Noted: you did it. Week 1 of 6."
    heard = await reply_to(practising, card, "and they smiled")
    assert words(heard) == "Noted with that week."
    (commitment,) = await practices(practising)
    (check,) = await checks(practising, commitment)
    assert check.note == "it felt odd\nand they smiled"
    assert await practising.conversations() == before


async def test_words_in_the_thread_about_two_practices(practising: Desk) -> None:
    await choose(practising, "4")
    card = await nudged(practising)
    assert "Which of your two practices is it?" in words(await reply_to(practising, card, "did it"))
    assert "Second practice. Noted: you did it." in words(
        await reply_to(practising, card, "second: did it")
    )
    assert "First practice. Noted: no chance came." in words(
        await reply_to(practising, card, "no chance")
    )
    await reply_to(practising, card, "both: not this time")
    second, first = await practices(practising)
    for one in (first, second):
        assert [check.result for check in await checks(practising, one)] == ["missed"]
