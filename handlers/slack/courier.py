"""What leaves for Slack: messages, screens, the Home tab, and questions about profiles."""

from typing import Any
from urllib.parse import urlsplit

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.async_handler import AsyncRetryHandler
from slack_sdk.http_retry.builtin_async_handlers import (
    AsyncConnectionErrorRetryHandler,
    AsyncRateLimitErrorRetryHandler,
)
from slack_sdk.http_retry.request import HttpRequest
from slack_sdk.http_retry.response import HttpResponse
from slack_sdk.http_retry.state import RetryState
from slack_sdk.web.async_client import AsyncWebClient

from bot.cards import Card, Screen
from bot.ports import Person, Undelivered
from handlers.slack import render
from handlers.slack.text import Json

EVENT = "parley_message"
"""The type of the metadata that carries a message's key."""

_SEARCHED = 100  # messages looked through for one that may have arrived
_REMEMBERED = 10_000  # direct messages kept in memory

_GONE = {
    "account_inactive",
    "app_uninstalled",
    "invalid_auth",
    "not_authed",
    "team_disabled",
    "token_expired",
    "token_revoked",
}
_BUSY = {
    "fatal_error",
    "internal_error",
    "rate_limited",
    "ratelimited",
    "request_timeout",
    "service_unavailable",
}
_LOOPBACK = {"127.0.0.1", "::1", "localhost"}
_SERVER_ERROR = 500
_TOO_MANY = 429


class ShortWaits(AsyncRateLimitErrorRetryHandler):
    """Waits out a rate limit of a few seconds, once; a longer one is the caller's business."""

    _LONGEST = 3  # seconds

    async def _can_retry_async(
        self,
        *,
        state: RetryState,  # noqa: ARG002 - the library's signature
        request: HttpRequest,  # noqa: ARG002 - the library's signature
        response: HttpResponse | None = None,
        error: Exception | None = None,  # noqa: ARG002 - the library's signature
    ) -> bool:
        if response is None or response.status_code != _TOO_MANY:
            return False
        waits = {name.lower(): value for name, value in response.headers.items()}
        told = waits.get("retry-after", "1")
        wait = told if isinstance(told, str) else told[0]
        return wait.isdigit() and int(wait) <= self._LONGEST


def web_client(
    token: str, url: str, session: aiohttp.ClientSession, *, again: bool
) -> AsyncWebClient:
    """A Web API client on the shared session; with `again` it repeats what may be repeated."""
    handlers: list[AsyncRetryHandler] = (
        [AsyncConnectionErrorRetryHandler(max_retry_count=1), ShortWaits(max_retry_count=1)]
        if again
        else []
    )
    client = AsyncWebClient(token=token, base_url=url, session=session, retry_handlers=handlers)
    if urlsplit(url).hostname in _LOOPBACK:
        client.proxy = None  # the library takes the environment's proxy even for this machine
    return client


