"""Pools, and lessons that wait in them."""

from functools import partial
from uuid import uuid4

import pytest

import storage
from bot.ports import Unit, Withdrawn
from tests.contract.storage.making import ELSEWHERE, HERE, NOW, WORDS, everything, query, somebody
from tests.contract.storage.sharing import contents, kept, release, shared, waiting


async def test_a_pool_comes_back_as_it_was(store: storage.Store) -> None:
    first = await kept(store, "C2", "C1")
    second = await kept(store, "C3", threshold=7)
    first = first.model_copy(update={"channels": ("C1", "C2")})
    pools = await store.run(HERE, lambda unit: unit.lessons.pools())
    assert pools == tuple(sorted((first, second), key=lambda one: one.id))
    changed = first.model_copy(
        update={"threshold": 9, "release": None, "spoke": "2026-W48", "question": True}
    )

    def change(unit: Unit) -> None:
        unit.lessons.keep(changed)
        assert unit.lessons.pool(first.id) == changed
        assert unit.lessons.pool_of("C2") == changed
        assert unit.lessons.pool_of("C9") is None
        assert unit.lessons.pool(uuid4().hex) is None

    await store.run(HERE, change)
    assert await store.workspaces() == (HERE,)


async def test_fewer_than_five_are_never_enough(store: storage.Store) -> None:
    with pytest.raises(ValueError, match="five"):
        await kept(store, threshold=4)
    assert await store.run(HERE, lambda unit: unit.lessons.pools()) == ()


async def test_workspaces_with_pools_are_told_but_not_where_parley_was_removed(
    store: storage.Store,
) -> None:
    await kept(store)
    await somebody(store, ELSEWHERE)
    assert await store.workspaces_with_pools() == (HERE,)
    await store.run(HERE, lambda unit: unit.workspace.lock(NOW))
    assert await store.workspaces_with_pools() == ()


async def test_a_channel_moves_to_another_pool_and_what_waits_stays(store: storage.Store) -> None:
    first = await kept(store, "C1", "C2")
    second = await kept(store, "C3")
    await shared(store, first)

    def move(unit: Unit) -> None:
        unit.lessons.keep(second.model_copy(update={"channels": ("C2", "C3")}))
        assert unit.lessons.pool(first.id) == first.model_copy(update={"channels": ("C1",)})

    await store.run(HERE, move)
    assert len(await waiting(store, first)) == 5
    assert await waiting(store, second) == ()

    def go_out(unit: Unit) -> list[str]:
        release(unit, first)
        return [one.channel for one in unit.lessons.to_post()]

    assert await store.run(HERE, go_out) == ["C1"]


async def test_the_last_channel_goes_and_its_lessons_wait_for_it_to_come_back(
    store: storage.Store,
) -> None:
    where = await kept(store, "C1")
    receipts = await shared(store, where)
    assert await store.run(HERE, lambda unit: unit.lessons.drop_channel("C1")) == where.id

    def look(unit: Unit) -> None:
        assert unit.lessons.pool_of("C1") is None
        assert unit.lessons.drop_channel("C1") is None
        empty = unit.lessons.last_pool_of("C1")
        assert empty == where.model_copy(update={"channels": ()})
        assert empty is not None
        assert len(unit.lessons.waiting(where.id)) == 5
        unit.lessons.keep(empty.model_copy(update={"channels": ("C1",)}))
        assert unit.lessons.last_pool_of("C1") is None
        assert unit.lessons.pool_of("C1") == where

    await store.run(HERE, look)
    receipt = next(iter(receipts.values()))
    withdrawn = await store.run(HERE, lambda unit: unit.lessons.withdraw(receipt))
    assert withdrawn == Withdrawn(pool=where.id, waited=True)


async def test_somebody_has_one_lesson_waiting(store: storage.Store) -> None:
    where, other = await kept(store, "C1"), await kept(store, "C2")
    author = uuid4().hex

    def share(unit: Unit) -> None:
        receipt = unit.lessons.contribute(where.id, author, "mine")
        assert receipt is not None
        assert unit.lessons.contribute(where.id, author, "mine") == receipt, "sent twice"
        assert unit.lessons.contribute(where.id, author, "another") is None
        assert unit.lessons.contribute(other.id, author, "mine") not in {None, receipt}
        assert unit.lessons.waits(where.id, author)
        assert not unit.lessons.waits(where.id, uuid4().hex)
        assert not unit.lessons.waits(uuid4().hex, author)

    await store.run(HERE, share)
    (one,) = await waiting(store, where)
    assert one.content == "mine"
    with pytest.raises(ValueError, match="no such pool"):
        await store.run(HERE, lambda unit: unit.lessons.contribute(uuid4().hex, author, "mine"))


