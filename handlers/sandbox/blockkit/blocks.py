"""Blocks: what each may hold, and on which surface it may stand."""

from typing import Any

from handlers.sandbox.blockkit.elements import ELEMENTS, IMAGE, IN_ACTIONS, IN_INPUT, IN_SECTION
from handlers.sandbox.blockkit.objects import BLOCK_ID, URL, any_text, plain_text
from handlers.sandbox.blockkit.rich_text import RICH_TEXT
from handlers.sandbox.blockkit.rules import (
    Json,
    Rule,
    Shape,
    Spot,
    at_least_one,
    boolean,
    exactly_one,
    items,
    string,
    typed,
)

_ID: dict[str, Rule] = {"block_id": BLOCK_ID}


def _text_or_image(value: Any, spot: Spot) -> None:
    image = isinstance(value, dict) and value.get("type") == "image"
    (IMAGE if image else any_text(3000))(value, spot)


BLOCKS: dict[str, Rule] = {
    "section": Shape(
        {},
        _ID
        | {
            "text": any_text(3000),
            "fields": items(any_text(2000), 10),
            "accessory": typed(ELEMENTS, IN_SECTION),
            "expand": boolean,
        },
        (at_least_one("text", "fields"),),
    ),
    "header": Shape({"text": plain_text(150)}, _ID),
    "divider": Shape({}, _ID),
    "context": Shape({"elements": items(_text_or_image, 10)}, _ID),
    "actions": Shape({"elements": items(typed(ELEMENTS, IN_ACTIONS), 25)}, _ID),
    "input": Shape(
        {"label": plain_text(2000), "element": typed(ELEMENTS, IN_INPUT)},
        _ID | {"hint": plain_text(2000), "optional": boolean, "dispatch_action": boolean},
    ),
    "image": Shape(
        {"alt_text": string(2000)},
        _ID | {"image_url": URL, "title": plain_text(2000)},
        (exactly_one("image_url"),),
    ),
    "rich_text": RICH_TEXT,
    "markdown": Shape({"text": string(12_000)}, _ID),
}
_IN_VIEWS = frozenset(BLOCKS) - {"markdown"}


def _elements(block: Json) -> list[Any]:
    if block.get("type") == "actions":
        return list(block["elements"])
    return [block[name] for name in ("accessory", "element") if name in block]


def _ids_are_unique(blocks: Any, spot: Spot) -> None:
    seen = set()
    for index, block in enumerate(blocks):
        block_id = block.get("block_id")
        if block_id in seen:
            spot.at(index).at("block_id").complain(f"`block_id` '{block_id}' already exists")
        seen |= {block_id} - {None}
        action_ids = [e["action_id"] for e in _elements(block) if "action_id" in e]
        for repeated in sorted({one for one in action_ids if action_ids.count(one) > 1}):
            spot.at(index).complain(f"`action_id` '{repeated}' already exists in this block")


def _one_focus(blocks: Any, spot: Spot) -> None:
    focused = [e for block in blocks for e in _elements(block) if e.get("focus_on_load")]
    if len(focused) > 1:
        spot.complain("only one element may have focus_on_load")


def _list_of(allowed: frozenset[str], most: int, least: int) -> Rule:
    each = items(typed(BLOCKS, allowed), most, least=least)

    def check(value: Any, spot: Spot) -> None:
        before = len(spot.complaints)
        each(value, spot)
        if len(spot.complaints) == before:
            _ids_are_unique(value, spot)
            _one_focus(value, spot)

    return check


MESSAGE_BLOCKS = _list_of(frozenset(BLOCKS), 50, 0)
VIEW_BLOCKS = _list_of(_IN_VIEWS, 100, 0)
