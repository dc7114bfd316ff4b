"""DBOS Transact, the job engine, in its own threads: it hands each batch to our event loop.

Never call its async methods on our loop: they make its thread pool the loop's own.
Imported late, because it takes long to import.
"""

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Final
from uuid import uuid4

from dbos import DBOS, DBOSConfig, error as engine_error

from handlers.clock.quiet import hush
from storage import NotMigrated, Unavailable
from storage.address import sqlite_file
from storage.engine import (
    APPLICATION,
    QUEUE,
    SCHEMA,
    VERSION,
    WORKFLOW,
    Jobs,
    batch_of,
    prepare,
    serializer,
)

Deliver = Callable[[str], Awaitable[None]]

AT_ONCE: Final = 16
"""Batches that one process delivers at a time."""

POLL: Final = 0.25
"""Seconds between two looks for batches: at most AT_ONCE / POLL of them a second."""

_LOCAL: Final = "local"  # the one executor of a SQLite file: it finds its work again
_THREADS: Final = 8
_NEVER: Final = 3600.0  # seconds; the engine's schedules are not used
_FINISHED: Final = ["SUCCESS", "ERROR", "CANCELLED", "MAX_RECOVERY_ATTEMPTS_EXCEEDED"]
_TIDIED: Final = 500


class Engine:
    """The engine of one process, which can have one alone. Every method waits for the database."""

    def __init__(self, url: str) -> None:
        self._embedded = sqlite_file(url) is not None
        self.executor = _LOCAL if self._embedded else uuid4().hex
        self.jobs = Jobs(url)

    def launch(self, deliver: Deliver, loop: asyncio.AbstractEventLoop) -> None:
        """Start its threads, which call `deliver` on the loop with the names of batches.

        Work that this executor had begun is begun again. Raises NotMigrated and Unavailable.
        """
        hush()

        @DBOS.workflow(name=WORKFLOW, max_recovery_attempts=None)
        async def deliver_on_loop() -> None:
            batch = batch_of(DBOS.workflow_id or "")
            work = asyncio.run_coroutine_threadsafe(_awaited(deliver, batch), loop)
            await asyncio.wrap_future(work)

        try:
            DBOS(config=self._config())
            DBOS.launch()
            DBOS.register_queue(
                QUEUE,
                worker_concurrency=AT_ONCE,
                polling_interval_sec=POLL,
                on_conflict="always_update",
            )
        except engine_error.DBOSInitializationError:
            raise NotMigrated("The database needs `parley migrate` first") from None
        except Exception as error:  # noqa: BLE001 - whatever it is, its text may hold an address
            raise Unavailable(f"The job engine does not start ({type(error).__name__})") from None

    def _config(self) -> DBOSConfig:
        return DBOSConfig(
            name=APPLICATION,
            application_version=VERSION,
            executor_id=self.executor,
            system_database_engine=self.jobs.engine,
            dbos_system_schema=SCHEMA,
            serializer=serializer(),
            run_migrations=self._embedded,
            use_listen_notify=False,
            enable_otlp=False,
            log_level="WARNING",
            console_log_level="CRITICAL",
            max_executor_threads=_THREADS,
            scheduler_polling_interval_sec=_NEVER,
        )

    def stop(self, seconds: int) -> None:
        """Take no more batches, let those under way end for so long, and stop the threads.

        What did not end is begun again at the next start, or by another process.
        """
        DBOS.destroy(destroy_registry=True, workflow_completion_timeout_sec=seconds)
        self.jobs.close()

    def take_over(self, executor: str) -> int:
        """Put the work of a dead executor back into the queue; how many batches."""
        found = DBOS.list_workflows(
            status="PENDING", executor_id=executor, load_input=False, load_output=False
        )
        DBOS.resume_workflows([one.workflow_id for one in found], queue_name=QUEUE)
        return len(found)

    def tidy(self) -> None:
        """Delete what the engine keeps of finished batches."""
        finished = partial(
            DBOS.list_workflows,
            status=_FINISHED,
            load_input=False,
            load_output=False,
            limit=_TIDIED,
        )
        while found := finished():
            DBOS.delete_workflows([one.workflow_id for one in found])


async def _awaited(deliver: Deliver, batch: str) -> None:
    await deliver(batch)


def migrate(url: str) -> None:
    """Make the engine's tables on PostgreSQL; raises Unavailable."""
    hush()
    prepare(url)
