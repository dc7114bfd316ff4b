"""A job engine writes in the transaction that claims: both are kept, or neither."""

import asyncio

import pytest
from sqlalchemy import text

import storage
from storage import claim
from storage.joined import joined
from tests.contract.storage.making import HERE, NOW, append, due, heard, query, somebody

JOBS = "SELECT name FROM job"


def claim_with_job(session: storage.Session) -> list[claim.Batch]:
    batches = claim.claim_due(session, NOW, 9, 9)
    for name, _ in batches:
        with joined(session) as connection:
            connection.execute(text("INSERT INTO job (name) VALUES (:name)"), {"name": name})
            connection.commit()
    return batches


async def waiting(store: storage.Store, url: str) -> None:
    """Something is due, and there is a table for jobs."""
    owner, _ = await somebody(store)
    await store.run(HERE, lambda unit: unit.agenda.plan(due(owner)))
    query(url, "CREATE TABLE job (name text)")


async def test_a_job_is_kept_with_what_was_claimed(store: storage.Store, url: str) -> None:
    await waiting(store, url)
    ((batch, _),) = await store.run_whole(claim_with_job)
    assert query(url, JOBS) == [(batch,)]
    assert await store.run_whole(claim_with_job) == []


async def test_a_job_is_undone_with_what_was_claimed(store: storage.Store, url: str) -> None:
    await waiting(store, url)

    def fail(session: storage.Session) -> None:
        assert claim_with_job(session)
        raise KeyError

    with pytest.raises(KeyError):
        await store.run_whole(fail)
    assert query(url, JOBS) == []
    assert len(await store.run_whole(claim_with_job)) == 1


async def test_what_a_borrower_undoes_is_not_the_lanes(store: storage.Store, url: str) -> None:
    await waiting(store, url)

    def undo(session: storage.Session) -> list[claim.Batch]:
        batches = claim_with_job(session)
        with joined(session) as connection:
            connection.execute(text(JOBS)).fetchall()
            connection.rollback()
        return batches

    assert len(await store.run_whole(undo)) == len(query(url, JOBS)) == 1


async def test_after_a_borrower_undid_a_part_the_lane_goes_on(store: storage.Store) -> None:
    owner, about = await somebody(store)
    await store.run(HERE, lambda unit: append(unit, owner.id, about.id, 1))

    def undo(session: storage.Session) -> None:
        with joined(session) as connection:
            part = connection.begin_nested()
            connection.execute(text("SELECT 1"))
            part.rollback()
            connection.execute(text("SELECT 2"))

    await store.run_whole(undo)
    await store.run(HERE, lambda unit: append(unit, owner.id, about.id, 2))
    assert await heard(store, owner, about) == [1, 2]


async def test_what_the_database_refuses_fails_the_claim_alone(
    store: storage.Store, url: str
) -> None:
    await waiting(store, url)

    def refused(session: storage.Session) -> None:
        claim_with_job(session)
        with joined(session) as connection:
            connection.execute(text("INSERT INTO nowhere VALUES (1)"))

    outcomes = await asyncio.gather(
        store.run_whole(refused),
        store.run(HERE, lambda unit: unit.workspace.locked()),
        return_exceptions=True,
    )
    assert isinstance(outcomes[0], Exception)
    assert outcomes[1] is False
    assert query(url, JOBS) == []
    assert len(await store.run_whole(claim_with_job)) == 1
