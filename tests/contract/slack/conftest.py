"""Parley beside a sandbox, reached in both ways."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage.migrate import upgrade
from tests.contract.slack.world import Mode, World, create_box


@pytest.fixture(params=["http", "socket"])
def mode(request: pytest.FixtureRequest) -> Mode:
    """Both ways in which Slack reaches Parley."""
    chosen: Mode = request.param
    return chosen


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty database of the current schema, to copy from."""
    file = tmp_path_factory.mktemp("migrated") / "parley.db"
    upgrade(f"sqlite:///{file}")
    return file


@pytest.fixture
async def world(tmp_path: Path, migrated: Path, mode: Mode) -> AsyncIterator[World]:
    """A workspace with Parley installed and connected."""
    shutil.copy(migrated, tmp_path / "parley.db")
    made = World(create_box(tmp_path), tmp_path, mode)
    await made.begin()
    await made.start()
    yield made
    await made.stop()
    await made.box.stop()
