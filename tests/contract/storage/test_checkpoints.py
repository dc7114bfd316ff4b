"""SQLite's log moves into the file beside the work, long before a commit has to move it."""

import asyncio
import sqlite3
from contextlib import closing

import storage
from bot.ports import Unit
from storage.address import sqlite_file
from tests.contract.storage.making import HERE, MASTER_KEY, NOW

NOTES = 30_000  # about 5 MB of log: more than is worth moving, less than a commit moves itself
PATIENCE = 20.0


def note(unit: Unit) -> None:
    for number in range(NOTES):
        unit.deliveries.first(f"message:{number}", None, NOW)


def noted_in_the_file(url: str) -> int:
    """What the file itself holds, without its log."""
    with closing(sqlite3.connect(f"file:{sqlite_file(url)}?immutable=1", uri=True)) as reader:
        try:
            (count,) = reader.execute("SELECT count(*) FROM delivery").fetchone()
        except sqlite3.DatabaseError:  # read while it was written
            return -1
    return int(count)


async def test_the_log_moves_into_the_file_while_the_store_is_open(sqlite_url: str) -> None:
    async with storage.open_store(sqlite_url, MASTER_KEY) as store:
        await store.run(HERE, note)
        async with asyncio.timeout(PATIENCE):
            while await asyncio.to_thread(noted_in_the_file, sqlite_url) < NOTES:
                await asyncio.to_thread(noted_in_the_file, sqlite_url)


async def test_little_log_is_left_alone_until_the_store_is_closed(sqlite_url: str) -> None:
    async with storage.open_store(sqlite_url, MASTER_KEY) as store:
        await store.run(HERE, lambda unit: unit.deliveries.first("message:1", None, NOW))
        assert noted_in_the_file(sqlite_url) == 0
    assert noted_in_the_file(sqlite_url) == 1
