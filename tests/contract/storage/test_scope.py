"""Whoever acts in one workspace reads and writes nothing of another, whatever ids they know."""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from typing import Any, get_type_hints
from uuid import uuid4

import storage
from bot.calendar.rhythm import Rhythm
from bot.ports import (
    Check,
    Conflict,
    Conversation,
    Unit,
)
from tests.contract.storage.known import WEEK, Known, known_to_all
from tests.contract.storage.making import (
    ELSEWHERE,
    HERE,
    LATER,
    NOW,
    changed,
    enclosed,
    everything,
    message,
    somebody,
)
from tests.contract.storage.sharing import pool


def read_ahead(unit: Unit, known: Known) -> Conversation | None:
    unit.conversations.ahead([known.about.id])
    return unit.conversations.get(known.owner.id, known.about.id)


def practised_ahead(unit: Unit, known: Known) -> list[object]:
    owner, practised = known.owner.id, known.practised.id
    unit.commitments.ahead([owner])
    return [*unit.commitments.of(owner), *unit.commitments.checks(owner, practised)]


INTRUSIONS: dict[str, Callable[[Unit, Known], Any]] = {
    "people.find": lambda unit, known: unit.people.find(known.owner.user),
    "people.get": lambda unit, known: unit.people.get(known.owner.id),
    "people.several": lambda unit, known: unit.people.several([known.owner.id]),
    "people.add": lambda unit, known: unit.people.add(known.owner),
    "people.stand_in": lambda unit, _: unit.people.stand_in(uuid4().hex) and None,
    "people.keep_channel": lambda unit, known: unit.people.keep_channel(known.owner.id, "D2"),
    "people.keep_zone": lambda unit, known: unit.people.keep_zone(known.owner.id, "UTC", LATER),
    "people.keep_current": lambda unit, known: unit.people.keep_current(known.owner.id, None),
    "people.welcome": lambda unit, known: unit.people.welcome(known.owner.id) or None,
    "people.rhythm": lambda unit, known: unit.people.rhythm(known.owner.id) != Rhythm(),
    "people.keep_rhythm": lambda unit, known: unit.people.keep_rhythm(known.owner.id, Rhythm()),
    "people.erase": lambda unit, known: unit.people.erase(known.owner.id),
    "conversations.get": lambda unit, known: unit.conversations.get(known.owner.id, known.about.id),
    "conversations.ahead": read_ahead,
    "conversations.of": lambda unit, known: unit.conversations.of(known.owner.id),
    "conversations.history": lambda unit, known: unit.conversations.history(
        known.owner.id, known.about.id
    ),
    "conversations.add": lambda unit, known: unit.conversations.add(known.about),
    "conversations.save": lambda unit, known: unit.conversations.save(changed(known.about), 0),
    "conversations.record": lambda unit, known: unit.conversations.record(known.about, "said"),
    "conversations.delete": lambda unit, known: unit.conversations.delete(
        known.owner.id, known.about.id
    ),
    "deliveries.noted": lambda unit, _: unit.deliveries.noted("key") or None,
    "deliveries.first": lambda unit, known: (
        None if unit.deliveries.first("key", known.owner.id, LATER) else "it was noted elsewhere"
    ),
    "deliveries.answer": lambda unit, _: unit.deliveries.answer("key"),
    "deliveries.remember": lambda unit, _: unit.deliveries.remember("key", "mine"),
    "deliveries.forget": lambda unit, _: unit.deliveries.forget(LATER),
    "outbox.put": lambda unit, known: unit.outbox.put(message(known.owner, known.about), NOW),
    "outbox.claim": lambda unit, _: unit.outbox.claim(LATER, 10),
    "outbox.sent": lambda unit, known: unit.outbox.sent(known.note.id),
    "outbox.later": lambda unit, known: unit.outbox.later(known.note.id, LATER),
    "outbox.renew": lambda unit, known: unit.outbox.renew(known.note.id, LATER),
    "outbox.drop": lambda unit, known: unit.outbox.drop(known.note.id),
    "outbox.recover": lambda unit, _: unit.outbox.recover(LATER, ()),
    "agenda.plan": lambda unit, known: unit.agenda.plan(known.due),
    "agenda.cancel": lambda unit, known: unit.agenda.cancel(known.owner.id, "nudge"),
    "agenda.withdraw": lambda unit, known: unit.agenda.withdraw(known.due.id),
    "agenda.of": lambda unit, known: unit.agenda.of(known.owner.id),
    "agenda.fence": lambda unit, known: unit.agenda.fence(known.batch),
    "agenda.join": lambda unit, known: unit.agenda.join({known.owner.id: LATER}, known.batch),
    "agenda.into": lambda unit, known: unit.agenda.into([enclosed(known.due)]),
    "agenda.later": lambda unit, known: unit.agenda.later(known.due.id, LATER),
    "agenda.drop": lambda unit, known: unit.agenda.drop(known.due.id),
    "agenda.sent": lambda unit, known: unit.agenda.sent([known.due.id], LATER),
    "agenda.sent_since": lambda unit, known: any(
        unit.agenda.sent_since([known.owner.id], NOW).values()
    ),
    "agenda.last_sent": lambda unit, known: unit.agenda.last_sent(known.owner.id, "nudge"),
    "agenda.last_key": lambda unit, known: unit.agenda.last_key(known.owner.id, "nudge"),
    "agenda.forget": lambda unit, _: unit.agenda.forget(LATER + timedelta(days=9)),
    "commitments.ahead": practised_ahead,
    "commitments.add": lambda unit, known: unit.commitments.add(known.practised),
    "commitments.save": lambda unit, known: unit.commitments.save(
        known.practised.model_copy(update={"cue": "other"})
    ),
    "commitments.get": lambda unit, known: unit.commitments.get(known.owner.id, known.practised.id),
    "commitments.of": lambda unit, known: unit.commitments.of(known.owner.id),
    "commitments.posted": lambda unit, known: unit.commitments.posted(known.owner.id),
    "commitments.check": lambda unit, known: unit.commitments.check(
        known.owner.id, Check(commitment=known.practised.id, week=WEEK, result="missed")
    ),
    "commitments.checks": lambda unit, known: unit.commitments.checks(
        known.owner.id, known.practised.id
    ),
    "commitments.uncheck": lambda unit, known: unit.commitments.uncheck(known.owner.id, WEEK),
    "partnerships.add": lambda unit, known: unit.partnerships.add(known.asked),
    "partnerships.save": lambda unit, known: unit.partnerships.save(
        known.asked.model_copy(update={"state": "accepted"})
    ),
    "partnerships.get": lambda unit, known: unit.partnerships.get(known.asked.id),
    "partnerships.of": lambda unit, known: unit.partnerships.of(known.owner.id),
    "partnerships.asked_of": lambda unit, known: unit.partnerships.asked_of(known.asked.partner),
    "lessons.pools": lambda unit, _: unit.lessons.pools(),
    "lessons.pool": lambda unit, known: unit.lessons.pool(known.posting.pool),
    "lessons.pool_of": lambda unit, _: unit.lessons.pool_of("C1"),
    "lessons.last_pool_of": lambda unit, _: unit.lessons.last_pool_of("C2"),
    "lessons.contribute": lambda unit, known: unit.lessons.contribute(
        known.posting.pool, uuid4().hex, "mine"
    ),
    "lessons.waits": lambda unit, known: unit.lessons.waits(known.posting.pool, known.owner.id),
    "lessons.waiting": lambda unit, known: unit.lessons.waiting(known.posting.pool),
    "lessons.forget": lambda unit, known: unit.lessons.forget(known.owner.id),
    "lessons.withdraw": lambda unit, known: any(map(unit.lessons.withdraw, known.receipts)),
    "lessons.release": lambda unit, known: unit.lessons.release(
        known.posting.pool, uuid4().hex, "2026-W16", ()
    ),
    "lessons.released": lambda unit, known: unit.lessons.released([known.posting.pool]),
    "lessons.read_in": lambda unit, known: unit.lessons.read_in(known.posting.channel),
    "lessons.lesson": lambda unit, known: unit.lessons.lesson(known.posting.lesson or ""),
    "lessons.mark": lambda unit, known: unit.lessons.mark(
        known.posting.lesson or "", known.owner.id, "useful"
    ),
    "lessons.marks": lambda unit, known: any(
        unit.lessons.marks([known.posting.lesson or ""]).values()
    ),
    "lessons.to_post": lambda unit, _: unit.lessons.to_post(),
    "lessons.posted": lambda unit, known: unit.lessons.posted(known.posting, "1"),
    "lessons.to_edit": lambda unit, _: unit.lessons.to_edit(),
    "lessons.edited": lambda unit, known: unit.lessons.edited(known.posting),
    "lessons.drop_channel": lambda unit, _: unit.lessons.drop_channel("C1"),
    # From here on they have a pool of the same name of their own.
    "lessons.keep": lambda unit, known: unit.lessons.keep(
        pool("C1").model_copy(update={"id": known.posting.pool})
    ),
    "exports.add": lambda unit, known: unit.exports.add(
        "another", known.owner.id, known.about.id, LATER
    ),
    "exports.find": lambda unit, _: unit.exports.find("hash", NOW),
    "exports.use": lambda unit, _: unit.exports.use("hash", NOW),
    "exports.forget": lambda unit, _: unit.exports.forget(LATER),
    "workspace.locked": lambda unit, _: unit.workspace.locked() or None,
    "workspace.lock": lambda unit, _: unit.workspace.lock(NOW),
    "workspace.unlock": lambda unit, _: unit.workspace.unlock(),
}


