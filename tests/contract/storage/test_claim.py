"""Claiming what is due over all workspaces: each row once, a person's rows together."""

import asyncio
from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta

import storage
from bot.ports import Due, Person, Unit
from storage import claim
from tests.contract.storage.making import (
    ELSEWHERE,
    HERE,
    LATER,
    MASTER_KEY,
    NOW,
    due,
    enclosed,
    person,
    somebody,
)

SECOND = timedelta(seconds=1)


async def people(store: storage.Store, count: int, workspace: str = HERE) -> list[Person]:
    owners = [person(workspace) for _ in range(count)]

    def keep(unit: Unit) -> None:
        for owner in owners:
            unit.people.add(owner)

    await store.run(workspace, keep)
    return owners


async def plan(store: storage.Store, rows: Sequence[Due], workspace: str = HERE) -> None:
    def keep(unit: Unit) -> None:
        for row in rows:
            unit.agenda.plan(row)

    await store.run(workspace, keep)


async def claimed(
    store: storage.Store, now: datetime = NOW, limit: int = 400, size: int = 25
) -> list[claim.Batch]:
    return await store.run_whole(lambda session: claim.claim_due(session, now, limit, size))


async def sweep(store: storage.Store, now: datetime, in_hand: Sequence[str] = ()) -> int:
    return await store.run_whole(lambda session: claim.sweep(session, now, SECOND, in_hand))


async def fenced(store: storage.Store, batch: claim.Batch) -> tuple[Due, ...]:
    name, workspace = batch
    return await store.run(workspace, lambda unit: unit.agenda.fence(name))


async def test_what_is_due_is_claimed_once_the_first_due_first(store: storage.Store) -> None:
    owners = await people(store, 4)
    rows = [due(owner, at=NOW - SECOND * place) for place, owner in enumerate(owners)]
    future = due((await people(store, 1))[0], at=NOW + SECOND)
    await plan(store, [*rows, future])
    (first,) = await claimed(store, limit=3)
    assert await fenced(store, first) == tuple(reversed(rows[1:]))
    (second,) = await claimed(store)
    assert await fenced(store, second) == (rows[0],)
    assert await claimed(store) == []


async def test_a_person_is_in_one_batch_which_spans_workspaces(store: storage.Store) -> None:
    for workspace in (HERE, ELSEWHERE):
        owners = await people(store, 41, workspace)
        rows = [due(owner, at=NOW - SECOND * each) for each in range(3) for owner in owners]
        await plan(store, rows, workspace)
    batches = await claimed(store, size=25)
    found = {batch: await fenced(store, batch) for batch in batches}
    sizes: Counter[str] = Counter()
    for (name, _), theirs in found.items():
        sizes[name] += len(theirs)
    assert sizes.total() == 246
    assert max(sizes.values()) <= 25
    assert len(sizes) == 11, "as full as whole people make them"
    assert len(batches) > 11, "one of them of both workspaces"
    seats = Counter(name for rows in found.values() for name in {row.person for row in rows})
    assert set(seats.values()) == {1}


async def test_a_batch_knows_the_workspaces_it_still_holds_rows_of(store: storage.Store) -> None:
    for workspace in (HERE, ELSEWHERE):
        (owner,) = await people(store, 1, workspace)
        await plan(store, [due(owner)], workspace)
    batches = await claimed(store)
    ((name, _), _) = batches
    assert {name for name, _ in batches} == {name}
    assert set(await workspaces_of(store, name)) == {HERE, ELSEWHERE}
    assert await store.run_whole(claim.queued) == 2
    (row,) = await fenced(store, (name, HERE))
    assert await store.run_whole(claim.queued) == 1
    await finish(store, [row.id])
    assert await workspaces_of(store, name) == (ELSEWHERE,)


async def workspaces_of(store: storage.Store, name: str) -> tuple[str, ...]:
    return await store.run_whole(lambda session: claim.workspaces_of(session, name))


