"""kill -9 of workers at random moments: every reminder arrives, and none twice.

The workspace's history can be asked at once. Slack's may lag: a message that it took a moment
before a kill and does not show yet is sent again (deploy/decisions/0008).
"""

import asyncio
import random
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from handlers.clock.delivering import AT_ONCE
from handlers.sandbox.app import Fault
from handlers.sandbox.cast import TEAM_ID
from storage import open_store
from tests.contract.engine.making import at_home, people_due
from tests.contract.engine.programs import Office, Program
from tests.contract.storage.making import query

REMINDERS = 400
KEY = bytes(32)
FAULTS = (
    Fault.RATE_LIMIT,
    Fault.SERVER_ERROR,
    Fault.TIMEOUT_AFTER_ACCEPTING,
    Fault.TIMEOUT_AFTER_ACCEPTING,
)
# What a server does once the other end has not answered for a while.
HUNG_UP = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE datname = current_database() AND application_name = 'parley-lease'"
)
LEFT = "SELECT state, COUNT(*) FROM due GROUP BY state"


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    """A workspace of people who are to be reminded."""
    made = Office(tmp_path)
    await made.open(REMINDERS)
    yield made
    await made.box.stop()


async def plan(url: str, office: Office) -> None:
    """A reminder is due for everybody."""
    async with open_store(url, KEY) as store:
        due = datetime.now(UTC) - timedelta(minutes=1)
        workspace = office.box._site.workspace
        users = office.users
        people = await people_due(
            store, TEAM_ID, users, due, lambda user: workspace.direct(user).id
        )
        await at_home(store, TEAM_ID, people)


async def disturb(office: Office, luck: random.Random) -> None:
    """Let calls go wrong, a few now and then, for as long as this runs."""
    while True:
        await office.after(luck.randint(5, 40), 60)
        office.box.set_fault(luck.choice(FAULTS), luck.randint(1, 3))


async def all_arrived(office: Office, seconds: float = 60.0) -> None:
    """Wait until everybody has a message, with a workspace that works."""
    office.box.set_fault(Fault.NONE)
    await office.box.until(lambda: not office.missing(), seconds)


def once_each(office: Office, url: str) -> None:
    """Nothing is lost, nothing came twice, and nothing is left to do."""
    assert set(office.got().values()) == {1}
    assert query(url, LEFT) == [("sent", REMINDERS)]


async def finished(office: Office, url: str) -> None:
    """Wait until what was sent is noted, too."""
    await office.box.until(lambda: query(url, LEFT) == [("sent", REMINDERS)], 30)


async def test_one_worker_killed_again_and_again(
    tmp_path: Path, sqlite_url: str, office: Office, luck: random.Random
) -> None:
    await plan(sqlite_url, office)
    program = Program(tmp_path, sqlite_url, office.box.api_url)
    disturbing = asyncio.create_task(disturb(office, luck))
    for _ in range(4):
        await program.start()
        await office.after(luck.randint(1, REMINDERS // 5))
        await program.kill()
    disturbing.cancel()
    await program.start()
    await all_arrived(office)
    await finished(office, sqlite_url)
    assert await program.stop() < 10
    once_each(office, sqlite_url)


async def test_a_worker_killed_for_good_and_one_that_stood_still(
    tmp_path: Path, postgresql_url: str, office: Office, luck: random.Random
) -> None:
    """Nobody starts the killed one again: others take over what it had begun."""
    await plan(postgresql_url, office)
    sleeps, goes, stays = (Program(tmp_path, postgresql_url, office.box.api_url) for _ in range(3))
    office.box.set_fault(Fault.SLOW, REMINDERS)
    await sleeps.start()
    # All that it has begun to send has reached the workspace; see deploy/decisions/0008.
    await office.box.until(lambda: office.under_way == AT_ONCE, 30)
    sleeps.freeze()
    office.box.set_fault(Fault.NONE)
    query(postgresql_url, HUNG_UP)
    disturbing = asyncio.create_task(disturb(office, luck))
    await goes.start()
    await office.after(luck.randint(1, REMINDERS // 2))
    await goes.kill()
    disturbing.cancel()
    await stays.start()
    await all_arrived(office)
    sleeps.freeze(thaw=True)
    await finished(office, postgresql_url)
    await asyncio.gather(stays.stop(), sleeps.stop())
    once_each(office, postgresql_url)
