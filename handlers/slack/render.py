"""Cards and screens as Block Kit: every element type, within Slack's limits, nothing injected."""

from itertools import count
from typing import assert_never

from bot.cards import (
    Button,
    Buttons,
    Card,
    ChannelField,
    ChoiceField,
    ChoicesField,
    DateField,
    Divider,
    Element,
    FormField,
    Heading,
    Line,
    Note,
    Paragraph,
    PersonField,
    Picture,
    Screen,
    TextField,
    TimeField,
)
from handlers.slack import limits
from handlers.slack.fields import Field, input_block
from handlers.slack.text import Json, cut, mrkdwn, plain

SCREEN = "screen"
"""The callback id of every modal; what it is about travels in its private metadata."""

LINK = "link"
"""The action of a button that only opens an address."""

_Single = Heading | Paragraph | Note | Divider | Field

_MORE = Line(text="\u2026")


def message(card: Card) -> tuple[str, list[Json]]:
    """A card as the text for notifications and the blocks of a message."""
    text = mrkdwn(card.summary, limits.MESSAGE_TEXT)["text"]
    return str(text), _Page().blocks(card.elements, limits.BLOCKS_IN_MESSAGE)


def modal(screen: Screen) -> Json:
    """A screen as a modal view; ValueError when its purpose is longer than Slack keeps."""
    view: Json = _view("modal", screen) | {
        "title": plain(screen.title, limits.VIEW_TITLE),
        "notify_on_close": False,
    }
    close = plain(screen.close, limits.VIEW_BUTTON)
    if screen.submit is not None:
        return view | {"submit": plain(screen.submit, limits.VIEW_BUTTON), "close": close}
    if any(isinstance(element, FormField) for element in screen.elements):
        # Slack takes no fields without a button to send them, even if they are only read.
        return view | {"submit": close}
    return view | {"close": close}


def home(screen: Screen) -> Json:
    """A screen as the Home tab, which has neither a title nor buttons of its own."""
    return _view("home", screen)


def _view(kind: str, screen: Screen) -> Json:
    if len(screen.purpose) > limits.PRIVATE_METADATA:
        raise ValueError("The purpose of a screen is longer than Slack keeps.")
    return {
        "type": kind,
        "callback_id": SCREEN,
        "private_metadata": screen.purpose,
        "blocks": _Page().blocks(screen.elements, limits.BLOCKS_IN_VIEW),
    }


class _Page:
    """The blocks of one message or view: ids are unique in it and the same at every rendering."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._pressed = count()

    def blocks(self, elements: tuple[Element, ...], most: int) -> list[Json]:
        """All elements as blocks; what Slack would refuse is cut, and an ellipsis shows it."""
        blocks = [
            block
            for position, element in enumerate(elements)
            for block in self._drawn(element, f"part:{position}")
        ]
        if len(blocks) <= most:
            return blocks
        return [*blocks[: most - 1], _context(_MORE, self._block_id("more"))]

    def _drawn(self, element: Element, otherwise: str) -> list[Json]:
        named = getattr(element, "id", None) or otherwise
        match element:
            case Picture():
                return self._picture(element, named)
            case Buttons():
                return self._rows(element, named)
            case _:
                return [_single(element, self._block_id(named))]

    def _block_id(self, wanted: str) -> str:
        if len(wanted) > limits.BLOCK_ID:
            raise ValueError("The id of an element is longer than Slack takes.")
        free = wanted
        for number in count(2):
            if free not in self._taken:
                break
            free = f"{wanted}:{number}"
        self._taken.add(free)
        return free

    def _picture(self, picture: Picture, name: str) -> list[Json]:
        drawing = cut("\n".join(picture.rows), limits.PREFORMATTED_TEXT)
        preformatted = {
            "type": "rich_text_preformatted",
            "elements": [{"type": "text", "text": drawing or " "}],
        }
        return [
            {"type": "rich_text", "block_id": self._block_id(name), "elements": [preformatted]},
            _context(picture.described, self._block_id(f"{name}:described")),
        ]

    def _rows(self, row: Buttons, name: str) -> list[Json]:
        drawn = [self._button(button) for button in row.buttons]
        return [
            {
                "type": "actions",
                "block_id": self._block_id(name),
                "elements": drawn[start : start + limits.BUTTONS_IN_ROW],
            }
            for start in range(0, len(drawn), limits.BUTTONS_IN_ROW)
        ]

    def _button(self, button: Button) -> Json:
        if len(button.value) > limits.BUTTON_VALUE or len(button.action) > limits.ACTION_ID - 4:
            raise ValueError("A button holds more than Slack takes.")
        action = LINK if button.link is not None else button.action
        drawn: Json = {
            "type": "button",
            "action_id": f"{action}:{next(self._pressed)}",
            "text": plain(button.label, limits.BUTTON_TEXT),
        }
        if button.value:
            drawn["value"] = button.value
        if button.style != "plain":
            drawn["style"] = button.style
        if button.link is not None:
            if len(button.link) > limits.BUTTON_URL:
                raise ValueError("A link is longer than Slack takes.")
            drawn["url"] = button.link
        return drawn


def _single(element: _Single, block_id: str) -> Json:
    match element:
        case Heading():
            return _header(element.line, block_id)
        case Paragraph():
            return _section(element, block_id)
        case Note():
            return _context(element.line, block_id)
        case Divider():
            return {"type": "divider", "block_id": block_id}
        case (
            TextField()
            | ChoiceField()
            | ChoicesField()
            | PersonField()
            | ChannelField()
            | DateField()
            | TimeField()
        ):
            return input_block(element, block_id)
        case _:
            assert_never(element)


def _header(line: Line, block_id: str) -> Json:
    return {"type": "header", "block_id": block_id, "text": plain(line, limits.HEADER_TEXT)}


def _section(paragraph: Paragraph, block_id: str) -> Json:
    written = plain if paragraph.plain else mrkdwn
    text = written(paragraph.line, limits.SECTION_TEXT)
    return {"type": "section", "block_id": block_id, "text": text}


def _context(line: Line, block_id: str) -> Json:
    return {
        "type": "context",
        "block_id": block_id,
        "elements": [mrkdwn(line, limits.CONTEXT_TEXT)],
    }