def test_every_method_of_a_unit_is_tried() -> None:
    methods = {
        f"{name}.{method}"
        for name, door in vars(Unit).items()
        if isinstance(door, property)
        for method, value in vars(get_type_hints(door.fget)["return"]).items()
        if callable(value) and not method.startswith("_")
    }
    assert set(INTRUSIONS) == methods


async def test_another_workspace_is_out_of_reach(store: storage.Store, url: str) -> None:
    known = await known_to_all(store)
    await somebody(store, ELSEWHERE)
    before = everything(url, HERE)
    assert all(before.values()), "every table has a row to lose"
    for name, intrusion in INTRUSIONS.items():
        assert not await attempt(store, intrusion, known), name
        assert everything(url, HERE) == before, name


async def attempt(
    store: storage.Store, intrusion: Callable[[Unit, Known], Any], known: Known
) -> Any:
    """What the intrusion was given; to be refused is to be given nothing."""
    with suppress(Conflict, ValueError, storage.StorageError):
        return await store.run(ELSEWHERE, lambda unit: intrusion(unit, known))
    return None


async def test_a_known_id_in_another_workspace_leads_nowhere(
    store: storage.Store, url: str
) -> None:
    owner, about = await somebody(store)
    namesake = owner.model_copy(update={"workspace": ELSEWHERE})
    await store.run(ELSEWHERE, lambda unit: unit.people.add(namesake))
    before = everything(url, HERE)

    def reach(unit: Unit) -> None:
        assert unit.conversations.get(owner.id, about.id) is None
        unit.conversations.delete(owner.id, about.id)
        unit.people.keep_zone(owner.id, "Asia/Tokyo", LATER)
        unit.people.erase(owner.id)

    await store.run(ELSEWHERE, reach)
    assert everything(url, HERE) == before
    assert await store.run(HERE, lambda unit: unit.conversations.get(owner.id, about.id)) == about
