"""The workspace's movable clock, which the bot in the same process uses as its own."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta


def wall_clock() -> datetime:
    """Tell the real time, aware and in UTC."""
    return datetime.now(UTC)


class SandboxClock:
    """A clock that runs at the normal pace from wherever somebody has moved it to.

    `offset` is how far it is ahead of the wall clock. `on_change` is called after every move.
    """

    def __init__(
        self,
        offset: timedelta = timedelta(0),
        *,
        wall: Callable[[], datetime] = wall_clock,
        on_change: Callable[[timedelta], None] | None = None,
    ) -> None:
        self._offset = offset
        self._wall = wall
        self._on_change = on_change

    @property
    def offset(self) -> timedelta:
        """How far the clock stands ahead of the wall clock."""
        return self._offset

    def now(self) -> datetime:
        """Tell the workspace's time, aware and in UTC."""
        return self._wall() + self._offset

    def advance(self, by: timedelta) -> None:
        """Move the clock by `by`, which may be negative."""
        self._move(self._offset + by)

    def reset(self) -> None:
        """Return to the wall clock's time."""
        self._move(timedelta(0))

    def _move(self, offset: timedelta) -> None:
        self._offset = offset
        if self._on_change is not None:
            self._on_change(offset)
