"""Conversations: sealed, revised, and their person's alone."""

from datetime import timedelta

import pytest

import storage
from bot.ports import Conflict, Unit
from tests.contract.storage.making import (
    HERE,
    NOW,
    changed,
    conversation,
    message,
    somebody,
)


async def test_a_conversation_comes_back_as_it_was(store: storage.Store) -> None:
    owner, about = await somebody(store)
    kept = await store.run(HERE, lambda unit: unit.conversations.get(owner.id, about.id))
    assert kept == about


async def test_it_is_its_persons_alone(store: storage.Store) -> None:
    _, about = await somebody(store)
    other, _ = await somebody(store)

    def look(unit: Unit) -> None:
        assert unit.conversations.get(other.id, about.id) is None
        unit.conversations.delete(other.id, about.id)
        theirs = changed(about).model_copy(update={"person": other.id})
        with pytest.raises(Conflict):
            unit.conversations.save(theirs, about.revision)
        assert unit.conversations.get(about.person, about.id) == about

    await store.run(HERE, look)


async def test_the_last_changed_comes_first(store: storage.Store) -> None:
    owner, first = await somebody(store)
    later = [
        conversation(owner).model_copy(update={"changed": NOW + timedelta(microseconds=number)})
        for number in (2, 3, 1)
    ]

    def work(unit: Unit) -> None:
        for each in later:
            unit.conversations.add(each)

    await store.run(HERE, work)
    kept = await store.run(HERE, lambda unit: unit.conversations.of(owner.id))
    assert kept == (later[1], later[0], later[2], first)


async def test_a_save_names_the_revision_it_read(store: storage.Store) -> None:
    owner, about = await somebody(store)
    after = changed(about)
    await store.run(HERE, lambda unit: unit.conversations.save(after, 0))
    with pytest.raises(Conflict):
        await store.run(HERE, lambda unit: unit.conversations.save(changed(about, "late"), 0))
    kept = await store.run(HERE, lambda unit: unit.conversations.get(owner.id, about.id))
    assert kept == after


async def test_a_deleted_conversation_takes_along_what_belongs_to_it(
    store: storage.Store,
) -> None:
    owner, about = await somebody(store)
    other = conversation(owner)

    def fill(unit: Unit) -> None:
        unit.conversations.add(other)
        unit.people.keep_current(owner.id, about.id)
        unit.conversations.record(about, "said")
        unit.exports.add("hash", owner.id, about.id, NOW + timedelta(hours=1))
        unit.outbox.put(message(owner, about), NOW)
        unit.outbox.put(message(owner, other, "stays"), NOW)

    await store.run(HERE, fill)
    await store.run(HERE, lambda unit: unit.conversations.delete(owner.id, about.id))

    def look(unit: Unit) -> None:
        assert unit.conversations.of(owner.id) == (other,)
        assert unit.exports.find("hash", NOW) is None
        assert [each.details for each in unit.outbox.claim(NOW, 10)] == ["stays"]
        assert unit.people.get(owner.id) == owner

    await store.run(HERE, look)


async def test_a_large_state_is_kept(store: storage.Store) -> None:
    owner, about = await somebody(store)
    large = changed(about, "é" * 200_000)
    await store.run(HERE, lambda unit: unit.conversations.save(large, 0))
    kept = await store.run(HERE, lambda unit: unit.conversations.get(owner.id, about.id))
    assert kept == large
