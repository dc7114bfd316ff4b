"""What Slack delivers, as values: only the parts Parley acts on, with an idempotency key each.

Every reader raises Malformed for a payload that is not what Slack documents.
"""

import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from handlers.slack.fields import VALUE
from handlers.slack.text import unescaped

Json = Mapping[str, Any]

_TYPED = {None, "file_share"}  # message subtypes that are a person's own words
_PICKED = ("selected_date", "selected_time", "selected_user", "selected_channel")


class Malformed(Exception):  # noqa: N818 - says what the payload is; holds none of it
    """The payload lacks something that Slack always sends."""


@dataclass(frozen=True, slots=True)
class Command:
    """A slash command; `direct` says whether it was typed in some direct message."""

    workspace: str
    user: str
    channel: str
    direct: bool
    words: str
    trigger: str
    key: str
    response_url: str | None


@dataclass(frozen=True, slots=True)
class Typed:
    """A message of the person's own in the direct message with Parley; `at` in epoch seconds.

    `thread` is the message in whose thread it was typed, if it was.
    """

    workspace: str
    user: str
    channel: str
    text: str
    at: float
    key: str
    thread: str | None


@dataclass(frozen=True, slots=True)
class View:
    """The modal in which something was pressed, and the state of it that the person saw."""

    id: str
    hash: str


@dataclass(frozen=True, slots=True)
class Press:
    """A pressed button: on a message (channel and response URL known), a modal or the Home tab.

    `message` is the message to answer in its thread, `values` what the fields of the modal hold. A
    field that tells of each change is pressed, too: its action is `<verb>_changed` and its value
    the rest of the form's purpose; then it is `ticked`, and its choice is in the fields.
    """

    workspace: str
    user: str
    action: str
    value: str
    trigger: str
    key: str
    channel: str | None
    response_url: str | None
    modal: View | None
    message: str | None
    values: dict[str, str]
    ticked: bool


@dataclass(frozen=True, slots=True)
class Submission:
    """A sent form; `fields` are its block ids in their order on the screen."""

    workspace: str
    user: str
    purpose: str
    values: dict[str, str]
    fields: tuple[str, ...]
    key: str


@dataclass(frozen=True, slots=True)
class HomeOpened:
    """Somebody looks at the Home tab (or the messages tab) of Parley."""

    workspace: str
    user: str
    channel: str
    tab: str


def command(body: Json) -> Command:
    """Read a slash command."""
    try:
        return Command(
            workspace=body["team_id"],
            user=body["user_id"],
            channel=body["channel_id"],
            direct=body.get("channel_name") == "directmessage" or body["channel_id"][0] == "D",
            words=_clean(unescaped(body.get("text") or "")),
            trigger=body["trigger_id"],
            key=f"command:{body['trigger_id']}",
            response_url=body.get("response_url"),
        )
    except (KeyError, TypeError, AttributeError, IndexError):
        raise Malformed from None


def typed(body: Json) -> Typed | None:
    """Read a message event; None unless it is a person's own words to Parley."""
    try:
        event = body["event"]
        own = event.get("user") and not event.get("bot_id") and not event.get("app_id")
        if event.get("channel_type") != "im" or event.get("subtype") not in _TYPED or not own:
            return None
        text = _clean(unescaped(event.get("text") or ""))
        if not text.strip():
            return None
        channel, ts, user = event["channel"], event["ts"], event["user"]
        return Typed(
            workspace=body["team_id"],
            user=user,
            channel=channel,
            text=text,
            at=float(ts),
            key=f"message:{channel}:{ts}:{user}",
            thread=event.get("thread_ts"),
        )
    except (KeyError, TypeError, AttributeError, ValueError):
        raise Malformed from None


def home_opened(body: Json) -> HomeOpened:
    """Read an `app_home_opened` event."""
    try:
        event = body["event"]
        return HomeOpened(body["team_id"], event["user"], event["channel"], event["tab"])
    except (KeyError, TypeError):
        raise Malformed from None


def bot_revoked(body: Json) -> bool:
    """Whether a `tokens_revoked` event is about Parley's own token, not a person's."""
    try:
        return bool(body["event"]["tokens"].get("bot"))
    except (KeyError, TypeError, AttributeError):
        raise Malformed from None


def press(body: Json) -> Press:
    """Read a `block_actions` payload."""
    try:
        pressed = body["actions"][0]
        view = body.get("view") or {}
        modal = View(view["id"], view["hash"]) if view.get("type") == "modal" else None
        container = body.get("container") or {}
        action, value = _asked(pressed, view)
        return Press(
            workspace=workspace_of(body),
            user=body["user"]["id"],
            action=action,
            value=value,
            trigger=body["trigger_id"],
            key=f"press:{body['trigger_id']}",
            channel=container.get("channel_id"),
            response_url=body.get("response_url"),
            modal=modal,
            message=(body.get("message") or {}).get("thread_ts") or container.get("message_ts"),
            values=_values((view.get("state") or {}).get("values") or {}),
            ticked=pressed["action_id"] == VALUE,
        )
    except (KeyError, TypeError, AttributeError, IndexError):
        raise Malformed from None


def submission(body: Json, secret: bytes) -> Submission:
    """Read a `view_submission` payload.

    A form that came back with errors keeps Slack's hash, so what was entered is part of the key:
    as a keyed digest, because short answers could be guessed from a plain one.
    """
    try:
        view = body["view"]
        entered = _values(view["state"]["values"])
        seen = json.dumps([view["id"], view["hash"], entered]).encode()
        return Submission(
            workspace=workspace_of(body),
            user=body["user"]["id"],
            purpose=view["private_metadata"],
            values=entered,
            fields=tuple(block["block_id"] for block in view["blocks"] if block["type"] == "input"),
            key=f"form:{hmac.digest(secret, seen, 'sha256').hex()}",
        )
    except (KeyError, TypeError, AttributeError):
        raise Malformed from None


def workspace_of(body: Json) -> str:
    """The workspace a payload comes from."""
    try:
        workspace: str = body["team_id"] if "team_id" in body else body["team"]["id"]
    except (KeyError, TypeError):
        raise Malformed from None
    return workspace


def _asked(pressed: Json, view: Json) -> tuple[str, str]:
    """The action that a press asks for, and its value."""
    if pressed["action_id"] != VALUE:
        return pressed["action_id"].rpartition(":")[0], pressed.get("value") or ""
    verb, _, rest = view["private_metadata"].partition(":")
    return f"{verb}_changed", rest


def _values(state: Json) -> dict[str, str]:
    """What the fields of a form hold, by block."""
    return {block: _entered(elements[VALUE]) for block, elements in state.items()}


def _entered(element: Json) -> str:
    option = element.get("selected_option") or {}
    several = element.get("selected_options") or []
    entered = (
        element.get("value")
        or option.get("value")
        or ",".join(one["value"] for one in several)
        or next((element[name] for name in _PICKED if element.get(name)), None)
    )
    return _clean(str(entered or ""))


def _clean(text: str) -> str:
    """Text that every database and encoding takes: no NUL, no half characters."""
    return text.replace("\0", "").encode(errors="replace").decode()
