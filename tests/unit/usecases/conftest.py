"""A real store in a fresh folder, and a desk on it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage import Store, open_store
from storage.migrate import upgrade
from tests.unit.usecases.desk import Desk


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    url = f"sqlite:///{tmp_path / 'parley.db'}"
    upgrade(url)
    async with open_store(url, bytes(32)) as opened:
        yield opened


@pytest.fixture
def desk(store: Store) -> Desk:
    return Desk(store)
