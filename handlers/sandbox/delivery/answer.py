"""What came of one delivery to the app."""

import json
from dataclasses import dataclass
from typing import Any, Literal, Protocol

Json = dict[str, Any]
Kind = Literal["events_api", "slash_commands", "interactive"]

_RETRY_REASONS = {
    "timeout": "http_timeout",
    "unreachable": "connection_failed",
    "refused": "http_error",
}


@dataclass(frozen=True)
class Answer:
    """The app's acknowledgement: `ack_ms` since the delivery, `body` parsed when it was JSON."""

    status: Literal["ok", "timeout", "unreachable", "refused"]
    ack_ms: int
    body: Any = None
    http_status: int | None = None
    no_retry: bool = False

    @property
    def ok(self) -> bool:
        """Whether the app acknowledged in time."""
        return self.status == "ok"

    @property
    def error(self) -> str | None:
        """Slack's word for what the person sees, None when it went well."""
        if self.ok:
            return None
        return "operation_timeout" if self.status == "timeout" else "dispatch_failed"

    @property
    def retry_reason(self) -> str:
        """The reason given with the next attempt."""
        return _RETRY_REASONS.get(self.status, "unknown_error")

    @property
    def word(self) -> str:
        """A short word for the status line."""
        return f"http {self.http_status}" if self.status == "refused" else self.status


@dataclass(frozen=True)
class Retry:
    """Which attempt after the first this is, and why."""

    number: int
    reason: str


class Door(Protocol):
    """A way to reach the app."""

    async def deliver(
        self, kind: Kind, payload: Json, deadline: float, retry: Retry | None
    ) -> Answer:
        """Deliver one payload and wait up to `deadline` seconds for the acknowledgement."""
        ...


def parsed(body: str) -> Any:
    """Read an acknowledgement's body: JSON, else text, None when empty."""
    if not body.strip():
        return None
    try:
        return json.loads(body)
    except ValueError:
        return body
