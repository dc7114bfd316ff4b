"""Both databases with everything a worker needs, and a workspace full of people."""

import random

import pytest

from handlers.clock.engine import migrate as migrate_engine
from storage.migrate import upgrade
from tests.postgres import PostgresServer


@pytest.fixture(scope="session")
def postgres_template(postgres_server: PostgresServer) -> str:
    """With the tables of the job engine, which brings its own to SQLite."""

    def prepare(url: str) -> None:
        upgrade(url)
        migrate_engine(url)

    return postgres_server.prepared(prepare)


@pytest.fixture
def luck() -> random.Random:
    """Randomness whose seed a failure shows."""
    seed = random.SystemRandom().randrange(2**32)
    print(f"seed: {seed}")
    return random.Random(seed)
