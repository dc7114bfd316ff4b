"""The log: one line each, the place of an error and never its words."""

import io
import json
import logging
from collections.abc import Iterator
from contextlib import redirect_stderr
from typing import Literal

import pytest

from bot.dialogue.script import Script
from handlers.logs import about, configure


@pytest.fixture(autouse=True)
def restored() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)


def logged(style: Literal["text", "json"], name: str = "parley.test") -> str:
    with redirect_stderr(io.StringIO()) as lines:
        configure(style)
        logging.getLogger(name).info("Something happened.", extra={"facts": {"kind": "press"}})
    return lines.getvalue()


def test_text_is_one_line() -> None:
    line = logged("text")
    assert line.endswith("INFO Something happened. kind=press\n")
    assert line.count("\n") == 1


def test_json_is_one_object() -> None:
    said = json.loads(logged("json"))
    assert said["message"] == "Something happened."
    assert (said["level"], said["kind"]) == ("info", "press")


def test_the_libraries_of_slack_are_silent() -> None:
    assert logged("text", "slack_bolt.AsyncApp") == ""


def test_an_error_is_told_by_type_and_place() -> None:
    script = Script(name="prepare", version=1, steps=())
    with pytest.raises(KeyError) as raised:
        script.step("what somebody typed")
    told = about(raised.value)
    assert told["error"] == "KeyError"
    assert told["place"].startswith("bot/dialogue/script.py:")
    assert "typed" not in "".join(told.values())
