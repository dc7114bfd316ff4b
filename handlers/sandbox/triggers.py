"""Trigger ids: each opens one form, within three seconds of what the person did."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from handlers.sandbox.clock import SandboxClock
from handlers.sandbox.errors import SlackError

LIFETIME = timedelta(seconds=3)


@dataclass(frozen=True)
class Trigger:
    """Who did something, when, and in which open form if in one."""

    person: str
    issued: datetime
    view_id: str | None


class Triggers:
    """Issues trigger ids and exchanges each of them once."""

    def __init__(self, clock: SandboxClock) -> None:
        self._clock = clock
        self._open: dict[str, Trigger] = {}
        self._used: set[str] = set()

    def issue(self, person: str, view_id: str | None = None) -> str:
        """Issue a trigger id for what `person` just did."""
        trigger_id = (
            f"{secrets.randbelow(10**12)}.{secrets.randbelow(10**10)}.{secrets.token_hex(16)}"
        )
        self._open[trigger_id] = Trigger(person, self._clock.now(), view_id)
        return trigger_id

    def exchange(self, trigger_id: str) -> Trigger:
        """Use a trigger up; SlackError when it is unknown, used or too old."""
        trigger = self._open.get(trigger_id)
        if trigger is None:
            raise SlackError("invalid_trigger_id")
        if trigger_id in self._used:
            raise SlackError("exchanged_trigger_id")
        if abs(self._clock.now() - trigger.issued) > LIFETIME:
            raise SlackError("expired_trigger_id")
        self._used.add(trigger_id)
        return trigger
