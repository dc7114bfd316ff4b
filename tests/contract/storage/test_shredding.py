"""What keeps the old rows of PostgreSQL alive, and so keeps lessons from being shredded."""

from functools import partial

import psycopg
import pytest

import storage
from bot.ports import Unit
from tests.contract.storage.making import HERE, MASTER_KEY
from tests.contract.storage.sharing import kept, shared
from tests.postgres import PostgresServer


def withdraw(receipt: str, unit: Unit) -> None:
    assert unit.lessons.withdraw(receipt)


@pytest.mark.parametrize(("elsewhere", "shredded"), [(True, True), (False, False)])
async def test_only_who_can_see_the_rows_is_waited_for(
    postgres_server: PostgresServer, postgresql_url: str, elsewhere: bool, shredded: bool
) -> None:
    other = postgres_server.create() if elsewhere else postgresql_url
    async with storage.open_store(postgresql_url, MASTER_KEY) as store:
        receipts = await shared(store, await kept(store))
        with psycopg.connect(other) as looking:
            looking.execute("SELECT pg_current_xact_id()")
            await store.run(HERE, partial(withdraw, receipts.popitem()[1]))
            assert await store.shred_lessons() is shredded
        assert any([await store.shred_lessons() for _ in range(5)])
    if elsewhere:
        postgres_server.drop(other)
