"""People's time zones, asked of Slack now and then."""

import asyncio
import logging
import time

from bot.ports import Clock, Ids, Store, Undelivered
from bot.usecases.profile import keep_zone, wants_zone
from handlers.slack.courier import SlackCourier

log = logging.getLogger("parley.slack")

_AGAIN = 3600.0  # seconds between two looks at the database for one person
_SOON = 60.0  # seconds until a profile that was not given is asked for again
_REMEMBERED = 10_000  # people kept in memory
_AT_ONCE = 4  # profiles asked for at the same time: Slack limits how often, and messages go first


class Profiles:
    """Asks profiles for time zones: the database says whose, memory spares asking it."""

    def __init__(self, store: Store, courier: SlackCourier, clock: Clock, ids: Ids) -> None:
        self._store = store
        self._courier = courier
        self._clock = clock
        self._ids = ids
        self._looked: dict[str, float] = {}
        self._room = asyncio.Semaphore(_AT_ONCE)

    def due(self, user: str) -> bool:
        """Whether to `ask`; True at most once an hour for one person."""
        now = time.monotonic()
        if now - self._looked.get(user, float("-inf")) < _AGAIN:
            return False
        if len(self._looked) >= _REMEMBERED:
            self._looked.clear()
        self._looked[user] = now
        return True

    def forget(self, user: str) -> None:
        """Forget somebody who erased themselves; if they come again they are asked for anew."""
        self._looked.pop(user, None)

    async def ask(self, workspace: str, user: str) -> None:
        """Ask the profile if the zone is unknown or old, and keep it.

        When Slack does not give it the zone stays as it is, and is asked for again soon. Somebody
        who only looked at Parley is not kept yet; they are asked for again next time.
        """
        now = self._clock.now()
        known = await self._store.run(workspace, lambda unit: unit.people.find(user) is not None)
        if not known:
            self._looked.pop(user, None)
            return
        person = await self._store.run(workspace, lambda unit: wants_zone(unit, user, now))
        if person is None:
            return
        try:
            async with self._room:
                zone = await self._courier.profile_zone(person)
        except Undelivered as failure:
            log.info("A profile was not given.", extra={"facts": {"why": failure.why}})
            self._looked[user] = time.monotonic() - _AGAIN + _SOON
            return
        await self._store.run(
            workspace, lambda unit: keep_zone(unit, person.id, zone, now, self._ids)
        )
