"""The weekly question: when it comes, what it shows, and what its buttons do."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.calendar.rhythm import Vacation
from bot.cards import Card, Picture
from tests.unit.usecases.desk import Desk, buttons, shown, words
from tests.unit.usecases.practising import (
    checks,
    choose,
    nudges,
    of_me,
    practices,
    reply_to,
    settle,
    tap,
)

FIRST = datetime(2026, 10, 13, 8, tzinfo=UTC)
"""Tuesday 13 October 2026, 10:00 in Berlin."""

WEEK = timedelta(days=7)
ANSWERS = ["I did it", "Chance came, not this time", "No chance came", "Tell me more"]
BEHIND = ["Show", "Snooze", "Pause", "Stop"]


@pytest.fixture
async def practising(desk: Desk) -> Desk:
    """Somebody in Berlin with one practice for six weeks."""
    await settle(desk)
    await choose(desk)
    return desk


async def nudged(desk: Desk, moment: datetime = FIRST) -> Card:
    (card,) = await desk.tick(moment)
    return card


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
    assert marks(third) == "●●·"
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


async def test_wall_clock_over_the_change_and_around_a_vacation(practising: Desk) -> None:
    await practising.rhythm(vacations=(Vacation(first=date(2026, 11, 2), last=date(2026, 11, 6)),))
    came = await practising.live(datetime(2026, 11, 20, tzinfo=UTC))
    assert [moment.isoformat() for moment, _ in came] == [
        "2026-10-13T08:00:00+00:00",
        "2026-10-20T08:00:00+00:00",
        "2026-10-27T09:00:00+00:00",
        "2026-11-10T09:00:00+00:00",
    ]
    assert "Week 3 of 5" in words(came[2][1])


async def test_four_weeks_across_the_change_with_a_vacation_in_it(practising: Desk) -> None:
    await practising.rhythm(
        vacations=(Vacation(first=date(2026, 10, 20), last=date(2026, 10, 23)),)
    )
    pressed = ("I did it", "No chance came", "I did it", "Chance came, not this time")
    moments = []
    for label in pressed:
        ((moment, card),) = await practising.live(practising.now + WEEK) or await practising.live(
            practising.now + WEEK
        )
        moments.append(moment.isoformat())
        await tap(practising, card, label)
    assert moments == [
        "2026-10-13T08:00:00+00:00",
        "2026-10-27T09:00:00+00:00",
        "2026-11-03T09:00:00+00:00",
        "2026-11-10T09:00:00+00:00",
    ]
    plan = (await practising.command("plan")).open
    assert plan is not None
    assert "●–●○" in words(plan)
    assert "Week 4 of 5: 2 done, 1 not this time, 1 without a chance." in words(plan)


async def test_snooze_asks_again_about_the_same_week(practising: Desk) -> None:
    card = await nudged(practising)
    form = (await tap(practising, card, "Snooze")).open
    assert form is not None
    await practising.submit(form, when="tomorrow")
    again = await nudged(practising, FIRST + timedelta(days=1))
    await tap(practising, again, "I did it")
    (commitment,) = await practices(practising)
    kept = await checks(practising, commitment)
    assert [(one.week, one.result) for one in kept] == [(date(2026, 10, 13), "did")]
    assert [one.due for one in await nudges(practising)] == [FIRST + WEEK]


async def test_a_question_put_off_into_the_next_week_takes_the_place_of_its_question(
    practising: Desk,
) -> None:
    card = await nudged(practising)
    form = (await tap(practising, card, "Snooze")).open
    assert form is not None
    await practising.submit(form, day="2026-10-19")
    came = await practising.live(datetime(2026, 11, 1, tzinfo=UTC))
    assert [moment.date() for moment, _ in came] == [date(2026, 10, 19), date(2026, 10, 27)]


async def test_a_question_put_off_to_the_next_one_is_asked_once(practising: Desk) -> None:
    card = await nudged(practising)
    form = (await tap(practising, card, "Snooze")).open
    assert form is not None
    await practising.submit(form, when="next_week")
    (again,) = await practising.tick(FIRST + WEEK)
    assert words(again).count("did a chance come up") == 1
    await tap(practising, again, "I did it")
    (commitment,) = await practices(practising)
    assert [one.result for one in await checks(practising, commitment)] == [None, "did"]


async def test_what_was_answered_is_not_asked_again_after_a_snooze(practising: Desk) -> None:
    card = await nudged(practising)
    form = (await tap(practising, card, "Snooze")).open
    assert form is not None
    await practising.submit(form, when="tomorrow")
    await tap(practising, card, "I did it")
    assert await practising.tick(FIRST + timedelta(days=1)) == []


async def test_after_three_ignored_weeks_it_says_so_once_and_sleeps(practising: Desk) -> None:
    came = await practising.live(datetime(2026, 12, 20, tzinfo=UTC))
    assert [moment.date().isoformat() for moment, _ in came] == [
        "2026-10-13",
        "2026-10-20",
        "2026-10-27",
        "2026-11-03",
    ]
    last = came[-1][1]
    assert "I stop asking" in words(last)
    assert "did a chance" not in words(last)
    assert await nudges(practising) == []
    assert (await of_me(practising, lambda unit, me: unit.people.rhythm(me.id))).nudges == "asleep"
    plan = (await practising.command("plan")).open
    assert plan is not None
    assert "The weekly question is asleep" in words(plan)
    await tap(practising, last, "Ask me again")
    assert "I ask again. The next question comes on Tue 22 Dec, 10:00." in words(practising.got[-1])
    came = await practising.live(datetime(2027, 1, 30, tzinfo=UTC))
    assert [moment.date().isoformat() for moment, _ in came] == [
        "2026-12-22",
        "2026-12-29",
        "2027-01-05",
        "2027-01-12",
    ]
    assert "I stop asking" in words(came[-1][1])


async def test_one_answer_starts_the_count_anew(practising: Desk) -> None:
    for number in range(2):
        await practising.live(FIRST + number * WEEK + timedelta(hours=2))
    third = (await practising.live(datetime(2026, 10, 28, tzinfo=UTC)))[0][1]
    await tap(practising, third, "No chance came")
    came = await practising.live(datetime(2026, 11, 12, tzinfo=UTC))
    assert len(came) == 2
    assert all("did a chance come up" in words(card) for _, card in came)


async def test_stop_says_how_to_turn_it_on(practising: Desk) -> None:
    card = await nudged(practising)
    await tap(practising, card, "Stop")
    assert "`/negotiate settings` turns it on again" in words(practising.got[-1])
    assert await nudges(practising) == []
    assert await practising.live(datetime(2026, 11, 20, tzinfo=UTC)) == []
    await practising.rhythm(nudges="on")
    assert len(await nudges(practising)) == 1


async def test_stop_typed_in_the_thread_stops(practising: Desk) -> None:
    card = await nudged(practising)
    heard = await reply_to(practising, card, "Stop.")
    assert "`/negotiate settings` turns it on again" in words(heard)
    assert await nudges(practising) == []


async def test_a_pause_moves_the_question_behind_it(practising: Desk) -> None:
    card = await nudged(practising)
    form = (await tap(practising, card, "Pause")).open
    assert form is not None
    await practising.submit(form, until="2026-11-04")
    came = await practising.live(datetime(2026, 11, 12, tzinfo=UTC))
    assert [moment.date().isoformat() for moment, _ in came] == ["2026-11-10"]


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
