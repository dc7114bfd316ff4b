"""Releasing lessons: what falls due for channels, looked for again and again.

Everything is decided in a unit of work, so two processes release a batch once. What is posted is
another matter: Slack knows no idempotency key and Parley may not read a channel's history. A
posting of which nobody knows how it ended is made again, because better a lesson twice than none,
but later each time and not for ever: a channel is no place for dozens of copies.
Several processes take turns in a channel, so that they do not post the same at once.
"""

import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Final

from bot.guides.share_view import withdrawn_card
from bot.ports import ChannelFacts, Clock, Errands, Ids, Pool, Posting, Store, Undelivered
from bot.usecases import release
from bot.usecases.release import Begun
from handlers.clock.pace import APART
from handlers.clock.turns import Turns
from handlers.logs import about

log = logging.getLogger("parley.clock")

_SOON: Final = timedelta(seconds=5)  # until what nobody knows the end of is done again
_BUSY: Final = timedelta(minutes=1)  # until a platform that did not answer is asked again
_CLOSED: Final = timedelta(hours=1)  # until a closed channel, or too small a circle, is looked at
_UNSURE: Final = (_SOON, 2 * _SOON, _CLOSED, _CLOSED)
"""Waits between tries of one posting that may all have arrived; then it is taken as refused."""

Lose = Callable[[str], Awaitable[None]]


