"""Letters of one batch on both databases: what fails for one person holds nobody else up."""

from datetime import UTC, datetime, timedelta
from functools import partial

import storage
from bot.ports import Due
from bot.usecases import remind
from tests.contract.storage.making import due, query
from tests.unit.usecases.couple import person
from tests.unit.usecases.desk import JOB, Desk, claim_due

EVENING_BEFORE = datetime(2026, 12, 9, 16, tzinfo=UTC)


async def prepared(store: storage.Store, user: str) -> Desk:
    desk = Desk(store, user=user)
    await desk.command("prep job offer from Acme")
    await desk.travel("Europe/Madrid")
    await desk.walk(*JOB)
    return desk


async def unreadable(desk: Desk) -> Due:
    """A row about something that PostgreSQL refuses to look for, and SQLite does not find."""
    row = due(await person(desk), "before", "no id at all", EVENING_BEFORE - timedelta(hours=1))
    await desk.run(lambda unit: unit.agenda.plan(row))
    return row


async def test_an_error_of_the_database_is_one_rows_alone(store: storage.Store) -> None:
    first, second = await prepared(store, "U1"), await prepared(store, "U2")
    await unreadable(first)
    ((batch, workspace),) = await store.run_whole(lambda one: claim_due(one, EVENING_BEFORE))
    failed: list[Exception] = []
    work = partial(remind.letters, batch=batch, now=EVENING_BEFORE, failed=failed.append)
    letters = await store.run(workspace, work)
    assert sorted(letter.person.user for letter in letters) == ["U1", "U2"]
    assert all(isinstance(error, storage.Unavailable) for error in failed)
    waiting = [at for kind, at in await first.due() if kind == "before"]
    assert waiting == [EVENING_BEFORE + timedelta(hours=1)] * len(failed)
    assert [kind for kind, _ in await second.due()] == ["reflect"]


async def test_somebody_whose_rhythm_does_not_open_holds_nobody_up(
    store: storage.Store, url: str
) -> None:
    first, second = await prepared(store, "U1"), await prepared(store, "U2")
    await first.rhythm(country="ES")
    query(url, "UPDATE person SET rhythm = wrapped_key FROM person_key WHERE rhythm IS NOT NULL")
    ((batch, workspace),) = await store.run_whole(lambda one: claim_due(one, EVENING_BEFORE))
    failed: list[Exception] = []
    work = partial(remind.letters, batch=batch, now=EVENING_BEFORE, failed=failed.append)
    letters = await store.run(workspace, work)
    assert [letter.person.user for letter in letters] == ["U2"]
    assert [type(error) for error in failed] == [storage.Unsealable]
    waiting = [at for kind, at in await first.due() if kind == "before"]
    assert waiting == [EVENING_BEFORE + timedelta(hours=1)]
    assert [kind for kind, _ in await second.due()] == ["reflect"]
