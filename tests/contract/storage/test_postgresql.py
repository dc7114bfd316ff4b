"""What only a server can do: hang up, be shared by processes, and find deadlocks."""

import asyncio
from contextlib import suppress
from threading import Barrier, BrokenBarrierError, Event

import psycopg
import pytest

import storage
from bot.ports import Outgoing, Turn, Unit
from bot.usecases.knock import Knock
from bot.usecases.profile import keep_zone
from bot.usecases.start import make_current
from bot.usecases.talk import Details, put
from tests.contract.storage.making import (
    HERE,
    MASTER_KEY,
    NOW,
    append,
    heard,
    message,
    person,
    query,
    raw,
    somebody,
)
from tests.unit.usecases.desk import RandomIds

HANG_UP = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
)


async def test_a_server_that_hung_up_is_called_again(postgresql_url: str) -> None:
    async with storage.open_store(postgresql_url, MASTER_KEY) as store:
        owner, about = await somebody(store)
        for number in range(3):
            query(postgresql_url, HANG_UP)
            await step(store, owner.id, about.id, number)
        assert await heard(store, owner, about) == [0, 1, 2]


async def step(store: storage.Store, owner: str, about: str, number: int) -> None:
    await store.run(
        HERE, lambda unit: append(unit, owner, about, number), Turn(person=owner, at=number)
    )


async def test_a_group_that_was_cut_off_is_run_again(postgresql_url: str) -> None:
    cuts: list[int] = []

    def cut_off(unit: Unit) -> bool:
        if not cuts:
            cuts.append(1)
            query(postgresql_url, HANG_UP)
        return unit.deliveries.first("cut off", None, NOW)

    async with storage.open_store(postgresql_url, MASTER_KEY) as store:
        first, cut, last = await asyncio.gather(
            store.run(HERE, lambda unit: unit.deliveries.first("first", None, NOW)),
            store.run(HERE, cut_off),
            store.run(HERE, lambda unit: unit.deliveries.first("last", None, NOW)),
        )
    assert first and cut and last  # noqa: PT018 - one fact: all were kept


async def test_a_server_that_stays_away_is_unavailable(postgresql_url: str) -> None:
    async with storage.open_store(postgresql_url, MASTER_KEY) as store:
        name = psycopg.conninfo.conninfo_to_dict(postgresql_url)["dbname"]
        server = postgresql_url.replace(str(name), "postgres")
        with psycopg.connect(server, autocommit=True) as outside:
            outside.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false'.encode())
            outside.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name]
            )
            with pytest.raises(storage.Unavailable):
                await store.run(HERE, lambda unit: unit.people.find("U1"))
            outside.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS true'.encode())
        assert await store.run(HERE, lambda unit: unit.people.find("U1")) is None


async def test_processes_that_change_one_conversation_lose_no_step(postgresql_url: str) -> None:
    async with (
        storage.open_store(postgresql_url, MASTER_KEY) as one,
        storage.open_store(postgresql_url, MASTER_KEY) as two,
    ):
        owner, about = await somebody(one)
        await asyncio.gather(
            *(
                step(store, owner.id, about.id, number + offset)
                for number in range(60)
                for store, offset in ((one, 0), (two, 1000))
            )
        )
        expected = [*range(60), *range(1000, 1060)]
        assert sorted(await heard(one, owner, about)) == expected


async def test_processes_that_meet_somebody_new_add_them_once(postgresql_url: str) -> None:
    def meet(unit: Unit) -> str:
        known = unit.people.find("U1")
        if known is None:
            known = person().model_copy(update={"user": "U1"})
            unit.people.add(known)
        return known.id

    async with (
        storage.open_store(postgresql_url, MASTER_KEY) as one,
        storage.open_store(postgresql_url, MASTER_KEY) as two,
    ):
        met = await asyncio.gather(
            *(
                store.run(HERE, meet, Turn(person=f"U{number}", at=0))
                for number in range(20)
                for store in (one, two)
            )
        )
    assert len(set(met)) == 1


