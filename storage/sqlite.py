"""SQLite: one file, one writer."""

import json
import os
import sqlite3
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from typing import Any, Final

from bot.ports import Conflict
from storage.checkpoints import Checkpoints
from storage.connection import E, Rows
from storage.errors import Full, StorageError, Unavailable

PRAGMAS: Final = (
    "PRAGMA busy_timeout = 5000",
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA secure_delete = ON",
    "PRAGMA foreign_keys = ON",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA wal_autocheckpoint = 16000",
    "PRAGMA cache_size = -8000",  # 8 MB: half of the reads that the usual 2 MB need
)
_READER_PATIENCE_MS: Final = 20
SMALL_PAGES: Final = 8192
"""Up to here (32 MB) a file is written anew in about a third of a second."""


class SqliteDatabase:
    """A SQLite file; it is made with mode 0600 when it is not there."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._moving = Lock()
        self._checkpoints = Checkpoints(path, self._moving)

    def start_upkeep(self) -> None:
        """Move the log into the file from time to time."""
        self._checkpoints.start()

    def stop_upkeep(self) -> None:
        """Leave the log alone."""
        self._checkpoints.stop()

    def connect(self) -> "SqliteConnection":
        """A connection with every pragma set; raises Unavailable."""
        try:
            create_private(self._path)
            connection = sqlite3.connect(self._path, isolation_level=None)
            return SqliteConnection(connection, self._moving)
        except (sqlite3.Error, OSError):
            raise Unavailable(f"The database file cannot be opened: {self._path}") from None


class SqliteConnection:
    """A connection to a SQLite file; who holds `moving` moves its log."""

    dialect: Final = "sqlite"

    def __init__(self, connection: sqlite3.Connection, moving: Lock) -> None:
        self._connection = connection
        self._moving = moving
        # The driver's own method, because every statement passes here.
        self._run = connection.execute
        for pragma in PRAGMAS:
            connection.execute(pragma)

    @property
    def driver(self) -> sqlite3.Connection:
        """The driver's own connection; it starts no transaction by itself."""
        return self._connection

    def execute(self, statement: str, values: Sequence[Any] = (), /) -> sqlite3.Cursor:
        """Run one statement."""
        return self._run(statement, values)

    def each(self, statement: str, values: Sequence[Sequence[Any]], /) -> list[Rows]:
        """Run one statement for each of these values."""
        return [self._run(statement, each) for each in values]

    def later(
        self, statement: str, values: Sequence[Any] = (), /, *, rows: int | None = None
    ) -> None:
        """Run one statement: nothing is gained by putting it off."""
        written = self._run(statement, values).rowcount
        if rows is not None and written != rows:
            raise Conflict

    def settle(self) -> None:
        """Nothing was put off."""

    def moment(self, moment: datetime) -> str:
        """Text of one width that sorts as the moments do."""
        return moment.astimezone(UTC).isoformat(" ", "microseconds")

    def several(self, names: Iterable[str], /) -> str:
        """A JSON array."""
        return json.dumps(list(names))

    def read_moment(self, value: str) -> datetime:
        """The moment in UTC."""
        return datetime.fromisoformat(value)

    def begin(self) -> None:
        """Take the writer's place at once, so that no read can be overtaken by a write."""
        self._run("BEGIN IMMEDIATE")

    def commit(self) -> None:
        """Returns when the log is on the disk."""
        self._run("COMMIT")

    def rollback(self) -> None:
        """Undo everything since `begin`."""
        if self._connection.in_transaction:
            self._run("ROLLBACK")

    def savepoint(self) -> None:
        """Remember this place."""
        self._run("SAVEPOINT unit")

    def release(self) -> None:
        """Keep what came after it."""
        self._run("RELEASE unit")

    def back(self) -> None:
        """Undo what came after it."""
        self._run("ROLLBACK TO unit")
        self._run("RELEASE unit")

    @property
    def in_transaction(self) -> bool:
        """False once SQLite gave the whole transaction up, as it does on a full disk."""
        return self._connection.in_transaction

    @property
    def alive(self) -> bool:
        """A file does not hang up."""
        return True

    def explain(self, error: E) -> E | StorageError:
        """SQLite's errors by their code alone."""
        if not isinstance(error, sqlite3.Error):
            return error
        code = getattr(error, "sqlite_errorcode", None)
        if code == sqlite3.SQLITE_FULL:
            return Full("There is no room left for the database")
        name = getattr(error, "sqlite_errorname", type(error).__name__)
        return Unavailable(f"The database refused the work ({name})")

    def lost_race(self, error: BaseException) -> bool:
        """With one writer only its busy timeout can be lost."""
        busy = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_BUSY_SNAPSHOT)
        return isinstance(error, sqlite3.Error) and (
            getattr(error, "sqlite_errorcode", None) in busy
        )

    def wipe_log(self) -> bool:
        """Move the log into the file, where deleted content is zeroed, and cut it to nothing.

        A small file is written anew: SQLite can leave copies of rows in unused parts of its pages.
        """
        self._run(f"PRAGMA busy_timeout = {_READER_PATIENCE_MS}")
        try:
            if self._run("PRAGMA page_count").fetchone()[0] <= SMALL_PAGES:
                self._run("VACUUM")
            with self._moving:
                busy, _, _ = self._run("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        finally:
            self._run(PRAGMAS[0])
        return not busy

    def rewrite(self, tables: Sequence[str]) -> bool:
        """Empty these tables, which zeroes their pages, and fill them again; then wipe the log.

        Within a page rows lie in the order of writing. No other table may refer to these.
        """
        # ruff: noqa: S608 - the tables are named by us
        try:
            self.begin()
            for table in tables:
                self._run(f"CREATE TEMP TABLE rows_kept AS SELECT * FROM {table}")
                self._run(f"DELETE FROM {table}")
                self._run(f"INSERT INTO {table} SELECT * FROM rows_kept ORDER BY 1, 2, 3, 4")
                self._run("DROP TABLE rows_kept")
            self.commit()
            return self.wipe_log()
        except sqlite3.Error as error:
            self.rollback()
            if self.lost_race(error):
                return False
            raise

    def close(self) -> None:
        """Close the file."""
        self._connection.close()


def create_private(path: Path) -> None:
    """Make the file readable by its owner alone, unless it is there; raises OSError."""
    os.close(os.open(path, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600))
