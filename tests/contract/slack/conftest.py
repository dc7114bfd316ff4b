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
async def world(tmp_path: Path, mode: Mode) -> AsyncIterator[World]:
    """A workspace with Parley installed and connected."""
    made = World(create_box(tmp_path), tmp_path, mode)
    await made.begin()
    await made.start()
    yield made
    await made.stop()
    await made.box.stop()
