"""Units of work: undone alone, committed together, run in order, never lost or doubled."""

import asyncio
from collections.abc import Callable
from contextlib import suppress

import pytest

import storage
from bot.ports import Conflict, Turn, Undone, Unit
from tests.contract.storage.making import (
    HERE,
    MASTER_KEY,
    NOW,
    append,
    changed,
    heard,
    one_group,
    person,
    raw,
    somebody,
)


def note(key: str) -> Callable[[Unit], bool]:
    return lambda unit: unit.deliveries.first(key, None, NOW)


async def kept(store: storage.Store, *keys: str) -> list[bool]:
    """Which of these deliveries are noted; notes none."""

    class Undo(Exception):  # noqa: N818 - it only carries the answer out of the transaction
        pass

    def ask(unit: Unit) -> None:
        raise Undo([not unit.deliveries.first(key, None, NOW) for key in keys])

    with pytest.raises(Undo) as undone:
        await store.run(HERE, ask)
    return list(undone.value.args[0])


async def test_a_unit_that_raises_is_undone_and_its_caller_told(store: storage.Store) -> None:
    mine = RuntimeError("mine")

    def fail(unit: Unit) -> None:
        unit.people.add(person())
        unit.deliveries.first("failed", None, NOW)
        raise mine

    with pytest.raises(RuntimeError) as told:
        await store.run(HERE, fail)
    assert told.value is mine
    assert await kept(store, "failed") == [False]


async def test_in_a_group_only_the_failing_unit_is_undone(store: storage.Store) -> None:
    def fail(unit: Unit) -> bool:
        unit.deliveries.first("failed", None, NOW)
        raise KeyError

    def refused(unit: Unit) -> bool:
        unit.deliveries.first("refused", None, NOW)
        raw(unit, "SELECT nonsense FROM nowhere")
        return True

    async with one_group(store):
        works = [note("before"), fail, note("between"), refused, note("after")]
        asked = [asyncio.ensure_future(store.run(HERE, work)) for work in works]
    outcomes = await asyncio.gather(*asked, return_exceptions=True)
    assert [type(each) for each in outcomes] == [bool, KeyError, bool, storage.Unavailable, bool]
    everywhere = await kept(store, "before", "failed", "between", "refused", "after")
    assert everywhere == [True, False, True, False, True]


@pytest.mark.parametrize(
    "statement",
    ["SELECT nonsense FROM nowhere", "INSERT INTO delivery SELECT * FROM delivery"],
    ids=["refused", "no longer unique"],
)
async def test_a_part_that_fails_is_undone_and_the_rest_of_the_unit_is_kept(
    store: storage.Store, statement: str
) -> None:
    def part(unit: Unit) -> None:
        unit.deliveries.first("undone", None, NOW)
        raw(unit, statement)

    def work(unit: Unit) -> str:
        unit.deliveries.first("before", None, NOW)
        with pytest.raises(Undone) as told:
            unit.attempt(lambda: part(unit))
        assert unit.attempt(lambda: note("after")(unit))
        return type(told.value.error).__name__

    def fail(unit: Unit) -> str:
        unit.deliveries.first("failed", None, NOW)
        unit.attempt(lambda: part(unit))
        return "not reached"

    async with one_group(store):
        asked = [asyncio.ensure_future(store.run(HERE, each)) for each in (work, fail)]
    outcomes = await asyncio.gather(*asked, return_exceptions=True)
    assert outcomes[0] == "Unavailable"
    assert isinstance(outcomes[1], Undone)
    found = await kept(store, "before", "undone", "after", "failed")
    assert found == [True, False, True, False]


async def test_a_conflict_in_a_part_runs_the_unit_again(store: storage.Store) -> None:
    tries: list[int] = []

    def part() -> str:
        tries.append(1)
        if len(tries) < 3:
            raise Conflict
        return "done"

    assert await store.run(HERE, lambda unit: unit.attempt(part)) == "done"


async def test_a_commit_that_fails_fails_for_all(store: storage.Store, url: str) -> None:
    def sabotage(unit: Unit) -> bool:
        if url.startswith("sqlite"):
            raw(unit, "PRAGMA defer_foreign_keys = ON")
            raw(unit, "INSERT INTO answer VALUES ('T1', 'none', 'x', 0, 'now', '')")
        else:
            raw(unit, "CREATE TABLE late (a int UNIQUE DEFERRABLE INITIALLY DEFERRED)")
            raw(unit, "INSERT INTO late VALUES (1), (1)")
        return True

    async with one_group(store):
        asked = [
            asyncio.ensure_future(store.run(HERE, work))
            for work in (note("one"), sabotage, note("two"))
        ]
    outcomes = await asyncio.gather(*asked, return_exceptions=True)
    assert [type(each) for each in outcomes] == [storage.Unavailable] * 3
    assert await kept(store, "one", "two") == [False, False]


async def test_an_error_nobody_minded_is_not_acknowledged(store: storage.Store) -> None:
    def careless(unit: Unit) -> None:
        unit.deliveries.first("careless", None, NOW)
        with suppress(Exception):
            raw(unit, "SELECT nonsense FROM nowhere")

    told = await asyncio.gather(store.run(HERE, careless), return_exceptions=True)
    acknowledged = list(told) == [None]
    assert await kept(store, "careless") == [acknowledged]


