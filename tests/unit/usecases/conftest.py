"""A real store in a fresh folder, and a desk on it."""

from collections.abc import AsyncIterator

import pytest

from storage import Store, open_store
from tests.unit.usecases.couple import couple
from tests.unit.usecases.desk import Desk
from tests.unit.usecases.practising import choose, settle


@pytest.fixture
async def store(sqlite_url: str) -> AsyncIterator[Store]:
    async with open_store(sqlite_url, bytes(32)) as opened:
        yield opened


@pytest.fixture
def desk(store: Store) -> Desk:
    return Desk(store)


@pytest.fixture
async def two(store: Store) -> tuple[Desk, Desk]:
    """Ana and Ben, who may be her partner."""
    return await couple(store)


@pytest.fixture
async def practising(desk: Desk) -> Desk:
    """Somebody in Berlin with one practice for six weeks."""
    await settle(desk)
    await choose(desk)
    return desk
