"""What falls due: kept by its key, moved, taken, joined, sent once, and forgotten."""

from collections.abc import Callable
from datetime import timedelta
from typing import TypeVar

import pytest

import storage
from bot.ports import Due, DueKind, Person, Unit
from storage import claim
from tests.contract.storage.making import HERE, LATER, NOW, due, enclosed, somebody

T = TypeVar("T")
DAY = timedelta(days=1)


async def run(store: storage.Store, work: Callable[[Unit], T]) -> T:
    return await store.run(HERE, work)


async def plan(store: storage.Store, *rows: Due) -> None:
    def work(unit: Unit) -> None:
        for row in rows:
            unit.agenda.plan(row)

    await run(store, work)


async def of(store: storage.Store, owner: Person) -> tuple[Due, ...]:
    return await run(store, lambda unit: unit.agenda.of(owner.id))


async def queue(store: storage.Store) -> str:
    """The one batch of what is due NOW."""
    ((batch, _),) = await store.run_whole(lambda session: claim.claim_due(session, NOW, 99, 99))
    return batch


async def take(store: storage.Store, batch: str) -> tuple[Due, ...]:
    return await run(store, lambda unit: unit.agenda.fence(batch))


async def send(store: storage.Store, *rows: Due, for_week: bool = True) -> None:
    """Send rows that were taken as one letter."""

    def work(unit: Unit) -> None:
        unit.agenda.into([enclosed(*rows, for_week=for_week)])
        unit.agenda.sent([rows[0].id], NOW)

    await run(store, work)


async def swept(store: storage.Store) -> int:
    return await store.run_whole(lambda session: claim.sweep(session, NOW, timedelta(0)))


async def test_what_is_planned_comes_back_the_first_due_first(store: storage.Store) -> None:
    owner, about = await somebody(store)
    later = due(owner, "before", about.id, LATER)
    sooner = due(owner, "improve", about.id, NOW)
    await plan(store, later, sooner)
    assert await of(store, owner) == (sooner, later)


async def test_of_one_key_there_is_one_row_and_it_moves(store: storage.Store) -> None:
    owner, _ = await somebody(store)
    first = due(owner, key="nudge:1")
    await plan(store, first, due(owner, at=LATER, key="nudge:1"))
    assert await of(store, owner) == (first.model_copy(update={"due": LATER, "generation": 1}),)


async def test_what_moves_while_it_is_queued_leaves_its_batch(store: storage.Store) -> None:
    owner, _ = await somebody(store)
    await plan(store, due(owner, key="moved"), due(owner, key="stays"))
    batch = await queue(store)
    await plan(store, due(owner, at=LATER, key="moved"))
    assert [row.send_key for row in await take(store, batch)] == ["stays"]
    (moved,) = await of(store, owner)
    assert (moved.send_key, moved.due, moved.generation) == ("moved", LATER, 1)


@pytest.mark.parametrize("finish", ["taken", "sent", "dropped in doubt"])
async def test_what_may_have_been_sent_stays_so_when_it_is_planned_again(
    store: storage.Store, finish: str
) -> None:
    owner, _ = await somebody(store)
    await plan(store, due(owner, key="once"))
    batch = await queue(store)
    (row,) = await take(store, batch)
    if finish == "sent":
        await send(store, row)
    if finish == "dropped in doubt":
        await take(store, batch)
        await run(store, lambda unit: unit.agenda.drop(row.id))
    await plan(store, due(owner, key="once"))
    await run(store, lambda unit: unit.agenda.cancel(owner.id, "nudge"))
    await plan(store, due(owner, key="once"))
    assert await of(store, owner) == ()


async def test_what_is_dropped_unsent_can_be_planned_anew(store: storage.Store) -> None:
    owner, _ = await somebody(store)
    row = due(owner)
    await plan(store, row)
    await take(store, await queue(store))
    await run(store, lambda unit: unit.agenda.drop(row.id))
    await plan(store, row)
    assert await of(store, owner) == (row,)


async def test_what_is_cancelled_is_gone_and_can_be_planned_anew(store: storage.Store) -> None:
    owner, about = await somebody(store)
    other, _ = await somebody(store)
    kinds: list[tuple[DueKind, str]] = [
        ("reflect", about.id),
        ("reflect", ""),
        ("before", about.id),
    ]
    rows = [due(owner, kind, what, key=kind + what) for kind, what in kinds]
    theirs = due(other, "reflect", about.id)
    await plan(store, theirs, *rows)
    batch = await queue(store)
    await run(store, lambda unit: unit.agenda.cancel(owner.id, "reflect", about.id))
    assert {row.id for row in await of(store, owner)} == {rows[1].id, rows[2].id}
    assert {row.id for row in await take(store, batch)} == {theirs.id, rows[1].id, rows[2].id}
    again = due(owner, "reflect", about.id, key=rows[0].send_key)
    await plan(store, again)
    assert await of(store, owner) == (again,)


