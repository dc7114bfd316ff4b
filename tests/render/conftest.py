"""A desk on a real store, for what is drawn in the course of a conversation."""

from collections.abc import AsyncIterator

import pytest

from storage import open_store
from tests.unit.usecases.desk import Desk


@pytest.fixture
async def desk(sqlite_url: str) -> AsyncIterator[Desk]:
    async with open_store(sqlite_url, bytes(32)) as store:
        yield Desk(store)
