"""Short ways to write Block Kit in the page's tests."""

from typing import Any

Json = dict[str, Any]


def plain(text: str) -> Json:
    """A plain_text object."""
    return {"type": "plain_text", "text": text, "emoji": True}


def marked(text: str) -> Json:
    """A mrkdwn object."""
    return {"type": "mrkdwn", "text": text}


def section(text: str, accessory: Json | None = None, **more: Any) -> Json:
    """A section, with something beside it."""
    beside = {} if accessory is None else {"accessory": accessory}
    return {"type": "section", "text": marked(text)} | beside | more


def button(action_id: str, text: str, **more: Any) -> Json:
    """A button."""
    return {"type": "button", "action_id": action_id, "text": plain(text), "value": text} | more


def actions(*elements: Json, block_id: str = "buttons") -> Json:
    """A row of elements."""
    return {"type": "actions", "block_id": block_id, "elements": list(elements)}


def options(*words: str) -> list[Json]:
    """Options whose values are their words in lower case."""
    return [{"text": plain(word), "value": word.lower()} for word in words]


def field(block_id: str, element: Json, label: str = "Label", **more: Any) -> Json:
    """An input block; its element's action id is `value`."""
    element = {"action_id": "value"} | element
    named = {"type": "input", "block_id": block_id, "label": plain(label)}
    return named | {"element": element} | more


def text_field(block_id: str, label: str = "Label", **more: Any) -> Json:
    """An input block for one line of text."""
    return field(block_id, {"type": "plain_text_input"}, label, **more)


def modal(title: str, *blocks: Json, **more: Any) -> Json:
    """A modal with a button to send it."""
    named = {"type": "modal", "callback_id": "form", "title": plain(title)}
    return named | {"submit": plain("Save"), "close": plain("Not now")} | {"blocks": blocks} | more