async def test_one_row_is_withdrawn_and_its_key_is_free_again(store: storage.Store) -> None:
    owner, about = await somebody(store)
    rows = [due(owner, "improve", about.id, key=key) for key in ("first", "second")]
    await plan(store, *rows)
    await run(store, lambda unit: unit.agenda.withdraw(rows[0].id))
    assert await of(store, owner) == (rows[1],)
    again = due(owner, "improve", about.id, key="first")
    await plan(store, again)
    assert set(await of(store, owner)) == {again, rows[1]}


async def test_withdrawn_in_doubt_it_is_not_sent_anew(store: storage.Store) -> None:
    owner, _ = await somebody(store)
    row = due(owner)
    await plan(store, row)
    batch = await queue(store)
    await take(store, batch)
    await run(store, lambda unit: unit.agenda.withdraw(row.id))
    assert [one.id for one in await take(store, batch)] == [row.id]
    await run(store, lambda unit: unit.agenda.into([enclosed(row)]))
    await run(store, lambda unit: unit.agenda.later(row.id, LATER))
    await run(store, lambda unit: unit.agenda.withdraw(row.id))
    await plan(store, due(owner, key=row.send_key))
    assert await of(store, owner) == ()


async def test_what_was_taken_already_comes_back_doubtful_with_its_letter(
    store: storage.Store,
) -> None:
    owner, _ = await somebody(store)
    row = due(owner)
    await plan(store, row)
    batch = await queue(store)
    assert await take(store, batch) == (row,)
    await run(store, lambda unit: unit.agenda.into([enclosed(row)]))
    doubtful = row.model_copy(update={"doubtful": True, "letter": row.id})
    assert await take(store, batch) == (doubtful,)


async def test_in_a_locked_workspace_nothing_is_taken(store: storage.Store) -> None:
    owner, _ = await somebody(store)
    await plan(store, due(owner))
    batch = await queue(store)
    await run(store, lambda unit: unit.workspace.lock(NOW))
    assert await take(store, batch) == ()


async def test_what_else_is_due_that_day_joins(store: storage.Store) -> None:
    owner, _ = await somebody(store)
    other, _ = await somebody(store)
    now, soon, late = (due(owner, at=NOW + timedelta(hours=hours)) for hours in (0, 1, 9))
    await plan(store, now, late, soon, due(other, at=LATER))
    batch = await queue(store)
    until = NOW + timedelta(hours=9)
    joined = await run(
        store, lambda unit: [unit.agenda.fence(batch), unit.agenda.join({owner.id: until}, batch)]
    )
    assert joined == [(now,), (soon,)]
    await send(store, now, soon)
    assert await of(store, owner) == (late,)


async def test_what_joined_is_swept_with_its_batch(store: storage.Store) -> None:
    owner, _ = await somebody(store)
    await plan(store, due(owner), due(owner, at=LATER))
    batch = await queue(store)
    await run(store, lambda unit: unit.agenda.fence(batch))
    await run(store, lambda unit: unit.agenda.join({owner.id: LATER + DAY}, batch))
    assert await swept(store) == 2


async def test_a_row_that_is_put_off_waits_as_a_new_generation(store: storage.Store) -> None:
    owner, _ = await somebody(store)
    row = due(owner)
    await plan(store, row)
    batch = await queue(store)
    await take(store, batch)
    await run(store, lambda unit: unit.agenda.later(row.id, LATER))
    assert await take(store, batch) == ()
    assert await of(store, owner) == (row.model_copy(update={"due": LATER, "generation": 1}),)


async def test_a_row_whose_letter_was_tried_waits_with_it_in_doubt(store: storage.Store) -> None:
    owner, _ = await somebody(store)
    row = due(owner)
    await plan(store, row)
    await take(store, await queue(store))
    await run(store, lambda unit: unit.agenda.into([enclosed(row)]))
    await run(store, lambda unit: unit.agenda.later(row.id, LATER))
    (waiting,) = await of(store, owner)
    assert (waiting.doubtful, waiting.letter, waiting.due) == (True, row.id, LATER)


async def test_a_doubtful_row_stays_doubtful_and_its_key_is_used_up(store: storage.Store) -> None:
    owner, _ = await somebody(store)
    row = due(owner)
    await plan(store, row)
    batch = await queue(store)
    for _ in range(2):
        await take(store, batch)
        await run(store, lambda unit: unit.agenda.into([enclosed(row)]))
    await run(store, lambda unit: unit.agenda.later(row.id, LATER))
    (waiting,) = await of(store, owner)
    assert (waiting.doubtful, waiting.letter) == (True, row.id)
    await run(store, lambda unit: unit.agenda.cancel(owner.id, "nudge"))
    await plan(store, row)
    assert await of(store, owner) == (), "it may have been sent, so it never is again"