class Releasing:
    """Releases lessons over all workspaces; `lose` is told when the platform says Parley is gone.

    Without `turns` no other process works on this database.
    """

    def __init__(
        self,
        store: Store,
        errands: Errands,
        clock: Clock,
        ids: Ids,
        lose: Lose,
        *,
        turns: Turns | None = None,
    ) -> None:
        self._store = store
        self._errands = errands
        self._clock = clock
        self._ids = ids
        self._lose = lose
        self._turns = turns
        self._later: dict[str, datetime] = {}
        self._held: dict[str, int] = {}
        self._landed: list[tuple[str, Posting, str]] = []
        self._unsure: dict[str, int] = {}

    async def look(self) -> None:
        """Do what is due now: at most one message for each channel.

        Whoever calls it again waits `handlers.clock.pace.APART` in between.
        """
        await self._keep_landed()
        for workspace in await self._store.workspaces_with_pools():
            try:
                await self._look_at(workspace)
            except Undelivered:
                await self._lose(workspace)
        await self._store.shred_lessons()

    async def _look_at(self, workspace: str) -> None:
        """Do what is due in one workspace; raises Undelivered when Parley is gone from it.

        What fails for a reason of our own is tried again in a while, and holds nothing else up.
        """
        found = await self._store.run(workspace, partial(release.to_do, now=self._clock.now()))
        work: list[tuple[str, Callable[[], Awaitable[None]]]] = [
            *((one.id, partial(self._release, workspace, one)) for one in found.release),
            *((one.id, partial(self._ask, workspace, one)) for one in found.ask),
            *((_name(one), partial(self._edit, workspace, one)) for one in found.edit),
            *((one.channel, partial(self._post, workspace, one)) for one in found.post),
        ]
        for name, do in work:
            try:
                await do()
            except Undelivered:
                raise
            except Exception as error:  # noqa: BLE001 - the rest goes on, whatever it is
                log.error("Lessons could not be brought on.", extra={"facts": about(error)})
                self._wait(name, _BUSY)

    async def _release(self, workspace: str, pool: Pool) -> None:
        if self._waits(pool.id) or self._waits(_readers(pool)):
            return
        found = {}
        for channel in pool.channels:
            facts = await self._about(channel)
            if facts is None:
                self._wait(pool.id, _BUSY)
                return
            found[channel] = facts
        now, ids = self._clock.now(), self._ids
        work = partial(release.release, pool=pool.id, found=found, now=now, ids=ids)
        outcome = await self._store.run(workspace, work)
        if outcome == "released":
            log.info("A batch of lessons is released.")
            await self._store.shred_lessons()
        elif outcome == "waits":
            self._wait(_readers(pool), _CLOSED)

    async def _ask(self, workspace: str, pool: Pool) -> None:
        """Ask the question of the week where it can be asked; nobody misses it elsewhere.

        Also while lessons wait for readers: their release was tried just before.
        """
        if self._waits(pool.id):
            return
        work = partial(release.ask, pool=pool.id, now=self._clock.now())
        for channel, card in await self._store.run(workspace, work):
            try:
                await self._errands.announce(channel, card)
            except Undelivered as failure:
                if failure.why == "gone":
                    raise

    async def _edit(self, workspace: str, posting: Posting) -> None:
        name = _name(posting)
        if posting.message is None or self._waits(name):
            return
        try:
            await self._errands.edit(posting.channel, posting.message, withdrawn_card())
        except Undelivered as failure:
            if failure.why == "gone":
                raise
            busy = timedelta(seconds=failure.wait) or _SOON
            self._wait(name, busy if failure.why == "busy" else _CLOSED)
            return
        await self._store.run(workspace, lambda unit: unit.lessons.edited(posting))

    async def _post(self, workspace: str, posting: Posting) -> None:
        """Make the next posting of a channel, if it is ours to make now."""
        channel = posting.channel
        if self._waits(channel) or not self._may_begin():
            return
        # Asking takes a while, in which the turn goes on.
        if not await self._open(workspace, channel) or not self._may_begin():
            return
        begun = await self._begin(workspace, channel)
        if begun is None:
            return
        try:
            message = await self._errands.announce(channel, begun.card, begun.thread)
        except Undelivered as failure:
            await self._not_posted(workspace, channel, failure)
            return
        self._unsure.pop(channel, None)
        self._landed.append((workspace, begun.posting, message))
        await self._keep_landed()

    async def _begin(self, workspace: str, channel: str) -> Begun | None:
        """What to post in a channel now, unless another process has the turn there."""
        now, turns = self._clock.now(), self._turns
        work = partial(release.begin_posting, channel=channel, now=now)
        number = turns.number(now) if turns else 0
        if turns is None or self._held.get(channel) == number:
            return await self._store.run(workspace, partial(work, turn=None))
        begun = await self._store.run(workspace, partial(work, turn=turns.name(channel, number)))
        if begun is None:
            self._wait(channel, turns.rest(now))
        else:
            self._held[channel] = number
        return begun

    async def _open(self, workspace: str, channel: str) -> bool:
        """Whether a message may go to a channel, which may have changed since the one before."""
        facts = await self._about(channel)
        if facts is None:
            self._wait(channel, _BUSY)
            return False
        if not facts.open:
            await self._refused(workspace, channel, facts)
        return facts.open

    async def _not_posted(self, workspace: str, channel: str, failure: Undelivered) -> None:
        match failure.why:
            case "gone":
                raise failure
            case "busy":
                self._wait(channel, timedelta(seconds=max(failure.wait, APART)))
            case "unsure" if self._unsure.get(channel, 0) < len(_UNSURE):
                tries = self._unsure.get(channel, 0)
                self._wait(channel, _UNSURE[tries])
                self._unsure[channel] = tries + 1
            case "unsure" | "refused" | "uninvited":
                self._wait(channel, _BUSY)
                facts = await self._about(channel)
                if facts is not None:
                    await self._refused(workspace, channel, facts)

    async def _refused(self, workspace: str, channel: str, facts: ChannelFacts) -> None:
        self._unsure.pop(channel, None)
        self._wait(channel, _CLOSED)
        now, ids = self._clock.now(), self._ids
        work = partial(release.refused, channel=channel, facts=facts, now=now, ids=ids)
        await self._store.run(workspace, work)

    async def _keep_landed(self) -> None:
        """Keep what is in a channel; while the database does not, nothing more is posted."""
        while self._landed:
            workspace, posting, message = self._landed[0]
            work = partial(release.posted, posting=posting, message=message, now=self._clock.now())
            await self._store.run(workspace, work)
            del self._landed[0]

    async def _about(self, channel: str) -> ChannelFacts | None:
        """What the platform says of a channel, None when it does not answer now."""
        try:
            return await self._errands.about_channel(channel)
        except Undelivered as failure:
            if failure.why == "gone":
                raise
            return None

    def _may_begin(self) -> bool:
        return self._turns is None or self._turns.may_begin(self._clock.now())

    def _waits(self, name: str) -> bool:
        """Whether something was put off and its time has not come; a clock can go back."""
        left = self._later.get(name, self._clock.now()) - self._clock.now()
        if timedelta() < left <= _CLOSED:
            return True
        self._later.pop(name, None)
        return False

    def _wait(self, name: str, wait: timedelta) -> None:
        self._later[name] = self._clock.now() + wait


def _name(posting: Posting) -> str:
    """What tells a message in a channel from all others."""
    return f"{posting.channel} {posting.message}"


def _readers(pool: Pool) -> str:
    """What tells the wait of a pool for readers, or for a channel, from its other waits."""
    return f"{pool.id} readers"
