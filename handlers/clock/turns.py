"""Whose turn it is to post lessons in a channel, where several processes could."""

import hmac
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final

TURN: Final = 30
"""Seconds for which a channel is one process's alone to post in.

A posting begins in the first half of it: a call lasts ten seconds at most.
"""


@dataclass(frozen=True)
class Turns:
    """The turns of all processes on one database, each `lasts` seconds.

    `secret` is known to them all and is not in the database.
    """

    secret: bytes = field(repr=False)
    lasts: int = TURN

    def number(self, now: datetime) -> int:
        """The number of the turn that it is now."""
        return int(now.timestamp()) // self.lasts

    def rest(self, now: datetime) -> timedelta:
        """How long it still lasts."""
        return timedelta(seconds=(self.number(now) + 1) * self.lasts - now.timestamp())

    def may_begin(self, now: datetime) -> bool:
        """Whether a posting that begins now ends within the turn."""
        return self.rest(now) > timedelta(seconds=self.lasts / 2)

    def name(self, channel: str, number: int) -> str:
        """The name of a turn; nobody can try out on what is kept when something was posted."""
        turn = f"lessons {channel} {number}"
        return hmac.new(self.secret, turn.encode(), sha256).hexdigest()
