"""What is done in Slack beside messages to a person: profiles, and words in channels."""

from collections.abc import Collection
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError

from bot.cards import Card
from bot.ports import ChannelFacts, Person, Profile, Undelivered
from handlers.slack import render
from handlers.slack.courier import error_name, undelivered, web_client

_OUTSIDE = {"channel_not_found", "not_in_channel"}
"""A private channel that Parley is no member of does not exist for it."""

_GONE_ALREADY = {"channel_not_found", "message_not_found"}
_CLOSED = {"is_archived", "is_inactive"}
_CALLS = (SlackApiError, aiohttp.ClientError, TimeoutError)
_PAGE = 999  # members of a channel asked for at once
_CHANNELS = "channels:read"
_TOO_MANY = 429


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
        except _CALLS as error:
            raise undelivered(error) from None
        user = answer["user"]
        never = ("is_bot", "deleted", "is_stranger", "is_workflow_bot")
        apart = user.get("id") == "USLACKBOT" or any(user.get(flag) for flag in never)
        zone = user.get("tz")
        return Profile(zone=str(zone) if zone else None, reachable=not apart)

    async def announce(self, channel: str, card: Card, thread: str | None = None) -> str:
        """Post a card to a channel, at most once; returns the timestamp of the message.

        With `thread` it answers the message of that timestamp. Raises Undelivered: `busy` for 429
        alone, which Slack answers instead of posting.
        """
        text, blocks = render.message(card)
        try:
            answer: Any = await self._once.chat_postMessage(
                channel=channel,
                text=text,
                blocks=blocks,
                thread_ts=thread,
                unfurl_links=False,
                unfurl_media=False,
            )
        except _CALLS as error:
            raise _not_posted(error) from None
        return str(answer["ts"])

    async def edit(self, channel: str, message: str, card: Card) -> None:
        """Show another card in a message; one that is not there any more needs none.

        Raises Undelivered: `uninvited` while the channel is archived or not Parley's.
        """
        text, blocks = render.message(card)
        try:
            await self._client.chat_update(channel=channel, ts=message, text=text, blocks=blocks)
        except _CALLS as error:
            name = error_name(error)
            if name != "message_not_found":
                outside = name in _OUTSIDE | _CLOSED
                raise (Undelivered("uninvited") if outside else undelivered(error)) from None

    async def about_channel(self, channel: str) -> ChannelFacts:
        """What Slack shows Parley of a channel. Raises Undelivered."""
        try:
            answer: Any = await self._client.conversations_info(channel=channel)
            members = await self._members(channel)
        except _CALLS as error:
            if error_name(error) == "channel_not_found":
                return ChannelFacts(hidden=True)
            missing = _missing(error)
            if not missing:
                raise undelivered(error) from None
            return ChannelFacts(missing=missing)
        shown = answer["channel"]
        return ChannelFacts(
            members=members,
            member=bool(shown.get("is_member")),
            archived=bool(shown.get("is_archived")),
            shared=bool(shown.get("is_ext_shared") or shown.get("is_pending_ext_shared")),
            group=not (shown.get("is_im") or shown.get("is_mpim")),
        )

    async def members(self, channel: str) -> frozenset[str]:
        """Ids of all who are in a channel, apps too. Raises Undelivered."""
        try:
            return await self._members(channel)
        except _CALLS as error:
            raise undelivered(error) from None

    async def member_of(self, channels: Collection[str], user: str) -> frozenset[str] | None:
        """Those of these channels somebody is in, as far as Slack tells. Raises Undelivered.

        None when a right to ask is missing and none is found without it.
        """
        found, untold = set(), False
        for channel in channels:
            try:
                members = await self._members(channel)
            except _CALLS as error:
                missing = bool(_missing(error))
                if error_name(error) != "channel_not_found" and not missing:
                    raise undelivered(error) from None
                untold = untold or missing
            else:
                found |= {channel} if user in members else set()
        return None if untold and not found else frozenset(found)

    async def _members(self, channel: str) -> frozenset[str]:
        found: list[str] = []
        cursor = ""
        while True:
            answer: Any = await self._client.conversations_members(
                channel=channel, limit=_PAGE, cursor=cursor or None
            )
            found += answer["members"]
            cursor = (answer.get("response_metadata") or {}).get("next_cursor") or ""
            if not cursor:
                return frozenset(found)

    async def retract(self, channel: str, message: str) -> None:
        """Delete a message of Parley's; one that is not there any more is deleted.

        Raises Undelivered.
        """
        try:
            await self._client.chat_delete(channel=channel, ts=message)
        except _CALLS as error:
            if error_name(error) not in _GONE_ALREADY:
                raise undelivered(error) from None


def _missing(error: Exception) -> tuple[str, ...]:
    """The rights that Slack says are missing; empty when that is not what went wrong."""
    if error_name(error) != "missing_scope":
        return ()
    data = getattr(getattr(error, "response", None), "data", {})
    return tuple(str(data.get("needed") or _CHANNELS).split(","))


def _not_posted(error: Exception) -> Undelivered:
    if error_name(error) in _OUTSIDE:
        return Undelivered("uninvited")
    failure = undelivered(error)
    refused = getattr(getattr(error, "response", None), "status_code", 0) == _TOO_MANY
    return Undelivered("unsure") if failure.why == "busy" and not refused else failure
