"""A lane: one database thread that joins waiting units of work into one transaction."""

from asyncio import AbstractEventLoop, Future
from collections import defaultdict
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from threading import Event, Thread
from typing import Any, Final

from bot.ports import Conflict, Turn
from storage.ahead import read_ahead
from storage.connection import Connection, Database
from storage.errors import StorageError, Unavailable
from storage.sealing import Keys
from storage.session import Ahead, Session

_LARGEST_GROUP: Final = 128
_TRIES_ALONE: Final = 5


@dataclass(slots=True, eq=False)
class Job:
    """A unit of work that waits for its result; `turn` says whose it is and when it was said."""

    workspace: str
    work: Callable[[Session], Any]
    turn: Turn | None
    loop: AbstractEventLoop
    future: Future[Any]
    result: Any = None
    error: BaseException | None = None
    lost_race: bool = False

    @property
    def place(self) -> tuple[str, bool, str, float]:
        """Where it stands in its group: one person's in the order of `at`, locks in one order.

        What is nobody's turn comes last: it may change what was read ahead for the others.
        """
        if self.turn is None:
            return self.workspace, True, "", 0.0
        return self.workspace, False, self.turn.person, self.turn.at

    def resolve(self) -> None:
        """Hand the outcome to who waits; runs on their loop. Who gave up is not told."""
        if self.future.done():
            return
        if self.error is None:
            self.future.set_result(self.result)
        elif isinstance(self.error, StopIteration):  # asyncio cannot carry this one
            self.future.set_exception(RuntimeError("The work raised StopIteration"))
        else:
            self.future.set_exception(self.error)


class _Lost(Exception):  # noqa: N818 - never leaves this file
    """The whole transaction is gone, and why."""

    def __init__(self, error: BaseException, *, committing: bool = False) -> None:
        self.error = error
        self.committing = committing