@pytest.mark.parametrize("steps", [8, 200])
async def test_concurrent_steps_of_one_person_are_all_kept(
    store: storage.Store, steps: int
) -> None:
    owner, about = await somebody(store)
    await asyncio.gather(
        *(
            store.run(
                HERE,
                lambda unit, number=number: append(unit, owner.id, about.id, number),  # type: ignore[misc]  # mypy cannot infer a lambda's default
                Turn(person=owner.user, at=0),
            )
            for number in range(steps)
        )
    )
    assert sorted(await heard(store, owner, about)) == list(range(steps))


async def test_one_persons_units_run_in_the_order_they_were_said(store: storage.Store) -> None:
    owner, about = await somebody(store)
    order = [5, 2, 9, 1, 7]
    async with one_group(store):
        asked = [
            asyncio.ensure_future(
                store.run(
                    HERE,
                    lambda unit, at=at: append(unit, owner.id, about.id, at),  # type: ignore[misc]  # mypy cannot infer a lambda's default
                    Turn(person=owner.user, at=at),
                )
            )
            for at in order
        ]
    await asyncio.gather(*asked)
    assert await heard(store, owner, about) == sorted(order)


async def test_a_unit_that_lost_a_race_is_run_again(store: storage.Store) -> None:
    owner, about = await somebody(store)
    runs = []

    def race(unit: Unit) -> int:
        runs.append(1)
        unit.deliveries.first(f"run {len(runs)}", None, NOW)
        before = unit.conversations.get(owner.id, about.id)
        assert before is not None
        if len(runs) == 1:
            raise Conflict
        unit.conversations.save(changed(before), before.revision)
        return before.revision

    async with one_group(store):
        asked = [
            asyncio.ensure_future(store.run(HERE, work))
            for work in (note("before"), race, note("after"))
        ]
    assert await asyncio.gather(*asked) == [True, 0, True]
    assert await kept(store, "before", "run 1", "run 2", "after") == [True, False, True, True]


async def test_a_race_is_not_run_for_ever(store: storage.Store) -> None:
    _, about = await somebody(store)
    runs = []

    def stale(unit: Unit) -> None:
        runs.append(1)
        unit.conversations.save(changed(about), 7)

    with pytest.raises(Conflict):
        await store.run(HERE, stale)
    assert 2 <= len(runs) <= 10


async def test_a_caller_who_leaves_neither_loses_nor_doubles_the_work(
    store: storage.Store,
) -> None:
    owner, about = await somebody(store)
    async with one_group(store):
        leaving = asyncio.ensure_future(
            store.run(HERE, lambda unit: append(unit, owner.id, about.id, 1))
        )
        staying = asyncio.ensure_future(
            store.run(HERE, lambda unit: append(unit, owner.id, about.id, 2))
        )
        await asyncio.sleep(0)
        leaving.cancel()
    await staying
    assert leaving.cancelled()
    assert await heard(store, owner, about) == [1, 2]


async def test_stopping_finishes_what_waits(url: str) -> None:
    store = storage.open_store(url, MASTER_KEY)
    await store.start()
    async with one_group(store):
        asked = [asyncio.ensure_future(store.run(HERE, note(f"{n}"))) for n in range(300)]
        await asyncio.sleep(0)
        stopping = asyncio.ensure_future(store.stop())
        await asyncio.sleep(0)
    await stopping
    assert all(await asyncio.gather(*asked))
    async with storage.open_store(url, MASTER_KEY) as again:
        assert all(await kept(again, *(f"{n}" for n in range(300))))


async def test_a_store_that_does_not_run_says_so(url: str) -> None:
    store = storage.open_store(url, MASTER_KEY)
    with pytest.raises(storage.Stopped):
        await store.run(HERE, note("early"))
    async with store:
        pass
    with pytest.raises(storage.Stopped):
        await store.run(HERE, note("late"))
    with pytest.raises(storage.Stopped):
        await store.workspaces_with_mail()


async def test_even_stop_iteration_reaches_its_caller(store: storage.Store) -> None:
    async with one_group(store):
        odd = asyncio.ensure_future(store.run(HERE, lambda _: next(iter(()))))
        other = asyncio.ensure_future(store.run(HERE, note("other")))
    with pytest.raises(RuntimeError, match="StopIteration"):
        await odd
    assert await other


async def test_a_full_disk_is_named_and_loses_nothing_acknowledged(sqlite_url: str) -> None:
    async with storage.open_store(sqlite_url, MASTER_KEY) as store:
        _, about = await somebody(store)
        await store.run(HERE, lambda unit: raw(unit, "PRAGMA max_page_count = 40"))
        large = changed(about, "x" * 400_000)
        async with one_group(store):
            works = [
                note("one"),
                lambda unit: unit.conversations.save(large, 0),
                note("two"),
            ]
            asked = [asyncio.ensure_future(store.run(HERE, work)) for work in works]
        one, full, two = await asyncio.gather(*asked, return_exceptions=True)
        assert isinstance(full, storage.Full)
        await store.run(HERE, lambda unit: raw(unit, "PRAGMA max_page_count = 100000"))
        assert await kept(store, "one", "two") == [one is True, two is True]
        await store.run(HERE, lambda unit: unit.conversations.save(large, 0))
