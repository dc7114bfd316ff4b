"""The same tests on both databases: `url` is a migrated one, `store` runs on it."""

from collections.abc import AsyncIterator, Iterator

import pytest

import storage
from storage.migrate import upgrade
from tests.contract.storage.making import MASTER_KEY
from tests.postgres import PostgresServer


@pytest.fixture(scope="session")
def postgres_template(postgres_server: PostgresServer) -> str:
    return postgres_server.prepared(upgrade)


@pytest.fixture
def postgresql_url(postgres_server: PostgresServer, postgres_template: str) -> Iterator[str]:
    url = postgres_server.create(postgres_template)
    yield url
    postgres_server.drop(url)


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest) -> str:
    return str(request.getfixturevalue(f"{request.param}_url"))


@pytest.fixture
async def store(url: str) -> AsyncIterator[storage.Store]:
    async with storage.open_store(url, MASTER_KEY) as store:
        yield store