class SlackCourier:
    """Keeps `bot.ports.Courier`; also opens and changes modals."""

    def __init__(self, token: str, url: str, session: aiohttp.ClientSession) -> None:
        # A message whose connection broke may have arrived: it is never repeated blindly.
        self._once = web_client(token, url, session, again=False)
        self.client = web_client(token, url, session, again=True)
        self._session = session
        self._channels: dict[str, str] = {}

    async def post(
        self, person: Person, card: Card, key: str, *, doubtful: bool, thread: str | None = None
    ) -> str:
        """Send the card to the person's direct message; returns the channel it went to.

        With `thread` it answers that message. With `doubtful` the last hundred messages there are
        searched for `key` first. Raises Undelivered.
        """
        text, blocks = render.message(card)
        channel = person.channel or self._channels.get(person.user)
        try:
            channel = channel or await self._open(person.user)
            if doubtful and await self._arrived(channel, key, thread):
                return channel
            await self._send(channel, text, blocks, key, thread)
        except (SlackApiError, aiohttp.ClientError, TimeoutError) as error:
            if error_name(error) != "channel_not_found" or channel is None:
                raise undelivered(error) from None
        else:
            return channel
        return await self._resend(person.user, text, blocks, key)

    async def _resend(self, user: str, text: str, blocks: list[Json], key: str) -> str:
        """Send to a direct message opened anew, because the one we knew is gone."""
        try:
            channel = await self._open(user)
            await self._send(channel, text, blocks, key)
        except (SlackApiError, aiohttp.ClientError, TimeoutError) as error:
            raise undelivered(error) from None
        return channel

    async def _open(self, user: str) -> str:
        answer: Any = await self.client.conversations_open(users=user)
        channel = str(answer["channel"]["id"])
        if len(self._channels) >= _REMEMBERED:
            self._channels.clear()
        self._channels[user] = channel
        return channel

    async def _send(
        self, channel: str, text: str, blocks: list[Json], key: str, thread: str | None = None
    ) -> None:
        await self._once.chat_postMessage(
            channel=channel,
            text=text,
            blocks=blocks,
            thread_ts=thread,
            unfurl_links=False,
            unfurl_media=False,
            metadata={"event_type": EVENT, "event_payload": {"key": key}},
        )

    async def _arrived(self, channel: str, key: str, thread: str | None) -> bool:
        history: Any
        if thread is None:
            history = await self.client.conversations_history(
                channel=channel, limit=_SEARCHED, include_all_metadata=True
            )
        else:
            history = await self.client.conversations_replies(
                channel=channel, ts=thread, limit=_SEARCHED, include_all_metadata=True
            )
        return any(
            message.get("metadata", {}).get("event_payload", {}).get("key") == key
            for message in history["messages"]
        )

    async def blocks_of(self, channel: str, message: str) -> tuple[str, ...]:
        """The block ids of a message that stands in the conversation itself. Raises Undelivered."""
        try:
            answer: Any = await self._once.conversations_replies(
                channel=channel, ts=message, limit=1
            )
        except (SlackApiError, aiohttp.ClientError, TimeoutError) as error:
            raise undelivered(error) from None
        blocks = [block for one in answer["messages"][:1] for block in one.get("blocks", ())]
        return tuple(str(block.get("block_id", "")) for block in blocks)

    async def publish(self, user: str, screen: Screen) -> None:
        """Publish somebody's Home tab. Raises Undelivered."""
        try:
            await self.client.views_publish(user_id=user, view=render.home(screen))
        except (SlackApiError, aiohttp.ClientError, TimeoutError) as error:
            raise undelivered(error) from None

    async def profile_zone(self, person: Person) -> str | None:
        """The IANA zone of the person's profile. Raises Undelivered."""
        try:
            answer: Any = await self.client.users_info(user=person.user)
        except (SlackApiError, aiohttp.ClientError, TimeoutError) as error:
            raise undelivered(error) from None
        zone = answer["user"].get("tz")
        return str(zone) if zone else None

    async def open_modal(self, trigger: str, screen: Screen) -> None:
        """Open a screen while the trigger lives. Raises Undelivered."""
        try:
            await self._once.views_open(trigger_id=trigger, view=render.modal(screen))
        except (SlackApiError, aiohttp.ClientError, TimeoutError) as error:
            raise undelivered(error) from None

    async def change_modal(self, view: str, seen: str, screen: Screen) -> None:
        """Replace a modal by a screen unless it changed since `seen`. Raises Undelivered."""
        try:
            await self._once.views_update(view_id=view, hash=seen, view=render.modal(screen))
        except (SlackApiError, aiohttp.ClientError, TimeoutError) as error:
            raise undelivered(error) from None

    async def whisper(self, channel: str | None, user: str, card: Card) -> None:
        """Show a card to one person only, in a conversation or (None) in the direct message.

        Raises Undelivered.
        """
        text, blocks = render.message(card)
        try:
            channel = channel or self._channels.get(user) or await self._open(user)
            await self._once.chat_postEphemeral(
                channel=channel, user=user, text=text, blocks=blocks
            )
        except (SlackApiError, aiohttp.ClientError, TimeoutError) as error:
            raise undelivered(error) from None

    async def respond(self, url: str, card: Card) -> None:
        """Answer a press where it happened, to the person alone. Raises Undelivered."""
        text, blocks = render.message(card)
        body = {
            "response_type": "ephemeral",
            "replace_original": False,
            "text": text,
            "blocks": blocks,
        }
        try:
            async with self._session.post(url, json=body) as answer:
                answer.raise_for_status()
        except (aiohttp.ClientError, TimeoutError) as error:
            raise undelivered(error) from None


def undelivered(error: Exception) -> Undelivered:
    """What an error of Slack or of the way there means for a message."""
    if not isinstance(error, SlackApiError):
        return Undelivered("busy")
    status = getattr(error.response, "status_code", 0)
    if status == _TOO_MANY:
        return Undelivered("busy", _wait(error.response.headers))
    name = error_name(error)
    if status >= _SERVER_ERROR or name is None or name in _BUSY:
        return Undelivered("busy")
    return Undelivered("gone" if name in _GONE else "refused")


def error_name(error: Exception) -> str | None:
    """Slack's name for what went wrong, None when it gave none."""
    data = getattr(getattr(error, "response", None), "data", None)
    return data.get("error") if isinstance(data, dict) else None


def _wait(headers: Any) -> float:
    told = next((value for name, value in headers.items() if name.lower() == "retry-after"), "1")
    return float(told) if str(told).isdigit() else 1.0
