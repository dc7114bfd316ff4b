"""Somebody with a row in every table, and everything that an intruder could know of them."""

from dataclasses import dataclass
from datetime import date
from functools import partial
from uuid import uuid4

import storage
from bot.calendar.rhythm import Rhythm
from bot.ports import (
    Check,
    Commitment,
    Conversation,
    Due,
    Outgoing,
    Partnership,
    Person,
    Posting,
    Unit,
)
from storage import claim
from tests.contract.storage.making import (
    HERE,
    LATER,
    NOW,
    WORDS,
    commitment,
    due,
    enclosed,
    message,
    partnership,
    somebody,
)
from tests.contract.storage.sharing import pool, release

WEEK = date(2026, 3, 31)
RHYTHM = Rhythm(country="DE")


@dataclass(frozen=True)
class Known:
    """Everything of somebody that an intruder could know."""

    owner: Person
    about: Conversation
    note: Outgoing
    due: Due
    batch: str
    practised: Commitment
    asked: Partnership
    receipts: tuple[str, ...]
    posting: Posting


async def known_to_all(store: storage.Store) -> Known:
    """Somebody with a row in every table, and one of every state of what falls due."""
    owner, about = await somebody(store)
    friend, _ = await somebody(store)
    practised = commitment(owner, about)
    asked = partnership(practised, friend)
    note = message(owner, about)
    sending, sent, later = (due(owner) for _ in range(3))

    def fill(unit: Unit) -> None:
        unit.deliveries.first("key", owner.id, NOW)
        unit.deliveries.remember("key", "mine")
        unit.conversations.record(about, "said")
        unit.people.keep_current(owner.id, about.id)
        unit.people.keep_rhythm(owner.id, RHYTHM)
        unit.exports.add("hash", owner.id, about.id, LATER)
        unit.outbox.put(note, NOW)
        unit.commitments.add(practised)
        unit.commitments.check(owner.id, Check(commitment=practised.id, week=WEEK, result="did"))
        unit.partnerships.add(asked)
        for each in (sending, sent):
            unit.agenda.plan(each)

    await store.run(HERE, fill)
    ((batch, _),) = await store.run_whole(lambda session: claim.claim_due(session, NOW, 9, 9))

    def send(unit: Unit) -> None:
        unit.agenda.fence(batch)
        for each in (sending, sent):
            unit.agenda.into([enclosed(each)])
        unit.agenda.sent([sent.id], NOW)
        unit.agenda.plan(later)
        unit.workspace.lock(NOW)

    receipts, posting = await store.run(HERE, partial(share, owner))
    await store.run(HERE, send)
    return Known(owner, about, note, sending, batch, practised, asked, receipts, posting)


def share(owner: Person, unit: Unit) -> tuple[tuple[str, ...], Posting]:
    """Lessons that wait, are to be posted, are posted, and to be edited: receipts, and one."""
    first, second = pool("C1", "C2"), pool("C3")
    receipts = []
    for where in (first, second):
        unit.lessons.keep(where)
        receipts += [unit.lessons.contribute(where.id, uuid4().hex, WORDS) for _ in range(6)]
        release(unit, where)
    unit.lessons.drop_channel("C2")
    posted = []
    for _ in ("the parent", "its lessons"):
        posted += [one for one in unit.lessons.to_post() if one.channel == "C1"]
        for one in posted:
            unit.lessons.posted(one, "1790000000.000100")
    unit.lessons.withdraw(receipts[0] or "")
    kept = next(one for one in posted if one.lesson and shown(unit, one.lesson))
    unit.lessons.mark(kept.lesson or "", owner.id, "useful")
    receipts.append(unit.lessons.contribute(first.id, owner.id, WORDS))
    return tuple(one or "" for one in receipts), kept


def shown(unit: Unit, lesson: str) -> bool:
    found = unit.lessons.lesson(lesson)
    return found is not None and found.content != ""
