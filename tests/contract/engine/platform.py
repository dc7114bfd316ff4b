"""A platform that takes messages, and a clock that tests move: what a worker is given."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

from bot.cards import Card
from bot.ports import Person, Undelivered
from handlers.clock.delivering import Delivering
from handlers.clock.worker import Worker
from handlers.clock.zones import Zones
from handlers.metrics import Metrics
from storage import Store


class Watch:
    """A clock that goes on by itself and can be put forward."""

    def __init__(self) -> None:
        self.ahead = timedelta()

    def now(self) -> datetime:
        return datetime.now(UTC) + self.ahead


class Platform:
    """Takes messages; `troubles` are raised first, one a call, after taking it when `taken`."""

    def __init__(self) -> None:
        self.arrived: list[tuple[str, str]] = []
        self.cards: list[Card] = []
        self.looked_for: list[str] = []
        self.troubles: list[Exception] = []
        self.taken = False
        self.lost: list[str] = []

    async def post(
        self, person: Person, card: Card, key: str, *, doubtful: bool, thread: str | None = None
    ) -> str:
        assert thread is None
        if doubtful:
            self.looked_for.append(key)
        if not (doubtful and key in {sent for _, sent in self.arrived}):
            if self.taken or not self.troubles:
                self.arrived.append((person.user, key))
                self.cards.append(card)
            if self.troubles:
                raise self.troubles.pop(0)
        return f"D{person.user}"

    async def profile_zone(self, person: Person) -> str | None:
        return None

    async def lose(self, workspace: str) -> None:
        self.lost.append(workspace)

    def busy(self, *, taken: bool = False, wait: float = 0.0) -> None:
        """Let the next call fail, its message having arrived or not."""
        self.taken = taken
        self.troubles.append(Undelivered("busy", wait))


def delivering(store: Store, platform: Platform, watch: Watch) -> Delivering:
    """What delivers batches to the platform."""
    return Delivering(store, platform, watch, Metrics(), platform.lose, apart=0)


@asynccontextmanager
async def working(
    url: str, store: Store, platform: Platform, watch: Watch, zones: Zones | None = None
) -> AsyncIterator[Worker]:
    """A worker that is at work while the context lasts."""
    worker = Worker(url, store, watch, delivering(store, platform, watch), zones=zones)
    try:
        await worker.start()
        yield worker
    finally:
        await worker.stop()


async def until(store: Store, true: Callable[[], bool], seconds: float = 20.0) -> None:
    """Wait until something holds, asking the database in between."""
    async with asyncio.timeout(seconds):
        while not true():
            await store.workspaces()