async def test_one_person_alone_may_overfill_a_batch(store: storage.Store) -> None:
    owners = await people(store, 2)
    await plan(store, [due(owners[0]) for _ in range(9)])
    await plan(store, [due(owners[1])])
    sizes = [len(await fenced(store, batch)) for batch in await claimed(store, size=4)]
    assert sorted(sizes) == [1, 9]


async def test_who_is_in_hand_is_not_claimed_again(store: storage.Store) -> None:
    (owner,) = await people(store, 1)
    first, second = due(owner), due(owner, at=LATER)
    await plan(store, [first, second])
    (batch,) = await claimed(store)
    assert await claimed(store, LATER) == []
    await fenced(store, batch)
    assert await claimed(store, LATER) == []
    await store.run(HERE, lambda unit: unit.agenda.drop(first.id))
    (batch,) = await claimed(store, LATER)
    assert await fenced(store, batch) == (second,)


async def test_a_locked_workspace_waits_until_it_is_unlocked(store: storage.Store) -> None:
    (owner,) = await people(store, 1)
    (other,) = await people(store, 1, ELSEWHERE)
    mine, moved = due(owner, at=NOW - 2 * SECOND), due(owner, at=NOW - SECOND, key="moved")
    await plan(store, [mine, moved])
    await plan(store, [due(other)], ELSEWHERE)
    await store.run(HERE, lambda unit: unit.workspace.lock(NOW))
    assert await claimed(store, limit=2) == []
    assert [workspace for _, workspace in await claimed(store, limit=2)] == [ELSEWHERE]
    assert await store.run(HERE, lambda unit: unit.agenda.of(owner.id)) == (mine, moved)
    await plan(store, [due(owner, at=LATER, key="moved")])
    await store.run(HERE, lambda unit: unit.workspace.unlock())
    (batch,) = await claimed(store)
    assert await fenced(store, batch) == (mine,)


async def test_what_is_held_too_long_waits_again(store: storage.Store) -> None:
    owners = await people(store, 2)
    queued, sending = (due(owner) for owner in owners)
    await plan(store, [queued, sending])
    first, second = await claimed(store, size=1)
    taken = await fenced(store, second)
    left = queued if taken == (sending,) else sending

    def letter(unit: Unit) -> None:
        unit.agenda.into([enclosed(taken[0])])

    await store.run(HERE, letter)
    assert await sweep(store, NOW) == 0
    assert await sweep(store, NOW + SECOND, [second[0]]) == 1
    assert await sweep(store, NOW + SECOND) == 1
    assert await fenced(store, first) == await fenced(store, second) == ()
    (again,) = await claimed(store, NOW + SECOND)
    doubtful = taken[0].model_copy(update={"doubtful": True, "letter": taken[0].id})
    assert set(await fenced(store, again)) == {left, doubtful}


async def test_what_is_held_since_a_moment_to_come_waits_again(store: storage.Store) -> None:
    """As after a clock that was ahead: otherwise it would be in hand until that moment."""
    (owner,) = await people(store, 1)
    row = due(owner)
    await plan(store, [row])
    (batch,) = await claimed(store, LATER)
    assert await sweep(store, LATER - SECOND) == 0
    assert await sweep(store, NOW, [batch[0]]) == 0
    assert await sweep(store, NOW) == 1
    (again,) = await claimed(store)
    assert await fenced(store, again) == (row,)


async def test_what_is_claimed_is_kept_with_what_is_written_beside_it(
    store: storage.Store,
) -> None:
    (owner,) = await people(store, 1)
    await plan(store, [due(owner)])

    def fail(session: storage.Session) -> None:
        assert claim.claim_due(session, NOW, 9, 9)
        raise KeyError

    (failed,) = await asyncio.gather(store.run_whole(fail), return_exceptions=True)
    assert isinstance(failed, KeyError)
    assert len(await claimed(store)) == 1


