"""A worker with the real job engine: what falls due is delivered, whatever the clock does."""

import asyncio
import tempfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

import storage
from bot.ports import Unit
from handlers.clock.engine import migrate as migrate_engine
from handlers.sandbox.cast import TEAM_ID
from storage import Store, claim, migrate
from storage.engine import Jobs
from tests.contract.engine.making import due_before, people_due
from tests.contract.engine.platform import Platform, Watch, until, working
from tests.contract.slack.world import ANA, World, create_box
from tests.contract.storage.making import HERE, MASTER_KEY, query
from tests.postgres import PostgresServer

DAY = timedelta(days=1)
JOBS = {"sqlite": "workflow_status", "postgresql": "dbos.workflow_status"}


def jobs(url: str) -> str:
    """The table of the engine's jobs."""
    return JOBS[url.partition(":")[0]]


async def test_what_falls_due_when_the_clock_moves_is_sent_and_forgotten_by_the_engine(
    url: str, store: Store
) -> None:
    platform, watch = Platform(), Watch()
    await people_due(store, HERE, ["U1", "U2"], watch.now() + DAY)
    async with working(url, store, platform, watch):
        await store.workspaces()
        assert platform.arrived == []
        watch.ahead += DAY + timedelta(minutes=1)
        await until(store, lambda: len(platform.arrived) == 2)
        await until(store, lambda: not query(url, "SELECT 1 FROM due WHERE state <> 'sent'"))
        watch.ahead -= 3 * DAY
        await until(store, lambda: not query(url, f"SELECT 1 FROM {jobs(url)}"))  # noqa: S608 - a name of ours
    assert len(platform.arrived) == 2


async def test_after_a_day_of_sleep_what_is_overdue_is_one_message(url: str, store: Store) -> None:
    platform, watch = Platform(), Watch()
    (owner,) = await people_due(store, HERE, ["U1"], watch.now() + timedelta(hours=1))

    def more(unit: Unit) -> None:
        for hours in (3, 8, 20):
            meeting = watch.now() + timedelta(days=5, hours=hours)
            due_before(unit, owner, watch.now() + timedelta(hours=hours), meeting)

    await store.run(HERE, more)
    watch.ahead += DAY
    async with working(url, store, platform, watch):
        await until(store, lambda: not query(url, "SELECT 1 FROM due WHERE state <> 'sent'"))
    assert len(platform.arrived) == 1


async def test_work_of_another_version_of_the_engine_is_not_lost(url: str, store: Store) -> None:
    platform, watch = Platform(), Watch()
    await people_due(store, HERE, ["U1"], watch.now() + DAY)
    async with working(url, store, platform, watch):
        pass
    watch.ahead += 2 * DAY
    await enqueue(store, url, watch)
    query(url, f"UPDATE {jobs(url)} SET application_version = 'older'")  # noqa: S608 - a name of ours
    async with working(url, store, platform, watch):
        watch.ahead += timedelta(minutes=16)
        await until(store, lambda: len(platform.arrived) == 1)


async def enqueue(store: Store, url: str, watch: Watch) -> None:
    """Claim what is due and give it to the engine, as a worker that ends right then."""
    given = Jobs(url)

    def claimed(session: storage.Session) -> None:
        for batch in dict(claim.claim_due(session, watch.now(), 400, 25)):
            given.enqueue(session, batch)

    await store.run_whole(claimed)
    given.close()


@pytest.fixture
def own_server() -> Iterator[PostgresServer]:
    """A server that may be restarted."""
    with tempfile.TemporaryDirectory(prefix="parley-") as folder:
        server = PostgresServer(Path(folder))
        server.start()
        yield server
        server.stop()


async def test_a_database_that_is_restarted_is_waited_for(own_server: PostgresServer) -> None:
    url = own_server.create()
    migrate.upgrade(url)
    migrate_engine(url)
    platform, watch = Platform(), Watch()
    async with (
        storage.open_store(url, MASTER_KEY) as store,
        working(url, store, platform, watch),
    ):
        users = [f"U{number}" for number in range(60)]
        await people_due(store, HERE, users, watch.now())
        await until(store, lambda: len(platform.arrived) > 0)
        await asyncio.to_thread(own_server.restart)
        await answers(store)
        await people_due(store, HERE, ["U99"], watch.now())
        await until(store, lambda: len({user for user, _ in platform.arrived}) == 61)
        assert len(platform.arrived) == 61


async def answers(store: Store) -> None:
    """Wait until the database answers."""
    for _ in range(100):
        tries = [
            store.run(str(number), lambda unit: unit.workspace.locked()) for number in range(9)
        ]
        outcomes = await asyncio.gather(*tries, return_exceptions=True)
        if not any(isinstance(one, storage.StorageError) for one in outcomes):
            return
    raise AssertionError("the database does not come back")


async def test_in_the_workspace_what_is_due_arrives_when_its_clock_is_moved(
    tmp_path: Path,
) -> None:
    world = World(create_box(tmp_path), tmp_path, "http", worker=True)
    await world.begin()
    await world.start()
    store = world.parts.store
    begun = asyncio.get_running_loop().time()
    await people_due(store, TEAM_ID, [ANA], world.box.clock.now() + DAY)
    world.box.clock.advance(DAY + timedelta(minutes=1))
    await world.hears("meeting")
    assert asyncio.get_running_loop().time() - begun < 5
    await world.stop()
    await world.box.stop()
