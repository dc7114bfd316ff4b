"""What was in hand when everything stopped, for days: said once, with nothing doubled or lost."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest

from bot.usecases import remind
from bot.usecases.remind import Letter
from storage import Store, claim
from tests.unit.usecases.couple import couple, joined, practises
from tests.unit.usecases.desk import Desk, claim_due, words
from tests.unit.usecases.practising import FIRST, nudges

WEDNESDAY = datetime(2026, 10, 21, 8, tzinfo=UTC)
"""Of the week after FIRST: the question of that week was due the day before."""


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
    # That of the week before, in doubt, is looked for first.
    assert [moment.day for moment, _ in came] == [21, 22, 27]
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
