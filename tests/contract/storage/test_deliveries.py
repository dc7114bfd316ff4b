"""Every delivery is handled once, and a second one gets the first answer."""

import asyncio
from datetime import timedelta

import pytest

import storage
from bot.ports import Turn, Unit
from tests.contract.storage.making import HERE, LATER, NOW, WORDS, somebody


async def test_the_second_delivery_is_not_first(store: storage.Store) -> None:
    owner, _ = await somebody(store)
    assert await store.run(HERE, lambda unit: unit.deliveries.first("key", owner.id, NOW))
    assert not await store.run(HERE, lambda unit: unit.deliveries.first("key", owner.id, LATER))
    assert not await store.run(HERE, lambda unit: unit.deliveries.first("key", None, LATER))
    assert await store.run(HERE, lambda unit: unit.deliveries.first("other", None, NOW))


async def test_the_first_answer_is_given_again(store: storage.Store) -> None:
    owner, _ = await somebody(store)

    def handle(unit: Unit) -> str:
        if unit.deliveries.first("key", owner.id, NOW):
            unit.deliveries.remember("key", WORDS)
        return unit.deliveries.answer("key")

    assert [await store.run(HERE, handle) for _ in range(2)] == [WORDS, WORDS]


async def test_a_bare_acknowledgement_is_empty(store: storage.Store) -> None:
    def handle(unit: Unit) -> str:
        unit.deliveries.first("key", None, NOW)
        unit.deliveries.remember("key", "")
        return unit.deliveries.answer("key")

    assert await store.run(HERE, handle) == ""
    assert await store.run(HERE, lambda unit: unit.deliveries.answer("unknown")) == ""


async def test_an_answer_to_nobody_is_refused(store: storage.Store) -> None:
    def handle(unit: Unit) -> None:
        unit.deliveries.first("key", None, NOW)
        unit.deliveries.remember("key", WORDS)

    with pytest.raises(ValueError, match="known person") as refused:
        await store.run(HERE, handle)
    assert WORDS not in str(refused.value)


async def test_an_undone_unit_forgets_its_delivery(store: storage.Store) -> None:
    def fail(unit: Unit) -> None:
        assert unit.deliveries.first("key", None, NOW)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        await store.run(HERE, fail)
    assert await store.run(HERE, lambda unit: unit.deliveries.first("key", None, NOW))


async def test_of_racing_deliveries_one_is_first(store: storage.Store) -> None:
    # Different turns, so that on PostgreSQL they race on several connections.
    firsts = await asyncio.gather(
        *(
            store.run(
                HERE,
                lambda unit: unit.deliveries.first("key", None, NOW),
                Turn(person=f"U{number}", at=number),
            )
            for number in range(50)
        )
    )
    assert sum(firsts) == 1


async def test_old_notes_are_forgotten(store: storage.Store) -> None:
    def work(unit: Unit) -> list[bool]:
        unit.deliveries.first("old", None, NOW - timedelta(microseconds=1))
        unit.deliveries.first("new", None, NOW)
        unit.deliveries.forget(NOW)
        return [unit.deliveries.first(key, None, NOW) for key in ("old", "new")]

    assert await store.run(HERE, work) == [True, False]
