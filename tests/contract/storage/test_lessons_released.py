"""Lessons that are released, withdrawn and marked."""

from collections.abc import Callable
from functools import partial
from uuid import uuid4

import pytest

import storage
from bot.ports import Conflict, Unit, Withdrawn
from tests.contract.storage.making import HERE, everything, query
from tests.contract.storage.sharing import contents, kept, lesson_of, release, shared, waiting


async def test_a_release_ends_the_waiting_under_new_names(store: storage.Store, url: str) -> None:
    where = await kept(store, "C1", "C2")
    receipts = await shared(store, where, 6)
    before = {one.id for one in await waiting(store, where)}
    keys = {key for _, _, key in query(url, "SELECT * FROM lesson_key")}
    batch = await store.run(HERE, lambda unit: release(unit, where))

    def look(unit: Unit) -> None:
        assert unit.lessons.waiting(where.id) == ()
        assert not any(unit.lessons.waits(where.id, author) for author in receipts)
        found = unit.lessons.released([where.id, uuid4().hex])
        assert {(one.batch, one.pool, one.week) for one in found} == {(batch, where.id, "2026-W15")}
        assert [one.id for one in found] == sorted(one.id for one in found)
        assert before.isdisjoint(one.id for one in found)
        assert unit.lessons.lesson(found[0].id) == found[0]
        assert unit.lessons.lesson(uuid4().hex) is None
        assert unit.lessons.pool(where.id) == where.model_copy(
            update={"release": None, "spoke": "2026-W15"}
        )

    await store.run(HERE, look)
    assert await contents(store, where) == sorted(f"of {one}" for one in receipts)
    kept_keys = [key for _, _, key in query(url, "SELECT * FROM lesson_key ORDER BY number")]
    assert len(kept_keys) == 3
    assert sum(key in keys for key in kept_keys) == 1, "the key of the batch is gone"
    assert bytes(61) in kept_keys


async def test_the_same_person_shares_again_in_the_next_batch(store: storage.Store) -> None:
    where = await kept(store)
    (author, receipt), *_ = (await shared(store, where)).items()
    await store.run(HERE, lambda unit: release(unit, where))

    def again(unit: Unit) -> str | None:
        return unit.lessons.contribute(where.id, author, f"of {author}")

    assert await store.run(HERE, again) not in {None, receipt}


async def test_what_was_released_last_comes_first(store: storage.Store) -> None:
    where = await kept(store)
    for week in ("2026-W09", "2026-W52", "2026-W10"):
        await shared(store, where)
        await store.run(HERE, partial(release, where=where, week=week))
    found = await store.run(HERE, lambda unit: unit.lessons.released([where.id]))
    assert [one.week for one in found[::5]] == ["2026-W52", "2026-W10", "2026-W09"]


async def test_a_raised_threshold_counts_for_what_waits(store: storage.Store) -> None:
    where = await kept(store)
    await shared(store, where)
    raised = where.model_copy(update={"threshold": 6})
    await store.run(HERE, lambda unit: unit.lessons.keep(raised))
    with pytest.raises(ValueError, match="as many"):
        await store.run(HERE, lambda unit: release(unit, where))
    assert len(await waiting(store, where)) == 5
    await shared(store, where, 1)
    await store.run(HERE, lambda unit: release(unit, where))
    assert len(await contents(store, where)) == 6


Named = list[tuple[str, str, str]]

REFUSED: dict[str, tuple[Callable[[Named], Named], str, type[Exception]]] = {
    "some only": (lambda named: named[1:], "2026-W15", Conflict),
    "one twice": (lambda named: [*named, named[0]], "2026-W15", Conflict),
    "an unknown one": (lambda named: [*named, ("0" * 32, "1" * 32, "")], "2026-W15", Conflict),
    "none": (lambda _: [], "2026-W15", Conflict),
    "by the old names": (
        lambda named: [(old, old, content) for old, _, content in named],
        "2026-W15",
        ValueError,
    ),
    "by one name": (
        lambda named: [(old, "1" * 32, content) for old, _, content in named],
        "2026-W15",
        ValueError,
    ),
    "with a day": (lambda named: named, "2026-04-07", ValueError),
}


@pytest.mark.parametrize("how", REFUSED)
async def test_a_release_that_is_not_as_it_must_be_changes_nothing(
    store: storage.Store, url: str, how: str
) -> None:
    where = await kept(store)
    await shared(store, where)
    change, week, error = REFUSED[how]
    before = everything(url, HERE)

    def wrong(unit: Unit) -> None:
        named = [(one.id, uuid4().hex, one.content) for one in unit.lessons.waiting(where.id)]
        unit.lessons.release(where.id, uuid4().hex, week, change(named))

    with pytest.raises(error):
        await store.run(HERE, wrong)
    assert everything(url, HERE) == before


async def test_a_released_lesson_can_be_withdrawn(store: storage.Store) -> None:
    where = await kept(store)
    (author, receipt), *others = (await shared(store, where)).items()
    await store.run(HERE, lambda unit: release(unit, where))
    gone = await store.run(HERE, lambda unit: lesson_of(unit, where, author))

    def withdraw(unit: Unit) -> None:
        unit.lessons.mark(gone, author, "useful")
        for _ in ("once", "again"):
            assert unit.lessons.withdraw(receipt) == Withdrawn(pool=where.id, waited=False)
        found = unit.lessons.lesson(gone)
        assert found is not None
        assert found.content == ""
        assert unit.lessons.marks([gone]) == {gone: 0}
        assert not unit.lessons.mark(gone, author, "useful")

    await store.run(HERE, withdraw)
    assert await contents(store, where) == sorted(f"of {one}" for one, _ in others)


async def test_what_was_released_stays_when_its_author_leaves(store: storage.Store) -> None:
    where = await kept(store)
    receipts = await shared(store, where)
    await store.run(HERE, lambda unit: release(unit, where))
    (author, *_) = receipts
    assert await store.run(HERE, lambda unit: unit.lessons.forget(author)) == ()
    assert len(await contents(store, where)) == 5


async def test_readers_mark_and_take_it_back(store: storage.Store, url: str) -> None:
    where = await kept(store)
    author, *_ = await shared(store, where)
    await store.run(HERE, lambda unit: release(unit, where))
    reader, other = uuid4().hex, uuid4().hex

    def read(unit: Unit) -> tuple[str, dict[str, int]]:
        lesson = lesson_of(unit, where, author)
        assert unit.lessons.mark(lesson, reader, "useful")
        assert unit.lessons.mark(lesson, reader, "try")
        assert unit.lessons.mark(lesson, other, "useful")
        assert unit.lessons.marks([lesson]) == {lesson: 2}
        assert not unit.lessons.mark(lesson, reader, "useful")
        assert not unit.lessons.mark(uuid4().hex, reader, "useful")
        return lesson, unit.lessons.marks([lesson, where.id])

    lesson, marks = await store.run(HERE, read)
    assert marks == {lesson: 1, where.id: 0}
    hashes = {row[-1] for row in query(url, "SELECT * FROM lesson_mark")}
    assert len(hashes) == 2
    await store.run(HERE, lambda unit: unit.lessons.forget(other))
    assert await store.run(HERE, lambda unit: unit.lessons.marks([lesson])) == {lesson: 0}
    assert len(query(url, "SELECT * FROM lesson_mark")) == 1
