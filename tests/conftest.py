"""What every test may ask for.

* `postgres_url`: the address of a fresh, empty PostgreSQL database, the test's own.
* `sqlite_url`: the address of a SQLite database of the current schema, the test's own; `migrated`
  is the file it is a copy of.
* `postgres_server`: the server behind it (see `tests.postgres.PostgresServer`), for tests that
  want several databases, or copies of one they prepared: `create(prepared(fill))`.

One PostgreSQL server serves the whole run, however many processes pytest-xdist starts. It is
started by the first test that asks, in a temporary folder that goes away with the run. A machine on
which it does not start fails these tests; nothing is skipped.
"""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from xdist.workermanage import WorkerController

from tests.postgres import PostgresServer

settings.register_profile("ci", derandomize=True, deadline=None, print_blob=True)
settings.register_profile("search", max_examples=2000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))

RUN_FOLDER = pytest.StashKey[Path]()


def pytest_configure(config: pytest.Config) -> None:
    """Make the run's folder, or learn it from the process that started this one."""
    told: str | None = getattr(config, "workerinput", {}).get("run_folder")
    folder = Path(told) if told else Path(tempfile.mkdtemp(prefix="parley-"))
    config.stash[RUN_FOLDER] = folder


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: WorkerController) -> None:
    """Tell a worker of pytest-xdist where the run's folder is."""
    node.workerinput["run_folder"] = str(node.config.stash[RUN_FOLDER])


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop the server and throw the folder away, once, after all workers are done."""
    if hasattr(config, "workerinput"):
        return
    folder = config.stash[RUN_FOLDER]
    server = PostgresServer(folder)
    if server.running:
        server.stop()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty SQLite database of the current schema, to copy from."""
    from storage.migrate import upgrade

    file = tmp_path_factory.mktemp("migrated") / "parley.db"
    upgrade(f"sqlite:///{file}")
    return file


@pytest.fixture
def sqlite_url(migrated: Path, tmp_path: Path) -> str:
    """An empty SQLite database of the current schema, in the test's folder."""
    file = tmp_path / "parley.db"
    shutil.copy(migrated, file)
    return f"sqlite:///{file}"


@pytest.fixture(scope="session")
def postgres_server(pytestconfig: pytest.Config) -> PostgresServer:
    """The one PostgreSQL server of this run, started now if nobody has yet."""
    folder = pytestconfig.stash[RUN_FOLDER]
    server = PostgresServer(folder)
    with (folder / "starting").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not server.running:
            server.start()
    return server


@pytest.fixture
def postgres_url(postgres_server: PostgresServer) -> Iterator[str]:
    """A fresh, empty database, dropped after the test, whatever still holds a connection."""
    url = postgres_server.create()
    yield url
    postgres_server.drop(url)
