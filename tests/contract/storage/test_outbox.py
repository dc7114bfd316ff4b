"""Messages are sent once, in the order they were written, and wait where they must."""

import asyncio
from datetime import datetime, timedelta
from functools import partial

import storage
from bot.ports import CLAIM_LASTS, Outgoing, Unit
from tests.contract.storage.making import (
    ELSEWHERE,
    HERE,
    LATER,
    MASTER_KEY,
    NOW,
    message,
    sent_one_by_one,
    somebody,
)

SECOND = timedelta(seconds=1)


async def claim(
    store: storage.Store, now: datetime = NOW, limit: int = 100
) -> tuple[Outgoing, ...]:
    return await store.run(HERE, lambda unit: unit.outbox.claim(now, limit))


async def put(store: storage.Store, *messages: Outgoing) -> None:
    def work(unit: Unit) -> None:
        for each in messages:
            unit.outbox.put(each, NOW)

    await store.run(HERE, work)


async def sent(store: storage.Store, message: Outgoing) -> None:
    await store.run(HERE, lambda unit: unit.outbox.sent(message.id))


async def test_a_message_is_claimed_once_as_it_was(store: storage.Store) -> None:
    owner, about = await somebody(store)
    changes = {"revision": 3, "thread": "1790000000.000100"}
    written = [message(owner, about).model_copy(update=changes), message(owner, None, "")]
    await put(store, *written)
    for each in written:
        assert await claim(store) == (each,)
        assert await claim(store) == ()
        await sent(store, each)


async def test_messages_come_in_the_order_they_were_written(store: storage.Store) -> None:
    owner, _ = await somebody(store)
    written = [message(owner, None, str(number)) for number in range(12)]
    await put(store, *written)
    assert await claim(store) == (written[0],), "the others wait for the first"
    assert await claim(store) == ()
    await sent(store, written[0])
    assert await store.run(HERE, lambda unit: sent_one_by_one(unit, NOW)) == written[1:]


async def test_many_that_wait_do_not_let_a_later_message_overtake(store: storage.Store) -> None:
    owner, _ = await somebody(store)
    first, second = message(owner), message(owner)
    await put(store, first)
    await claim(store)
    await store.run(HERE, lambda unit: unit.outbox.later(first.id, NOW + 5 * SECOND))
    others = [message((await somebody(store))[0]) for _ in range(40)]

    def write(unit: Unit) -> None:
        unit.outbox.put(second, NOW + SECOND)
        for each in others:
            unit.outbox.put(each, NOW + 2 * SECOND)

    await store.run(HERE, write)
    rounds = [await claim(store, NOW + 6 * SECOND, limit=32) for _ in range(2)]
    mine = [each.id for claimed in rounds for each in claimed if each.person == owner.id]
    assert mine == [first.id]


async def test_what_is_not_due_waits(store: storage.Store) -> None:
    owner, _ = await somebody(store)
    await put(store, message(owner))
    assert await claim(store, NOW - SECOND) == ()
    assert len(await claim(store, NOW)) == 1


async def test_a_later_try_counts_and_holds_back_only_its_own_person(
    store: storage.Store,
) -> None:
    owner, _ = await somebody(store)
    other, _ = await somebody(store)
    first, second, apart = message(owner), message(owner), message(other)
    await put(store, first)
    await claim(store)
    await store.run(HERE, lambda unit: unit.outbox.later(first.id, LATER))
    await put(store, second, apart)
    assert [each.id for each in await claim(store, LATER - SECOND)] == [apart.id]
    again = await store.run(HERE, lambda unit: sent_one_by_one(unit, LATER))
    assert [(each.id, each.attempts) for each in again] == [(first.id, 1), (second.id, 0)]


async def test_sent_and_dropped_messages_are_gone(store: storage.Store) -> None:
    owner, _ = await somebody(store)
    sent, dropped = message(owner), message(owner)
    await put(store, sent, dropped)
    assert await store.workspaces_with_mail() == (HERE,)
    await store.run(HERE, lambda unit: unit.outbox.sent(sent.id))
    await store.run(HERE, lambda unit: unit.outbox.drop(dropped.id))
    assert await store.workspaces_with_mail() == ()
    await store.run(HERE, lambda unit: unit.outbox.recover(LATER, ()))
    assert await claim(store, LATER) == ()


async def test_a_running_sender_keeps_what_it_claimed(store: storage.Store) -> None:
    owner, _ = await somebody(store)
    await put(store, message(owner))
    (held,) = await claim(store)
    await store.run(HERE, lambda unit: unit.outbox.recover(LATER, {held.id}))
    assert await claim(store, LATER) == ()


