"""Delivering a batch: take its rows, write the letters, send them, note what became of them.

Between the commit that takes a row and the platform's acceptance of its letter nothing can call it
back: who cancels in that moment may still get it. The moment is kept short. A letter that has
waited for its turn is put back and written anew, from what holds then.

A letter of which nobody knows whether it was accepted (the process was killed, the answer did not
come) is looked for in the conversation before it is sent again, as in handlers.outgoing.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Final

from bot.ports import Clock, Courier, Store, Undelivered, Unit
from bot.usecases import remind
from bot.usecases.writing import Letter
from handlers.clock.pace import APART, Pace
from handlers.logs import about
from handlers.metrics import Metrics

log = logging.getLogger("parley.clock")

AT_ONCE: Final = 32
"""Messages on their way; the rest of the connections are for people."""

SENDING: Final = 6.0
"""Seconds for one message, its searches and repeated calls included.

A process that stands still in the middle of it gives it up when it goes on, unless that was before
another could take over (storage.executors).
"""

_FRESH: Final = 5.0  # seconds after which a letter that was not sent is written anew
_TRIES: Final = 20  # of a batch, in about eight minutes; then the sweeper takes its rows
_LONGEST_TRY: Final = 30.0  # seconds between two of them
_SOONEST: Final = 5.0  # seconds until a message that failed is tried again
_LONGEST: Final = 300.0
_GIVEN_UP: Final = 8  # tries of a message that fails for a reason of our own
_REMEMBERED: Final = 10_000


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a letter; `wait` is how many seconds the platform asked for.

    `became` is sent, late, failed, or why the platform did not take it (`Undelivered`). A letter
    that is late, or for which the platform asked to wait, surely did not arrive.
    """

    letter: Letter
    became: str
    channel: str = ""
    wait: float = 0.0


class NotOurs(Exception):  # noqa: N818 - a state, not a fault
    """This process is not sure to be the one that delivers; another may have taken over."""


