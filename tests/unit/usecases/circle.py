"""A channel with people in it: they set it up, share, and time passes until it reads lessons."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from typing import Self

from bot.calendar.zones import from_wall, zone
from bot.cards import Card, Screen
from bot.ports import ChannelFacts, Pool, Undelivered, Unit
from handlers.clock.releasing import Releasing
from handlers.clock.turns import Turns
from storage import Store
from tests.unit.usecases.desk import Desk, RandomIds
from tests.unit.usecases.sharing import ROOM, shared
from tests.unit.usecases.town import Town

USERS = tuple(f"U{number:02}" for number in range(12))
TEXTS = (
    "They opened low and I asked how they got there.",
    "I waited before I answered and they moved.",
    "I offered two packages at once and they chose one.",
    "We talked about the delay before the price.",
    "I asked for a written offer and got it the same day.",
    "I said no and named what would make it a yes.",
    "We wrote down what each of us would do next.",
)
SECRET = b"of all processes"
START = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
"""Monday, 9:00 in Berlin."""


@dataclass
class Square(Town):
    """A town whose platform fails now and then: `troubles` are the next answers to a posting.

    With `accepted` a posting of which nobody knows the end arrived.
    """

    troubles: list[Undelivered | None] = field(default_factory=list)
    accepted: bool = False

    async def announce(self, channel: str, card: Card, thread: str | None = None) -> str:
        trouble = self.troubles.pop(0) if self.troubles else None
        if trouble is None:
            return await super().announce(channel, card, thread)
        if self.accepted:
            await super().announce(channel, card, thread)
        raise trouble


@dataclass
class Circle:
    """The people of a workspace, its channels, and what releases lessons to them."""

    store: Store
    town: Square = field(default_factory=Square)
    desks: list[Desk] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)

    @classmethod
    async def of(cls, store: Store, people: int = 10, *channels: str) -> Self:
        """So many people who use Parley, all of them in each of the channels."""
        circle = cls(store)
        circle.desks = [
            Desk(store, user=user, town=circle.town, now=START) for user in USERS[:people]
        ]
        for desk in circle.desks:
            await desk.command("help")
        for channel in channels or (ROOM,):
            circle.town.facts[channel] = ChannelFacts(member=True, members=frozenset(USERS))
        circle.releasing = circle.process()
        circle.at(START)
        return circle

    def __post_init__(self) -> None:
        self.releasing = self.process()

    def process(self, *, alone: bool = True) -> Releasing:
        """Another process at work."""

        async def lose(workspace: str) -> None:
            self.lost.append(workspace)

        turns = None if alone else Turns(SECRET)
        return Releasing(self.store, self.town, self.town, RandomIds(), lose, turns=turns)

    def at(self, moment: datetime) -> None:
        """Let it be that moment for everybody."""
        self.town.moment = moment
        for desk in self.desks:
            desk.now = moment

    async def set_up(self, channel: str = ROOM, desk: int = 0, /, **values: str) -> Screen:
        """Somebody sets the channel up, as they do in Slack."""
        person = self.desks[desk]
        person.place = channel
        form = (await person.command("lessons here")).open
        assert form is not None
        told = (await person.submit(form, **{"threshold": "5"} | values)).update
        assert told is not None
        return told

    async def share(self, *who: int) -> list[str]:
        """These people share a lesson each; returns their receipts."""
        return [await shared(self.desks[one], TEXTS[one % len(TEXTS)]) for one in who]

    async def pools(self) -> tuple[Pool, ...]:
        return await self.desks[0].run(lambda unit: unit.lessons.pools())

    async def pool(self) -> Pool:
        (found,) = await self.pools()
        return found

    async def due(self) -> datetime:
        """The moment at which the batch may come: 10:00 on the day that was drawn."""
        pool = await self.pool()
        assert pool.release is not None
        return from_wall(pool.release, time(10), zone(pool.zone))

    async def look(self, times: int = 1, process: Releasing | None = None) -> None:
        """Look for what is due so many times, a second after the other."""
        for _ in range(times):
            await (process or self.releasing).look()
            self.at(self.town.moment + timedelta(seconds=1))

    async def live(self, until: datetime, step: timedelta = timedelta(hours=1)) -> None:
        """Let time pass, with what releases lessons at work."""
        while self.town.moment < until:
            await self.releasing.look()
            self.at(min(self.town.moment + step, until))
        await self.look(12)

    def read(self, channel: str = ROOM) -> list[Card]:
        """What was begun in a channel: what answers nothing."""
        cards = self.town.channels.get(channel, {})
        return [card for sent, card in cards.items() if (channel, sent) not in self.town.threads]

    def below(self, channel: str = ROOM) -> list[Card]:
        """What stands in the threads of a channel."""
        cards = self.town.channels.get(channel, {})
        return [card for sent, card in cards.items() if (channel, sent) in self.town.threads]

    async def waits(self) -> int:
        """How many lessons wait."""

        def count(unit: Unit) -> int:
            return sum(len(unit.lessons.waiting(one.id)) for one in unit.lessons.pools())

        return await self.desks[0].run(count)