async def test_what_units_at_once_keep_of_a_person_is_all_kept(postgresql_url: str) -> None:
    read, go_on = Event(), Event()
    knock = Knock(workspace=HERE, user="U1", key="", now=NOW, ids=RandomIds())

    def first_contact(unit: Unit) -> None:
        known = unit.people.get(owner.id)
        assert known is not None
        read.set()
        go_on.wait(30)
        put(unit, knock, make_current(unit, known, about.id), Details())

    async with (
        storage.open_store(postgresql_url, MASTER_KEY) as one,
        storage.open_store(postgresql_url, MASTER_KEY) as two,
    ):
        owner, about = await somebody(one)
        starting = asyncio.ensure_future(one.run(HERE, first_contact))
        await asyncio.to_thread(read.wait, 30)
        try:
            await two.run(
                HERE, lambda unit: keep_zone(unit, owner.id, "Asia/Tokyo", NOW, RandomIds())
            )
        finally:
            go_on.set()
        await starting
        kept = await one.run(HERE, lambda unit: unit.people.get(owner.id))
    assert kept == owner.model_copy(
        update={"zone": "Asia/Tokyo", "zone_checked": NOW, "current": about.id, "welcomed": True}
    )


async def test_somebody_who_comes_twice_at_once_is_welcomed_once(postgresql_url: str) -> None:
    welcoming, go_on = Event(), Event()

    def slow(unit: Unit) -> bool:
        first = unit.people.welcome(owner.id)
        welcoming.set()
        go_on.wait(30)
        return first

    async with (
        storage.open_store(postgresql_url, MASTER_KEY) as one,
        storage.open_store(postgresql_url, MASTER_KEY) as two,
    ):
        owner, _ = await somebody(one)
        first = asyncio.ensure_future(one.run(HERE, slow))
        await asyncio.to_thread(welcoming.wait, 30)
        second = asyncio.ensure_future(two.run(HERE, lambda unit: unit.people.welcome(owner.id)))
        go_on.set()
        assert list(await asyncio.gather(first, second)) == [True, False]


async def test_a_claim_that_is_not_committed_yet_holds_back_what_follows(
    postgresql_url: str,
) -> None:
    claiming, go_on = Event(), Event()

    def slow(unit: Unit) -> tuple[Outgoing, ...]:
        claimed = unit.outbox.claim(NOW, 10)
        claiming.set()
        go_on.wait(30)
        return claimed

    async with (
        storage.open_store(postgresql_url, MASTER_KEY) as one,
        storage.open_store(postgresql_url, MASTER_KEY) as two,
    ):
        owner, _ = await somebody(one)
        first, second = message(owner), message(owner)
        await one.run(HERE, lambda unit: unit.outbox.put(first, NOW))
        being_sent = asyncio.ensure_future(one.run(HERE, slow))
        await asyncio.to_thread(claiming.wait, 30)
        try:
            await two.run(HERE, lambda unit: unit.outbox.put(second, NOW))
            overtaking = await two.run(HERE, lambda unit: unit.outbox.claim(NOW, 10))
        finally:
            go_on.set()
        assert await being_sent == (first,)
        assert overtaking == ()
        await one.run(HERE, lambda unit: unit.outbox.sent(first.id))
        assert await two.run(HERE, lambda unit: unit.outbox.claim(NOW, 10)) == (second,)


async def test_a_deadlock_is_run_again(postgresql_url: str) -> None:
    meeting = Barrier(2)

    def cross(unit: Unit, mine: str, theirs: str) -> None:
        raw(unit, f"UPDATE person SET channel = 'D' WHERE id = '{mine}'")  # noqa: S608 - ids of ours
        with suppress(BrokenBarrierError):
            meeting.wait(5)
        meeting.abort()
        raw(unit, f"UPDATE person SET zone = 'UTC' WHERE id = '{theirs}'")  # noqa: S608 - ids of ours

    async with (
        storage.open_store(postgresql_url, MASTER_KEY) as one,
        storage.open_store(postgresql_url, MASTER_KEY) as two,
    ):
        this, that = (await somebody(one))[0], (await somebody(one))[0]
        await asyncio.gather(
            one.run(HERE, lambda unit: cross(unit, this.id, that.id)),
            two.run(HERE, lambda unit: cross(unit, that.id, this.id)),
        )
        for each in (this, that):
            kept = await one.run(HERE, lambda unit, name=each.id: unit.people.get(name))  # type: ignore[misc]  # mypy cannot infer a lambda's default
            assert (kept.channel, kept.zone) == ("D", "UTC")
