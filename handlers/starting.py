"""What every command that serves does at its start and its end."""

import asyncio
import os
import signal
import socket
from contextlib import AsyncExitStack
from typing import Final

from aiohttp import web

DRAIN: Final = 5.0
"""Seconds for what is under way when a process stops."""


class CannotStart(Exception):  # noqa: N818 - tells the operator why, in one line
    """The program cannot start; the message is one line and holds no secret."""


def told_to_stop() -> asyncio.Event:
    """Set at the first SIGTERM or SIGINT after this."""
    told = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, told.set)
    return told


def listen(host: str, port: int) -> socket.socket:
    """A listening socket; port 0 is any free one. Raises CannotStart."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=1024)
    except OSError as error:
        number = error.errno or 0  # negative when the name was not found
        why = os.strerror(number) if number > 0 else "no such address"
        raise CannotStart(f"Cannot listen on {host}:{port}: {why}") from None


async def answer(
    stack: AsyncExitStack, application: web.Application, listening: socket.socket
) -> None:
    """Answer HTTP on a socket until the stack is closed."""
    stack.callback(listening.close)
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=DRAIN)
    stack.push_async_callback(runner.cleanup)
    await runner.setup()
    await web.SockSite(runner, listening, backlog=1024).start()
