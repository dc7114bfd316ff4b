"""What fell due once it was sent: it counts once a letter, and is forgotten in time."""

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from uuid import uuid4

import storage
from bot.calendar.etiquette import Sent
from bot.ports import DueKind, Person, Unit
from tests.contract.storage.making import (
    LATER,
    NOW,
    commitment,
    due,
    enclosed,
    partnership,
    query,
    somebody,
)
from tests.contract.storage.test_agenda import DAY, of, plan, queue, run, send, take


async def sent_since(
    store: storage.Store, since: datetime, *people: Person
) -> Mapping[str, tuple[Sent, ...]]:
    names = [one.id for one in people]
    return await run(store, lambda unit: unit.agenda.sent_since(names, since))


async def test_only_what_is_being_sent_becomes_sent(store: storage.Store) -> None:
    owner, _ = await somebody(store)
    row = due(owner)
    await plan(store, row)
    await run(store, lambda unit: unit.agenda.sent([row.id], NOW))
    await run(store, lambda unit: unit.agenda.drop(row.id))
    await run(store, lambda unit: unit.agenda.later(row.id, LATER))
    await run(store, lambda unit: unit.agenda.into([enclosed(row)]))
    assert await of(store, owner) == (row,)
    assert await sent_since(store, NOW - DAY, owner) == {owner.id: ()}


async def test_a_letter_counts_once(store: storage.Store) -> None:
    owner, _ = await somebody(store)
    other, _ = await somebody(store)
    rows = [due(owner) for _ in range(3)]
    theirs = due(other)
    await plan(store, theirs, *rows)
    await take(store, await queue(store))
    await send(store, *rows[:2], for_week=False)
    await send(store, theirs)

    def sent_later(unit: Unit) -> None:
        unit.agenda.into([enclosed(rows[2])])
        unit.agenda.sent([rows[2].id, uuid4().hex], LATER)

    await run(store, sent_later)
    expected = (Sent(at=NOW, for_week=False), Sent(at=LATER, for_week=True))
    assert await sent_since(store, NOW, owner) == {owner.id: expected}
    assert await sent_since(store, LATER, owner, other) == {owner.id: expected[1:], other.id: ()}


async def test_the_last_of_a_kind_is_the_last_that_went_out(store: storage.Store) -> None:
    owner, _ = await somebody(store)
    other, _ = await somebody(store)
    rows = [due(owner), due(owner), due(owner), due(owner, "partner")]
    await plan(store, *rows, due(other))
    await take(store, await queue(store))
    await send(store, rows[0])

    def sent_later(unit: Unit) -> None:
        unit.agenda.into([enclosed(rows[1]), enclosed(rows[2]), enclosed(rows[3])])
        unit.agenda.sent([rows[1].id], LATER)
        unit.agenda.sent([rows[3].id], LATER + DAY)

    await run(store, sent_later)
    last = await run(store, lambda unit: unit.agenda.last_sent(owner.id, "nudge"))
    assert last == LATER
    assert await run(store, lambda unit: unit.agenda.last_sent(other.id, "nudge")) is None


def drop(unit: Unit, row: str) -> None:
    unit.agenda.drop(row)


async def test_the_last_key_is_the_greatest_that_is_used(store: storage.Store) -> None:
    owner, _ = await somebody(store)
    other, _ = await somebody(store)

    async def last() -> list[str | None]:
        people = (owner.id, other.id)
        return await run(store, lambda unit: [unit.agenda.last_key(one, "nudge") for one in people])

    sent, sending, dropped = (due(owner, key=f"nudge:{day}") for day in (20, 13, 27))
    words = due(owner, "partner", key="partner:30")
    await plan(store, sent, sending, words)
    assert await last() == [None, None]
    batch = await queue(store)
    assert await last() == [None, None]
    await take(store, batch)
    await send(store, sent)
    await plan(store, due(owner, key="nudge:28", at=LATER))
    assert await last() == ["nudge:20", None]
    for row in (sending.id, words.id):
        await run(store, partial(drop, row=row))
    await plan(store, dropped)
    batch = await queue(store)
    for _ in range(2):
        await take(store, batch)
    assert await last() == ["nudge:27", None]
    await run(store, partial(drop, row=dropped.id))
    assert await last() == ["nudge:27", None]


async def test_finished_weekly_rows_are_forgotten(store: storage.Store, url: str) -> None:
    owner, about = await somebody(store)
    kinds: list[DueKind] = ["nudge", "partner", "improve", "reflect_again", "invitation"]
    finished = [due(owner, kind, about.id, key=kind) for kind in kinds]
    dropped = due(owner, key="dropped")
    await plan(store, dropped, *finished)
    batch = await queue(store)
    await take(store, batch)
    await send(store, *finished)
    await take(store, batch)  # what is left of it is in doubt now
    await run(store, lambda unit: unit.agenda.drop(dropped.id))
    await plan(store, due(owner, key="open"))

    def kept() -> set[object]:
        return {key for (key,) in query(url, "SELECT send_key FROM due")}

    await run(store, lambda unit: unit.agenda.forget(NOW))
    assert kept() == {*kinds, "dropped", "open"}
    await run(store, lambda unit: unit.agenda.forget(NOW + DAY))
    assert kept() == {"improve", "reflect_again", "invitation", "open"}


async def taken_about_it(store: storage.Store, owner: Person, about: str) -> None:
    """Three rows about one thing: one that waits, one that is being sent, and one that was sent."""
    sent, sending = (due(owner, "reflect", about) for _ in range(2))
    await plan(store, sent, sending)
    await take(store, await queue(store))
    await send(store, sent, for_week=False)
    await run(store, lambda unit: unit.agenda.into([enclosed(sending, for_week=False)]))
    await plan(store, due(owner, "before", about, LATER))


async def test_what_came_on_a_day_still_counts_once_it_is_deleted(
    store: storage.Store, url: str
) -> None:
    owner, about = await somebody(store)
    await taken_about_it(store, owner, about.id)
    await run(store, lambda unit: unit.conversations.delete(owner.id, about.id))
    rows = query(url, "SELECT * FROM due")
    assert len(rows) == 2
    assert not any(about.id in str(row).replace("-", "") for row in rows)
    assert await of(store, owner) == ()
    assert await sent_since(store, NOW, owner) == {owner.id: (Sent(at=NOW, for_week=False),) * 2}
    await run(store, lambda unit: unit.agenda.forget(NOW))
    assert len(query(url, "SELECT * FROM due")) == 2
    await run(store, lambda unit: unit.agenda.forget(NOW + DAY))
    assert query(url, "SELECT * FROM due") == []


async def test_what_somebody_got_still_counts_once_the_other_is_erased(
    store: storage.Store, url: str
) -> None:
    owner, _ = await somebody(store)
    partner, _ = await somebody(store)
    practised = commitment(owner)
    asked = partnership(practised, partner)

    def ask(unit: Unit) -> None:
        unit.commitments.add(practised)
        unit.partnerships.add(asked)

    await run(store, ask)
    await taken_about_it(store, partner, asked.id)
    await run(store, lambda unit: unit.people.erase(owner.id))
    rows = query(url, "SELECT * FROM due")
    assert len(rows) == 2
    assert not any(asked.id in str(row).replace("-", "") for row in rows)
    await run(store, lambda unit: unit.people.erase(partner.id))
    assert query(url, "SELECT * FROM due") == []
