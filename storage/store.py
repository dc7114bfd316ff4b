"""The store: opens a database, checks its master key, and runs units of work on its lane."""

import asyncio
from collections.abc import Callable
from functools import partial
from types import TracebackType
from typing import Any, Self, TypeVar
from uuid import uuid4

from bot.ports import Turn, Unit as UnitPort
from storage import shredding, statements, statements_lessons
from storage.address import libpq_address, sqlite_file
from storage.connection import Connection, Database
from storage.errors import NotMigrated, Stopped, WrongMasterKey
from storage.lane import Job, Lane
from storage.schema import is_current_on
from storage.sealing import Keys
from storage.session import Session
from storage.unit import Unit

T = TypeVar("T")


class Store:
    """Keeps `bot.ports.Store`; an async context, or `start` and `stop`."""

    def __init__(self, database: Database, keys: Keys) -> None:
        self._database = database
        self._lane = Lane(database, keys, holder=uuid4().hex)
        self._open = False

    async def start(self) -> None:
        """Start the lane; raises StorageError when the database cannot be reached."""
        await asyncio.to_thread(self._lane.start)
        self._database.start_upkeep()
        self._open = True

    async def stop(self) -> None:
        """Take no more work, finish what waits, and hang up."""
        if self._open:
            self._open = False
            await asyncio.to_thread(self._lane.stop)
            await asyncio.to_thread(self._database.stop_upkeep)

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.stop()

    async def run(
        self, workspace: str, work: Callable[[UnitPort], T], turn: Turn | None = None
    ) -> T:
        """Run the work in a transaction and return its result once it is durable.

        What the work raises is raised here and its transaction is undone. Work can run more than
        once. A caller who is cancelled leaves the work to finish. Raises Stopped, Full and
        Unavailable; after Unavailable it can be uncertain whether a commit arrived, which is what
        delivery keys are for.
        """
        return await self._submit(workspace, lambda session: work(Unit(session)), turn)

    async def run_whole(self, work: Callable[[Session], T]) -> T:
        """Run work on the whole database in a transaction: claiming what is due (`storage.claim`).

        The session belongs to no workspace. The same holds as for `run`.
        """
        return await self._submit("", work, None)

    async def workspaces(self) -> tuple[str, ...]:
        """Ids of all workspaces of which anything is kept, locked ones too."""
        return await self._submit("", partial(_names, statements.WORKSPACES), None)

    async def workspaces_with_mail(self) -> tuple[str, ...]:
        """Ids of workspaces that have messages in the outbox and are not locked."""
        return await self._submit("", partial(_names, statements.WORKSPACES_WITH_MAIL), None)

    async def workspaces_with_pools(self) -> tuple[str, ...]:
        """Ids of workspaces that have pools of lessons and are not locked."""
        names = partial(_names, statements_lessons.WORKSPACES_WITH_POOLS)
        return await self._submit("", names, None)

    async def shred_lessons(self) -> bool:
        """Remove from the database's files what was released, withdrawn or forgotten there.

        Quick when nothing was. False when others were in the way: to be called again. On SQLite it
        is what erasing a person does; on PostgreSQL the tables of lessons are written anew.
        Copies made before (backups, PostgreSQL's log) are out of reach. Raises Unavailable.
        """
        noted = await self._submit("", shredding.noted, None)
        if not noted:
            return True
        if not await asyncio.to_thread(shredding.shred, self._database):
            return False
        await self._submit("", partial(shredding.done, noted), None)
        return True

    def _submit(
        self, workspace: str, work: Callable[[Session], T], turn: Turn | None
    ) -> "asyncio.Future[T]":
        if not self._open:
            raise Stopped("The store is not running")
        loop = asyncio.get_running_loop()
        future: asyncio.Future[T] = loop.create_future()
        self._lane.submit(Job(workspace, work, turn, loop, future))
        return future


def open_store(url: str, master_key: bytes) -> Store:
    """A store for the database, not started yet.

    Raises BadAddress, Unavailable, NotMigrated, or WrongMasterKey (also for a key of another
    length than 32 bytes). An empty database is bound to the master key here.
    """
    keys = Keys(master_key)
    database = open_database(url)
    connection = database.connect()
    try:
        if not is_current_on(connection):
            raise NotMigrated("The database needs `parley migrate` first")
        _check_master_key(connection, keys)
    finally:
        connection.close()
    return Store(database, keys)


def open_database(url: str) -> Database:
    """The database at this address; raises BadAddress."""
    path = sqlite_file(url)
    if path is not None:
        from storage.sqlite import SqliteDatabase

        return SqliteDatabase(path)
    from storage.postgresql import PostgresqlDatabase

    return PostgresqlDatabase(libpq_address(url))


def _check_master_key(connection: Connection, keys: Keys) -> None:
    kept = connection.execute(statements.KEY_CHECK).fetchone()
    if kept is None:
        if connection.execute(statements.ANYBODY).fetchone() is not None:
            raise WrongMasterKey("The database holds people but no mark of its master key")
        connection.execute(statements.KEEP_KEY_CHECK, (keys.check_value(),))
        kept = connection.execute(statements.KEY_CHECK).fetchone()
    keys.check(kept[0])


def _names(statement: str, session: Session) -> tuple[str, ...]:
    rows: list[Any] = session.execute(statement).fetchall()
    return tuple(row[0] for row in rows)
