"""Words for Slack: our own may be formatted, people's are shown as they typed them.

Slack's mrkdwn has no escape for its formatting characters, so in people's words they are shown by
look-alikes; control and direction characters, which could disguise what is said, are left out.
"""

import re
import unicodedata
from typing import Any

from bot.cards import Line

Json = dict[str, Any]

_WRAPPED = re.compile(r"<([^<>]*)>")
_SLOT = re.compile(r"\{(\w+)\}")
_LOOKALIKES = str.maketrans({"*": "\u2217", "_": "\u02cd", "~": "\u223c", "`": "\u02cb"})
_QUOTE = re.compile(r"^(\s*)(?:&gt;)+", re.MULTILINE)
# Any word between colons may name an emoji (`:+1:`, `:100:`); the minutes in 10:30:45 do not.
_EMOJI = re.compile(r":(?=[^\s:]+:)(?!(?<=\d:)\d\d:)")
_ID = re.compile(r"[A-Z0-9]+")
_SIGNS = {"person": "@", "channel": "#"}
_KEPT_FORMAT = {"\u200c", "\u200d"}  # joiners: Persian, Hindi and emoji need them
_PARTIAL_ENTITY = re.compile(r"&[a-z]{0,3}$")


def escaped(text: str) -> str:
    """Text with Slack's three control characters written as entities."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def unescaped(text: str) -> str:
    """Text as it was typed, from the form in which Slack delivers it.

    Links come back as their label or address, mentions as `@name` or `#name`.
    """
    plain = _WRAPPED.sub(lambda found: _written(found.group(1)), text) if "<" in text else text
    return plain.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _written(inside: str) -> str:
    target, _, label = inside.partition("|")
    sign = {"@": "@", "#": "#", "!": "@"}.get(target[:1])
    if sign is None:
        return label or target.removeprefix("mailto:").removeprefix("tel:")
    name = (label or target[1:]).removeprefix("@").removeprefix("#")
    return sign + name


def visible(value: str) -> str:
    """Somebody's words without control, direction and other characters that show nothing."""
    return "".join(
        character
        for character in value
        if character in "\n\t"
        or character in _KEPT_FORMAT
        or unicodedata.category(character) not in {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"}
    )


def harmless(value: str) -> str:
    """Somebody's words as mrkdwn that cannot format, mention, link or quote anything."""
    safe = _EMOJI.sub("\u2236", escaped(visible(value))).translate(_LOOKALIKES)
    return _QUOTE.sub(lambda found: found.group(1) + "\u203a", safe)


def mrkdwn(line: Line, longest: int) -> Json:
    """A line as a text object with our formatting; cut with an ellipsis where Slack would refuse.

    Raises KeyError when a slot has no value.
    """
    pieces = _SLOT.split(line.text)
    filled = "".join(
        _filled(line, piece) if number % 2 else escaped(piece)
        for number, piece in enumerate(pieces)
    )
    return {"type": "mrkdwn", "text": _cut_escaped(filled, longest), "verbatim": True}


def _filled(line: Line, slot: str) -> str:
    """What stands in a slot: a mention, which nobody can type, or somebody's words."""
    mention = line.mentions.get(slot)
    if mention is None:
        return harmless(line.values[slot])
    if not _ID.fullmatch(mention.id):
        return harmless(mention.id)
    return f"<{_SIGNS[mention.kind]}{mention.id}>"


def plain(line: Line, longest: int) -> Json:
    """A line as a text object without any formatting."""
    return {"type": "plain_text", "text": plainly(line, longest), "emoji": False}


def plainly(line: Line, longest: int) -> str:
    """A line as bare characters on one row, never empty; KeyError when a slot has no value.

    Slack puts no names for mentions into plain text: they stay ids.
    """
    values = {name: mention.id for name, mention in line.mentions.items()} | line.values
    filled = _SLOT.sub(lambda slot: visible(values[slot.group(1)]), line.text)
    return cut(" ".join(filled.split()), longest) or "\u2026"


def cut(text: str, longest: int) -> str:
    """Text of at most `longest` characters; an ellipsis shows that something is missing."""
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "\u2026"


def _cut_escaped(text: str, longest: int) -> str:
    if not text.strip():
        return "\u2026"
    if len(text) <= longest:
        return text
    return _PARTIAL_ENTITY.sub("", text[: longest - 1]).rstrip() + "\u2026"
