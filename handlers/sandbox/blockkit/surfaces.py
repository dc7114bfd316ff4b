"""Whole messages and views: checked as Slack checks them, and completed with ids."""

import json
import secrets
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from handlers.sandbox.blockkit.blocks import MESSAGE_BLOCKS, VIEW_BLOCKS
from handlers.sandbox.blockkit.objects import plain_text
from handlers.sandbox.blockkit.rules import Json, Rule, Shape, Spot, boolean, string, typed
from handlers.sandbox.errors import SlackError

LONGEST_TEXT = 40_000
LONGEST_BLOCKS = 12_000  # characters of text in all blocks of a message, as Slack's staff put it
LARGEST_VIEW = 250_000  # bytes of JSON
LARGEST_METADATA = 16_000  # bytes of JSON


def _inputs_need_submit(view: Any, spot: Spot) -> None:
    if "submit" not in view and any(block["type"] == "input" for block in view["blocks"]):
        spot.complain("missing required field: submit")


_COMMON: dict[str, Rule] = {
    "private_metadata": string(3000, least=0),
    "callback_id": string(255, least=0),
    "external_id": string(255, least=0),
}
_VIEWS: dict[str, Rule] = {
    "modal": Shape(
        {"title": plain_text(24), "blocks": VIEW_BLOCKS},
        _COMMON
        | {
            "submit": plain_text(24),
            "close": plain_text(24),
            "clear_on_close": boolean,
            "notify_on_close": boolean,
        },
        (_inputs_need_submit,),
    ),
    "home": Shape({"blocks": VIEW_BLOCKS}, _COMMON),
}


def check_blocks(blocks: Any) -> None:
    """Check a message's blocks; SlackError invalid_blocks lists what is wrong, or too long."""
    spot = Spot("/blocks")
    MESSAGE_BLOCKS(blocks, spot)
    if spot.complaints:
        raise _refusal("invalid_blocks", spot.complaints)
    if sum(len(text) for text in _texts(blocks)) > LONGEST_BLOCKS:
        raise SlackError("msg_blocks_too_long")


def check_text(text: str) -> None:
    """Check a message's text; SlackError msg_too_long."""
    if len(text) > LONGEST_TEXT:
        raise SlackError("msg_too_long")


def check_metadata(metadata: Any) -> Json:
    """Check a message's metadata and give it; SlackError for a wrong shape or size."""
    if not isinstance(metadata, dict) or set(metadata) - {"event_type", "event_payload"}:
        raise SlackError("invalid_metadata_format")
    kind, payload = metadata.get("event_type"), metadata.get("event_payload")
    if not isinstance(kind, str) or not kind or not isinstance(payload, dict):
        raise SlackError("invalid_metadata_format")
    if len(json.dumps(metadata).encode()) > LARGEST_METADATA:
        raise SlackError("metadata_too_large")
    return metadata


def check_view(view: Any, kinds: set[str]) -> None:
    """Check a view of one of the kinds; SlackError invalid_arguments lists what is wrong."""
    spot = Spot("/view")
    typed(_VIEWS, kinds)(view, spot)
    if spot.complaints:
        raise _refusal("invalid_arguments", spot.complaints)
    if len(json.dumps(view).encode()) > LARGEST_VIEW:
        raise SlackError("view_too_large")


def _refusal(name: str, complaints: list[str]) -> SlackError:
    messages = [f"[ERROR] {complaint}" for complaint in complaints]
    extra: Json = {"response_metadata": {"messages": messages}}
    return SlackError(name, **({"errors": complaints} if name == "invalid_blocks" else {}), **extra)


def _texts(part: Any) -> Iterator[str]:
    """Give every `text` that is a string, however deep."""
    if isinstance(part, list):
        for item in part:
            yield from _texts(item)
    elif isinstance(part, dict):
        for name, item in part.items():
            if name == "text" and isinstance(item, str):
                yield item
            else:
                yield from _texts(item)


def with_ids(blocks: list[Json]) -> list[Json]:
    """Give the blocks with an id for every block and element that came without."""
    completed = deepcopy(blocks)
    for block in completed:
        block.setdefault("block_id", secrets.token_urlsafe(4))
        elements = [block.get("accessory"), block.get("element")]
        if block["type"] == "actions":
            elements += block["elements"]
        for element in elements:
            if element is not None and element["type"] != "image":
                element.setdefault("action_id", secrets.token_urlsafe(4))
    return completed


def with_view_ids(view: Json) -> Json:
    """Give the view with an id for every block and element that came without."""
    return view | {"blocks": with_ids(view["blocks"])}
