"""Scrub one text given as a line of JSON, for scripts."""

import json
from collections.abc import Callable, Sequence
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.coach.scrub import Span, scrub

Recogniser = Callable[[str], Sequence[Span]]
"""Finds further names in a text, as offsets into it."""


class BadLine(ValueError):  # noqa: N818  named for what it is, like BadDocument
    """The line is no text to scrub; the message is one line and repeats nothing of it."""


class _Line(BaseModel):
    """What a line holds; other members, such as an id, are not looked at."""

    model_config = ConfigDict(strict=True, extra="ignore")

    text: str
    names: Annotated[list[str], Field(default_factory=list)]


def scrub_line(line: bytes, recognise: Recogniser | None = None) -> str:
    """Return `{"text", "spans": [[start, end, kind], ...]}` as JSON, without a newline.

    `line` is `{"text", "names"?: [...]}` in UTF-8. Spans are half-open code-point offsets into the
    text, sorted and disjoint. Raises BadLine.
    """
    given = _read(line)
    found = recognise(given.text) if recognise else ()
    scrubbed = scrub(given.text, given.names, found)
    spans = [[span.start, span.end, span.kind.value] for span in scrubbed.spans]
    return json.dumps({"text": scrubbed.text, "spans": spans})


def _read(line: bytes) -> _Line:
    try:
        # Python's reader keeps half of a surrogate pair, which a platform may send; it is masked.
        return _Line.model_validate(json.loads(line.decode()))
    except UnicodeDecodeError:
        raise BadLine("not UTF-8") from None
    except ValidationError as error:
        where = error.errors(include_input=False, include_url=False)[0]["loc"]
        raise BadLine(_wrong(str(where[0]) if where else "")) from None
    except (ValueError, RecursionError):
        raise BadLine("not JSON") from None


def _wrong(member: str) -> str:
    if member == "text":
        return '"text" must be a string'
    return '"names" must be a list of strings' if member == "names" else "not an object"
