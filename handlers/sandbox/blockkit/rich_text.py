"""Rich text blocks: sections, lists, quotes and preformatted text."""

from handlers.sandbox.blockkit.objects import BLOCK_ID, URL
from handlers.sandbox.blockkit.rules import (
    Rule,
    Shape,
    boolean,
    integer,
    items,
    one_of,
    string,
    typed,
)

_MOST_PARTS = 1000  # Slack states no number; a message is bounded by its text

_STYLE = Shape(
    {},
    dict.fromkeys(
        (
            "bold",
            "italic",
            "strike",
            "code",
            "underline",
            "highlight",
            "client_highlight",
            "unlink",
        ),
        boolean,
    ),
)
_STYLED: dict[str, Rule] = {"style": _STYLE}

_PARTS: dict[str, Rule] = {
    "text": Shape({"text": string(12_000)}, _STYLED),
    "link": Shape({"url": URL}, _STYLED | {"text": string(12_000), "unsafe": boolean}),
    "emoji": Shape({"name": string(100)}, _STYLED | {"unicode": string(50)}),
    "user": Shape({"user_id": string(20)}, _STYLED),
    "channel": Shape({"channel_id": string(20)}, _STYLED),
    "usergroup": Shape({"usergroup_id": string(20)}, _STYLED),
    "broadcast": Shape({"range": one_of("here", "channel", "everyone")}, _STYLED),
    "color": Shape({"value": string(7, pattern="#[0-9a-fA-F]{6}")}, _STYLED),
    "date": Shape(
        {"timestamp": integer(0, 10**10), "format": string(200)},
        _STYLED | {"url": URL, "fallback": string(200)},
    ),
}

_PART = typed(_PARTS)
_SECTION = Shape({"elements": items(_PART, _MOST_PARTS, least=0)})
_BORDER: dict[str, Rule] = {"border": integer(0, 1)}

_GROUPS: dict[str, Rule] = {
    "rich_text_section": _SECTION,
    "rich_text_list": Shape(
        {
            "style": one_of("bullet", "ordered"),
            "elements": items(typed({"rich_text_section": _SECTION}), _MOST_PARTS),
        },
        _BORDER | {"indent": integer(0, 8), "offset": integer(0, 10_000)},
    ),
    # Preformatted text holds plain words and links only.
    "rich_text_preformatted": Shape(
        {"elements": items(typed(_PARTS, {"text", "link"}), _MOST_PARTS)},
        _BORDER | {"language": string(50)},
    ),
    "rich_text_quote": Shape({"elements": items(_PART, _MOST_PARTS)}, _BORDER),
}

RICH_TEXT = Shape({"elements": items(typed(_GROUPS), _MOST_PARTS)}, {"block_id": BLOCK_ID})
