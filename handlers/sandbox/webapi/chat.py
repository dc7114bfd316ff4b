"""chat.postMessage, chat.postEphemeral, chat.update and chat.delete."""

from typing import Any

from handlers.sandbox import payloads
from handlers.sandbox.blockkit.surfaces import (
    check_blocks,
    check_metadata,
    check_text,
    with_ids,
)
from handlers.sandbox.cast import BOT_USER_ID, Channel, Message
from handlers.sandbox.errors import SlackError
from handlers.sandbox.inputs import initial_values
from handlers.sandbox.site import Site
from handlers.sandbox.webapi.call import Call

Json = dict[str, Any]


def find_channel(site: Site, reference: str) -> Channel:
    """Find a conversation by id; channel_not_found otherwise, and for others' private ones."""
    channel = site.workspace.channels.get(reference)
    if channel is None or (channel.private and BOT_USER_ID not in channel.members):
        raise SlackError("channel_not_found")
    return channel


def _destination(site: Site, call: Call) -> Channel:
    """Find where to post: a conversation, or a person's direct message by the person's id."""
    reference = call.optional("channel")
    if reference is None:
        raise SlackError("channel_not_found")
    if reference in site.workspace.people:
        return site.workspace.direct(reference)
    channel = find_channel(site, reference)
    if BOT_USER_ID not in channel.members:
        raise SlackError("not_in_channel")
    if channel.archived:
        raise SlackError("is_archived")
    return channel


def _content(call: Call) -> tuple[str, list[Json] | None]:
    text = call.optional("text") or ""
    blocks = call.structured("blocks", "invalid_blocks_format")
    if blocks:
        check_blocks(blocks)
    if not text and not blocks:
        raise SlackError("no_text")
    check_text(text)
    return text, with_ids(blocks) if blocks else None


def _metadata(call: Call) -> Json | None:
    metadata = call.structured("metadata", "invalid_metadata_format")
    return check_metadata(metadata) if metadata else None


def post_message(site: Site, call: Call) -> Json:
    """Post a message as the app."""
    channel = _destination(site, call)
    text, blocks = _content(call)
    message = site.workspace.post(
        channel,
        BOT_USER_ID,
        text,
        blocks=blocks,
        metadata=_metadata(call),
        thread_ts=_thread(site, channel, call),
        state=initial_values(blocks or [], {}),
    )
    site.acting.tell_app(channel, payloads.message_event(message, channel))
    return {"channel": channel.id, "ts": message.ts, "message": message.slack(metadata=True)}


def _thread(site: Site, channel: Channel, call: Call) -> str | None:
    """Read the parent's timestamp; Slack takes a reply's for its parent's."""
    thread_ts = call.optional("thread_ts")
    if thread_ts is None:
        return None
    parent = site.workspace.message(channel.id, thread_ts)
    if parent is None:
        raise SlackError("thread_not_found")
    return parent.thread_ts or parent.ts


def post_ephemeral(site: Site, call: Call) -> Json:
    """Show a message to one member of a conversation."""
    channel = find_channel(site, call.required("channel"))
    person = call.required("user")
    if person not in site.workspace.people or person not in channel.members:
        raise SlackError("user_not_in_channel")
    text, blocks = _content(call)
    state = initial_values(blocks or [], {})
    message = site.workspace.post(
        channel, BOT_USER_ID, text, blocks=blocks, ephemeral_to=person, state=state
    )
    return {"message_ts": message.ts}


def _own(site: Site, call: Call, refusal: str) -> tuple[Channel, Message]:
    channel = find_channel(site, call.required("channel"))
    message = site.workspace.message(channel.id, call.required("ts"))
    if message is None or message.ephemeral_to is not None:
        raise SlackError("message_not_found")
    if not message.bot:
        raise SlackError(refusal)
    return channel, message


def update(site: Site, call: Call) -> Json:
    """Change one of the app's messages.

    Text without blocks takes the blocks away; blocks without text keep the text; the `edited`
    mark is set only when the message has no blocks.
    """
    channel, before = _own(site, call, "cant_update_message")
    if channel.archived:
        raise SlackError("is_inactive")
    text, blocks = _changed_content(call, before)
    values = initial_values(blocks or [], before.state)
    after = before.change(text=text, blocks=blocks, state=values)
    if call.given("metadata"):
        after = after.change(metadata=_metadata(call))
    now = site.workspace.event_ts()
    if blocks is None:
        after = after.change(edited_ts=now)
    site.workspace.change(after)
    event = payloads.changed_event(after, before, channel, now)
    site.acting.tell_app(channel, event)
    return {"channel": channel.id, "ts": after.ts, "text": text, "message": after.slack()}


def _changed_content(call: Call, before: Message) -> tuple[str, list[Json] | None]:
    text = call.optional("text")
    blocks = call.structured("blocks", "invalid_blocks_format")
    if text is None and blocks is None:
        raise SlackError("no_text")
    check_text(text or "")
    if blocks:
        check_blocks(blocks)
    elif not (text or before.text):
        raise SlackError("no_text")
    return text if text is not None else before.text, with_ids(blocks) if blocks else None


def delete(site: Site, call: Call) -> Json:
    """Take one of the app's messages away."""
    channel, message = _own(site, call, "cant_delete_message")
    site.workspace.delete(message)
    event = payloads.deleted_event(message, channel, site.workspace.event_ts())
    site.acting.tell_app(channel, event)
    return {"channel": channel.id, "ts": message.ts}
