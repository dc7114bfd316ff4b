"""A desk: one person who knocks, over a real store, at a moment that tests move."""

import itertools
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any, TypeVar

from bot.cards import Button, Buttons, Card, Element, FormField, Line, Picture, Screen
from bot.ports import Conversation, DueKind, Unit
from bot.usecases.command import command
from bot.usecases.deliver import compose
from bot.usecases.errands import KINDS, errand_of
from bot.usecases.hear import typed
from bot.usecases.knock import Knock, Reply
from bot.usecases.lessons import channels_of
from bot.usecases.press import pressed
from bot.usecases.profile import keep_zone
from bot.usecases.remind import letters, posted
from bot.usecases.replan import replan
from bot.usecases.submit import submitted
from handlers.errands import Runner
from storage import Session, Store, claim
from tests.unit.usecases.town import Town

T = TypeVar("T")
Came = tuple[datetime, Card]


class RandomIds:
    def new(self) -> str:
        return uuid.uuid4().hex


def shown(line: Line) -> str:
    mentions = {name: f"@{mention.id}" for name, mention in line.mentions.items()}
    return line.text.format_map(line.values | mentions)


def words(view: Card | Screen) -> str:
    """All that a card or screen says."""
    return "\n".join(itertools.chain.from_iterable(_lines(one) for one in view.elements))


def _lines(element: Element) -> list[str]:
    if isinstance(element, Buttons):
        return [shown(button.label) for button in element.buttons]
    if isinstance(element, Picture):
        return [*element.rows, shown(element.described)]
    line = getattr(element, "line", None) or getattr(element, "label", None)
    return [shown(line)] if line else []


def buttons(view: Card | Screen) -> dict[str, Button]:
    """The buttons by what is written on them."""
    rows = (one.buttons for one in view.elements if isinstance(one, Buttons))
    return {shown(one.label): one for one in itertools.chain.from_iterable(rows)}


def claim_due(session: Session, now: datetime) -> list[claim.Batch]:
    """Claim as the engine does."""
    return claim.claim_due(session, now, 400, 25)


