"""How fast a platform may be written to, as far as one process can know."""

from collections.abc import Callable
from typing import Final

APART: Final = 1.0
"""Seconds between two messages in one conversation: docs.slack.dev/apis/web-api/rate-limits."""

_REMEMBERED: Final = 10_000  # conversations


class Pace:
    """Messages `apart` in each conversation, and none in a workspace that asked for a pause.

    `clock` gives seconds that never jump, such as an event loop's time.
    """

    def __init__(self, clock: Callable[[], float], apart: float = APART) -> None:
        self._clock = clock
        self._apart = apart
        self._free: dict[tuple[str, str], float] = {}
        self._paused: dict[str, float] = {}

    def take(self, workspace: str, conversation: str) -> float:
        """Take the next place in the conversation; how many seconds to wait for it."""
        now = self._clock()
        place = max(now, self._free.get((workspace, conversation), now))
        if len(self._free) >= _REMEMBERED:
            self._free = {which: free for which, free in self._free.items() if free > now}
        self._free[workspace, conversation] = place + self._apart
        return place - now

    def paused(self, workspace: str) -> float:
        """For how many seconds nothing more is to be sent to the workspace."""
        left = self._paused.get(workspace, 0.0) - self._clock()
        if left <= 0:
            self._paused.pop(workspace, None)
        return max(left, 0.0)

    def pause(self, workspace: str, seconds: float) -> None:
        """The platform asked for a pause, as with Retry-After."""
        until = self._clock() + seconds
        self._paused[workspace] = max(until, self._paused.get(workspace, until))
