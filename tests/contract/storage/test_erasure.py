"""Deleting a person or a conversation leaves nothing behind, not even in the log."""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

import storage
from bot.ports import Conversation, Person, Unit
from tests.contract.storage.making import (
    HERE,
    LATER,
    MASTER_KEY,
    NOW,
    append,
    everything,
    message,
    query,
    somebody,
)


async def busy(store: storage.Store) -> tuple[Person, Conversation]:
    """Somebody with a row in every table."""
    owner, about = await somebody(store)

    def fill(unit: Unit) -> None:
        unit.people.save(owner.model_copy(update={"current": about.id, "channel": "D1"}))
        append(unit, owner.id, about.id, 1)
        unit.deliveries.first(f"key of {owner.id}", owner.id, NOW)
        unit.deliveries.remember(f"key of {owner.id}", "mine")
        unit.exports.add(f"hash of {owner.id}", owner.id, about.id, LATER)
        unit.outbox.put(message(owner, about), NOW)
        unit.outbox.put(message(owner), NOW)

    await store.run(HERE, fill)
    return owner, about


def rows_of(url: str, *names: str) -> int:
    """How many rows hold one of these ids, as the database writes them."""
    rows = [row for rows in everything(url, HERE).values() for row in rows]
    return sum(any(name in str(row).replace("-", "") for name in names) for row in rows)


async def test_an_erased_person_is_gone_and_others_stay(store: storage.Store, url: str) -> None:
    owner, about = await busy(store)
    other, theirs = await busy(store)
    others = rows_of(url, other.id, other.user, theirs.id)
    assert rows_of(url, owner.id, owner.user, about.id) == others == 7

    await store.run(HERE, lambda unit: unit.people.erase(owner.id))

    assert rows_of(url, owner.id, owner.user, about.id) == 0
    assert rows_of(url, other.id, other.user, theirs.id) == others


async def test_a_redelivery_does_not_bring_them_back(store: storage.Store) -> None:
    owner, _ = await busy(store)
    await store.run(HERE, lambda unit: unit.people.erase(owner.id))

    def redelivered(unit: Unit) -> tuple[bool, str]:
        key = f"key of {owner.id}"
        return unit.deliveries.first(key, None, NOW), unit.deliveries.answer(key)

    assert await store.run(HERE, redelivered) == (False, "")


async def test_they_can_come_back_as_somebody_new(store: storage.Store) -> None:
    owner, about = await busy(store)

    def leave_and_return(unit: Unit) -> None:
        unit.people.erase(owner.id)
        unit.people.add(owner)
        assert unit.conversations.of(owner.id) == ()
        unit.conversations.add(about)

    await store.run(HERE, leave_and_return)
    assert await store.run(HERE, lambda unit: unit.conversations.get(owner.id, about.id)) == about


async def test_an_erasure_that_is_undone_loses_nothing(store: storage.Store) -> None:
    owner, about = await somebody(store)

    def change_of_mind(unit: Unit) -> None:
        unit.people.erase(owner.id)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        await store.run(HERE, change_of_mind)
    assert await store.run(HERE, lambda unit: unit.conversations.get(owner.id, about.id)) == about


async def test_their_key_opens_nothing_any_more(store: storage.Store) -> None:
    owner, about = await somebody(store)

    def late(unit: Unit) -> None:
        unit.people.erase(owner.id)
        unit.conversations.record(about, "said")

    with pytest.raises(storage.Unsealable):
        await store.run(HERE, late)


def bytes_of(url: str) -> bytes:
    """The database file and its write-ahead log as they lie on the disk."""
    file = Path(url.removeprefix("sqlite:///"))
    return file.read_bytes() + Path(f"{file}-wal").read_bytes()


async def test_nothing_of_them_is_left_on_the_disk(sqlite_url: str) -> None:
    async with storage.open_store(sqlite_url, MASTER_KEY) as store:
        # Enough people for pages to be split and filled again, which moves rows about.
        people = await asyncio.gather(*(busy(store) for _ in range(400)))
        leaving = [people[number] for number in range(0, 400, 40)]
        keys = {
            str(name): key for name, key in query(sqlite_url, "SELECT id, wrapped_key FROM person")
        }
        secrets = [
            secret
            for owner, about in leaving
            for secret in (keys[owner.id], owner.id.encode(), about.id.encode())
            if isinstance(secret, bytes)
        ]
        assert all(secret in bytes_of(sqlite_url) for secret in secrets)
        for owner, _ in leaving:
            await erase(store, owner)
        left = bytes_of(sqlite_url)
    assert [secret for secret in secrets if secret in left] == []
    stays = people[1][0]
    assert stays.id.encode() in left


async def erase(store: storage.Store, owner: Person) -> None:
    await store.run(HERE, lambda unit: unit.people.erase(owner.id))


async def test_nothing_of_a_deleted_conversation_is_left_on_the_disk(sqlite_url: str) -> None:
    async with storage.open_store(sqlite_url, MASTER_KEY) as store:
        people = await asyncio.gather(*(busy(store) for _ in range(100)))
        owner, about = people[50]
        found = query(sqlite_url, f"SELECT state FROM conversation WHERE id = '{about.id}'")  # noqa: S608 - an id of ours
        sealed = found[0][0]
        assert isinstance(sealed, bytes)
        assert sealed in bytes_of(sqlite_url)
        await store.run(HERE, lambda unit: unit.conversations.delete(owner.id, about.id))
        left = bytes_of(sqlite_url)
    assert sealed not in left
    assert about.id.encode() not in left


async def test_a_reader_in_the_way_only_delays_it(sqlite_url: str) -> None:
    async with storage.open_store(sqlite_url, MASTER_KEY) as store:
        owner, _ = await busy(store)
        reader = sqlite3.connect(sqlite_url.removeprefix("sqlite:///"), isolation_level=None)
        with closing(reader):
            reader.execute("BEGIN")
            reader.execute("SELECT * FROM person").fetchall()
            await erase(store, owner)
            assert owner.id.encode() in bytes_of(sqlite_url)
        await store.run(HERE, lambda unit: unit.workspace.locked())
        assert owner.id.encode() not in bytes_of(sqlite_url)
