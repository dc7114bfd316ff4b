"""The Home tab, drawn again whenever it changed."""

from bot.ports import Clock, Ids, Store
from bot.usecases.home import home
from bot.usecases.knock import Knock
from handlers.slack.courier import SlackCourier


class HomeTab:
    """Draws Home tabs; one person's never twice at once, so that the newest is what stays."""

    def __init__(self, store: Store, courier: SlackCourier, clock: Clock, ids: Ids) -> None:
        self._store = store
        self._courier = courier
        self._clock = clock
        self._ids = ids
        self._drawing: set[str] = set()
        self._stale: set[str] = set()

    async def draw(self, workspace: str, user: str, channel: str | None = None) -> None:
        """Draw somebody's Home tab as it is now; `channel` is their direct message, when known.

        Raises Undelivered.
        """
        if user in self._drawing:
            self._stale.add(user)
            return
        self._drawing.add(user)
        self._stale.add(user)
        try:
            while user in self._stale:
                self._stale.discard(user)
                await self._publish(workspace, user, channel)
        finally:
            self._drawing.discard(user)
            self._stale.discard(user)

    async def _publish(self, workspace: str, user: str, channel: str | None) -> None:
        knock = Knock(
            workspace=workspace,
            user=user,
            key="",
            now=self._clock.now(),
            ids=self._ids,
            channel=channel,
        )
        screen = await self._store.run(workspace, lambda unit: home(unit, knock))
        await self._courier.publish(user, screen)
