"""Writes nobody looks at may run later: they fail their own unit, and none fails unseen."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from threading import Event

import psycopg
import pytest

import storage
from bot.ports import Turn, Unit
from storage.postgresql import PostgresqlDatabase
from tests.contract.storage.making import (
    HERE,
    MASTER_KEY,
    NOW,
    append,
    heard,
    message,
    one_group,
    person,
    sent_one_by_one,
    somebody,
)


def to_nobody(unit: Unit) -> None:
    """A message that the database refuses: there is no such person."""
    unit.outbox.put(message(person(), details=""), NOW)


async def in_one_group(store: storage.Store, *works: Callable[[Unit], object]) -> list[object]:
    async with one_group(store):
        asked = [asyncio.ensure_future(store.run(HERE, work)) for work in works]
    return list(await asyncio.gather(*asked, return_exceptions=True))


async def test_what_is_refused_fails_its_own_unit(store: storage.Store) -> None:
    owner, _ = await somebody(store)

    def fine(unit: Unit) -> bool:
        unit.outbox.put(message(owner), NOW)
        return True

    told = await in_one_group(store, fine, to_nobody, fine)
    assert [type(each) for each in told] == [bool, storage.Unavailable, bool]
    sent = await store.run(HERE, lambda unit: sent_one_by_one(unit, NOW))
    assert len(sent) == 2


async def test_the_first_failure_is_told_whatever_is_tried_after_it(postgresql_url: str) -> None:
    connection = PostgresqlDatabase(postgresql_url).connect()
    connection.begin()
    connection.later("SELECT 1 / ?::int", (0,))
    for never_run_before in ("SELECT 2", "SELECT 3"):
        with pytest.raises(psycopg.errors.DivisionByZero):
            connection.execute(never_run_before)
    connection.rollback()
    assert connection.execute("SELECT 4").fetchone() == (4,)
    connection.close()


async def test_a_statement_that_cannot_be_prepared_is_a_failure_too(postgresql_url: str) -> None:
    connection = PostgresqlDatabase(postgresql_url).connect()
    connection.begin()
    connection.execute("SELECT 1")
    for tried in ("SELECT nothing", "SELECT 2"):
        with pytest.raises(psycopg.errors.UndefinedColumn):
            connection.execute(tried)
    connection.rollback()
    assert connection.execute("SELECT 3").fetchone() == (3,)
    connection.close()


async def test_nobody_swallows_what_failed_for_another(store: storage.Store) -> None:
    owner, _ = await somebody(store)

    def swallow(unit: Unit) -> str:
        with suppress(Exception):
            unit.people.get(owner.id)
        return "fine"

    told = await in_one_group(store, to_nobody, swallow)
    assert isinstance(told[0], storage.Unavailable)
    assert told[1] == "fine"


async def test_a_part_that_is_refused_is_undone_before_the_rest(store: storage.Store) -> None:
    owner, _ = await somebody(store)

    def work(unit: Unit) -> None:
        unit.outbox.put(message(owner, details="before"), NOW)
        with suppress(Exception):
            unit.attempt(lambda: to_nobody(unit))
        unit.outbox.put(message(owner, details="after"), NOW)

    await store.run(HERE, work)
    sent = await store.run(HERE, lambda unit: sent_one_by_one(unit, NOW))
    assert [each.details for each in sent] == ["before", "after"]


async def test_what_was_put_off_is_read_in_order(store: storage.Store) -> None:
    owner, about = await somebody(store)

    def work(unit: Unit) -> list[str]:
        for number in range(3):
            append(unit, owner.id, about.id, number)
            unit.outbox.put(message(owner, about, str(number)), NOW)
        history = unit.conversations.history(owner.id, about.id)
        return [each.said for each in history]

    assert await store.run(HERE, work) == ["0", "1", "2"]
    sent = await store.run(HERE, lambda unit: sent_one_by_one(unit, NOW))
    assert [each.details for each in sent] == ["0", "1", "2"]


async def test_more_than_the_network_takes_at_once_arrives(store: storage.Store) -> None:
    owner, _ = await somebody(store)

    def much(unit: Unit) -> None:
        for number in range(40):
            unit.outbox.put(message(owner, details=f"{number:02}" * 50_000), NOW)

    await store.run(HERE, much)
    sent = await store.run(HERE, lambda unit: sent_one_by_one(unit, NOW))
    assert [int(each.details[:2]) for each in sent] == list(range(40))


async def test_a_save_that_another_process_overtook_is_made_again(postgresql_url: str) -> None:
    read, go_on = Event(), Event()

    async with (
        storage.open_store(postgresql_url, MASTER_KEY) as one,
        storage.open_store(postgresql_url, MASTER_KEY) as two,
    ):
        owner, about = await somebody(one)

        def slow(unit: Unit) -> None:
            unit.conversations.get(owner.id, about.id)
            read.set()
            go_on.wait(30)
            append(unit, owner.id, about.id, 1)

        slowly = asyncio.ensure_future(one.run(HERE, slow, Turn(person=owner.user, at=0)))
        await asyncio.to_thread(read.wait, 30)
        try:
            await two.run(HERE, lambda unit: append(unit, owner.id, about.id, 2))
        finally:
            go_on.set()
        await slowly
        assert await heard(one, owner, about) == [2, 1]
