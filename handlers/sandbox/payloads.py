"""The payloads that Slack sends about what people do."""

from typing import Any

from handlers.sandbox.cast import (
    APP_ID,
    TEAM_DOMAIN,
    TEAM_ID,
    Channel,
    Message,
    Person,
)

Json = dict[str, Any]
_CHANNEL_TYPES = {"im": "im", "channel": "channel"}


def command_form(person: Person, channel: Channel, command: str, text: str) -> Json:
    """Give the form of a slash command, without its trigger and response URL."""
    return {
        "token": "sandbox",
        "team_id": TEAM_ID,
        "team_domain": TEAM_DOMAIN,
        "channel_id": channel.id,
        "channel_name": channel.name,
        "user_id": person.id,
        "user_name": person.handle,
        "command": command,
        "text": text,
        "api_app_id": APP_ID,
        "is_enterprise_install": "false",
    }


def interaction(kind: str, person: Person, **parts: Any) -> Json:
    """Give an interaction payload with what all kinds have in common."""
    return {
        "type": kind,
        "user": {
            "id": person.id,
            "username": person.handle,
            "name": person.handle,
            "team_id": TEAM_ID,
        },
        "api_app_id": APP_ID,
        "token": "sandbox",
        "team": {"id": TEAM_ID, "domain": TEAM_DOMAIN},
        "enterprise": None,
        "is_enterprise_install": False,
        **parts,
    }


def message_container(message: Message, channel: Channel) -> Json:
    """Give the parts of a block_actions payload that tell which message it comes from."""
    ephemeral = message.ephemeral_to is not None
    parts: Json = {
        "container": {
            "type": "message",
            "message_ts": message.ts,
            "channel_id": channel.id,
            "is_ephemeral": ephemeral,
        },
        "channel": {"id": channel.id, "name": channel.name},
        "state": {"values": message.state},
    }
    if not ephemeral:
        parts["message"] = message.slack()
    return parts


def message_event(message: Message, channel: Channel) -> Json:
    """Give the event of a new message."""
    return message.slack() | {
        "channel": channel.id,
        "event_ts": message.ts,
        "channel_type": _CHANNEL_TYPES[channel.kind],
    }


def changed_event(message: Message, before: Message, channel: Channel, event_ts: str) -> Json:
    """Give the event of a changed message."""
    return {
        "type": "message",
        "subtype": "message_changed",
        "message": message.slack(),
        "previous_message": before.slack(),
        "channel": channel.id,
        "hidden": True,
        "ts": event_ts,
        "event_ts": event_ts,
        "channel_type": _CHANNEL_TYPES[channel.kind],
    }


def deleted_event(before: Message, channel: Channel, event_ts: str) -> Json:
    """Give the event of a deleted message."""
    return {
        "type": "message",
        "subtype": "message_deleted",
        "previous_message": before.slack(),
        "deleted_ts": before.ts,
        "channel": channel.id,
        "hidden": True,
        "ts": event_ts,
        "event_ts": event_ts,
        "channel_type": _CHANNEL_TYPES[channel.kind],
    }


def home_opened_event(person: Person, channel: Channel, tab: str, ts: str, view: Any) -> Json:
    """Give the event of opening one of the app's tabs."""
    event = {
        "type": "app_home_opened",
        "user": person.id,
        "channel": channel.id,
        "event_ts": ts,
        "tab": tab,
    }
    return event | {"view": view} if view is not None and tab == "home" else event
