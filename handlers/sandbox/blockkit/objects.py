"""Composition objects: texts, options, confirmations. Limits from Slack's reference pages."""

from typing import Any

from handlers.sandbox.blockkit.rules import (
    Json,
    Rule,
    Shape,
    Spot,
    boolean,
    items,
    one_of,
    string,
    typed,
)

ACTION_ID = string(255)
BLOCK_ID = string(255)
URL = string(3000)


def _plain(most: int, least: int) -> Shape:
    return Shape({"text": string(most, least=least)}, {"emoji": boolean})


def plain_text(most: int, *, least: int = 1) -> Rule:
    """Accept a plain_text object of up to `most` characters."""
    return typed({"plain_text": _plain(most, least)})


def any_text(most: int) -> Rule:
    """Accept a plain_text or mrkdwn object of up to `most` characters."""
    mrkdwn = Shape({"text": string(most)}, {"verbatim": boolean})
    return typed({"plain_text": _plain(most, 1), "mrkdwn": mrkdwn})


PLACEHOLDER = plain_text(150)

CONFIRM = Shape(
    {"title": plain_text(100), "text": any_text(300)},
    {"confirm": plain_text(30), "deny": plain_text(30), "style": one_of("primary", "danger")},
)

OPTION = Shape({"text": plain_text(75), "value": string(150)}, {"description": plain_text(75)})
# Radio buttons and checkboxes alone may mark their words up.
MARKED_OPTION = Shape({"text": any_text(75), "value": string(150)}, {"description": any_text(75)})
MENU_OPTION = Shape(
    {"text": plain_text(75), "value": string(150)},
    {"description": plain_text(75), "url": URL},
)
OPTION_GROUP = Shape({"label": plain_text(75), "options": items(OPTION, 100)})

DISPATCH_CONFIG = Shape(
    {"trigger_actions_on": items(one_of("on_enter_pressed", "on_character_entered"), 2)}
)


def _offered(element: Json) -> list[Any]:
    options = list(element.get("options", []))
    for group in element.get("option_groups", []):
        options += group["options"]
    return options


def initial_is_offered(element: Any, spot: Spot) -> None:
    """Refuse an initial option that is not exactly one of the options."""
    offered = _offered(element)
    if "initial_option" in element and element["initial_option"] not in offered:
        spot.at("initial_option").complain("must be one of the provided options")
    for index, option in enumerate(element.get("initial_options", [])):
        if option not in offered:
            spot.at("initial_options").at(index).complain("must be one of the provided options")


def values_are_unique(element: Any, spot: Spot) -> None:
    """Refuse two options with the same value."""
    values = [option["value"] for option in _offered(element)]
    if len(set(values)) < len(values):
        spot.at("options").complain("option values must be unique")
