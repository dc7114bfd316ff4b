"""Deleting a person or a conversation leaves nothing behind, not even in the log."""

import asyncio
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date
from functools import partial
from pathlib import Path

import pytest

import storage
from bot.calendar.rhythm import Rhythm
from bot.ports import Check, Conversation, Due, Person, Unit
from storage import claim
from tests.contract.storage.making import (
    HERE,
    LATER,
    MASTER_KEY,
    NOW,
    append,
    commitment,
    due,
    enclosed,
    everything,
    message,
    partnership,
    person,
    query,
    somebody,
)

WEEK = date(2026, 3, 31)


async def busy(store: storage.Store) -> tuple[Person, Conversation]:
    """Somebody with a row in every table."""
    owner, about = await somebody(store)

    def fill(unit: Unit) -> None:
        unit.people.keep_current(owner.id, about.id)
        unit.people.keep_channel(owner.id, "D1")
        append(unit, owner.id, about.id, 1)
        unit.deliveries.first(f"key of {owner.id}", owner.id, NOW)
        unit.deliveries.remember(f"key of {owner.id}", "mine")
        unit.exports.add(f"hash of {owner.id}", owner.id, about.id, LATER)
        unit.outbox.put(message(owner, about), NOW)
        unit.outbox.put(message(owner), NOW)
        unit.people.keep_rhythm(owner.id, Rhythm(country="DE"))

    await store.run(HERE, fill)
    await store.run(HERE, partial(learn, owner, about))
    return owner, about


def learn(owner: Person, about: Conversation, unit: Unit) -> None:
    """Practise, ask others and be asked, with something due of every sort."""
    practised = commitment(owner, about)
    friend = person()
    asked = partnership(practised, friend)
    unit.people.add(friend)
    unit.commitments.add(practised)
    unit.commitments.check(owner.id, Check(commitment=practised.id, week=WEEK, note="mine"))
    unit.partnerships.add(asked)
    unit.agenda.plan(due(owner, "before", about.id))
    unit.agenda.plan(due(owner, key=f"nudge:{owner.id}"))
    unit.agenda.plan(due(friend, "invitation", asked.id, key=f"of {owner.id}"))
    theirs = commitment(friend)
    unit.commitments.add(theirs)
    unit.partnerships.add(partnership(theirs, owner))


def rows_of(url: str, *names: str) -> int:
    """How many rows hold one of these ids, as the database writes them."""
    rows = [row for rows in everything(url, HERE).values() for row in rows]
    return sum(any(name in str(row).replace("-", "") for name in names) for row in rows)


async def test_an_erased_person_is_gone_and_others_stay(store: storage.Store, url: str) -> None:
    owner, about = await busy(store)
    other, theirs = await busy(store)
    others = rows_of(url, other.id, other.user, theirs.id)
    assert rows_of(url, owner.id, owner.user, about.id) == others == 13

    await store.run(HERE, lambda unit: unit.people.erase(owner.id))

    assert rows_of(url, owner.id, owner.user, about.id) == 0
    assert rows_of(url, other.id, other.user, theirs.id) == others
    assert len(query(url, "SELECT * FROM weekly_check")) == 1
    assert len(query(url, "SELECT * FROM due WHERE kind = 'invitation'")) == 1


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


WRAPPED_KEYS = "SELECT p.id, k.wrapped_key FROM person p JOIN person_key k ON number = key_number"


async def left_after_erasing(
    url: str, traces: Callable[[Person, bytes], list[bytes]]
) -> list[bytes]:
    """Of many people half leave; which of their traces are still on the disk then."""
    async with storage.open_store(url, MASTER_KEY) as store:
        # Enough people for pages to be split, emptied and joined, which moves rows about.
        people = [owner for owner, _ in await asyncio.gather(*(busy(store) for _ in range(400)))]
        keys = {str(name): key for name, key in query(url, WRAPPED_KEYS)}
        searched: list[bytes] = []
        for owner in people[::2]:
            key = keys[owner.id]
            assert isinstance(key, bytes)
            searched += traces(owner, key)
        before = bytes_of(url)
        assert all(trace in before for trace in searched)
        for owner in people[::2]:
            await erase(store, owner)
        after = bytes_of(url)
    assert all(owner.id.encode() in after for owner in people[1::2])
    return [trace for trace in searched if trace in after]


async def test_nothing_of_them_is_left_on_the_disk(sqlite_url: str) -> None:
    left = await left_after_erasing(
        sqlite_url, lambda owner, key: [key, owner.id.encode(), owner.user.encode()]
    )
    assert left == []


async def test_no_key_is_left_in_a_large_file_either(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.sqlite.SMALL_PAGES", 0)
    assert await left_after_erasing(sqlite_url, lambda _, key: [key]) == []


async def erase(store: storage.Store, owner: Person) -> None:
    await store.run(HERE, lambda unit: unit.people.erase(owner.id))


async def came(store: storage.Store, row: Due) -> None:
    """It is planned, and goes out."""
    await store.run(HERE, lambda unit: unit.agenda.plan(row))
    ((batch, _),) = await store.run_whole(lambda session: claim.claim_due(session, NOW, 999, 999))

    def send(unit: Unit) -> None:
        unit.agenda.fence(batch)
        unit.agenda.into([enclosed(row)])
        unit.agenda.sent([row.id], NOW)

    await store.run(HERE, send)


async def test_nothing_of_a_deleted_conversation_is_left_on_the_disk(sqlite_url: str) -> None:
    async with storage.open_store(sqlite_url, MASTER_KEY) as store:
        people = await asyncio.gather(*(busy(store) for _ in range(100)))
        owner, about = people[50]
        await came(store, due(owner, "before", about.id, key=f"before:{about.id}"))
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
