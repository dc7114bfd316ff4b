"""Pools and lessons for the storage tests."""

from datetime import date
from uuid import uuid4

import storage
from bot.ports import Pool, Unit, Waiting
from tests.contract.storage.making import HERE


def pool(*channels: str, threshold: int = 5) -> Pool:
    """A pool whose lessons may go out."""
    return Pool(
        id=uuid4().hex,
        owner="U1",
        zone="Europe/Berlin",
        threshold=threshold,
        release=date(2026, 4, 7),
        channels=channels,
    )


def release(unit: Unit, where: Pool, week: str = "2026-W15") -> str:
    """Release all that waits in the pool, as it is; returns the batch."""
    batch = uuid4().hex
    waiting = unit.lessons.waiting(where.id)
    unit.lessons.release(
        where.id, batch, week, [(one.id, uuid4().hex, one.content) for one in waiting]
    )
    return batch


async def kept(store: storage.Store, *channels: str, threshold: int = 5) -> Pool:
    made = pool(*channels or ("C1",), threshold=threshold)
    await store.run(HERE, lambda unit: unit.lessons.keep(made))
    return made


async def shared(store: storage.Store, where: Pool, count: int = 5) -> dict[str, str]:
    """Lessons of new people, each with its author in it; receipts by author."""
    people = [uuid4().hex for _ in range(count)]

    def share(unit: Unit) -> dict[str, str]:
        return {one: unit.lessons.contribute(where.id, one, f"of {one}") or "" for one in people}

    return await store.run(HERE, share)


async def waiting(store: storage.Store, where: Pool) -> tuple[Waiting, ...]:
    return await store.run(HERE, lambda unit: unit.lessons.waiting(where.id))


async def contents(store: storage.Store, *pools: Pool) -> list[str]:
    """What was released in these pools and not withdrawn."""
    names = [one.id for one in pools]
    found = await store.run(HERE, lambda unit: unit.lessons.released(names))
    return sorted(one.content for one in found)


def lesson_of(unit: Unit, where: Pool, author: str) -> str:
    """The released lesson whose content names the author."""
    found = unit.lessons.released([where.id])
    return next(one.id for one in found if one.content == f"of {author}")


async def shred_soon(store: storage.Store, tries: int = 100) -> bool:
    """Shred as soon as other tests, which share the server, let it: they write for a moment."""
    for _ in range(tries):
        if await store.shred_lessons():
            return True
    return False
