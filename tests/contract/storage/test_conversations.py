"""Conversations: sealed, revised, and their person's alone."""

from datetime import timedelta

import pytest

import storage
from bot.ports import Conflict, Recorded, Unit
from tests.contract.storage.making import (
    HERE,
    NOW,
    changed,
    conversation,
    due,
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


async def test_its_history_is_its_persons_alone_and_in_order(store: storage.Store) -> None:
    owner, about = await somebody(store)
    other, _ = await somebody(store)
    lines = [Recorded(at=NOW + timedelta(hours=place), said=f"é {place}") for place in range(3)]

    def record(unit: Unit) -> None:
        for place, line in enumerate(lines):
            update = {"revision": place, "changed": line.at}
            unit.conversations.record(about.model_copy(update=update), line.said)

    await store.run(HERE, record)
    kept = await store.run(HERE, lambda unit: unit.conversations.history(owner.id, about.id))
    assert kept == tuple(lines)
    assert not await store.run(HERE, lambda unit: unit.conversations.history(other.id, about.id))


async def test_they_are_listed_by_script(store: storage.Store) -> None:
    owner, about = await somebody(store)
    assert await store.run(HERE, lambda unit: unit.conversations.of(owner.id, "prepare")) == (
        about,
    )
    assert await store.run(HERE, lambda unit: unit.conversations.of(owner.id, "reflect")) == ()


async def test_what_looks_back_on_a_conversation_goes_with_it(store: storage.Store) -> None:
    owner, about = await somebody(store)
    apart = conversation(owner)
    reflection = conversation(owner).model_copy(update={"about": about.id})

    def work(unit: Unit) -> None:
        unit.conversations.add(apart)
        unit.conversations.add(reflection)
        assert unit.conversations.get(owner.id, reflection.id) == reflection
        unit.people.keep_current(owner.id, reflection.id)
        unit.outbox.put(message(owner, reflection), NOW)
        unit.conversations.delete(owner.id, about.id)
        assert unit.conversations.of(owner.id) == (apart,)
        assert unit.outbox.claim(NOW, 10) == ()
        assert unit.people.get(owner.id) == owner

    await store.run(HERE, work)


async def test_what_falls_due_about_a_conversation_goes_with_it(store: storage.Store) -> None:
    owner, about = await somebody(store)
    other = conversation(owner)
    mine = due(owner, "reflect", about.id)
    stays = [due(owner, "nudge"), due(owner, "reflect", other.id)]

    def work(unit: Unit) -> None:
        unit.conversations.add(other)
        for each in (mine, *stays):
            unit.agenda.plan(each)
        unit.conversations.delete(owner.id, about.id)
        assert {row.id for row in unit.agenda.of(owner.id)} == {row.id for row in stays}

    await store.run(HERE, work)


async def test_a_large_state_is_kept(store: storage.Store) -> None:
    owner, about = await somebody(store)
    large = changed(about, "é" * 200_000)
    await store.run(HERE, lambda unit: unit.conversations.save(large, 0))
    kept = await store.run(HERE, lambda unit: unit.conversations.get(owner.id, about.id))
    assert kept == large
