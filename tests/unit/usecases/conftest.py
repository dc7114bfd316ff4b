"""A real store in a fresh folder, and a desk on it."""

from collections.abc import AsyncIterator

import pytest

from storage import Store, open_store
from tests.unit.usecases.circle import Circle
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


@pytest.fixture
async def circle(store: Store) -> Circle:
    """A batch of five that is due in a channel."""
    found = await Circle.of(store)
    await found.set_up()
    await found.share(0, 1, 2, 3, 4)
    found.at(await found.due())
    return found
