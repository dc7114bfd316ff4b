"""What was in hand when everything stopped, for days: said once, with nothing doubled or lost."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest

from bot.usecases import remind
from bot.usecases.writing import Letter
from storage import Store, claim
from tests.unit.usecases.couple import couple, joined, practises
from tests.unit.usecases.desk import JOB, Desk, claim_due, words
from tests.unit.usecases.practising import FIRST, nudges

WEDNESDAY = datetime(2026, 10, 21, 8, tzinfo=UTC)
"""Of the week after FIRST: the question of that week was due the day before."""

FRIDAY = datetime(2026, 12, 11, 9, tzinfo=UTC)


async def taken(desk: Desk) -> Letter:
    """Their letter of what is due now, in hand."""
    ((batch, _),) = await desk.store.run_whole(lambda session: claim_due(session, desk.now))
    found = await desk.run(partial(remind.letters, batch=batch, now=desk.now))
    (letter,) = (one for one in found if one.person.user == desk.user)
    return letter


async def killed(desk: Desk, wakes: datetime) -> Letter:
    """Stop for days with a letter in hand of which nobody knows whether it was sent."""
    letter = await taken(desk)
    desk.now = wakes
    sweep = partial(claim.sweep, now=wakes, older_than=timedelta(minutes=15))
    await desk.store.run_whole(sweep)
    return letter


async def unsent(desk: Desk, wakes: datetime) -> Letter:
    """Stop for days with a letter that surely was not sent."""
    letter = await taken(desk)
    soon = desk.now + timedelta(minutes=5)
    await desk.run(lambda unit: remind.undelivered(unit, letter, soon, tried=False))
    desk.now = wakes
    return letter


async def test_a_weekly_question_in_doubt_for_a_week_goes_on_as_one_chain(
    practising: Desk,
) -> None:
    practising.now = FIRST
    await killed(practising, WEDNESDAY)
    came = await practising.live(datetime(2026, 10, 28, tzinfo=UTC))
    # That of the week before, in doubt, is looked for first, and no other comes in that week.
    assert [moment.day for moment, _ in came] == [21, 27]
    assert len(await nudges(practising)) == 1


async def test_a_weekly_question_that_was_not_sent_for_a_week_is_asked_once(
    practising: Desk,
) -> None:
    practising.now = FIRST
    await unsent(practising, WEDNESDAY)
    ((moment, card), *later) = await practising.live(datetime(2026, 10, 28, tzinfo=UTC))
    assert moment == WEDNESDAY
    assert words(card).count("did a chance come up") == 1
    assert [moment.day for moment, _ in later] == [27]
    assert len(await nudges(practising)) == 1


@pytest.mark.parametrize("stop", [killed, unsent])
async def test_the_weekly_words_to_a_partner_go_on_as_one_chain(
    store: Store, stop: Callable[[Desk, datetime], Awaitable[Letter]]
) -> None:
    ana, ben = await couple(store)
    await practises(ana)
    await joined(ana, ben)
    ((_, ben.now),) = await ben.due()
    await stop(ben, ben.now + timedelta(days=8))
    came = await ben.live(ben.now + timedelta(days=14))
    assert [kind for kind, _ in await ben.due()] == ["partner"]
    weeks = [moment.isocalendar().week for moment, _ in came]
    assert weeks == sorted(weeks)
    assert max(weeks.count(week) for week in weeks) <= 2


async def prepared(desk: Desk) -> None:
    """A meeting on Thursday 10 December; the reflection is due on Friday morning."""
    await desk.command("prep job offer from Acme")
    await desk.travel("Europe/Madrid")
    await desk.walk(*JOB)
    await desk.tick(datetime(2026, 12, 9, 16, tzinfo=UTC))


@pytest.mark.parametrize("stop", [killed, unsent])
async def test_the_repeat_comes_two_working_days_after_a_late_question(
    desk: Desk, stop: Callable[[Desk, datetime], Awaitable[Letter]]
) -> None:
    await prepared(desk)
    desk.now = FRIDAY
    await stop(desk, datetime(2026, 12, 17, 10, tzinfo=UTC))
    came = await desk.live(datetime(2027, 1, 15, tzinfo=UTC))
    assert [moment for moment, _ in came] == [
        datetime(2026, 12, 17, 10, tzinfo=UTC),
        datetime(2026, 12, 21, 9, tzinfo=UTC),
    ]
    assert [words(card).count("Once more") for _, card in came] == [0, 1]


async def test_the_repeat_is_put_off_also_when_its_question_must_wait_for_the_morning(
    desk: Desk,
) -> None:
    await prepared(desk)
    desk.now = FRIDAY
    await killed(desk, datetime(2026, 12, 17, 21, tzinfo=UTC))
    came = await desk.live(datetime(2027, 1, 15, tzinfo=UTC))
    days = [moment.date().isoformat() for moment, _ in came]
    assert days == ["2026-12-18", "2026-12-22"]


async def test_an_unsent_question_and_its_repeat_wait_for_the_morning_quietly(desk: Desk) -> None:
    await prepared(desk)
    desk.now = FRIDAY
    await unsent(desk, datetime(2026, 12, 16, 5, tzinfo=UTC))
    async with asyncio.timeout(30):
        came = await desk.live(datetime(2027, 1, 15, tzinfo=UTC))
    days = [moment.date().isoformat() for moment, _ in came]
    assert days == ["2026-12-16", "2026-12-18"]


@pytest.mark.parametrize("hours", [24, 1])
async def test_a_clock_that_went_back_after_the_claim_loses_nothing(desk: Desk, hours: int) -> None:
    await prepared(desk)
    before = await desk.due()
    ((batch, _),) = await desk.store.run_whole(lambda session: claim_due(session, FRIDAY))
    desk.now = FRIDAY - timedelta(hours=hours)
    assert await desk.run(partial(remind.letters, batch=batch, now=desk.now)) == ()
    assert await desk.due() == before
    ((moment, _),) = await desk.live(FRIDAY + timedelta(hours=1))
    assert moment == FRIDAY


async def test_a_clock_that_went_back_loses_nothing_of_a_letter_in_doubt_either(
    desk: Desk,
) -> None:
    await prepared(desk)
    desk.now = FRIDAY
    ((batch, _),) = await desk.store.run_whole(lambda session: claim_due(session, FRIDAY))
    (letter,) = await desk.run(partial(remind.letters, batch=batch, now=FRIDAY))
    desk.now = FRIDAY - timedelta(days=1)
    assert await desk.run(partial(remind.letters, batch=batch, now=desk.now)) == ()
    desk.now = FRIDAY
    again = await taken(desk)
    assert again == letter.model_copy(update={"doubtful": True})