async def test_who_an_author_is_changes_with_every_batch(store: storage.Store, url: str) -> None:
    where = await kept(store, "C1")
    author = uuid4().hex
    hashes = []
    for _ in range(2):
        await store.run(HERE, lambda unit: unit.lessons.contribute(where.id, author, "mine"))
        ((found,),) = query(url, "SELECT author_hash FROM lesson_waiting")
        hashes.append(found)
        await shared(store, where)
        await store.run(HERE, lambda unit: release(unit, where))
    assert hashes[0] != hashes[1], "without the key of a batch nobody can try people out"


async def test_what_waits_can_be_withdrawn_by_its_receipt_alone(store: storage.Store) -> None:
    where = await kept(store)
    receipts = await shared(store, where)
    author, receipt = receipts.popitem()
    written = receipt.lower().replace("-", " ")
    withdrawn = await store.run(HERE, lambda unit: unit.lessons.withdraw(written))
    assert withdrawn == Withdrawn(pool=where.id, waited=True)
    left = [one.content for one in await waiting(store, where)]
    assert sorted(left) == sorted(f"of {one}" for one in receipts)
    for unknown in (receipt, "", "AAAA-BBBB", f"{receipt[:-1]}7"):
        assert await store.run(HERE, partial(withdraw, unknown)) is None

    def again(unit: Unit) -> bool:
        assert not unit.lessons.waits(where.id, author)
        return unit.lessons.contribute(where.id, author, "another") is not None

    assert await store.run(HERE, again)


async def test_who_leaves_takes_along_what_waits_of_theirs(store: storage.Store) -> None:
    where, other = await kept(store, "C1"), await kept(store, "C2")
    (author, *_) = await shared(store, where)

    def leave(unit: Unit) -> None:
        unit.lessons.contribute(other.id, author, "mine")
        assert set(unit.lessons.forget(author)) == {where.id, other.id}
        assert unit.lessons.forget(author) == ()
        assert unit.lessons.waiting(other.id) == ()
        assert len(unit.lessons.waiting(where.id)) == 4

    await store.run(HERE, leave)


async def test_nothing_of_what_is_shared_is_readable(store: storage.Store, url: str) -> None:
    where = await kept(store)
    author = uuid4().hex
    received = await shared(store, where)

    def share(unit: Unit) -> str:
        return unit.lessons.contribute(where.id, author, WORDS) or ""

    received[author] = await store.run(HERE, share)
    for _ in ("while it waits", "after the release"):
        assert readable(url, WORDS, "of ", *received, *received.values()) == []
        if await waiting(store, where):
            await store.run(HERE, lambda unit: release(unit, where))
    assert WORDS in await contents(store, where)


def withdraw(receipt: str, unit: Unit) -> Withdrawn | None:
    return unit.lessons.withdraw(receipt)


def readable(url: str, *texts: str) -> list[str]:
    """Those of the texts that are in a row."""
    rows = [row for rows in everything(url, HERE).values() for row in rows]
    cells = [
        cell if isinstance(cell, bytes) else str(cell).replace("-", "").encode()
        for row in rows
        for cell in row
    ]
    forms = [(text, (text.encode(), text.replace("-", "").encode())) for text in texts]
    return [text for text, both in forms if any(form in cell for form in both for cell in cells)]


@pytest.mark.parametrize("table", ["lesson_waiting", "lesson_released"])
async def test_a_content_in_another_place_does_not_open(
    store: storage.Store, url: str, table: str
) -> None:
    where = await kept(store)
    await shared(store, where)
    await store.run(HERE, lambda unit: release(unit, where))
    await shared(store, where)
    query(url, f"UPDATE {table} SET content = (SELECT min(content) FROM {table})")  # noqa: S608 - a name of ours
    look = waiting if table == "lesson_waiting" else contents
    with pytest.raises(storage.Unsealable):
        await look(store, where)
