"""Opening a database: what was kept is there, and what does not fit is refused in one line."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

import storage
from storage import migrate
from tests.contract.storage.making import HERE, MASTER_KEY, query, somebody

ROOT = Path(__file__).parents[3]


async def test_what_was_kept_is_there_after_a_restart(url: str) -> None:
    async with storage.open_store(url, MASTER_KEY) as store:
        owner, about = await somebody(store)
    async with storage.open_store(url, MASTER_KEY) as store:
        assert await store.run(HERE, lambda unit: unit.people.find(owner.user)) == owner
        kept = await store.run(HERE, lambda unit: unit.conversations.get(owner.id, about.id))
    assert kept == about


@pytest.mark.parametrize("key", [bytes(32), MASTER_KEY[:31], b""])
async def test_another_master_key_is_refused(url: str, key: bytes) -> None:
    storage.open_store(url, MASTER_KEY)
    with pytest.raises(storage.WrongMasterKey) as refused:
        storage.open_store(url, key)
    assert_one_line(refused.value)


async def test_people_without_a_key_check_are_refused(url: str) -> None:
    async with storage.open_store(url, MASTER_KEY) as store:
        await somebody(store)
    query(url, "DELETE FROM key_check")
    with pytest.raises(storage.WrongMasterKey):
        storage.open_store(url, MASTER_KEY)


def test_a_database_without_schema_is_refused(postgres_url: str, tmp_path: Path) -> None:
    for url in (postgres_url, f"sqlite:///{tmp_path}/new.db"):
        assert not migrate.is_current(url)
        with pytest.raises(storage.NotMigrated) as refused:
            storage.open_store(url, MASTER_KEY)
        assert_one_line(refused.value)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "parley.db",
        "sqlite://",
        "sqlite:///",
        "sqlite:///:memory:",
        "sqlite:///file.db?mode=ro",
        "sqlite:////no/such/folder/parley.db",
        "mysql://me:secret@host/parley",
    ],
)
def test_an_address_that_cannot_be_used_is_refused(url: str) -> None:
    with pytest.raises(storage.BadAddress) as refused:
        storage.open_store(url, MASTER_KEY)
    assert_one_line(refused.value)


def test_a_server_that_is_not_there_is_named_without_the_password(tmp_path: Path) -> None:
    with pytest.raises(storage.Unavailable) as refused:
        storage.open_store(f"postgresql://me:secret@/parley?host={tmp_path}", MASTER_KEY)
    assert_one_line(refused.value)


def assert_one_line(error: storage.StorageError) -> None:
    assert str(error)
    assert "\n" not in str(error)
    assert "secret" not in str(error)


def modes_in(folder: Path) -> dict[str, int]:
    return {file.name: stat.S_IMODE(file.stat().st_mode) for file in folder.iterdir()}


async def test_files_are_their_owners_alone(tmp_path: Path) -> None:
    previous = os.umask(0)
    try:
        url = f"sqlite:///{tmp_path}/own.db"
        migrate.upgrade(url)
        with storage.hold(url):
            async with storage.open_store(url, MASTER_KEY) as store:
                await somebody(store)
                modes = modes_in(tmp_path)
    finally:
        os.umask(previous)
    assert set(modes) == {"own.db", "own.db-wal", "own.db-shm", "own.db.lock"}
    assert set(modes.values()) == {0o600}


def test_one_process_holds_a_sqlite_file(sqlite_url: str) -> None:
    holding = (
        "import sys, storage\n"
        "with storage.hold(sys.argv[1]): print('held', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", holding, sqlite_url],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        with pytest.raises(storage.AlreadyServed) as refused, storage.hold(sqlite_url):
            pass
        assert_one_line(refused.value)
        other.kill()
    with storage.hold(sqlite_url):
        pass
    with storage.hold(sqlite_url):
        pass


def test_postgresql_serves_several_processes(postgresql_url: str) -> None:
    with storage.hold(postgresql_url), storage.hold(postgresql_url):
        storage.open_store(postgresql_url, MASTER_KEY)