@dataclass
class Desk:
    """What one person does, and what they get.

    `told` says whether the platform tells which channels they are in.
    """

    store: Store
    user: str = "U1"
    workspace: str = "T1"
    now: datetime = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
    public_url: str | None = None
    names: frozenset[str] | None = frozenset()
    place: str | None = None
    told: bool = True
    got: list[Card] = field(default_factory=list)
    town: Town = field(default_factory=Town)
    _count: Iterator[int] = field(default_factory=itertools.count)

    def knock(self, key: str | None = None) -> Knock:
        return Knock(
            workspace=self.workspace,
            user=self.user,
            key=key or f"{self.user}-{next(self._count)}",
            now=self.now,
            ids=RandomIds(),
            channel=f"D{self.user}",
            public_url=self.public_url,
            names=self.names,
            place=self.place,
        )

    async def run(self, work: Callable[[Unit], T]) -> T:
        return await self.store.run(self.workspace, work)

    async def command(self, text: str = "", key: str | None = None) -> Reply:
        knock = await self._among(self.knock(key))
        return await self._reply(lambda unit: command(unit, knock, text, in_direct_message=True))

    async def say(self, text: str, key: str | None = None) -> Card:
        """Type a message; returns the last message that came back."""
        knock = self.knock(key)
        await self._reply(lambda unit: typed(unit, knock, text))
        return self.got[-1]

    async def press(self, view: Card | Screen, label: str, key: str | None = None) -> Reply:
        button, knock = buttons(view)[label], await self._among(self.knock(key))
        return await self._reply(lambda unit: pressed(unit, knock, button.action, button.value))

    async def submit(self, screen: Screen, key: str | None = None, /, **values: str) -> Reply:
        """Send a form: values by the last part of a field's id."""
        fields = [one.id for one in screen.elements if isinstance(one, FormField)]
        sent = {name: values.get(name.rsplit(":")[-1], "") for name in fields}
        knock = self.knock(key)
        return await self._reply(lambda unit: submitted(unit, knock, screen.purpose, sent))

    async def conversations(self) -> tuple[Conversation, ...]:
        def read(unit: Unit) -> tuple[Conversation, ...]:
            person = unit.people.find(self.user)
            return unit.conversations.of(person.id) if person else ()

        return await self.run(read)

    async def walk(self, *texts: str) -> Card:
        for text in texts:
            await self.say(text)
        return self.got[-1]

    async def tick(self, moment: datetime | None = None) -> list[Card]:
        """Play the engine at a moment: claim what is due and send it; returns what I got.

        It does nothing to those who are not due, and writes to everybody of the workspace.
        """
        self.now = moment or self.now
        new: list[Card] = []
        while batches := await self.store.run_whole(lambda session: claim_due(session, self.now)):
            for batch, workspace in batches:
                work = partial(letters, batch=batch, now=self.now)
                found = await self.store.run(workspace, work)
                new += [one.card for one in found if one.person.user == self.user]
                done = partial(posted, keys=[one.key for one in found], now=self.now)
                await self.store.run(workspace, done)
        self.got += new
        return new

    async def live(self, until: datetime, step: timedelta = timedelta(minutes=30)) -> list[Came]:
        """Let time pass, with the engine running; returns what came unasked, and when."""
        came: list[Came] = []
        while self.now < until:
            came += [(self.now, card) for card in await self.tick()]
            self.now = min(self.now + step, until)
        return came

    async def due(self) -> list[tuple[DueKind, datetime]]:
        """What is planned for me, the first due first."""

        def read(unit: Unit) -> list[tuple[DueKind, datetime]]:
            person = unit.people.find(self.user)
            return [(one.kind, one.due) for one in unit.agenda.of(person.id)] if person else []

        return await self.run(read)

    async def rhythm(self, **changes: Any) -> None:
        """Change my rhythm as the form of it would."""

        def keep(unit: Unit) -> None:
            person = unit.people.find(self.user)
            assert person is not None
            unit.people.keep_rhythm(
                person.id, unit.people.rhythm(person.id).model_copy(update=changes)
            )
            replan(unit, person, self.now, RandomIds())

        await self.run(keep)

    async def travel(self, zone: str) -> None:
        """Let my profile name another zone."""

        def keep(unit: Unit) -> None:
            person = unit.people.find(self.user)
            assert person is not None
            keep_zone(unit, person.id, zone, self.now, RandomIds())

        await self.run(keep)

    async def _among(self, knock: Knock) -> Knock:
        """Look up the channels with lessons that I am in, as what listens does."""
        if not self.told:
            return knock
        facts, having = self.town.facts, await self.run(channels_of)
        mine = {one for one in having if one not in facts or self.user in facts[one].members}
        return replace(knock, channels=frozenset(mine))

    async def _reply(self, work: Callable[[Unit], Reply]) -> Reply:
        reply = await self.run(work)
        await self.run(self._deliver)
        await self._errands()
        for channel, card, thread in reply.posts:
            await self.town.announce(channel, card, thread)
        return reply

    async def _errands(self) -> None:
        """Do what is to be done beside messages, and hear what became of it."""
        runner = Runner(self.town, self.town, RandomIds())
        self.town.moment = self.now
        while self.town.waiting:
            message, errand = self.town.waiting.pop(0)
            if errand is not None:
                finish = await runner.run(message, errand)
                await self.run(partial(runner.finish, finish=finish))
                await self.run(self._deliver)

    def _deliver(self, unit: Unit) -> None:
        while claimed := unit.outbox.claim(self.now, 50):
            for message in claimed:
                if message.kind in KINDS:
                    self.town.waiting.append((message, errand_of(unit, message)))
                    unit.outbox.sent(message.id)
                    continue
                composed = compose(unit, message, self.now)
                unit.outbox.sent(message.id)
                if composed and composed[0].user == self.user:
                    self.got.append(composed[1])


JOB = (
    "job offer",
    "a mentor, a say in the roadmap",
    "10 Dec 3pm",
    "$70k offer from Borealis",
    "same as plan b",
    "85k",
    "limit 80k, opening 60k, medium",
)
"""The worked example, typed; it follows `/negotiate prep job offer from Acme`."""
