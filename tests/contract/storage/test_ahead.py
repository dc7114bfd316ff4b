"""What a delivery's unit asks first is read ahead: no more and no less than the unit would find."""

import asyncio
from collections.abc import Callable
from threading import Event

import storage
from bot.ports import Conversation, Person, Turn, Unit
from tests.contract.storage.making import (
    HERE,
    MASTER_KEY,
    NOW,
    WORDS,
    append,
    heard,
    one_group,
    somebody,
)


def answer(owner: Person, about: Conversation, key: str, number: int) -> Callable[[Unit], bool]:
    """A unit as a use case makes it; whether the delivery was the first."""

    def work(unit: Unit) -> bool:
        known = unit.people.find(owner.user)
        assert known is not None
        first = unit.deliveries.first(key, known.id, NOW)
        if first:
            append(unit, known.id, about.id, number)
        return first

    return work


def turn(owner: Person, key: str, at: float = 0) -> Turn:
    return Turn(person=owner.user, at=at, delivery=key)


async def current(store: storage.Store) -> tuple[Person, Conversation]:
    """Somebody whose conversation is their current one."""
    owner, about = await somebody(store)
    await store.run(HERE, lambda unit: unit.people.keep_current(owner.id, about.id))
    return owner, about


async def test_a_delivery_that_comes_twice_in_one_group_counts_once(store: storage.Store) -> None:
    owner, about = await current(store)
    brought = turn(owner, "key")
    async with one_group(store):
        asked = [
            asyncio.ensure_future(store.run(HERE, answer(owner, about, "key", n), brought))
            for n in range(3)
        ]
    assert sorted(await asyncio.gather(*asked)) == [False, False, True]
    assert len(await heard(store, owner, about)) == 1


async def test_a_delivery_that_was_handled_gets_its_answer(store: storage.Store) -> None:
    owner, _ = await current(store)

    def handle(unit: Unit) -> str:
        known = unit.people.find(owner.user)
        assert known is not None
        if unit.deliveries.first("key", known.id, NOW):
            unit.deliveries.remember("key", WORDS)
            return "first"
        return unit.deliveries.answer("key")

    told = [await store.run(HERE, handle, turn(owner, "key")) for _ in range(2)]
    assert told == ["first", WORDS]


async def test_what_a_unit_changed_is_found_by_the_persons_next(store: storage.Store) -> None:
    owner, about = await current(store)

    def channel(unit: Unit) -> str | None:
        known = unit.people.find(owner.user)
        assert known is not None
        before = known.channel
        unit.people.keep_channel(known.id, f"{before} D")
        append(unit, known.id, about.id, len(before or ""))
        again = unit.people.find(owner.user)
        assert again is not None
        assert again.channel == f"{before} D"
        return before

    async with one_group(store):
        asked = [
            asyncio.ensure_future(store.run(HERE, channel, turn(owner, f"{n}", n)))
            for n in range(1, 4)
        ]
    assert await asyncio.gather(*asked) == [None, "None D", "None D D"]
    assert await heard(store, owner, about) == [0, 6, 8]


async def test_somebody_of_the_same_name_elsewhere_is_another(store: storage.Store) -> None:
    owner, about = await current(store)

    def look(unit: Unit) -> tuple[object, object, bool]:
        found = unit.people.find(owner.user), unit.conversations.get(owner.id, about.id)
        return *found, unit.deliveries.first("key", None, NOW)

    await store.run(HERE, answer(owner, about, "key", 1), turn(owner, "key"))
    assert await store.run("T2", look, turn(owner, "key")) == (None, None, True)


async def test_a_key_that_cannot_be_kept_fails_its_own_unit_alone(store: storage.Store) -> None:
    keys = ("press:1", "press:\ud800", "press:3")
    people = [await current(store) for _ in keys]
    async with one_group(store):
        asked = [
            asyncio.ensure_future(store.run(HERE, answer(*whose, key, 1), turn(whose[0], key)))
            for whose, key in zip(people, keys, strict=True)
        ]
    first, odd, last = await asyncio.gather(*asked, return_exceptions=True)
    assert (first, last) == (True, True)
    assert isinstance(odd, UnicodeEncodeError)


async def test_what_is_nobodys_turn_changes_nobody_who_was_read_ahead(
    store: storage.Store,
) -> None:
    owner, _ = await current(store)
    done: list[str | None] = []

    def move(unit: Unit) -> None:
        unit.people.keep_zone(owner.id, "Asia/Tokyo", NOW)
        done.append("moved")

    def look(unit: Unit) -> None:
        known = unit.people.find(owner.user)
        done.append(known.zone if known else "nobody")

    async with one_group(store):
        asked = [
            asyncio.ensure_future(store.run(HERE, move)),
            asyncio.ensure_future(store.run(HERE, look, turn(owner, "1"))),
        ]
    await asyncio.gather(*asked)
    assert done in ([None, "moved"], ["moved", "Asia/Tokyo"])


async def test_of_two_processes_that_get_a_delivery_at_once_one_counts_it(
    postgresql_url: str,
) -> None:
    begun, go_on = Event(), Event()

    async with (
        storage.open_store(postgresql_url, MASTER_KEY) as one,
        storage.open_store(postgresql_url, MASTER_KEY) as two,
    ):
        owner, about = await current(one)

        def slow(unit: Unit) -> bool:
            first = answer(owner, about, "key", 1)(unit)
            begun.set()
            go_on.wait(30)
            return first

        slowly = asyncio.ensure_future(one.run(HERE, slow, turn(owner, "key")))
        await asyncio.to_thread(begun.wait, 30)
        quickly = asyncio.ensure_future(
            two.run(HERE, answer(owner, about, "key", 2), turn(owner, "key"))
        )
        assert await quickly
        go_on.set()
        assert not await slowly
        assert await heard(one, owner, about) == [2]