async def test_several_processes_share_without_doubling_or_parting(url: str) -> None:
    async with (
        storage.open_store(url, MASTER_KEY) as one,
        storage.open_store(url, MASTER_KEY) as two,
    ):
        owners = await people(one, 60)
        await plan(one, [due(owner) for owner in owners for _ in range(2)])
        seen: list[Due] = []
        while len(seen) < 120:
            claims = await asyncio.gather(
                *(claimed(store, limit=20, size=6) for _ in range(4) for store in (one, two))
            )
            batches = [batch for made in claims for batch in made]
            assert batches, "somebody always gets to claim"
            taken = [await fenced(one, batch) for batch in batches]
            seats = Counter(name for rows in taken for name in {row.person for row in rows})
            assert set(seats.values()) == {1}
            seen += [row for rows in taken for row in rows]
            await finish(two, [row.id for rows in taken for row in rows])
    assert len({row.id for row in seen}) == 120


async def finish(store: storage.Store, rows: list[str]) -> None:
    def drop(unit: Unit) -> None:
        for row in rows:
            unit.agenda.drop(row)

    await store.run(HERE, drop)


async def test_rows_of_the_erased_are_claimed_by_nobody(store: storage.Store) -> None:
    owner, about = await somebody(store)
    await plan(store, [due(owner, "before", about.id), due(owner)])
    await store.run(HERE, lambda unit: unit.conversations.delete(owner.id, about.id))
    (left,) = await store.run(HERE, lambda unit: unit.agenda.of(owner.id))
    assert left.kind == "nudge"
    await store.run(HERE, lambda unit: unit.people.erase(owner.id))
    assert await claimed(store) == []


async def test_who_is_late_in_a_batch_is_known(store: storage.Store) -> None:
    owner, punctual = await people(store, 2)
    late = due(owner, at=NOW - SECOND)
    await plan(store, [late, due(owner), due(punctual)])
    (other,) = await people(store, 1, ELSEWHERE)
    await plan(store, [due(other, at=NOW - SECOND, key="late")], ELSEWHERE)
    await store.run(HERE, lambda unit: unit.people.keep_zone(owner.id, None, NOW))
    ((name, _), _) = await claimed(store)

    async def found() -> list[claim.Soon]:
        before = NOW - SECOND
        return await store.run_whole(lambda session: claim.late_in(session, name, before))

    mine, theirs = sorted(await found(), key=lambda one: one.workspace)
    assert mine == claim.Soon(HERE, owner.id, late.id, late.due, NOW)
    assert (theirs.workspace, theirs.person, theirs.checked) == (ELSEWHERE, other.id, None)
    assert len(await fenced(store, (name, HERE))) == 3
    assert len(await found()) == 2, "it may be delivered a second time"
    await finish(store, [late.id])
    assert len(await found()) == 1


async def test_what_is_due_soon_is_read_on_from_where_the_last_look_ended(
    store: storage.Store,
) -> None:
    owner, _ = await somebody(store)
    elsewhere, _ = await somebody(store, ELSEWHERE)
    rows = sorted((due(owner, at=LATER) for _ in range(3)), key=lambda one: one.id)
    await plan(store, [*rows, due(owner, at=NOW - timedelta(days=1))])
    far = due(elsewhere, at=LATER + timedelta(hours=1))
    await plan(store, [far, due(elsewhere, at=LATER + timedelta(days=9))], ELSEWHERE)

    async def soon(after: tuple[datetime, str], limit: int = 2) -> list[claim.Soon]:
        until = LATER + timedelta(days=1)
        return await store.run_whole(lambda session: claim.due_soon(session, after, until, limit))

    first = await soon((NOW, claim.NO_ROW))
    assert [(one.row, one.person) for one in first] == [(one.id, owner.id) for one in rows[:2]]
    second = await soon((first[-1].due, first[-1].row))
    assert [one.row for one in second] == [rows[2].id, far.id]
    assert [one.workspace for one in second] == [HERE, ELSEWHERE]
    assert await soon((second[-1].due, second[-1].row)) == []
    await store.run(HERE, lambda unit: unit.people.keep_zone(owner.id, None, NOW))
    assert (await soon((NOW, claim.NO_ROW)))[0].checked == NOW
