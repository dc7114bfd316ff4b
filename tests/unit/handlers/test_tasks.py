"""Background tasks are kept, told about when they fail, and drained."""

import asyncio
import logging

import pytest

from handlers.tasks import Tasks


async def test_draining_waits_for_what_is_under_way() -> None:
    tasks, ended = Tasks(), asyncio.Event()

    async def work() -> None:
        for _ in range(3):
            await asyncio.get_running_loop().run_in_executor(None, int)
        ended.set()

    tasks.start(work(), "work")
    await tasks.drain(5)
    assert ended.is_set()


async def test_what_takes_too_long_is_cancelled() -> None:
    tasks, stopped = Tasks(), asyncio.Event()

    async def work() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            stopped.set()

    tasks.start(work(), "work")
    await tasks.drain(0.01)
    assert stopped.is_set()


async def test_a_failure_is_logged_without_its_words(caplog: pytest.LogCaptureFixture) -> None:
    tasks = Tasks()

    async def work() -> None:
        raise ValueError("what somebody typed")

    with caplog.at_level(logging.ERROR):
        tasks.start(work(), "open a screen")
        await tasks.drain(1)
    (record,) = caplog.records
    assert record.__dict__["facts"]["task"] == "open a screen"
    assert record.__dict__["facts"]["error"] == "ValueError"
    assert "typed" not in caplog.text
