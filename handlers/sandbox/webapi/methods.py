"""The table of methods: what answers each, with which token and scope."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from handlers.sandbox.site import Site
from handlers.sandbox.webapi import apps, chat, conversations, users, views
from handlers.sandbox.webapi.call import Call


@dataclass(frozen=True)
class Method:
    """A method of the Web API.

    `caller` tells whose token it takes, `scope` what the bot's token must have been granted.
    """

    answer: Callable[[Site, Call], dict[str, Any]]
    scope: str | None = None
    caller: Literal["bot", "app", "anybody"] = "bot"


METHODS = {
    "api.test": Method(apps.api_test, caller="anybody"),
    "auth.test": Method(apps.auth_test),
    "apps.connections.open": Method(apps.connections_open, caller="app"),
    "chat.postMessage": Method(chat.post_message, "chat:write"),
    "chat.postEphemeral": Method(chat.post_ephemeral, "chat:write"),
    "chat.update": Method(chat.update, "chat:write"),
    "chat.delete": Method(chat.delete, "chat:write"),
    "conversations.open": Method(conversations.open_direct, "im:write"),
    "conversations.history": Method(conversations.history),
    "conversations.replies": Method(conversations.replies),
    "conversations.info": Method(conversations.info),
    "conversations.members": Method(conversations.members),
    "conversations.list": Method(conversations.everything),
    "users.info": Method(users.info, "users:read"),
    "users.list": Method(users.everyone, "users:read"),
    "views.open": Method(views.open_modal),
    "views.push": Method(views.push),
    "views.update": Method(views.update),
    "views.publish": Method(views.publish),
}
