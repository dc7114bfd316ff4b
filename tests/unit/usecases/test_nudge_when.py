"""When the weekly question comes: over changes of clocks, put off, ignored, paused, stopped."""

from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime, time, timedelta
from functools import partial

import pytest

from bot.calendar.rhythm import Vacation
from bot.usecases.remind import letters
from tests.unit.usecases.desk import Desk, claim_due, words
from tests.unit.usecases.practising import (
    ANSWERS,
    FIRST,
    WEEK,
    checks,
    choose,
    nudged,
    nudges,
    of_me,
    practices,
    reply_to,
    settle,
    tap,
)


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


async def test_after_three_ignored_weeks_it_says_so_once_and_sleeps(desk: Desk) -> None:
    await settle(desk)
    await choose(desk, until="20 weeks")
    came = await desk.live(datetime(2026, 12, 20, tzinfo=UTC))
    assert [moment.date().isoformat() for moment, _ in came] == [
        "2026-10-13",
        "2026-10-20",
        "2026-10-27",
        "2026-11-03",
    ]
    last = came[-1][1]
    assert "I stop asking" in words(last)
    assert "did a chance" not in words(last)
    assert await nudges(desk) == []
    assert (await of_me(desk, lambda unit, me: unit.people.rhythm(me.id))).nudges == "asleep"
    plan = (await desk.command("plan")).open
    assert plan is not None
    assert "The weekly question is asleep" in words(plan)
    await tap(desk, last, "Ask me again")
    assert "I ask again. The next question comes on Tue 22 Dec, 10:00." in words(desk.got[-1])
    came = await desk.live(datetime(2027, 1, 30, tzinfo=UTC))
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


async def test_another_time_moves_the_question_of_the_same_day(practising: Desk) -> None:
    practising.now = FIRST - timedelta(hours=1)
    await practising.rhythm(weekly_at=time(15))
    assert [one.due.hour for one in await nudges(practising)] == [13]
    assert await practising.tick(FIRST) == []
    await nudged(practising, FIRST + timedelta(hours=5))
    await practising.rhythm(weekly_day=3)
    assert [one.due for one in await nudges(practising)] == [datetime(2026, 10, 22, 13, tzinfo=UTC)]


async def test_a_question_put_off_survives_a_change_of_rhythm(practising: Desk) -> None:
    card = await nudged(practising)
    form = (await tap(practising, card, "Snooze")).open
    assert form is not None
    await practising.submit(form, when="tomorrow")
    await practising.rhythm(country="DE")
    moments = [one.due for one in await nudges(practising)]
    assert moments == [FIRST + timedelta(days=1), FIRST + WEEK]


async def test_a_new_practice_wakes_the_question(practising: Desk) -> None:
    await practising.live(datetime(2026, 11, 5, tzinfo=UTC))
    assert await nudges(practising) == []
    told = await choose(practising, "4")
    assert "first on Tue 10 Nov, 10:00" in words(told)
    card = await nudged(practising, datetime(2026, 11, 10, 9, tzinfo=UTC))
    assert "did a chance come up" in words(card)


async def test_a_new_practice_leaves_a_stopped_question_off(practising: Desk) -> None:
    card = await nudged(practising)
    await tap(practising, card, "Stop")
    told = await choose(practising, "4")
    assert "The weekly question is off" in words(told)
    assert await nudges(practising) == []


async def test_whoever_has_no_zone_hears_so_with_the_first_practice(desk: Desk) -> None:
    await settle(desk, zone="Nowhere/Special")
    await choose(desk)
    said = [words(card) for card in desk.got]
    assert sum("I could not see your time zone" in one for one in said) == 1
    await choose(desk, "4")
    said = [words(card) for card in desk.got]
    assert sum("I could not see your time zone" in one for one in said) == 1


async def test_one_message_a_week_whatever_is_changed(practising: Desk) -> None:
    weeks: list[tuple[int, int]] = []
    for number in range(40):
        for moment, card in await practising.live(practising.now + timedelta(days=1)):
            weeks.append(moment.isocalendar()[:2])
            await tap(practising, card, ANSWERS[number % 3])
        await practising.rhythm(weekly_day=number % 5, weekly_at=time(9 + number % 8))
    assert len(weeks) >= 3
    assert len(set(weeks)) == len(weeks)


@pytest.mark.parametrize(
    ("change", "hour"),
    [
        (lambda desk: desk.rhythm(paused_until=date(2026, 10, 15)), "2026-10-15T10:00+02:00"),
        (lambda desk: desk.travel("America/New_York"), "2026-10-13T10:00-04:00"),
    ],
)
async def test_a_question_in_hand_that_must_wait_comes_at_the_persons_hour(
    practising: Desk, change: Callable[[Desk], Awaitable[None]], hour: str
) -> None:
    practising.now = FIRST
    ((batch, _),) = await practising.store.run_whole(lambda session: claim_due(session, FIRST))
    await change(practising)
    assert await practising.run(partial(letters, batch=batch, now=FIRST)) == ()
    came = await practising.live(FIRST + timedelta(days=6))
    assert [moment for moment, _ in came] == [datetime.fromisoformat(hour)]
