"""A question put off: the day that is promised is the day it comes."""

from datetime import UTC, date, datetime

import pytest

from bot.calendar.rhythm import Vacation
from bot.cards import Screen
from tests.unit.usecases.desk import Desk, shown, words
from tests.unit.usecases.practising import (
    FIRST,
    WEEK,
    checks,
    nudged,
    nudges,
    practices,
    tap,
)


async def snooze_form(desk: Desk) -> Screen:
    """The weekly question has come, and is to be put off."""
    form = (await tap(desk, await nudged(desk), "Snooze")).open
    assert form is not None
    return form


async def put_off(desk: Desk, form: Screen, day: str) -> str:
    """What is promised."""
    told = (await desk.submit(form, when="picked", day=day)).update
    assert told is not None
    return words(told)


@pytest.mark.parametrize("day", ["2026-10-17", "2026-10-18", "2026-10-19"])
async def test_a_weekend_promises_the_monday_after(practising: Desk, day: str) -> None:
    form = await snooze_form(practising)
    assert "I ask again on Mon 19 Oct." in await put_off(practising, form, day)
    ((moment, _),) = await practising.live(datetime(2026, 10, 20, tzinfo=UTC))
    assert moment == datetime(2026, 10, 19, 8, tzinfo=UTC)


async def test_a_vacation_promises_the_day_after_it(practising: Desk) -> None:
    form = await snooze_form(practising)
    away = Vacation(first=date(2026, 10, 14), last=date(2026, 10, 20))
    await practising.rhythm(vacations=(away,))
    assert "I ask again on Wed 21 Oct." in await put_off(practising, form, "2026-10-14")


async def test_a_full_week_promises_the_next_one(practising: Desk) -> None:
    form = await snooze_form(practising)
    await put_off(practising, form, "2026-10-14")
    assert len(await practising.tick(datetime(2026, 10, 14, 8, tzinfo=UTC))) == 1
    again = (await tap(practising, practising.got[-1], "Snooze")).open
    assert again is not None
    assert "I ask again on Mon 19 Oct." in await put_off(practising, again, "2026-10-15")


@pytest.mark.parametrize("day", ["9999-12-31", "9000-01-01", "2027-10-14"])
async def test_more_than_a_year_ahead_is_refused(practising: Desk, day: str) -> None:
    form = await snooze_form(practising)
    reply = await practising.submit(form, when="picked", day=day)
    assert "within a year" in shown(reply.errors["snooze:day"])
    assert [one.due for one in await nudges(practising)] == [FIRST + WEEK]
    assert "Wed 13 Oct 2027" in await put_off(practising, form, "2027-10-13")


async def test_a_day_past_the_next_question_replaces_it(practising: Desk) -> None:
    form = await snooze_form(practising)
    assert "Thu 12 Nov" in await put_off(practising, form, "2026-11-12")
    came = await practising.live(datetime(2026, 11, 18, tzinfo=UTC))
    assert [moment.date().isoformat() for moment, _ in came] == ["2026-11-12", "2026-11-17"]
    (commitment,) = await practices(practising)
    weeks = [one.week.isoformat() for one in await checks(practising, commitment)]
    assert weeks == ["2026-10-13", "2026-11-12", "2026-11-17"]


async def test_a_later_day_survives_an_answer_and_a_change_of_rhythm(practising: Desk) -> None:
    card = await nudged(practising)
    form = (await tap(practising, card, "Snooze")).open
    assert form is not None
    await put_off(practising, form, "2026-11-12")
    await tap(practising, card, "I did it")
    await practising.rhythm(country="DE")
    came = await practising.live(datetime(2026, 11, 13, tzinfo=UTC))
    assert [moment.date().isoformat() for moment, _ in came] == ["2026-11-12"]


async def test_a_later_day_is_asked_about_after_ignored_weeks(practising: Desk) -> None:
    for week in range(3):
        await practising.live(FIRST + WEEK * (week + 1))
    form = (await tap(practising, practising.got[-1], "Snooze")).open
    assert form is not None
    await put_off(practising, form, "2026-11-12")
    came = await practising.live(datetime(2026, 11, 13, tzinfo=UTC))
    assert ["did a chance come up" in words(card) for _, card in came] == [True]


@pytest.mark.parametrize("days", [("2026-10-14", "2026-10-16"), ("2026-10-16", "2026-10-14")])
async def test_a_day_that_was_picked_anew_is_the_one_that_counts(
    practising: Desk, days: tuple[str, str]
) -> None:
    form = await snooze_form(practising)
    for day in days:
        await put_off(practising, form, day)
    came = await practising.live(FIRST + WEEK)
    assert [moment.date().isoformat() for moment, _ in came] == [days[-1]]


async def test_the_same_day_picked_twice_is_promised_once(practising: Desk) -> None:
    form = await snooze_form(practising)
    for _ in range(2):
        await put_off(practising, form, "2026-10-14")
    came = await practising.live(FIRST + WEEK)
    assert [moment.day for moment, _ in came] == [14]
