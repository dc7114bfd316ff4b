"""Links that work once, and workspaces that are locked."""

import asyncio
from datetime import timedelta

import storage
from bot.ports import Turn, Unit
from tests.contract.storage.making import ELSEWHERE, HERE, LATER, NOW, somebody

JUST_BEFORE = LATER - timedelta(microseconds=1)


async def test_looking_uses_nothing_up_and_using_does(store: storage.Store) -> None:
    owner, about = await somebody(store)

    def work(unit: Unit) -> None:
        unit.exports.add("hash", owner.id, about.id, LATER)
        for _ in range(3):
            assert unit.exports.find("hash", NOW) == (owner.id, about.id)
        assert unit.exports.use("hash", NOW) == (owner.id, about.id)
        assert unit.exports.use("hash", NOW) is None
        assert unit.exports.find("hash", NOW) is None

    await store.run(HERE, work)


async def test_a_link_grows_too_old(store: storage.Store) -> None:
    owner, about = await somebody(store)

    def work(unit: Unit) -> None:
        unit.exports.add("hash", owner.id, about.id, LATER)
        assert unit.exports.find("hash", JUST_BEFORE) is not None
        assert unit.exports.find("hash", LATER) is None
        assert unit.exports.use("hash", LATER) is None
        unit.exports.forget(JUST_BEFORE)
        assert unit.exports.find("hash", NOW) is not None
        unit.exports.forget(LATER)
        assert unit.exports.find("hash", NOW) is None

    await store.run(HERE, work)


async def test_of_racing_uses_one_gets_the_sheet(store: storage.Store) -> None:
    owner, about = await somebody(store)
    await store.run(HERE, lambda unit: unit.exports.add("hash", owner.id, about.id, LATER))
    got = await asyncio.gather(
        *(
            store.run(
                HERE, lambda unit: unit.exports.use("hash", NOW), Turn(person=f"U{number}", at=0)
            )
            for number in range(30)
        )
    )
    assert [each for each in got if each is not None] == [(owner.id, about.id)]


async def test_a_workspace_is_locked_and_unlocked(store: storage.Store) -> None:
    def locked(unit: Unit) -> bool:
        return unit.workspace.locked()

    assert not await store.run(HERE, locked)
    for _ in range(2):
        await store.run(HERE, lambda unit: unit.workspace.lock(NOW))
        assert await store.run(HERE, locked)
    assert not await store.run(ELSEWHERE, locked)
    await store.run(HERE, lambda unit: unit.workspace.unlock())
    assert not await store.run(HERE, locked)


async def test_every_workspace_is_told_locked_or_not(store: storage.Store) -> None:
    await somebody(store)
    await store.run(ELSEWHERE, lambda unit: unit.workspace.lock(NOW))
    await store.run("T3", lambda unit: unit.deliveries.first("of an onlooker", None, NOW))
    assert sorted(await store.workspaces()) == [HERE, ELSEWHERE, "T3"]
