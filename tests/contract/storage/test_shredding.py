"""What keeps the old rows of PostgreSQL alive, and so keeps lessons from being shredded."""

from functools import partial

import psycopg
import pytest

import storage
from bot.ports import Unit
from tests.contract.storage.making import HERE, MASTER_KEY
from tests.contract.storage.seized import seize
from tests.contract.storage.sharing import kept, shared, shred_soon
from tests.postgres import PostgresServer


def withdraw(receipt: str, unit: Unit) -> None:
    assert unit.lessons.withdraw(receipt)


def table(url: str) -> bytes:
    return seize(url, HERE, MASTER_KEY).files["lesson_waiting"]


def rows(url: str) -> dict[str, bytes]:
    """What is sealed of each lesson that waits."""
    found = seize(url, HERE, MASTER_KEY).tables["lesson_waiting"]
    return {row["id"]: row["content"] for row in found}


READS = "SELECT 1"
WRITES = "SELECT pg_current_xact_id()"


@pytest.mark.parametrize(
    ("elsewhere", "does", "shredded"),
    [
        (False, READS, False),
        (False, WRITES, False),
        (True, READS, True),
        # Whoever clusters sees since when somebody has been writing in any database.
        (True, WRITES, False),
    ],
)
async def test_whoever_keeps_the_rows_alive_is_waited_for(
    postgres_server: PostgresServer, postgresql_url: str, elsewhere: bool, does: str, shredded: bool
) -> None:
    other = postgres_server.create() if elsewhere else postgresql_url
    async with storage.open_store(postgresql_url, MASTER_KEY) as store:
        receipts = await shared(store, await kept(store))
        before = rows(postgresql_url)
        with psycopg.connect(other) as looking:
            looking.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
            looking.execute(does)
            await store.run(HERE, partial(withdraw, receipts.popitem()[1]))
            (withdrawn,) = before.keys() - rows(postgresql_url).keys()
            assert await shred_soon(store, tries=100 if shredded else 3) is shredded
            assert (before[withdrawn] in table(postgresql_url)) is not shredded
        assert await shred_soon(store)
        assert before[withdrawn] not in table(postgresql_url)
    if elsewhere:
        postgres_server.drop(other)
