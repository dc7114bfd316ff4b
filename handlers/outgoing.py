"""The sender: empties the outbox after each commit and at start, one person's messages in order.

A message is claimed (`sending`) in one transaction and marked sent in another, and Slack knows no
idempotency key. So a try after the first, for whatever reason, looks for the message's key in the
conversation before it sends again. When the database refuses what became of a message, the next
sweep finds it claimed and in nobody's hand, and it is tried again in that way.

With several processes a claim is its claimer's alone for CLAIM_LASTS. A sending is given up long
before that, and a message that waited for its turn is claimed anew right before it is sent, or
left to whoever took it over. One window remains that nobody can close: a process that stands still
for minutes between that and its post, wakes, and posts what another has sent meanwhile.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from bot.cards import Card
from bot.ports import Clock, Conflict, Courier, Outgoing, Person, Store, Undelivered, Unit
from bot.usecases.deliver import compose
from bot.usecases.errands import KINDS, Errand, Finish, errand_of
from handlers.errands import Runner
from handlers.logs import about
from handlers.metrics import Metrics
from handlers.tasks import Tasks

log = logging.getLogger("parley.sender")

_IN_HAND = 32  # messages claimed and not yet sent: the outbox is the queue, not the memory
_AT_ONCE = 8  # people sent to at the same time
_SWEEP = 5.0  # seconds between looks at every workspace: due times pass, clocks jump
_SOON = 1.0  # seconds until a sweep that has something to mend
_LONGEST_WAIT = 300.0  # seconds between two tries
_KEPT = timedelta(days=3)  # how long a delivery is known as handled
_TIDY = 3600.0  # seconds between two housekeepings
_TRIES = 8  # of a message that fails for a reason of our own
_SENDING = 45.0  # seconds for one sending, its searches and repeated calls included
_FRESH = timedelta(seconds=10)  # of a claim; with a sending after it still far from CLAIM_LASTS


@dataclass(frozen=True, slots=True)
class Letter:
    """A claimed message with what it says, or with the error that kept it from being composed.

    `claimed` is the moment of the claim; `errand` what it asks for when it is no message.
    """

    message: Outgoing
    claimed: datetime
    person: Person | None = None
    card: Card | None = None
    errand: Errand | None = None
    error: Exception | None = None


class Sender:
    """Sends what waits in the outbox; `lose` is told when the platform says Parley is gone.

    `runner` does the errands; `longest` is how many seconds one sending may take.
    """

    def __init__(
        self,
        store: Store,
        courier: Courier,
        clock: Clock,
        metrics: Metrics,
        lose: Callable[[str], Awaitable[None]],
        *,
        runner: Runner | None = None,
        longest: float = _SENDING,
    ) -> None:
        self._store = store
        self._courier = courier
        self._runner = runner
        self._clock = clock
        self._metrics = metrics
        self._lose = lose
        self._longest = longest
        self._tasks = Tasks()
        self._mail: set[str] = set()
        self._woken = asyncio.Event()
        self._in_hand: set[str] = set()
        self._sweep_at = float("-inf")
        self._room = asyncio.Semaphore(_AT_ONCE)
        self._stopping = False

    def wake(self, workspace: str) -> None:
        """Tell that a workspace may have mail; returns at once."""
        self._mail.add(workspace)
        self._woken.set()

    async def run(self) -> None:
        """Send until `stop`; begins with what an earlier process left."""
        loop = asyncio.get_running_loop()
        tidied = float("-inf")
        while not self._stopping:
            try:
                if loop.time() >= self._sweep_at:
                    self._sweep_at = loop.time() + _SWEEP
                    await self._sweep()
                if loop.time() - tidied >= _TIDY:
                    tidied = loop.time()
                    await self._tidy()
                await self._drain()
            except Exception as error:  # noqa: BLE001 - the sender outlives a database that is away
                log.error("The outbox could not be read.", extra={"facts": about(error)})
                loop.call_later(1.0, self._woken.set)
            await self._wait(self._sweep_at - loop.time())

    async def stop(self, seconds: float) -> None:
        """Finish what is on its way, at most `seconds`; the rest waits for the next start."""
        self._stopping = True
        self._woken.set()
        await self._tasks.drain(seconds)

    async def _wait(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(max(seconds, 0)):
                await self._woken.wait()
        except TimeoutError:
            pass
        self._woken.clear()

    async def _sweep(self) -> None:
        """Find workspaces with mail, and recover what is `sending` and nobody sends."""
        now, in_hand = self._clock.now(), frozenset(self._in_hand)
        for workspace in await self._store.workspaces_with_mail():
            await self._store.run(workspace, lambda unit: unit.outbox.recover(now, in_hand))
            self.wake(workspace)

    async def _tidy(self) -> None:
        """Forget what was handled long ago and links that are too old."""
        now = self._clock.now()

        def forget(unit: Unit) -> None:
            unit.deliveries.forget(now - _KEPT)
            unit.exports.forget(now)

        for workspace in await self._store.workspaces():
            await self._store.run(workspace, forget)

    async def _drain(self) -> None:
        while self._mail and len(self._in_hand) < _IN_HAND and not self._stopping:
            workspace = self._mail.pop()
            wanted = _IN_HAND - len(self._in_hand)
            work = partial(claimed, now=self._clock.now(), limit=wanted)
            letters = await self._store.run(workspace, work)
            self._in_hand.update(letter.message.id for letter in letters)
            for letter in letters:
                self._tasks.start(self._handle(workspace, letter), "send a message")
            if len(letters) == wanted:
                self._mail.add(workspace)

    async def _handle(self, workspace: str, letter: Letter) -> None:
        """Send a message or put it back; then look for what waited for it."""
        try:
            async with self._room:
                if self._stopping:
                    await self._put_back(workspace, letter.message, 0.0)
                elif fresh := await self._fresh(workspace, letter):
                    await self._send(workspace, fresh)
        except Exception as error:  # noqa: BLE001 - the sweep mends it, whatever it is
            log.error("What became of a message was not kept.", extra={"facts": about(error)})
            soon = asyncio.get_running_loop().time() + _SOON
            self._sweep_at = min(self._sweep_at, soon)
        finally:
            self._in_hand.discard(letter.message.id)
            self.wake(workspace)

    async def _fresh(self, workspace: str, letter: Letter) -> Letter | None:
        """The letter, claimed and composed anew if it waited; None if it is not ours any more."""
        now = self._clock.now()
        if abs(now - letter.claimed) < _FRESH:
            return letter
        return await self._store.run(workspace, lambda unit: _renewed(unit, letter.message, now))

    async def _put_back(
        self, workspace: str, message: Outgoing, wait: float, *, failed: bool = False
    ) -> None:
        due = self._clock.now() + timedelta(seconds=wait)
        await self._store.run(
            workspace, lambda unit: unit.outbox.later(message.id, due, failed=failed)
        )
        if not self._stopping:
            asyncio.get_running_loop().call_later(wait, self.wake, workspace)

    async def _send(self, workspace: str, letter: Letter) -> None:
        """Send a message; keep that it was sent, drop it, or put it back."""
        message, finish, channel = letter.message, None, None
        try:
            if letter.errand is not None and self._runner is not None:
                finish = await self._runner.run(message, letter.errand)
            else:
                channel = await self._post(letter)
        except Undelivered as failure:
            await self._undelivered(workspace, message, failure)
        except Exception as error:  # noqa: BLE001 - one bad message must not stop the others
            log.error("A message could not be sent.", extra={"facts": about(error)})
            await self._failed(workspace, message)
        else:
            await self._store.run(workspace, lambda unit: self._done(unit, letter, channel, finish))
            outcome = "sent" if channel or finish else "dropped"
            self._metrics.count("parley_messages_total", outcome=outcome)

    def _done(self, unit: Unit, letter: Letter, channel: str | None, finish: Finish | None) -> None:
        unit.outbox.sent(letter.message.id)
        if finish is not None and self._runner is not None:
            self._runner.finish(unit, finish)
        elif letter.person and channel and channel != letter.person.channel:
            unit.people.keep_channel(letter.person.id, channel)

    async def _post(self, letter: Letter) -> str | None:
        if letter.error is not None:
            raise letter.error
        if letter.person is None or letter.card is None:
            return None
        doubtful = letter.message.attempts > 0
        try:
            async with asyncio.timeout(self._longest):
                return await self._courier.post(
                    letter.person,
                    letter.card,
                    letter.message.id,
                    doubtful=doubtful,
                    thread=letter.message.thread,
                )
        except TimeoutError:
            raise Undelivered("busy") from None

    async def _undelivered(self, workspace: str, message: Outgoing, failure: Undelivered) -> None:
        self._metrics.count("parley_messages_total", outcome=failure.why)
        if failure.why == "refused":
            log.warning("The platform refused a message.", extra={"facts": {"kind": message.kind}})
            await self._store.run(workspace, lambda unit: unit.outbox.drop(message.id))
            return
        if failure.why == "gone":
            await self._lose(workspace)
        await self._put_back(workspace, message, max(failure.wait, _backoff(message.attempts)))

    async def _failed(self, workspace: str, message: Outgoing) -> None:
        """Put back a message that failed for a reason of our own; after some tries give it up."""
        self._metrics.count("parley_messages_total", outcome="failed")
        if message.failures < _TRIES:
            wait = _backoff(message.failures)
            await self._put_back(workspace, message, wait, failed=True)
        else:
            await self._store.run(workspace, lambda unit: unit.outbox.drop(message.id))


def claimed(unit: Unit, now: datetime, limit: int) -> tuple[Letter, ...]:
    """Claim what is due and compose it in the same transaction."""
    return tuple(_composed(unit, message, now) for message in unit.outbox.claim(now, limit))


def _renewed(unit: Unit, message: Outgoing, now: datetime) -> Letter | None:
    return _composed(unit, message, now) if unit.outbox.renew(message.id, now) else None


def _composed(unit: Unit, message: Outgoing, now: datetime) -> Letter:
    try:
        if message.kind in KINDS:
            return Letter(message, now, errand=errand_of(unit, message))
        person, card = compose(unit, message, now) or (None, None)
    except Conflict:
        raise
    except Exception as error:  # noqa: BLE001 - told by the lane; the other messages go out
        return Letter(message, now, error=error)
    return Letter(message, now, person, card)


def _backoff(tries: int) -> float:
    """Seconds before the next try: 1, 2, 4 ... at most five minutes."""
    return min(2.0 ** min(tries, 16), _LONGEST_WAIT)
