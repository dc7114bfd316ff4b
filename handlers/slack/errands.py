"""What is done in Slack beside messages to a person: profiles, and words in channels."""

import asyncio
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError

from bot.cards import Card
from bot.ports import Person, Profile, Undelivered
from handlers.slack import render
from handlers.slack.courier import error_name, undelivered, web_client

_OUTSIDE = {"channel_not_found", "not_in_channel"}
"""A private channel that Parley is no member of does not exist for it."""

_GONE_ALREADY = {"channel_not_found", "message_not_found"}
_TOO_MANY = 429
_PATIENCE = (1.0, 5.0, 30.0, 60.0, 120.0)  # seconds between tries for somebody who is gone


class SlackErrands:
    """Keeps `bot.ports.Errands`."""

    def __init__(self, token: str, url: str, session: aiohttp.ClientSession) -> None:
        self._client = web_client(token, url, session, again=True)
        # Words in a channel whose connection broke may have arrived: they are posted once.
        self._once = web_client(token, url, session, again=False)

    async def look_up(self, person: Person) -> Profile:
        """The profile of somebody. Raises Undelivered."""
        try:
            answer: Any = await self._client.users_info(user=person.user)
        except (SlackApiError, aiohttp.ClientError, TimeoutError) as error:
            raise undelivered(error) from None
        user = answer["user"]
        never = ("is_bot", "deleted", "is_stranger", "is_workflow_bot")
        apart = user.get("id") == "USLACKBOT" or any(user.get(flag) for flag in never)
        zone = user.get("tz")
        return Profile(zone=str(zone) if zone else None, reachable=not apart)

    async def announce(self, channel: str, card: Card) -> str:
        """Post a card to a channel, at most once; returns the timestamp of the message.

        Raises Undelivered: `busy` for 429 alone, which Slack answers instead of posting.
        """
        text, blocks = render.message(card)
        try:
            answer: Any = await self._once.chat_postMessage(
                channel=channel, text=text, blocks=blocks, unfurl_links=False, unfurl_media=False
            )
        except (SlackApiError, aiohttp.ClientError, TimeoutError) as error:
            raise _not_posted(error) from None
        return str(answer["ts"])

    async def retract(self, channel: str, message: str) -> None:
        """Delete a message of Parley's; one that is not there any more is deleted.

        Raises Undelivered.
        """
        try:
            await self._client.chat_delete(channel=channel, ts=message)
        except (SlackApiError, aiohttp.ClientError, TimeoutError) as error:
            if error_name(error) not in _GONE_ALREADY:
                raise undelivered(error) from None

    async def retract_at_last(self, channel: str, message: str) -> None:
        """Delete what somebody made public who has erased themselves, trying for some minutes.

        Nothing is kept of it, so it is lost when the process ends meanwhile. Raises Undelivered.
        """
        for wait in _PATIENCE:
            try:
                return await self.retract(channel, message)
            except Undelivered as failure:
                if failure.why != "busy":
                    raise
                await asyncio.sleep(max(wait, failure.wait))
        return await self.retract(channel, message)


def _not_posted(error: Exception) -> Undelivered:
    if error_name(error) in _OUTSIDE:
        return Undelivered("uninvited")
    failure = undelivered(error)
    refused = getattr(getattr(error, "response", None), "status_code", 0) == _TOO_MANY
    return Undelivered("unsure") if failure.why == "busy" and not refused else failure
