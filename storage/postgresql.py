"""PostgreSQL: several processes, each with its lane."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any, Final

import psycopg
from psycopg.abc import Buffer
from psycopg.adapt import Loader
from psycopg.pq import Format, TransactionStatus

from storage.connection import E, Rows
from storage.errors import Full, StorageError, Unavailable
from storage.pipeline import Pipeline, Result

_DISK_FULL: Final = "53100"
_IN_TRANSACTION: Final = {TransactionStatus.INTRANS, TransactionStatus.INERROR}
_CONNECT_SECONDS: Final = 10
_LOCK_PATIENCE_MS: Final = 2000
# Whoever keeps rows alive that were written anew before a transaction. First who writes, in any
# database: every snapshot reaches back to the oldest of them, that of the table's rewriting too.
# Then, so that none of these is missed, who can still see the rows, which is possible in their
# database alone. Without a database are those that replicate.
_WRITING: Final = "SELECT 1 WHERE pg_snapshot_xmin(pg_current_snapshot()) < %s::xid8"
_READING: Final = """
SELECT 1 FROM (
    SELECT backend_xmin FROM pg_stat_activity
    WHERE pid <> pg_backend_pid() AND coalesce(datname, current_database()) = current_database()
    UNION ALL SELECT xmin FROM pg_replication_slots
) AS others (oldest) WHERE age(oldest) > age(%s::xid8::xid) LIMIT 1
"""
# A process that stands still in the middle of a transaction must not hold the others up for long.
_SETTINGS: Final = (
    "-c timezone=UTC -c synchronous_commit=on -c idle_in_transaction_session_timeout=10000"
)


class PostgresqlDatabase:
    """A PostgreSQL database."""

    def __init__(self, address: str) -> None:
        self._address = address

    def start_upkeep(self) -> None:
        """Nothing: the server looks after its files itself."""

    def stop_upkeep(self) -> None:
        """Nothing."""

    def connect(self) -> "PostgresqlConnection":
        """A connection in UTC; raises Unavailable, which does not repeat the address."""
        try:
            connection = psycopg.connect(
                self._address,
                autocommit=True,
                # The pipeline prepares what we run, and whoever borrows the connection nothing:
                # psycopg would forget all that is prepared after some of what a borrower can do.
                prepare_threshold=None,
                connect_timeout=_CONNECT_SECONDS,
                application_name="parley",
                options=_SETTINGS,
            )
        except psycopg.Error:
            raise Unavailable("The database does not accept a connection") from None
        connection.adapters.register_loader("uuid", _Hex)
        return PostgresqlConnection(connection)


class _Hex(Loader):
    """Reads a uuid as 32 hexadecimal digits, as ids are written everywhere else."""

    format = Format.BINARY

    def load(self, data: Buffer) -> str:
        return bytes(data).hex()


class PostgresqlConnection:
    """A connection to PostgreSQL; every statement is prepared when it is first run."""

    dialect: Final = "postgresql"

    def __init__(self, connection: psycopg.Connection[tuple[Any, ...]]) -> None:
        self._connection = connection
        self._pipeline = Pipeline(connection)

    @property
    def driver(self) -> psycopg.Connection[tuple[Any, ...]]:
        """The driver's own connection; it starts no transaction by itself."""
        self.settle()
        return self._connection

    def execute(self, statement: str, values: Sequence[Any] = (), /) -> Result:
        """Run one statement, and before it what was put off."""
        self._pipeline.put(statement, values)
        return self._pipeline.run()[0]

    def each(self, statement: str, values: Sequence[Sequence[Any]], /) -> list[Rows]:
        """Run one statement for each of these values: all make one way to the server."""
        for one in values:
            self._pipeline.put(statement, one)
        return list(self._pipeline.run(len(values))) if values else []

    def later(
        self, statement: str, values: Sequence[Any] = (), /, *, rows: int | None = None
    ) -> None:
        """Put a statement off until the next one runs: both make one way to the server."""
        self._pipeline.put(statement, values, rows)

    def settle(self) -> None:
        """Run what was put off."""
        self._pipeline.settle()

    def moment(self, moment: datetime) -> datetime:
        """PostgreSQL takes aware moments."""
        return moment

    def several(self, names: Iterable[str], /) -> list[str]:
        """An array."""
        return list(names)

    def read_moment(self, value: datetime) -> datetime:
        """The moment in UTC."""
        return value.astimezone(UTC)

    def begin(self) -> None:
        """Start a transaction at the isolation `read committed`, with its first statement."""
        self._pipeline.drop()
        self._pipeline.put("BEGIN")

    def commit(self) -> None:
        """Returns when the server's log is on its disk; raises Unavailable if it undid the work.

        That is how PostgreSQL answers when a statement failed and nobody said so.
        """
        self.settle()
        if self.execute("COMMIT").status != b"COMMIT":
            raise Unavailable("The database undid the work")

    def rollback(self) -> None:
        """Undo everything since `begin`, if the server still answers."""
        self._pipeline.drop()
        if self.alive and self.in_transaction:
            self.execute("ROLLBACK")

    def savepoint(self) -> None:
        """Remember this place."""
        self.execute("SAVEPOINT unit")

    def release(self) -> None:
        """Keep what came after it."""
        self.execute("RELEASE unit")

    def back(self) -> None:
        """Undo what came after it."""
        self._pipeline.drop()
        self.execute("ROLLBACK TO unit")
        self.execute("RELEASE unit")

    @property
    def in_transaction(self) -> bool:
        """Also true for one that only begins with its first statement, or can only be undone."""
        server = self._connection.pgconn
        return not self._pipeline.empty or server.transaction_status in _IN_TRANSACTION

    @property
    def alive(self) -> bool:
        """False once the server hung up."""
        return not self._connection.closed

    def explain(self, error: E) -> E | StorageError:
        """PostgreSQL's errors by their code alone: its details can hold values."""
        if not isinstance(error, psycopg.Error):
            return error
        if error.sqlstate == _DISK_FULL:
            return Full("There is no room left for the database")
        name = error.sqlstate or type(error).__name__
        return Unavailable(f"The database refused the work ({name})")

    def lost_race(self, error: BaseException) -> bool:
        """A deadlock, no order of transactions, or a row that another process just added."""
        return isinstance(
            error,
            psycopg.errors.DeadlockDetected
            | psycopg.errors.SerializationFailure
            | psycopg.errors.UniqueViolation,
        )

    def wipe_log(self) -> bool:
        """The server's own log is its administrator's."""
        return True

    def rewrite(self, tables: Sequence[str]) -> bool:
        """Have every row written by one transaction, and then in the order of the primary key.

        False when a transaction that began earlier kept old rows alive, as replication can, too.
        """
        cursor = self._connection.cursor()
        cursor.execute(f"SET lock_timeout = {_LOCK_PATIENCE_MS}")
        try:
            for table in tables:
                cursor.execute(f"UPDATE {table} SET workspace = workspace")  # noqa: S608 - named by us
            older = self._transactions_before()
            for table in tables:
                cursor.execute(f"CLUSTER {table} USING {table}_pkey")
        except (psycopg.errors.LockNotAvailable, psycopg.errors.DeadlockDetected):
            return False
        finally:
            cursor.execute("RESET lock_timeout")
        return not older

    def _transactions_before(self) -> bool:
        """Whether somebody keeps alive what there was before now."""
        now = self._connection.execute("SELECT pg_current_xact_id()::text").fetchone()
        return any(self._connection.execute(one, now).fetchone() for one in (_WRITING, _READING))

    def close(self) -> None:
        """Hang up."""
        self._connection.close()