async def test_what_a_sender_claimed_and_does_not_hold_is_tried_again(
    store: storage.Store,
) -> None:
    owner, _ = await somebody(store)
    other, _ = await somebody(store)
    dropped, held = message(owner), message(other)
    await put(store, dropped, held)
    await claim(store)
    await store.run(HERE, lambda unit: unit.outbox.recover(NOW, {held.id}))
    assert [(each.id, each.attempts) for each in await claim(store)] == [(dropped.id, 1)]


async def test_tries_and_failures_of_our_own_are_counted_apart(store: storage.Store) -> None:
    owner, _ = await somebody(store)
    written = message(owner)
    await put(store, written)
    for failed in (False, True, False):
        await claim(store)
        await store.run(HERE, partial(put_back, written.id, failed=failed))
    assert [(each.attempts, each.failures) for each in await claim(store)] == [(3, 1)]


def put_back(name: str, unit: Unit, *, failed: bool) -> None:
    unit.outbox.later(name, NOW, failed=failed)


async def test_a_renewed_claim_is_kept_and_a_lost_one_is_told(url: str) -> None:
    async with (
        storage.open_store(url, MASTER_KEY) as one,
        storage.open_store(url, MASTER_KEY) as two,
    ):
        owners = [(await somebody(one))[0] for _ in range(2)]
        await put(one, *(message(owner) for owner in owners))
        kept, lost = await claim(one)
        now = NOW + CLAIM_LASTS
        assert await one.run(HERE, lambda unit: unit.outbox.renew(kept.id, now))
        await two.run(HERE, lambda unit: unit.outbox.recover(now - SECOND, ()))
        await two.run(HERE, lambda unit: unit.outbox.recover(now, ()))
        taken = await claim(two, now)
        assert not await one.run(HERE, lambda unit: unit.outbox.renew(lost.id, now))
        await one.run(HERE, lambda unit: unit.outbox.later(lost.id, LATER))
        assert not await claim(one, LATER), "it is the other's now, whoever puts it back"
        assert lost.id in {each.id for each in taken}
        if url.startswith("postgresql"):
            assert [each.id for each in taken] == [lost.id]


async def test_nothing_is_renewed_for_the_erased_or_in_a_locked_workspace(
    store: storage.Store,
) -> None:
    owners = [(await somebody(store))[0] for _ in range(2)]
    written = [message(owner) for owner in owners]
    await put(store, *written)
    await claim(store)
    await store.run(HERE, lambda unit: unit.people.erase(owners[0].id))
    await store.run(HERE, lambda unit: unit.workspace.lock(NOW))
    assert await store.run(HERE, lambda unit: renewed(unit, written)) == [False, False]
    await store.run(HERE, lambda unit: unit.workspace.unlock())
    assert await store.run(HERE, lambda unit: renewed(unit, written)) == [False, True]


def renewed(unit: Unit, messages: list[Outgoing]) -> list[bool]:
    return [unit.outbox.renew(each.id, NOW) for each in messages]


async def test_what_a_stopped_process_was_sending_is_tried_again(url: str) -> None:
    async with storage.open_store(url, MASTER_KEY) as stopped:
        owner, _ = await somebody(stopped)
        await put(stopped, message(owner))
        await claim(stopped)
    async with storage.open_store(url, MASTER_KEY) as store:
        await store.run(HERE, lambda unit: unit.outbox.recover(NOW + timedelta(minutes=2), ()))
        assert [each.attempts for each in await claim(store, LATER)] == [1]


async def test_several_claimers_share_without_doubling(url: str) -> None:
    async with (
        storage.open_store(url, MASTER_KEY) as one,
        storage.open_store(url, MASTER_KEY) as two,
    ):
        owners = [(await somebody(one))[0] for _ in range(60)]
        await put(one, *(message(owner) for owner in owners))
        claims = await asyncio.gather(
            *(claim(store, limit=7) for _ in range(10) for store in (one, two))
        )
    names = [each.id for claimed in claims for each in claimed]
    assert len(names) == len(set(names)) == 60


async def test_a_locked_workspace_sends_nothing(store: storage.Store) -> None:
    owner, _ = await somebody(store)
    await put(store, message(owner))
    await store.run(HERE, lambda unit: unit.workspace.lock(NOW))
    assert await store.workspaces_with_mail() == ()
    assert await claim(store) == ()
    await store.run(HERE, lambda unit: unit.workspace.unlock())
    assert await store.workspaces_with_mail() == (HERE,)
    assert len(await claim(store)) == 1


async def test_mail_is_told_by_workspace(store: storage.Store) -> None:
    await put(store, message((await somebody(store))[0]))
    assert await store.workspaces_with_mail() == (HERE,)
    there = message((await somebody(store, ELSEWHERE))[0])
    await store.run(ELSEWHERE, lambda unit: unit.outbox.put(there, NOW))
    assert sorted(await store.workspaces_with_mail()) == [HERE, ELSEWHERE]
