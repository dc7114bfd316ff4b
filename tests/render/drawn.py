"""Cards and screens as they are drawn for Slack, each held against Slack's own definitions."""

from typing import Any

from bot.cards import Card, Screen
from handlers.slack import render
from tests.render.block_kit import assert_valid_blocks, assert_valid_view

Json = dict[str, Any]

PREPARED = (
    "job offer from Acme",
    "job offer",
    "a mentor; one day from home",
    "10 Dec 3pm",
    "60 % $104k, else $88k",
    "97k because of the commute",
    "110k, the 2026 survey",
    "limit 100-105k, opening 90k, target 95k, plan b is waiting, low; they need someone by March",
)
"""The answers of a whole preparation, typed."""


def check_card(card: Card) -> list[Json]:
    """The blocks of a message, which has a text beside them."""
    text, blocks = render.message(card)
    assert text
    assert_valid_blocks(blocks, "message")
    return blocks


def check_modal(screen: Screen | None) -> list[Json]:
    """The blocks of a window."""
    assert screen is not None
    view = render.modal(screen)
    assert_valid_view(view)
    blocks: list[Json] = view["blocks"]
    return blocks


def ids_of(blocks: list[Json]) -> list[str]:
    """The names of blocks, "" where one has none."""
    return [str(block.get("block_id", "")) for block in blocks]
