"""Both databases with everything a worker needs, and a workspace full of people."""

import random
import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

import storage
from handlers.clock.engine import migrate as migrate_engine
from storage.migrate import upgrade
from tests.contract.storage.making import MASTER_KEY
from tests.postgres import PostgresServer


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("template") / "parley.db"
    upgrade(f"sqlite:///{file}")
    return file


@pytest.fixture(scope="session")
def postgres_template(postgres_server: PostgresServer) -> str:
    def prepare(url: str) -> None:
        upgrade(url)
        migrate_engine(url)

    return postgres_server.prepared(prepare)


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    file = tmp_path / "parley.db"
    shutil.copy(sqlite_template, file)
    return f"sqlite:///{file}"


@pytest.fixture
def postgresql_url(postgres_server: PostgresServer, postgres_template: str) -> Iterator[str]:
    url = postgres_server.create(postgres_template)
    yield url
    postgres_server.drop(url)


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest) -> str:
    return str(request.getfixturevalue(f"{request.param}_url"))


@pytest.fixture
def luck() -> random.Random:
    """Randomness whose seed a failure shows."""
    seed = random.SystemRandom().randrange(2**32)
    print(f"seed: {seed}")
    return random.Random(seed)


@pytest.fixture
async def store(url: str) -> AsyncIterator[storage.Store]:
    async with storage.open_store(url, MASTER_KEY) as store:
        yield store
