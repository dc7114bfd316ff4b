"""Two processes that change one pool at once: the second sees what the first one did."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from functools import partial
from threading import Event
from typing import TypeVar
from uuid import uuid4

import pytest

import storage
from bot.ports import Conflict, Pool, Posting, Unit
from tests.contract.storage.making import HERE, MASTER_KEY, query
from tests.contract.storage.sharing import contents, kept, release, shared, shred_soon, waiting

A = TypeVar("A")
B = TypeVar("B")
Work = Callable[[Unit], A]

BLOCKED = (
    "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
)


@dataclass(frozen=True)
class Two:
    """Two processes on one database."""

    url: str
    one: storage.Store
    two: storage.Store

    async def meet(self, early: Work[A], late: Work[B]) -> tuple[A, B]:
        """Run both: the late one begins when the early one has done its work, not yet committed."""
        done, go_on = Event(), Event()

        def slow(unit: Unit) -> A:
            result = early(unit)
            done.set()
            go_on.wait(30)
            return result

        first = asyncio.ensure_future(self.one.run(HERE, slow))
        await asyncio.to_thread(done.wait, 30)
        second = asyncio.ensure_future(self.two.run(HERE, late))
        # On SQLite it cannot even begin.
        if self.url.startswith("postgresql"):
            await asyncio.to_thread(self._blocked)
        go_on.set()
        return await first, await second

    def _blocked(self) -> None:
        assert any(query(self.url, BLOCKED) for _ in range(5000)), "the late one did not wait"


@pytest.fixture
async def both(url: str) -> AsyncIterator[Two]:
    async with (
        storage.open_store(url, MASTER_KEY) as one,
        storage.open_store(url, MASTER_KEY) as two,
    ):
        yield Two(url, one, two)


def release_if_ready(where: Pool, unit: Unit) -> str | None:
    """As the use case does: only with enough, and where there is a channel."""
    found = unit.lessons.pool(where.id)
    assert found is not None
    if not found.channels or len(unit.lessons.waiting(where.id)) < found.threshold:
        return None
    return release(unit, where)


def contribute(where: Pool, author: str, content: str, unit: Unit) -> str | None:
    return unit.lessons.contribute(where.id, author, content)


def withdraw(receipt: str, unit: Unit) -> str | None:
    found = unit.lessons.withdraw(receipt)
    return found.pool if found else None


def forget(author: str, unit: Unit) -> tuple[str, ...]:
    return unit.lessons.forget(author)


def raise_to(threshold: int, where: Pool, unit: Unit) -> None:
    found = unit.lessons.pool(where.id)
    assert found is not None
    unit.lessons.keep(found.model_copy(update={"threshold": threshold}))


def to_post(unit: Unit) -> tuple[Posting, ...]:
    return unit.lessons.to_post()


async def ready(both: Two, count: int = 5) -> tuple[Pool, dict[str, str]]:
    where = await kept(both.one, "C1", "C2")
    return where, await shared(both.one, where, count)


async def test_two_release_one_pool_and_one_batch_goes_out(both: Two) -> None:
    where, _ = await ready(both)
    work = partial(release_if_ready, where)
    batch, none = await both.meet(work, work)
    assert batch is not None
    assert none is None
    assert len(await contents(both.one, where)) == 5
    parents = await both.one.run(HERE, to_post)
    assert [(one.channel, one.batch) for one in parents] == [("C1", batch), ("C2", batch)]


async def test_who_releases_what_was_read_before_loses(both: Two) -> None:
    where, _ = await ready(both)
    read = await waiting(both.two, where)
    named = [(one.id, uuid4().hex, one.content) for one in read]
    late = partial(release_as_read, where, named)
    with pytest.raises(Conflict):
        await both.meet(partial(release_if_ready, where), late)
    assert len(await contents(both.one, where)) == 5


def release_as_read(where: Pool, named: list[tuple[str, str, str]], unit: Unit) -> None:
    unit.lessons.release(where.id, uuid4().hex, "2026-W15", named)


async def test_a_withdrawal_during_a_release_takes_it_out_of_the_batch(both: Two) -> None:
    where, receipts = await ready(both)
    author, receipt = next(iter(receipts.items()))
    batch, pool = await both.meet(partial(release_if_ready, where), partial(withdraw, receipt))
    assert batch is not None
    assert pool == where.id
    released = await contents(both.one, where)
    assert len(released) == 4
    assert f"of {author}" not in released


async def test_a_release_during_a_withdrawal_has_too_few(both: Two) -> None:
    where, receipts = await ready(both)
    receipt = next(iter(receipts.values()))
    pool, batch = await both.meet(partial(withdraw, receipt), partial(release_if_ready, where))
    assert pool == where.id
    assert batch is None
    assert len(await waiting(both.one, where)) == 4


@pytest.mark.parametrize("count", [5, 6])
async def test_who_leaves_during_a_release_stays_in_it_or_stops_it(both: Two, count: int) -> None:
    where, receipts = await ready(both, count)
    author = next(iter(receipts))
    pools, batch = await both.meet(partial(forget, author), partial(release_if_ready, where))
    assert pools == (where.id,)
    assert (batch is not None) == (count == 6)
    left = await contents(both.one, where) or [
        one.content for one in await waiting(both.one, where)
    ]
    assert sorted(left) == sorted(f"of {one}" for one in receipts if one != author)


async def test_who_leaves_after_a_release_leaves_the_batch_as_it_is(both: Two) -> None:
    where, receipts = await ready(both)
    author = next(iter(receipts))
    batch, pools = await both.meet(partial(release_if_ready, where), partial(forget, author))
    assert batch is not None
    assert pools == ()
    assert len(await contents(both.one, where)) == 5


async def test_a_lesson_that_comes_during_a_release_waits_for_the_next(both: Two) -> None:
    where, _ = await ready(both)
    late = partial(contribute, where, uuid4().hex, "late")
    _, receipt = await both.meet(partial(release_if_ready, where), late)
    assert len(await contents(both.one, where)) == 5
    assert [one.content for one in await waiting(both.one, where)] == ["late"]
    assert await both.one.run(HERE, partial(withdraw, receipt or "")) == where.id


async def test_a_release_during_a_lesson_that_comes_takes_it_along(both: Two) -> None:
    where, _ = await ready(both)
    early = partial(contribute, where, uuid4().hex, "early")
    _, batch = await both.meet(early, partial(release_if_ready, where))
    assert batch is not None
    assert "early" in await contents(both.one, where)
    assert await waiting(both.one, where) == ()


@pytest.mark.parametrize("again", ["mine", "another"])
async def test_one_author_twice_at_once_has_one_lesson(both: Two, again: str) -> None:
    where = await kept(both.one, "C1")
    author = uuid4().hex
    first, second = await both.meet(
        partial(contribute, where, author, "mine"), partial(contribute, where, author, again)
    )
    assert first is not None
    assert second == (first if again == "mine" else None)
    assert [one.content for one in await waiting(both.one, where)] == ["mine"]


async def test_a_threshold_raised_before_a_release_holds_it_back(both: Two) -> None:
    where, _ = await ready(both)
    _, batch = await both.meet(partial(raise_to, 6, where), partial(release_if_ready, where))
    assert batch is None
    assert len(await waiting(both.one, where)) == 5


async def test_a_threshold_raised_during_a_release_counts_from_the_next(both: Two) -> None:
    where, _ = await ready(both)
    batch, _ = await both.meet(partial(release_if_ready, where), partial(raise_to, 6, where))
    assert batch is not None
    found = await both.one.run(HERE, lambda unit: unit.lessons.pool(where.id))
    assert found == where.model_copy(
        update={"threshold": 6, "release": None, "spoke": "2026-W15"}
    ), "what the release changed is not overwritten"


async def test_a_channel_that_moves_away_gets_nothing_of_the_release(both: Two) -> None:
    where, _ = await ready(both)
    other = await kept(both.one, "C3")

    def move(unit: Unit) -> None:
        unit.lessons.keep(other.model_copy(update={"channels": ("C2", "C3")}))

    await both.meet(move, partial(release_if_ready, where))
    assert [one.channel for one in await both.one.run(HERE, to_post)] == ["C1"]


async def test_the_last_channel_that_goes_holds_the_release_back(both: Two) -> None:
    where = await kept(both.one, "C1")
    await shared(both.one, where)
    dropped, batch = await both.meet(drop, partial(release_if_ready, where))
    assert dropped == where.id
    assert batch is None
    assert len(await waiting(both.one, where)) == 5


async def test_a_channel_that_goes_during_a_release_gets_nothing_of_it(both: Two) -> None:
    where, _ = await ready(both)
    _, dropped = await both.meet(partial(release_if_ready, where), drop)
    assert dropped == where.id
    assert [one.channel for one in await both.one.run(HERE, to_post)] == ["C2"]


def drop(unit: Unit) -> str | None:
    return unit.lessons.drop_channel("C1")


async def test_a_withdrawal_while_it_is_noted_as_posted_is_edited(both: Two) -> None:
    where, receipts = await ready(both)
    await both.one.run(HERE, partial(release_if_ready, where))
    for parent in await both.one.run(HERE, to_post):
        await both.one.run(HERE, partial(posted, parent))
    author, receipt = next(iter(receipts.items()))
    under_way = await both.one.run(HERE, partial(posting_of, where, author))
    await both.meet(partial(posted, under_way), partial(withdraw, receipt))
    (edit,) = await both.one.run(HERE, lambda unit: unit.lessons.to_edit())
    assert (edit.channel, edit.lesson) == ("C1", under_way.lesson)


def posted(posting: Posting, unit: Unit) -> None:
    unit.lessons.posted(posting, "1790000000.000100")


def posting_of(where: Pool, author: str, unit: Unit) -> Posting:
    """What is to be posted to the first channel of the author's lesson."""
    found = unit.lessons.released([where.id])
    lesson = next(one.id for one in found if one.content == f"of {author}")
    return next(one for one in unit.lessons.to_post() if one.lesson == lesson)


async def test_what_is_released_while_tables_are_written_anew_is_shredded_next(
    both: Two,
) -> None:
    where, receipts = await ready(both, 6)
    await both.one.run(HERE, partial(release_if_ready, where))
    (*_, receipt) = receipts.values()
    results = await asyncio.gather(
        both.one.shred_lessons(), both.two.run(HERE, partial(withdraw, receipt))
    )
    assert results[1] == where.id
    assert await shred_soon(both.one)
    assert query(both.url, "SELECT 1 FROM lesson_pool WHERE shred IS NOT NULL") == []
    assert len(await contents(both.two, where)) == 5
