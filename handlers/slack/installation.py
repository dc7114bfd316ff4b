"""Whether Parley is installed in its workspace, known without asking Slack at every request."""

import asyncio
import logging
import time
from collections.abc import Callable
from enum import Enum, auto

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.ports import Clock, Store
from bot.usecases import leave
from handlers.logs import about
from handlers.slack.courier import error_name
from handlers.tasks import Tasks

log = logging.getLogger("parley.slack")

_ASK_AGAIN = 3.0  # seconds between two questions to Slack while Parley is not installed
_PATIENCE = 2.0  # seconds; an acknowledgement is due within three
_UNKNOWN = {"invalid_auth", "not_authed", "not_allowed_token_type"}
_NO_LONGER = {"account_inactive", "token_revoked", "token_expired", "org_login_required"}


class Standing(Enum):
    """What is known of the bot token.

    `UNASKED`: Slack has not answered yet. `REVOKED`: Slack says that it does not work. `REMOVED`:
    Slack told that Parley was removed, and the token has not been seen to fail since.
    """

    UNASKED = auto()
    WORKING = auto()
    REVOKED = auto()
    REMOVED = auto()


class Installation:
    """One bot token and its workspace.

    `auth.test` is asked at start, and while the token is not known to work at most every few
    seconds; never once it is. `on_return` is called when a locked workspace works again;
    `mistaken` says that Slack has never known the token.
    """

    def __init__(self, client: AsyncWebClient, store: Store, clock: Clock, tasks: Tasks) -> None:
        self.workspace: str | None = None
        self.mistaken = False
        self.on_return: Callable[[str], None] = lambda _workspace: None
        self._standing = Standing.UNASKED
        self._client = client
        self._store = store
        self._clock = clock
        self._tasks = tasks
        self._asked = float("-inf")
        self._asking = asyncio.Lock()

    @property
    def working(self) -> bool:
        """Whether Slack has accepted the token and not taken it back."""
        return self._standing is Standing.WORKING

    async def admits(self, workspace: str) -> bool:
        """Whether a delivery from this workspace is served.

        Slack signed it, so while Slack cannot be asked it is taken: an answer must not get lost.
        """
        if self._standing is Standing.UNASKED:
            self._tasks.start(self.check(), "ask Slack whether the token works")
            return not await self._store.run(workspace, lambda unit: unit.workspace.locked())
        if not self.working:
            await self.check()
        return self.working and workspace == self.workspace

    async def check(self) -> None:
        """Ask Slack whether the token works, unless that was done a moment ago."""
        async with self._asking:
            if self.working or time.monotonic() - self._asked < _ASK_AGAIN:
                return
            self._asked = time.monotonic()
            workspace = await self._asked_slack()
            # A token that still works after the removal was told is about to be revoked.
            if workspace is not None and self._standing is not Standing.REMOVED:
                self.workspace = workspace
                await self._unlock(workspace)
                self._standing = Standing.WORKING

    async def _asked_slack(self) -> str | None:
        """The workspace in which the token works, None when it does not or nobody answers."""
        try:
            async with asyncio.timeout(_PATIENCE):
                answer = await self._client.auth_test()
        except SlackApiError as error:
            reason = error_name(error)
            self.mistaken = reason in _UNKNOWN
            if reason in _NO_LONGER | _UNKNOWN:
                self._standing = Standing.REVOKED
            facts = {"reason": str(reason)}
            log.warning("Slack does not accept the bot token.", extra={"facts": facts})
            return None
        except (aiohttp.ClientError, TimeoutError) as error:
            log.warning("Slack cannot be reached.", extra={"facts": about(error)})
            return None
        self.mistaken = False
        return str(answer["team_id"])

    async def _unlock(self, workspace: str) -> None:
        if await self._store.run(workspace, lambda unit: unit.workspace.locked()):
            await self._store.run(workspace, leave.returned)
            log.info("Parley works in its workspace again.")
            self.on_return(workspace)

    async def lose(self, workspace: str) -> None:
        """Lock the workspace at once: Parley was removed or its token revoked.

        Only a token that was seen to fail and works again means that Parley is back.
        """
        if self.workspace not in {None, workspace}:
            return
        if self._standing is not Standing.REVOKED:
            self._standing = Standing.REMOVED
        self._asked = float("-inf")
        now = self._clock.now()
        await self._store.run(workspace, lambda unit: leave.removed(unit, now))
        log.info("Parley was removed from its workspace.")
        await self.check()
        self._asked = float("-inf")
