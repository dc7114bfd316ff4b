"""The locks that tell which processes live: whoever only slept gets theirs back."""

from collections.abc import AsyncIterator, Iterator
from uuid import uuid4

import pytest

from storage import Store, Unavailable, open_store
from storage.engine import Jobs, workflow_of
from storage.executors import Lease
from tests.contract.engine.platform import Platform, Watch, until, working
from tests.contract.storage.making import MASTER_KEY, query

LEFT = "SELECT workflow_uuid FROM dbos.workflow_status"
NOT_NOW = (
    "CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS"
    " $$ BEGIN RAISE EXCEPTION 'not now'; END $$;"
    " CREATE TRIGGER fail BEFORE UPDATE ON dbos.workflow_status FOR EACH ROW"
    " WHEN (OLD.executor_id = 'broken') EXECUTE FUNCTION fail()"
)
"""The work of one executor cannot be put back."""


@pytest.fixture
async def kept(postgresql_url: str) -> AsyncIterator[Store]:
    async with open_store(postgresql_url, MASTER_KEY) as store:
        yield store


@pytest.fixture
def peer(postgresql_url: str) -> Iterator[Lease]:
    """Another process, which takes over at once."""
    lease = Lease(postgresql_url, "peer", grace=0)
    lease.hold()
    yield lease
    lease.close()


async def begun(store: Store, url: str, executor: str) -> str:
    """Work that this executor began; gives the engine's name for it."""
    batch, jobs = uuid4().hex, Jobs(url)
    await store.run_whole(lambda session: jobs.enqueue(session, batch))
    jobs.close()
    work = workflow_of(batch)
    query(
        url,
        f"UPDATE dbos.workflow_status SET status = 'PENDING', executor_id = '{executor}'"  # noqa: S608 - names of ours
        f" WHERE workflow_uuid = '{work}'",
    )
    return work


def lives(url: str, executor: str) -> bool:
    """Whether a process of this name gets its lock; it gives it up again."""
    lease = Lease(url, executor)
    try:
        lease.hold()
    except Unavailable:
        return False
    finally:
        lease.close()
    return True


@pytest.mark.parametrize("looks", [2, 4])
async def test_a_lock_that_was_found_free_several_times_is_given_up_at_once(
    postgresql_url: str, kept: Store, peer: Lease, looks: int
) -> None:
    await begun(kept, postgresql_url, "sleeper")
    assert [peer.dead() for _ in range(looks)][-1] == ["sleeper"]
    assert not lives(postgresql_url, "sleeper"), "the peer is at it"
    peer.bury("sleeper")
    assert lives(postgresql_url, "sleeper")


async def test_the_lock_of_whose_work_is_done_is_given_up(
    postgresql_url: str, kept: Store, peer: Lease
) -> None:
    await begun(kept, postgresql_url, "sleeper")
    assert [peer.dead() for _ in range(2)][-1] == ["sleeper"]
    query(postgresql_url, "DELETE FROM dbos.workflow_status")
    assert peer.dead() == []
    assert lives(postgresql_url, "sleeper")


async def test_one_whose_work_cannot_be_taken_over_holds_up_nobody(
    postgresql_url: str, kept: Store
) -> None:
    query(postgresql_url, NOT_NOW)
    broken = await begun(kept, postgresql_url, "broken")
    for _ in range(4):
        await begun(kept, postgresql_url, uuid4().hex)
    async with working(postgresql_url, kept, Platform(), Watch()):
        await until(kept, lambda: query(postgresql_url, LEFT) == [(broken,)])
        await until(kept, lambda: lives(postgresql_url, "broken"))
        assert query(postgresql_url, LEFT) == [(broken,)]
