"""One Web API call: its arguments, however they were sent."""

import json
from typing import Any

from aiohttp import web

from handlers.sandbox.errors import SlackError

Json = dict[str, Any]
_FORMS = frozenset({"application/x-www-form-urlencoded", "multipart/form-data"})


class Call:
    """The arguments of a call and its token."""

    def __init__(self, arguments: Json, token: str) -> None:
        self._arguments = arguments
        self.token = token

    def optional(self, name: str) -> str | None:
        """Give a text argument, None when it is missing or empty."""
        value = self._arguments.get(name)
        if value is None or value == "":
            return None
        if isinstance(value, dict | list):
            raise SlackError("invalid_arguments", **_missing(f"must provide a string: {name}"))
        return str(value)

    def required(self, name: str) -> str:
        """Give a text argument; SlackError invalid_arguments when it is missing."""
        value = self.optional(name)
        if value is None:
            raise SlackError("invalid_arguments", **_missing(f"missing required field: {name}"))
        return value

    def given(self, name: str) -> bool:
        """Whether an argument was sent, even if empty."""
        return self._arguments.get(name) is not None

    def flag(self, name: str) -> bool:
        """Read a boolean: true, "true" or 1."""
        return str(self._arguments.get(name, "")).lower() in {"true", "1"}

    def number(self, name: str, default: int, most: int) -> int:
        """Read a whole number from 1 to `most`; SlackError invalid_limit otherwise."""
        value = self.optional(name)
        if value is None:
            return default
        if not value.isdigit() or not 1 <= int(value) <= most:
            raise SlackError("invalid_limit")
        return int(value)

    def structured(self, name: str, error: str) -> Any:
        """Read an argument sent as JSON or as JSON in a string; SlackError `error` if broken."""
        value = self._arguments.get(name)
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value) if value else None
        except ValueError:
            raise SlackError(error) from None


def _missing(sentence: str) -> Json:
    return {"response_metadata": {"messages": [f"[ERROR] {sentence}"]}}


async def read_call(request: web.Request) -> Call:
    """Read a call's arguments from its query, form or JSON body; SlackError when it is broken."""
    arguments: Json = dict(request.query)
    if request.method == "POST":
        arguments |= await _body(request)
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer":
        token = ""
    return Call(arguments, token.strip() or str(arguments.get("token") or ""))


async def _body(request: web.Request) -> Json:
    if request.content_type == "application/json":
        try:
            body = json.loads(await request.text() or "{}")
        except ValueError:
            raise SlackError("invalid_json") from None
        if not isinstance(body, dict):
            raise SlackError("json_not_object")
        return body
    if request.content_type in _FORMS or not request.can_read_body:
        return dict(await request.post())
    raise SlackError("invalid_post_type")
