"""Parley beside a sandbox, reached in both ways."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.contract.slack.world import Mode, World, create_box


@pytest.fixture(params=["http", "socket"])
def mode(request: pytest.FixtureRequest) -> Mode:
    """Both ways in which Slack reaches Parley."""
    chosen: Mode = request.param
    return chosen


@pytest.fixture
def folder(tmp_path: Path, sqlite_url: str) -> Path:
    """Where the workspace and Parley keep what they know; Parley's database is migrated."""
    return tmp_path


@pytest.fixture
async def world(folder: Path, mode: Mode) -> AsyncIterator[World]:
    """A workspace with Parley installed and connected."""
    async with World(create_box(folder), folder, mode).going() as world:
        yield world


@pytest.fixture
async def awake(folder: Path, mode: Mode) -> AsyncIterator[World]:
    """A workspace in which what falls due is delivered."""
    async with World(create_box(folder), folder, mode, worker=True).going() as world:
        yield world
