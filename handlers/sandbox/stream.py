"""Tells what changes in the workspace to the open pages and to whoever waits for it."""

import asyncio
import contextlib
from collections.abc import Callable
from typing import Any, TypeVar

T = TypeVar("T")
Json = dict[str, Any]
_POLL_SECONDS = 0.05


class Stream:
    """Hands every change to the listeners of the people who may see it."""

    def __init__(self) -> None:
        self._listeners: dict[asyncio.Queue[Json], str] = {}
        self._changed = asyncio.Event()

    def listen(self, person: str) -> asyncio.Queue[Json]:
        """Start a listener for what `person` may see."""
        queue: asyncio.Queue[Json] = asyncio.Queue()
        self._listeners[queue] = person
        return queue

    def leave(self, queue: asyncio.Queue[Json]) -> None:
        """End a listener."""
        self._listeners.pop(queue, None)

    def tell(self, event: Json, people: frozenset[str] | None = None) -> None:
        """Send an event to the listeners of `people`, or to all of them."""
        for queue, person in self._listeners.items():
            if people is None or person in people:
                queue.put_nowait(event)
        self._changed.set()
        self._changed = asyncio.Event()

    async def until(self, condition: Callable[[], T | None], seconds: float) -> T:
        """Wait until `condition` gives something true; TimeoutError after `seconds`.

        It is asked after every change, and now and then for what does not change here.
        """
        async with asyncio.timeout(seconds):
            while True:
                changed = self._changed
                found = condition()
                if found:
                    return found
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(changed.wait(), _POLL_SECONDS)
