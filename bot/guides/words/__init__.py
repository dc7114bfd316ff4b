"""What people read: `en.toml`, files beside it for what came later, and the door to them.

A key names a phrase (`prepare.target.question`); slots in braces are filled with values, which
the renderer of the platform escapes.
"""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from bot.cards import Line, Mention


def say(key: str, /, **values: str | Mention) -> Line:
    """The phrase of that key with its slots filled; KeyError when there is none."""
    words = {name: value for name, value in values.items() if isinstance(value, str)}
    mentions = {name: value for name, value in values.items() if isinstance(value, Mention)}
    return Line(text=phrases()[key], values=words, mentions=mentions)


def phrase(key: str) -> str:
    """The bare phrase of that key, its slots open; KeyError when there is none."""
    return phrases()[key]


def has(key: str) -> bool:
    """Whether there is a phrase of that key."""
    return key in phrases()


@cache
def phrases() -> dict[str, str]:
    """All phrases by key."""
    found: dict[str, str] = {}
    for file in files(__name__).iterdir():
        if file.name.startswith("en") and file.name.endswith(".toml"):
            found |= _flat(tomllib.loads(file.read_text(encoding="utf-8")), "")
    return found


def _flat(table: dict[str, Any], prefix: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for name, value in table.items():
        if isinstance(value, dict):
            found += _flat(value, f"{prefix}{name}.")
        else:
            found.append((f"{prefix}{name}", str(value).strip()))
    return found
