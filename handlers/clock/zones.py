"""Where people are who hear from Parley soon: their profile is asked before, in the background.

Somebody who says nothing while they travel would else be written to by the clock of the place they
left. After a downtime there is no before: what is late then waits for profiles, a few seconds at
most. Without an answer the zone stays as it was.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Final

from bot.ports import Clock, Ids, Person, Undelivered, Unit
from bot.usecases.profile import is_fresh, keep_zone
from handlers.clock.pace import Pace
from handlers.logs import about
from storage import Store, claim
from storage.claim import NO_ROW, Soon

log = logging.getLogger("parley.clock")

LOOK: Final = 30.0
"""Seconds between two looks at what is due soon."""

_AHEAD: Final = timedelta(hours=15)
"""More than the clocks of two places differ, so that who flew east still hears in time."""

_ROWS: Final = 500  # looked at in one look; the next goes on behind them
_ASKED: Final = 30  # profiles asked in one look, which Slack allows each workspace in any case
_AT_ONCE: Final = 8
_ANSWER: Final = 10.0  # seconds for one profile
_LATE: Final = timedelta(minutes=5)
_PATIENCE: Final = 4.0  # seconds for all the profiles of a batch
_BEGINNING: Final = datetime(1970, 1, 1, tzinfo=UTC)

ProfileZone = Callable[[Person], Awaitable[str | None]]


class Zones:
    """Asks the profiles of those whose next message is near, each at most twice a day.

    `zone_of` raises Undelivered; what is late waits for it at most `patience` seconds.
    """

    def __init__(
        self,
        store: Store,
        zone_of: ProfileZone,
        clock: Clock,
        ids: Ids,
        *,
        patience: float = _PATIENCE,
    ) -> None:
        self._store = store
        self._zone_of = zone_of
        self._clock = clock
        self._ids = ids
        self._patience = patience
        self._room = asyncio.Semaphore(_AT_ONCE)
        self._pace = Pace(lambda: asyncio.get_running_loop().time())
        self._behind: tuple[datetime, str] | None = None

    async def look(self) -> None:
        """Go on through what is overdue or due soon, and ask for zones that may have changed."""
        now = self._clock.now()
        start = self._behind or (_BEGINNING, NO_ROW)
        work = partial(claim.due_soon, after=start, until=now + _AHEAD, limit=_ROWS)
        rows = await self._store.run_whole(work)
        people: dict[tuple[str, str], None] = {}
        last: Soon | None = None
        for row in rows:
            if not is_fresh(row.checked, now):
                people[row.workspace, row.person] = None
            last = row
            if len(people) == _ASKED:
                break
        self._behind = (last.due, last.row) if last else None
        await asyncio.gather(*(self._ask(*whose, now) for whose in people))

    async def late(self, batch: str) -> None:
        """Ask for the zones of those in a batch who hear late, before it is written.

        A workspace that asked for a pause is left alone.
        """
        now = self._clock.now()
        work = partial(claim.late_in, batch=batch, before=now - _LATE)
        rows = await self._store.run_whole(work)
        people = {(row.workspace, row.person) for row in rows if not is_fresh(row.checked, now)}
        asked = [self._ask(*whose, now) for whose in people if not self._pace.paused(whose[0])]
        with suppress(TimeoutError):
            async with asyncio.timeout(self._patience):
                for ended in await asyncio.gather(*asked, return_exceptions=True):
                    if isinstance(ended, Exception):
                        log.error("A profile could not be asked.", extra={"facts": about(ended)})

    async def _ask(self, workspace: str, name: str, now: datetime) -> None:
        person = await self._store.run(workspace, partial(_known, name=name))
        if person is None or is_fresh(person.zone_checked, now):
            return
        try:
            async with self._room, asyncio.timeout(_ANSWER):
                zone = await self._zone_of(person)
        except (Undelivered, TimeoutError) as failure:
            why = failure.why if isinstance(failure, Undelivered) else "late"
            log.info("A profile was not given.", extra={"facts": {"why": why}})
            if isinstance(failure, Undelivered):
                self._pace.pause(workspace, failure.wait)
            if why != "refused":
                return  # it is asked for again on the next way through
            zone = None
        keep = partial(keep_zone, person=name, name=zone, now=now, ids=self._ids)
        await self._store.run(workspace, keep)


def _known(unit: Unit, name: str) -> Person | None:
    return None if unit.workspace.locked() else unit.people.get(name)