class Delivering:
    """Delivers batches of due rows over all workspaces.

    `ours` tells at once whether this process may send (see storage.executors); `workspaces` gives
    those of which a batch still holds rows, none when the batch is not this process's any more;
    `lose` is told when the platform says that Parley is gone; `before` is awaited before a batch
    is written, and must not take longer than seconds; `in_hand` are the batches under way,
    `ended` counts those that were. Messages of one conversation are
    `apart` seconds apart.
    """

    def __init__(
        self,
        store: Store,
        courier: Courier,
        clock: Clock,
        metrics: Metrics,
        lose: Callable[[str], Awaitable[None]],
        *,
        apart: float = APART,
    ) -> None:
        self._store = store
        self._courier = courier
        self._clock = clock
        self._metrics = metrics
        self._lose = lose
        self._pace = Pace(lambda: asyncio.get_running_loop().time(), apart)
        self._room = asyncio.Semaphore(AT_ONCE)
        self._tries: dict[str, int] = {}
        self.in_hand: set[str] = set()
        self.ended = 0
        self.ours: Callable[[], bool] = lambda: True
        self.workspaces: Callable[[str], Awaitable[tuple[str, ...]]]
        self.before: Callable[[str], Awaitable[None]] | None = None

    async def deliver(self, batch: str) -> None:
        """Deliver what the batch still holds; again after an error, such as a database away.

        Safe to be run twice, or again after a kill.
        """
        if batch in self.in_hand:
            return
        self.in_hand.add(batch)
        try:
            for tries in range(_TRIES):
                if await self._attempt(batch):
                    return
                await asyncio.sleep(min(0.5 * 2.0**tries, _LONGEST_TRY))
        finally:
            self.in_hand.discard(batch)
            self.ended += 1

    async def _attempt(self, batch: str) -> bool:
        """Whether the batch was gone through to its end."""
        try:
            await self.through(batch)
        except Exception as error:  # noqa: BLE001 - the engine would keep its text and not go on
            log.error("A batch was not finished.", extra={"facts": about(error)})
            return False
        return True

    async def through(self, batch: str) -> None:
        """Deliver the rows of every workspace of the batch once; then raise the first error.

        Raises NotOurs when this process may not send.
        """
        if self.before is not None:
            await self.before(batch)
        if not self.ours():
            raise NotOurs
        work = [self._within(workspace, batch) for workspace in await self.workspaces(batch)]
        for ended in await asyncio.gather(*work, return_exceptions=True):
            if ended is not None:
                raise ended

    async def _within(self, workspace: str, batch: str) -> None:
        """Deliver the rows of one workspace."""
        work = partial(remind.letters, batch=batch, now=self._clock.now(), failed=_tell)
        found = await self._store.run(workspace, work)
        written = asyncio.get_running_loop().time()
        sending = (self._send(workspace, one, written) for one in found)
        ended = await asyncio.gather(*sending, return_exceptions=True)
        outcomes = [one for one in ended if isinstance(one, Outcome)]
        if outcomes:
            await self._keep(workspace, outcomes)
        if len(outcomes) < len(ended):
            raise NotOurs

    async def _send(self, workspace: str, letter: Letter, written: float) -> Outcome:
        loop = asyncio.get_running_loop()
        await asyncio.sleep(self._pace.take(workspace, letter.person.id))
        async with self._room:
            pause = self._pace.paused(workspace)
            if pause or loop.time() - written > _FRESH:
                return Outcome(letter, "late", wait=pause)
            if not self.ours():
                raise NotOurs
            outcome = await self._posted(letter)
        if outcome.wait:
            self._pace.pause(workspace, outcome.wait)
        return outcome

    async def _posted(self, letter: Letter) -> Outcome:
        try:
            async with asyncio.timeout(SENDING):
                channel = await self._courier.post(
                    letter.person, letter.card, letter.key, doubtful=letter.doubtful
                )
        except Undelivered as failure:
            return Outcome(letter, failure.why, wait=failure.wait)
        except TimeoutError:
            return Outcome(letter, "busy")
        except Exception as error:  # noqa: BLE001 - one bad letter must not stop the others
            log.error("A reminder could not be sent.", extra={"facts": about(error)})
            return Outcome(letter, "failed")
        return Outcome(letter, "sent", channel=channel)

    async def _keep(self, workspace: str, outcomes: list[Outcome]) -> None:
        """Note what became of the letters of one workspace, in one transaction."""
        now = self._clock.now()
        dues = {one.letter.key: now + self._pause(one) for one in outcomes}
        finished = {one.letter.key for one in outcomes if self._is_finished(one)}
        await self._store.run(
            workspace,
            partial(_kept, outcomes=outcomes, dues=dues, finished=finished, now=now),
        )
        for one in outcomes:
            self._metrics.count("parley_reminders_total", outcome=one.became)
            if one.became == "refused":
                log.warning("The platform refused a reminder.")
        if any(one.became == "gone" for one in outcomes):
            await self._lose(workspace)

    def _pause(self, outcome: Outcome) -> timedelta:
        """How long what was not sent waits: 5, 10, 20 seconds ... at most five minutes."""
        key = outcome.letter.key
        if outcome.became == "late":
            return timedelta(seconds=outcome.wait)
        if outcome.became in {"sent", "refused"}:
            self._tries.pop(key, None)
            return timedelta(0)
        if len(self._tries) >= _REMEMBERED:
            self._tries.clear()
        self._tries[key] = tries = self._tries.get(key, 0) + 1
        return timedelta(seconds=max(outcome.wait, min(_SOONEST * 2.0 ** (tries - 1), _LONGEST)))

    def _is_finished(self, outcome: Outcome) -> bool:
        """Whether nothing more is tried though it was not sent."""
        tries = self._tries.get(outcome.letter.key, 0)
        return outcome.became == "refused" or (outcome.became == "failed" and tries >= _GIVEN_UP)


def _kept(
    unit: Unit,
    outcomes: list[Outcome],
    dues: dict[str, datetime],
    finished: set[str],
    now: datetime,
) -> None:
    remind.posted(unit, [one.letter.key for one in outcomes if one.became == "sent"], now)
    for one in outcomes:
        letter = one.letter
        if one.became == "sent":
            if one.channel != letter.person.channel:
                unit.people.keep_channel(letter.person.id, one.channel)
        elif letter.key in finished:
            remind.refused(unit, letter)
        else:
            tried = one.became != "late" and not one.wait
            remind.undelivered(unit, letter, dues[letter.key], tried=tried)


def _tell(error: Exception) -> None:
    log.error("A reminder could not be written.", extra={"facts": about(error)})