class Lane:
    """Runs jobs in groups, one transaction a group, and tells outcomes after the commit.

    A job that raises is undone alone: the group is then run once more from the start, each job in
    a savepoint of its own. (Savepoints from the start would cost every group what only few need:
    a sixth of the time on PostgreSQL.) A job that lost a race is run again, by itself. When the
    group cannot be committed all of it fails.
    """

    def __init__(self, database: Database, keys: Keys, holder: str) -> None:
        self._database = database
        self._keys = keys
        self._holder = holder
        self._jobs: SimpleQueue[Job | None] = SimpleQueue()
        self._ready = Event()
        self._refusal: Exception | None = None
        self._connection: Connection | None = None
        self._wiping = False
        self._thread = Thread(target=self._serve, name="parley-database", daemon=True)

    def start(self) -> None:
        """Start the thread and wait for its connection; raises StorageError without one."""
        self._thread.start()
        self._ready.wait()
        if self._refusal is not None:
            raise self._refusal

    def submit(self, job: Job) -> None:
        """Put the job in the queue; it will be run even when nobody waits for it any more."""
        self._jobs.put(job)

    def stop(self) -> None:
        """Run what is waiting, then end the thread; returns when it has ended."""
        self._jobs.put(None)
        self._thread.join()

    def _serve(self) -> None:
        try:
            self._connection = self._database.connect()
        except StorageError as error:
            self._refusal = error
            return
        finally:
            self._ready.set()
        open_ = True
        while open_:
            group, open_ = self._next_group()
            if group:
                self._run(group)
        if self._connection is not None:
            self._connection.close()

    def _next_group(self) -> tuple[list[Job], bool]:
        """The jobs that wait, at least one; False when the lane was told to stop."""
        group: list[Job] = []
        job = self._jobs.get()
        with suppress(Empty):
            while job is not None:
                group.append(job)
                if len(group) == _LARGEST_GROUP:
                    break
                job = self._jobs.get_nowait()
        return group, job is not None

    def _run(self, group: list[Job]) -> None:
        group.sort(key=lambda job: job.place)
        again = self._attempt(group)
        for job in again:
            self._alone(job)
        _tell(group)

    def _alone(self, job: Job) -> None:
        for _ in range(_TRIES_ALONE):
            if not self._attempt([job], lost_race=True):
                return

    def _attempt(self, group: list[Job], *, lost_race: bool = False) -> list[Job]:
        """Run the group in one transaction; returns the jobs that are to be run again, alone."""
        try:
            connection = self._connected()
        except StorageError as error:
            _fail(group, error)
            return []
        try:
            if not self._together(connection, group, lost_race=lost_race) and len(group) > 1:
                self._apart(connection, group)
        except _Lost as lost:
            with suppress(Exception):
                connection.rollback()
            _fail(group, lost.error)
            # Nothing was committed when the server hung up earlier than that: a new one may answer.
            return [] if connection.alive or lost.committing else list(group)
        finally:
            self._wipe()
        return [job for job in group if job.lost_race]

    def _together(self, connection: Connection, group: list[Job], *, lost_race: bool) -> bool:
        """Run and commit the group without savepoints; False when a job failed: all is undone."""
        self._step(connection, connection.begin)
        # Who lost a race reads for themselves, and locks what they read.
        ahead = {} if lost_race else self._ahead(connection, group)
        for number, job in enumerate(group):
            session = self._session(connection, job, lost_race=lost_race)
            session.ahead |= ahead.get(number, {})
            if not self._work(connection, job, session, settle=job is group[-1]):
                self._step(connection, connection.rollback)
                return False
        self._step(connection, connection.commit, committing=True)
        return True

    def _ahead(self, connection: Connection, group: list[Job]) -> dict[int, Ahead]:
        """What is read ahead for the group, by the places of its jobs.

        Nothing when one of them cannot be asked for: each then asks by itself, and fails alone.
        """
        try:
            return read_ahead(connection, [(job.workspace, job.turn) for job in group])
        except Exception as error:  # noqa: BLE001 - whatever a delivery brought
            if not connection.alive:
                raise _Lost(connection.explain(error)) from None
            self._step(connection, connection.rollback)
            self._step(connection, connection.begin)
            return {}

    def _apart(self, connection: Connection, group: list[Job]) -> None:
        """Run and commit the group, each job in a savepoint."""
        self._step(connection, connection.begin)
        for job in group:
            self._step(connection, connection.savepoint)
            session = self._session(connection, job, lost_race=False)
            done = self._work(connection, job, session, settle=True)
            self._step(connection, connection.release if done else connection.back)
        self._step(connection, connection.commit, committing=True)

    def _session(self, connection: Connection, job: Job, *, lost_race: bool) -> Session:
        return Session(connection, job.workspace, self._keys, self._holder, lost_race=lost_race)

    def _work(self, connection: Connection, job: Job, session: Session, *, settle: bool) -> bool:
        """Run one job; False when it raised, which is noted in the job.

        Without `settle` some of what it writes may be put off, and fail in a later job.
        """
        job.error, job.lost_race = None, False
        try:
            job.result = job.work(session)
            if settle:
                connection.settle()
        except BaseException as error:  # noqa: BLE001 - it is the caller's, whatever it is
            job.error = connection.explain(error)
            job.lost_race = isinstance(error, Conflict) or connection.lost_race(error)
        if not connection.alive:
            raise _Lost(job.error or Unavailable("The database hung up"))
        if job.error is None and not connection.in_transaction:
            job.error = Unavailable("The database gave the work up")
        self._wiping = self._wiping or session.erased
        return job.error is None

    def _step(
        self, connection: Connection, step: Callable[[], None], *, committing: bool = False
    ) -> None:
        try:
            step()
        except Exception as error:  # noqa: BLE001 - a driver's errors share no class
            raise _Lost(connection.explain(error), committing=committing) from None

    def _connected(self) -> Connection:
        if self._connection is None or not self._connection.alive:
            self._connection = self._database.connect()
        return self._connection

    def _wipe(self) -> None:
        """Wipe the log when something was erased; again later when a reader was in the way."""
        if self._wiping and self._connection is not None:
            with suppress(Exception):
                self._wiping = not self._connection.wipe_log()


def _fail(group: Iterable[Job], error: BaseException) -> None:
    for job in group:
        job.error = job.error or error


def _tell(group: Iterable[Job]) -> None:
    """Wake each waiting loop once."""
    by_loop: dict[AbstractEventLoop, list[Job]] = defaultdict(list)
    for job in group:
        by_loop[job.loop].append(job)
    for loop, jobs in by_loop.items():
        # A loop that was closed has nobody left to tell.
        with suppress(RuntimeError):
            loop.call_soon_threadsafe(_resolve, jobs)


def _resolve(jobs: list[Job]) -> None:
    for job in jobs:
        job.resolve()
