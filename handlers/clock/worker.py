"""The worker: looks every half second for what is due, and has the job engine deliver it."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Final

from bot.ports import Clock, Unit
from handlers.clock.delivering import Delivering
from handlers.clock.pace import APART
from handlers.clock.releasing import Releasing
from handlers.clock.zones import LOOK as ZONES, Zones
from handlers.logs import about
from handlers.tasks import Tasks
from storage import Session, Store, claim
from storage.address import sqlite_file

if TYPE_CHECKING:
    from handlers.clock.engine import Engine
    from storage.engine import Jobs
    from storage.executors import Lease

log = logging.getLogger("parley.clock")

LOOK: Final = 0.5
"""Seconds between two looks for what is due."""

_CLAIMED: Final = 400  # rows at once
_BATCH: Final = 25  # rows
_AHEAD: Final = 1200  # rows queued that nobody has begun: more would be out of reach of a snooze
_STUCK: Final = timedelta(minutes=15)
_BEAT: Final = 1.0  # seconds between two looks at the locks of PostgreSQL's executors
_TIDY: Final = 2.0  # seconds
_HOUSEKEEPING: Final = 3600.0  # seconds
_KEPT: Final = timedelta(days=35)  # how long a weekly row that is finished is remembered
_ALIVE: Final = 20.0  # seconds after its last look for which a worker is said to work
_DRAIN: Final = 3  # seconds for batches under way when the worker stops


class Worker:
    """Claims what is due, over all workspaces, and has it delivered until it is stopped.

    Lessons are looked for, and so posted in a channel, so many seconds `apart`.
    """

    def __init__(
        self,
        url: str,
        store: Store,
        clock: Clock,
        delivering: Delivering,
        releasing: Releasing | None = None,
        *,
        zones: Zones | None = None,
        apart: float = APART,
    ) -> None:
        self._url = url
        self._store = store
        self._clock = clock
        self._delivering = delivering
        self._releasing = releasing
        self._zones = zones
        self._apart = apart
        self._tasks = Tasks()
        self._stopping = asyncio.Event()
        self._engine: Engine | None = None
        self._lease: Lease | None = None
        self._ended, self._tidied = 0, -1  # batches
        self._looked = float("-inf")

    async def start(self) -> None:
        """Start the engine, while the loop goes on serving; raises StorageError."""
        self._delivering.workspaces = self._workspaces
        if self._zones is not None:
            self._delivering.before = self._zones.late
        loop = asyncio.get_running_loop()
        engine = self._engine = await asyncio.to_thread(self._prepared)
        await asyncio.to_thread(engine.launch, self._delivering.deliver, loop)
        rounds: list[tuple[str, float, Callable[[], Awaitable[None]]]] = [
            ("claim what is due", LOOK, partial(self._claim, engine.jobs)),
            ("tidy the engine", _TIDY, partial(self._tidy, engine)),
            ("forget what is long finished", _HOUSEKEEPING, self._forget),
        ]
        if self._releasing is not None:
            rounds.append(("release lessons", self._apart, self._releasing.look))
        if self._zones is not None:
            rounds.append(("look where people are", ZONES, self._zones.look))
        if self._lease is not None:
            rounds.append(("watch the executors", _BEAT, partial(self._beat, engine, self._lease)))
        for name, seconds, work in rounds:
            self._tasks.start(self._every(name, seconds, work), name)

    async def stop(self) -> None:
        """Take no more, end what is under way within seconds, and leave the rest to the next."""
        self._stopping.set()
        await self._tasks.drain(_DRAIN)
        if self._engine is not None:
            seconds = _DRAIN if self._delivering.in_hand else 0
            await asyncio.to_thread(self._engine.stop, seconds)
        if self._lease is not None:
            await asyncio.to_thread(self._lease.close)

    async def works(self) -> bool:
        """Whether it looked for what is due a moment ago, and may send."""
        late = asyncio.get_running_loop().time() - self._looked
        return late < _ALIVE and self._delivering.ours()

    def _prepared(self) -> "Engine":
        """The engine, and on PostgreSQL the lock that says that this process lives."""
        from handlers.clock.engine import Engine
        from storage.executors import Lease

        engine = Engine(self._url)
        if sqlite_file(self._url) is None:
            self._lease = Lease(self._url, engine.executor)
            self._lease.hold()
            lease = self._lease
            self._delivering.ours = lambda: lease.sure
        return engine

    async def _every(self, name: str, seconds: float, work: Callable[[], Awaitable[None]]) -> None:
        """Do this again and again; an error is told, and does not end it."""
        while not self._stopping.is_set():
            try:
                await work()
            except Exception as error:  # noqa: BLE001 - the worker outlives a database that is away
                log.error("A round failed.", extra={"facts": {"round": name} | about(error)})
            try:
                async with asyncio.timeout(seconds):
                    await self._stopping.wait()
            except TimeoutError:
                pass

    async def _claim(self, jobs: "Jobs") -> None:
        """Claim while there is more to claim than one claim takes."""
        more = True
        while more and not self._stopping.is_set():
            in_hand = frozenset(self._delivering.in_hand)
            now = self._clock.now()
            work = partial(_claimed, jobs=jobs, now=now, in_hand=in_hand)
            more = await self._store.run_whole(work)
        self._looked = asyncio.get_running_loop().time()

    async def _workspaces(self, batch: str) -> tuple[str, ...]:
        return await self._store.run_whole(partial(self._of_batch, batch=batch))

    def _of_batch(self, session: Session, batch: str) -> tuple[str, ...]:
        """The batch's workspaces; none once another process has taken the batch over."""
        if self._lease is not None:
            from storage.executors import owns

            if not owns(session, self._lease.executor, batch):
                return ()
        return claim.workspaces_of(session, batch)

    async def _beat(self, engine: "Engine", lease: "Lease") -> None:
        """Keep the lock of this process; resume what processes without one have left."""
        await asyncio.to_thread(lease.hold)
        for executor in await asyncio.to_thread(lease.dead):
            try:
                batches = await asyncio.to_thread(engine.take_over, executor)
                facts = {"batches": str(batches)}
                log.warning("The work of an ended process is taken over.", extra={"facts": facts})
            except Exception as error:  # noqa: BLE001 - the others' work does not wait for it
                log.error("Work could not be taken over.", extra={"facts": about(error)})
            finally:
                await asyncio.to_thread(lease.bury, executor)

    async def _tidy(self, engine: "Engine") -> None:
        """Have the engine forget batches, not sooner than a look after they ended: it notes them.

        The first look is for what an earlier process left.
        """
        ended, self._ended = self._ended, self._delivering.ended
        if ended > self._tidied:
            await asyncio.to_thread(engine.tidy)
            self._tidied = ended

    async def _forget(self) -> None:
        before = self._clock.now() - _KEPT

        def forget(unit: Unit) -> None:
            unit.agenda.forget(before)

        for workspace in await self._store.workspaces():
            await self._store.run(workspace, forget)


def _claimed(session: Session, jobs: "Jobs", now: datetime, in_hand: frozenset[str]) -> bool:
    """Claim and enqueue in one transaction; whether there may be more to claim at once."""
    claim.sweep(session, now, _STUCK, in_hand)
    room = min(_CLAIMED, _AHEAD - claim.queued(session))
    if room <= 0:
        return False
    batches = dict.fromkeys(batch for batch, _ in claim.claim_due(session, now, room, _BATCH))
    for batch in batches:
        jobs.enqueue(session, batch)
    return len(batches) * _BATCH >= room
