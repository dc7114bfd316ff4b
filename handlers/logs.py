"""What the program says about itself: one line each, with no words a person typed and no tokens."""

import json
import logging
import sys
import traceback
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

_ROOT = Path(__file__).parents[1]
_ROOMS = ("bot", "storage", "handlers")


def about(error: BaseException) -> dict[str, str]:
    """Describe an error without its message, which may hold what somebody typed.

    Returns `error`, the type's name, and `place`, the deepest line of our own it passed.
    """
    place = "unknown"
    for frame in traceback.extract_tb(error.__traceback__):
        file = Path(frame.filename)
        if file.is_relative_to(_ROOT) and file.relative_to(_ROOT).parts[0] in _ROOMS:
            place = f"{file.relative_to(_ROOT)}:{frame.lineno}"
    return {"error": type(error).__name__, "place": place}


class _Formatter(logging.Formatter):
    """The fixed parts of a record and its `facts`; never an exception's text."""

    def parts(self, record: logging.LogRecord) -> dict[str, str]:
        """The record as names and values, in the order they are shown."""
        facts: dict[str, str] = getattr(record, "facts", {})
        moment = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        said = {"time": moment, "level": record.levelname.lower(), "message": record.getMessage()}
        return said | facts


class _Json(_Formatter):
    """One JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        return json.dumps(self.parts(record), ensure_ascii=False)


class _Text(_Formatter):
    """Time, level, message, then `name=value` pairs."""

    def format(self, record: logging.LogRecord) -> str:
        parts = self.parts(record)
        shown = [parts.pop("time"), parts.pop("level").upper(), parts.pop("message")]
        return " ".join([*shown, *(f"{name}={value}" for name, value in parts.items())])


def configure(style: Literal["text", "json"]) -> None:
    """Send Parley's own log to standard error; libraries are heard only when they warn.

    Slack's libraries stay silent: they log whole payloads; so does psycopg, which warns of every
    race that is lost in a pipeline. What matters of theirs is logged here.
    """
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Json() if style == "json" else _Text())
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    logging.getLogger("parley").setLevel(logging.INFO)
    for name in ("slack_bolt", "slack_sdk", "psycopg"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
