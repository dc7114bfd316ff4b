"""Background tasks: kept referenced, their errors logged without content, drained at stop."""

import asyncio
import logging
from collections.abc import Coroutine
from typing import Any

from handlers.logs import about

log = logging.getLogger("parley.tasks")


class Tasks:
    """Keeps every task it starts until it ends."""

    def __init__(self) -> None:
        self._running: set[asyncio.Task[None]] = set()

    def start(self, work: Coroutine[Any, Any, None], name: str) -> "asyncio.Task[None]":
        """Start work in the background; what it raises is logged by type and place."""
        task = asyncio.create_task(_guarded(work, name), name=name)
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        return task

    async def drain(self, seconds: float) -> None:
        """Wait until everything has ended, at most `seconds`; then cancel what is left."""
        if self._running:
            await asyncio.wait(self._running, timeout=seconds)
        for task in tuple(self._running):
            task.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)


async def _guarded(work: Coroutine[Any, Any, None], name: str) -> None:
    try:
        await work
    except Exception as error:  # noqa: BLE001 - nobody awaits a background task but this line
        log.error("A background task failed.", extra={"facts": {"task": name} | about(error)})
