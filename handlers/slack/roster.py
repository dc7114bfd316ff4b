"""What the people and channels of the workspace are called, for masking them in shared lessons."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from handlers.slack.courier import error_name, undelivered
from handlers.tasks import Tasks

log = logging.getLogger("parley.slack")

_KEPT: Final = 3600.0  # seconds for which names are taken to be still the same
_AGAIN: Final = 5.0  # seconds between two tries when Slack does not give them
_PATIENCE: Final = 2.0  # seconds; an acknowledgement is due within three
_LONGEST_WAIT: Final = 120.0  # seconds that Slack may ask to wait between two pages
_WAITS: Final = 5  # for one page; then the names are asked for anew when somebody needs them
_PEOPLE: Final = 1000  # at once
_CHANNELS: Final = 999  # at once
_KINDS: Final = ("public_channel,private_channel", "public_channel")
"""Channels to ask for: private ones too where Parley may, else public ones, else none."""

_NAMES: Final = (
    "real_name",
    "real_name_normalized",
    "display_name",
    "display_name_normalized",
    "first_name",
    "last_name",
)


class Roster:
    """Names of people who are or were in the workspace, and of the channels Parley may know of.

    A channel's begins with "#". They are kept in memory for an hour, and nowhere else.
    """

    def __init__(self, client: AsyncWebClient, tasks: Tasks) -> None:
        self._client = client
        self._tasks = tasks
        self._names: frozenset[str] | None = None
        self._asked = float("-inf")
        self._asking: asyncio.Task[None] | None = None

    def warm(self) -> None:
        """Begin to ask for the names if they are not known; returns at once."""
        wait = _AGAIN if self._names is None else _KEPT
        asking = self._asking is not None and not self._asking.done()
        if not asking and time.monotonic() - self._asked >= wait:
            self._asked = time.monotonic()
            self._asking = self._tasks.start(self._ask(), "ask for the names of the workspace")

    async def names(self) -> frozenset[str] | None:
        """The names, None when they cannot be had within two seconds; they may come later."""
        self.warm()
        if self._asking is not None and not self._asking.done():
            await asyncio.wait({self._asking}, timeout=_PATIENCE)
        return self._names if time.monotonic() - self._asked < _KEPT else None

    async def _ask(self) -> None:
        self._names = None
        try:
            people, channels = await asyncio.gather(self._people(), self._channels())
        except (SlackApiError, aiohttp.ClientError, TimeoutError) as error:
            facts = {"reason": str(error_name(error))}
            log.warning("Slack did not give the names of the workspace.", extra={"facts": facts})
        else:
            self._names = frozenset(people | channels)

    async def _people(self) -> set[str]:
        found: set[str] = set()
        cursor: str | None = None
        while cursor != "":
            answer = await _page(self._client.users_list, limit=_PEOPLE, cursor=cursor)
            for user in answer["members"]:
                if not user.get("is_bot"):
                    found |= _names_of(user)
            cursor = _next(answer)
        return found

    async def _channels(self) -> set[str]:
        for kinds in _KINDS:
            try:
                return await self._channels_of(kinds)
            except SlackApiError as error:
                if error_name(error) != "missing_scope":
                    raise
        return set()

    async def _channels_of(self, kinds: str) -> set[str]:
        found: set[str] = set()
        cursor: str | None = None
        while cursor != "":
            listed = self._client.conversations_list
            answer = await _page(listed, types=kinds, limit=_CHANNELS, cursor=cursor)
            found |= {f"#{one['name']}" for one in answer["channels"] if one.get("name")}
            cursor = _next(answer)
        return found


async def _page(listed: Callable[..., Awaitable[Any]], **asked: Any) -> Any:
    """One page of a list; a large workspace has so many that Slack asks to wait in between."""
    for _ in range(_WAITS):
        try:
            return await listed(**asked)
        except SlackApiError as error:
            wait = undelivered(error).wait
            if not 0 < wait <= _LONGEST_WAIT:
                raise
        await asyncio.sleep(wait)
    return await listed(**asked)


def _names_of(user: Mapping[str, Any]) -> set[str]:
    profile = user.get("profile") or {}
    called = [user.get("name"), user.get("real_name"), *(profile.get(name) for name in _NAMES)]
    return {str(name) for name in called if name}


def _next(answer: Any) -> str:
    metadata = answer.get("response_metadata") or {}
    return str(metadata.get("next_cursor") or "")
