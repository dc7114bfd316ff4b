"""Whether Parley is installed in its workspace, known without asking Slack at every request."""

import asyncio
import logging
import time
from collections.abc import Callable

import aiohttp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.authorization.async_authorize import AsyncAuthorize
from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.ports import Clock, Store
from bot.usecases import leave
from handlers.logs import about
from handlers.slack.courier import error_name

log = logging.getLogger("parley.slack")

_ASK_AGAIN = 3.0  # seconds between two questions to Slack while Parley is not installed
_PATIENCE = 2.0  # seconds; an acknowledgement is due within three
_UNKNOWN = {"invalid_auth", "not_authed", "not_allowed_token_type"}


class Installation:
    """One bot token and its workspace.

    `auth.test` is asked at start, and while Parley is not installed at most every few seconds;
    never once it is known to work. `on_return` is called when a locked workspace works again;
    `mistaken` says that Slack has never known the token.
    """

    def __init__(self, client: AsyncWebClient, store: Store, clock: Clock) -> None:
        self.workspace: str | None = None
        self.working = False
        self.mistaken = False
        self.on_return: Callable[[str], None] = lambda _workspace: None
        self._client = client
        self._store = store
        self._clock = clock
        self._asked = float("-inf")
        self._asking = asyncio.Lock()

    async def admits(self, workspace: str) -> bool:
        """Whether a delivery from this workspace is served."""
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
            if workspace is not None:
                self.workspace = workspace
                await self._unlock(workspace)
                self.working = True

    async def _asked_slack(self) -> str | None:
        """The workspace in which the token works, None when it does not or nobody answers."""
        try:
            async with asyncio.timeout(_PATIENCE):
                answer = await self._client.auth_test()
        except SlackApiError as error:
            reason = error_name(error)
            self.mistaken = reason in _UNKNOWN
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
        """Lock the workspace: Parley was removed or its token revoked."""
        if workspace != self.workspace:
            return
        self.working = False
        self._asked = float("-inf")
        now = self._clock.now()
        await self._store.run(workspace, lambda unit: leave.removed(unit, now))
        log.info("Parley was removed from its workspace.")


class Authorize(AsyncAuthorize):
    """Answers Bolt from memory; whether a workspace is served is the listeners' question."""

    def __init__(self, token: str) -> None:
        self._token = token

    async def __call__(
        self,
        *,
        context: AsyncBoltContext,  # noqa: ARG002 - Bolt's signature
        enterprise_id: str | None,
        team_id: str | None,
        user_id: str | None,
        actor_enterprise_id: str | None = None,  # noqa: ARG002 - Bolt's signature
        actor_team_id: str | None = None,  # noqa: ARG002 - Bolt's signature
        actor_user_id: str | None = None,  # noqa: ARG002 - Bolt's signature
    ) -> AuthorizeResult:
        """The one token we have."""
        return AuthorizeResult(
            enterprise_id=enterprise_id, team_id=team_id, user_id=user_id, bot_token=self._token
        )
