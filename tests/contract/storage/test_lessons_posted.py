"""What of a batch is to be posted to which channel, is there, and is to be edited there."""

from functools import partial
from uuid import uuid4

import pytest

import storage
from bot.ports import Pool, Posting, Unit
from tests.contract.storage.making import HERE, query
from tests.contract.storage.sharing import kept, release, shared

MESSAGE = "1790000000.000100"


async def released(store: storage.Store, *channels: str) -> tuple[Pool, list[str]]:
    """A pool with a batch that is to be posted, and the receipts of its lessons."""
    where = await kept(store, *channels)
    receipts = await shared(store, where)
    await store.run(HERE, lambda unit: release(unit, where))
    return where, list(receipts.values())


async def to_post(store: storage.Store) -> tuple[Posting, ...]:
    return await store.run(HERE, lambda unit: unit.lessons.to_post())


async def to_edit(store: storage.Store) -> tuple[Posting, ...]:
    return await store.run(HERE, lambda unit: unit.lessons.to_edit())


async def post(store: storage.Store, posting: Posting, message: str = MESSAGE) -> None:
    await store.run(HERE, lambda unit: unit.lessons.posted(posting, message))


async def withdraw(store: storage.Store, receipt: str) -> None:
    assert await store.run(HERE, lambda unit: unit.lessons.withdraw(receipt)) is not None


async def test_of_each_channel_the_parent_comes_first_then_its_lessons(
    store: storage.Store, url: str
) -> None:
    where, _ = await released(store, "C1", "C2")
    first, second = await to_post(store)
    assert [(one.channel, one.lesson, one.message) for one in (first, second)] == [
        ("C1", None, None),
        ("C2", None, None),
    ]
    await post(store, first)
    waiting = await to_post(store)
    assert second in waiting
    lessons = [one for one in waiting if one != second]
    assert {(one.channel, one.thread, one.batch) for one in lessons} == {
        ("C1", MESSAGE, first.batch)
    }
    found = await store.run(HERE, lambda unit: unit.lessons.released([where.id]))
    assert [one.lesson for one in lessons] == [one.id for one in found]
    for one in lessons:
        await post(store, one)
    assert await to_post(store) == (second,)
    for (message,) in query(url, "SELECT message FROM lesson_posting WHERE channel = 'C1'"):
        assert isinstance(message, bytes)
        assert MESSAGE.encode() not in message


async def test_a_channel_reads_what_stands_there(store: storage.Store) -> None:
    _, receipts = await released(store, "C1", "C2")
    first, _ = await to_post(store)
    await post(store, first)
    assert await read_in(store, "C1") == set(), "nothing but the parent"
    lesson, *_ = [one for one in await to_post(store) if one.channel == "C1"]
    await post(store, lesson)
    assert await read_in(store, "C1") == {lesson.lesson}
    assert await read_in(store, "C2") == await read_in(store, "C3") == set()
    await store.run(HERE, lambda unit: unit.lessons.drop_channel("C1"))
    assert await read_in(store, "C1") == {lesson.lesson}, "it stands there still"
    for receipt in receipts:
        await withdraw(store, receipt)
    assert await read_in(store, "C1") == set()


async def read_in(store: storage.Store, channel: str) -> set[str]:
    found = await store.run(HERE, lambda unit: unit.lessons.read_in(channel))
    return {one.id for one in found if one.content.startswith("of ")}


async def test_a_lesson_withdrawn_before_it_is_posted_is_not_posted(store: storage.Store) -> None:
    _, receipts = await released(store, "C1")
    await withdraw(store, receipts[0])
    (parent,) = await to_post(store)
    await post(store, parent)
    assert len(await to_post(store)) == 4
    assert await to_edit(store) == ()


async def test_a_batch_of_which_nothing_is_left_has_no_parent_either(store: storage.Store) -> None:
    _, receipts = await released(store, "C1")
    for receipt in receipts:
        await withdraw(store, receipt)
    assert await to_post(store) == ()


async def test_a_lesson_withdrawn_after_it_is_posted_is_edited_everywhere(
    store: storage.Store,
) -> None:
    _, receipts = await released(store, "C1", "C2")
    for _ in ("the parents", "the lessons"):
        for one in await to_post(store):
            await post(store, one, f"{one.channel} {one.lesson}")
    assert await to_edit(store) == ()
    await withdraw(store, receipts[0])
    first, second = await to_edit(store)
    assert (first.channel, second.channel, second.lesson) == ("C1", "C2", first.lesson)
    assert first.message == f"C1 {first.lesson}"
    assert first.thread == "C1 None"
    await store.run(HERE, lambda unit: unit.lessons.edited(first))
    assert await to_edit(store) == (second,)
    await withdraw(store, receipts[0])
    assert await to_edit(store) == (second,)


async def test_a_lesson_withdrawn_while_it_is_posted_is_edited(store: storage.Store) -> None:
    _, receipts = await released(store, "C1")
    (parent,) = await to_post(store)
    await post(store, parent)
    under_way = await to_post(store)
    for receipt in receipts[:2]:
        await withdraw(store, receipt)
    for one in under_way:
        await post(store, one)
    assert len(await to_edit(store)) == 2
    assert await to_post(store) == ()


async def test_what_is_posted_twice_is_known_by_its_last_message(store: storage.Store) -> None:
    await released(store, "C1")
    (parent,) = await to_post(store)
    for message in ("1.1", "2.2"):
        await post(store, parent, message)
    assert {one.thread for one in await to_post(store)} == {"2.2"}


async def test_a_dropped_channel_gets_nothing_more(store: storage.Store) -> None:
    where, receipts = await released(store, "C1", "C2")
    parent, _ = await to_post(store)
    await post(store, parent)
    *under_way, other = await to_post(store)
    assert await store.run(HERE, lambda unit: unit.lessons.drop_channel("C1")) == where.id
    assert await to_post(store) == (other,)
    # One was being posted meanwhile: it can be withdrawn all the same.
    await post(store, under_way[0])
    for receipt in receipts:
        await withdraw(store, receipt)
    (edit,) = await to_edit(store)
    assert (edit.channel, edit.lesson) == ("C1", under_way[0].lesson)


async def test_what_was_withdrawn_while_its_channel_was_dropped_is_edited(
    store: storage.Store,
) -> None:
    _, receipts = await released(store, "C1")
    (parent,) = await to_post(store)
    await post(store, parent)
    under_way = await to_post(store)
    await store.run(HERE, lambda unit: unit.lessons.drop_channel("C1"))
    for receipt in receipts:
        await withdraw(store, receipt)
    await post(store, under_way[0])
    (edit,) = await to_edit(store)
    assert (edit.lesson, edit.message) == (under_way[0].lesson, MESSAGE)


async def test_nothing_is_posted_for_a_pool_that_is_not_there(store: storage.Store) -> None:
    where, _ = await released(store, "C1")
    (parent,) = await to_post(store)
    stray = parent.model_copy(update={"pool": uuid4().hex})
    with pytest.raises(ValueError, match="no such pool"):
        await post(store, stray)
    assert await to_post(store) == (parent,)
    assert where.id == parent.pool


async def test_what_still_stands_as_it_was_is_not_forgotten(store: storage.Store) -> None:
    """Only what was withdrawn can have been edited."""
    _, receipts = await released(store, "C1")
    for _ in ("the parent", "the lessons"):
        for one in await to_post(store):
            await post(store, one)
            await store.run(HERE, partial(edited, one))
    await withdraw(store, receipts[0])
    assert len(await to_edit(store)) == 1


def edited(posting: Posting, unit: Unit) -> None:
    unit.lessons.edited(posting)
