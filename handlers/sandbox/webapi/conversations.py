"""conversations.open, .history, .replies, .info, .members and .list."""

import base64
import binascii
import re
from typing import Any

from handlers.sandbox.cast import BOT_USER_ID, Channel, Message
from handlers.sandbox.errors import SlackError
from handlers.sandbox.site import Site
from handlers.sandbox.webapi.call import Call
from handlers.sandbox.webapi.chat import find_channel
from handlers.sandbox.webapi.scopes import require_scope

Json = dict[str, Any]
_TYPES = {"public_channel": "channels", "private_channel": "groups", "im": "im", "mpim": "mpim"}
_TS = re.compile(r"\d+(\.\d+)?")


def open_direct(site: Site, call: Call) -> Json:
    """Give the direct message with one person."""
    users = call.optional("users")
    if users is None:
        reference = call.optional("channel")
        if reference is None:
            raise SlackError("users_list_not_supplied")
        return _opened(find_channel(site, reference), call)
    if "," in users:
        raise SlackError("missing_scope", needed="mpim:write", provided="")
    if users not in site.workspace.people:
        raise SlackError("user_not_found")
    return _opened(site.workspace.direct(users), call)


def _opened(channel: Channel, call: Call) -> Json:
    shown = channel.slack() if call.flag("return_im") else {"id": channel.id}
    return {"no_op": True, "already_open": True, "channel": shown}


def _readable(site: Site, call: Call, right: str) -> Channel:
    channel = find_channel(site, call.required("channel"))
    require_scope(site, f"{_TYPES[_type(channel)]}:{right}")
    return channel


def _type(channel: Channel) -> str:
    if channel.kind == "im":
        return "im"
    return "private_channel" if channel.private else "public_channel"


def info(site: Site, call: Call) -> Json:
    """Describe a conversation."""
    return {"channel": _readable(site, call, "read").slack()}


def members(site: Site, call: Call) -> Json:
    """Give a page of the ids of those who are in a conversation."""
    page, cursor = _ids_page(sorted(_readable(site, call, "read").members), call)
    return {"members": page, "response_metadata": {"next_cursor": cursor}}


def everything(site: Site, call: Call) -> Json:
    """Describe a page of the conversations of the asked types that the app can see."""
    types = (call.optional("types") or "public_channel").split(",")
    for wanted in types:
        if wanted not in _TYPES:
            raise SlackError("invalid_types")
        require_scope(site, f"{_TYPES[wanted]}:read")
    found = {
        channel.id: channel
        for channel in site.workspace.channels.values()
        if _type(channel) in types
        and (BOT_USER_ID in channel.members or not channel.private)
        and not (channel.archived and call.flag("exclude_archived"))
    }
    page, cursor = _ids_page(sorted(found), call)
    return {
        "channels": [found[channel].slack() for channel in page],
        "response_metadata": {"next_cursor": cursor},
    }


def _ids_page(ids: list[str], call: Call) -> tuple[list[str], str]:
    """A page of ids and the cursor of the next; the cursor names the last id of the one before."""
    limit = call.number("limit", 100, 999)
    after = _after(call.optional("cursor"))
    left = [one for one in ids if one > after]
    more = len(left) > limit
    page = left[:limit]
    return page, base64.b64encode(f"next_id:{page[-1]}".encode()).decode() if more else ""


def _after(cursor: str | None) -> str:
    if cursor is None:
        return ""
    try:
        kind, _, last = base64.b64decode(cursor, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        raise SlackError("invalid_cursor") from None
    if kind != "next_id":
        raise SlackError("invalid_cursor")
    return last


def history(site: Site, call: Call) -> Json:
    """Give a page of a conversation's messages, newest first, without replies in threads."""
    channel = _joined(site, call)
    found = [
        message
        for message in site.workspace.messages(channel.id)[::-1]
        if message.thread_ts in {None, message.ts} and _within(message, call)
    ]
    cursor = call.optional("cursor")
    if cursor is not None:
        before = _cursor(cursor)
        found = [message for message in found if _micros(message.ts) < before]
    return _page(found, call) | {"pin_count": 0}


def replies(site: Site, call: Call) -> Json:
    """Give a page of a thread, oldest first, beginning with the message it answers."""
    channel = _joined(site, call)
    first = site.workspace.message(channel.id, call.required("ts"))
    if first is None or first.ephemeral_to is not None:
        raise SlackError("thread_not_found")
    root = first.thread_ts or first.ts
    found = [
        message
        for message in site.workspace.messages(channel.id)
        if root in {message.ts, message.thread_ts} and _within(message, call)
    ]
    cursor = call.optional("cursor")
    if cursor is not None:
        after = _cursor(cursor)
        found = [message for message in found if _micros(message.ts) > after]
    return _page(found, call)


def _joined(site: Site, call: Call) -> Channel:
    channel = _readable(site, call, "history")
    if BOT_USER_ID not in channel.members:
        raise SlackError("not_in_channel")
    return channel


def _page(found: list[Message], call: Call) -> Json:
    limit = call.number("limit", 100, 999)
    page, rest = found[:limit], found[limit:]
    metadata = call.flag("include_all_metadata")
    body: Json = {
        "messages": [message.slack(metadata=metadata) for message in page],
        "has_more": bool(rest),
    }
    if rest:
        cursor = base64.b64encode(f"next_ts:{page[-1].ts}".encode()).decode()
        body["response_metadata"] = {"next_cursor": cursor}
    return body


def _within(message: Message, call: Call) -> bool:
    if message.ephemeral_to is not None:
        return False
    inclusive = call.flag("inclusive")
    oldest, latest = _bound(call, "oldest"), _bound(call, "latest")
    at = _micros(message.ts)
    if oldest is not None and (at < oldest or (at == oldest and not inclusive)):
        return False
    return not (latest is not None and (at > latest or (at == latest and not inclusive)))


def _bound(call: Call, name: str) -> int | None:
    value = call.optional(name)
    if value is None or value == "0":
        return None
    if not _TS.fullmatch(value):
        raise SlackError(f"invalid_ts_{name}")
    return _micros(value)


def _cursor(cursor: str) -> int:
    try:
        kind, _, ts = base64.b64decode(cursor, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        raise SlackError("invalid_cursor") from None
    if kind != "next_ts" or not _TS.fullmatch(ts):
        raise SlackError("invalid_cursor")
    return _micros(ts)


def _micros(ts: str) -> int:
    seconds, _, fraction = ts.partition(".")
    return int(seconds) * 1_000_000 + int(fraction.ljust(6, "0")[:6])
