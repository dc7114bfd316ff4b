"""Two hundred people who share, among other business, and what an adversary makes of it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from random import Random

import storage
from bot.ports import Person, Pool, Unit, Withdrawn
from tests.contract.storage.adversary import Adversary, Batch, Guess
from tests.contract.storage.making import (
    HERE,
    MASTER_KEY,
    NOW,
    commitment,
    conversation,
    due,
    message,
)
from tests.contract.storage.seized import seize
from tests.contract.storage.sharing import pool

POOLS = 4
SIZES = (5, 8, 12, 15, 10)
PEOPLE = POOLS * sum(SIZES)


@dataclass
class Town:
    """People who go about their business, share, and sometimes withdraw; one thing at a time."""

    store: storage.Store
    url: str
    random: Random = field(default_factory=lambda: Random(20261123))
    now: datetime = NOW
    truth: list[Batch] = field(default_factory=list)
    shared: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Content -> author and receipt, in the order of sharing."""

    in_order: bool = False
    """Whether lessons are released in the order in which they came: a leak."""

    note: Callable[[Unit, str, str], None] | None = None
    """Something that is noted with a receipt and an author: a leak."""

    def name(self) -> str:
        return f"{self.random.getrandbits(128):032x}"

    async def live(self) -> None:
        """All people come, share and are released, a batch of each pool at a time."""
        pools = [pool(f"C{number}") for number in range(POOLS)]
        for one in pools:
            await self.store.run(HERE, partial(keep, one))
        for number, size in enumerate(SIZES):
            coming = [one for one in pools for _ in range(size)]
            self.random.shuffle(coming)
            for where in coming:
                await self.visit(where)
            for where in pools:
                await self.release(where, f"2026-W{10 + number}")
        await self.post()

    async def visit(self, where: Pool) -> None:
        """Somebody does something, shares, and does something else."""
        name = self.name()
        person = Person(id=name, workspace=HERE, user=f"U{name[:8].upper()}")
        content = f"what somebody learned {self.name()}"
        await self.store.run(HERE, partial(self.come, person))
        share = partial(self.share, where=where, person=person, content=content)
        self.shared[content] = (person.id, await self.store.run(HERE, share))
        await self.store.run(HERE, partial(self.go_on, person.id))

    def come(self, person: Person, unit: Unit) -> None:
        about = conversation(person).model_copy(update={"id": self.name()})
        unit.people.add(person)
        unit.deliveries.first(f"{person.id} comes", person.id, self.later())
        unit.conversations.add(about)
        unit.conversations.record(about, "said")
        unit.agenda.plan(due(person, "before", about.id, self.now + timedelta(days=3)))
        unit.commitments.add(commitment(person, about))
        unit.outbox.put(message(person, about), self.now)

    def share(self, unit: Unit, where: Pool, person: Person, content: str) -> str:
        receipt = unit.lessons.contribute(where.id, person.id, content)
        assert receipt is not None
        if self.note is not None:
            self.note(unit, receipt, person.id)
        return receipt

    def go_on(self, person: str, unit: Unit) -> None:
        """Something ordinary that leaves a moment."""
        unit.deliveries.first(f"{person} at {self.later()}", person, self.now)
        unit.people.keep_zone(person, "Europe/Berlin", self.now)

    def later(self) -> datetime:
        self.now += timedelta(seconds=self.random.randrange(20, 900))
        return self.now

    async def release(self, where: Pool, week: str) -> None:
        self.truth.append(await self.store.run(HERE, partial(self.go_out, where, week)))

    def go_out(self, where: Pool, week: str, unit: Unit) -> Batch:
        waiting = unit.lessons.waiting(where.id)
        names = [self.name() for _ in waiting]
        if self.in_order:
            came = list(self.shared)
            waiting = tuple(sorted(waiting, key=lambda one: came.index(one.content)))
            names.sort()
        named = [(one.id, new, one.content) for one, new in zip(waiting, names, strict=True)]
        unit.lessons.release(where.id, self.name(), week, named)
        return {new: self.shared[content][0] for _, new, content in named}

    async def post(self) -> None:
        """Post all of it, and let people read and mark some."""
        for _ in ("the parents", "the lessons"):
            await self.store.run(HERE, self.put_into_channels)
        for batch in self.truth:
            for lesson in batch:
                reader = self.random.choice([one for each in self.truth for one in each.values()])
                mark = partial(mark_useful, lesson, reader)
                await self.store.run(HERE, mark)

    def put_into_channels(self, unit: Unit) -> None:
        for one in unit.lessons.to_post():
            unit.lessons.posted(one, f"{self.later().timestamp():.6f}")

    async def withdraw_all(self) -> None:
        """Everybody withdraws, in the middle of other business."""
        everybody = list(self.shared.values())
        self.random.shuffle(everybody)
        for author, receipt in everybody:
            await self.store.run(HERE, partial(self.go_on, author))
            assert await self.store.run(HERE, partial(withdraw, receipt)) is not None
            await self.store.run(HERE, partial(self.go_on, author))

    def best(self) -> tuple[Guess, Guess]:
        """The guess with the most right, and the one with the strongest correlation."""
        seized = seize(self.url, HERE, MASTER_KEY)
        assert len(seized.words) >= 4 * PEOPLE, "all that people typed is open"
        assert len(seized.keys) >= 2 * POOLS, "and so are the keys of the pools"
        assert len(seized.tables["lesson_released"]) == PEOPLE
        guesses = list(Adversary(seized, self.truth).guesses())
        assert len(guesses) > 500
        return max(guesses, key=lambda one: one.right), max(guesses, key=lambda one: one.z)


def keep(where: Pool, unit: Unit) -> None:
    unit.lessons.keep(where)


def mark_useful(lesson: str, reader: str, unit: Unit) -> bool:
    return unit.lessons.mark(lesson, reader, "useful")


def withdraw(receipt: str, unit: Unit) -> Withdrawn | None:
    return unit.lessons.withdraw(receipt)
