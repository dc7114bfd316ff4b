"""What a lane needs from a database driver, whichever it is."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Literal, Protocol, TypeVar

from storage.errors import StorageError

E = TypeVar("E", bound=BaseException)


class Rows(Protocol):
    """What a statement gave."""

    @property
    def rowcount(self) -> int:
        """How many rows were written."""

    def fetchone(self) -> Any:
        """The next row as a tuple, or None."""

    def fetchall(self) -> list[Any]:
        """All rows that are left."""


class Connection(Protocol):
    """One connection, used by one thread. Statements have `?` for values."""

    @property
    def dialect(self) -> Literal["sqlite", "postgresql"]:
        """Which database this is."""

    @property
    def driver(self) -> Any:
        """The driver's own connection."""

    def execute(self, statement: str, values: Sequence[Any] = (), /) -> Rows:
        """Run one statement; raises the driver's errors (see `explain`)."""

    def each(self, statement: str, values: Sequence[Sequence[Any]], /) -> list[Rows]:
        """Run one statement for each of these values; what each of them gave."""

    def later(
        self, statement: str, values: Sequence[Any] = (), /, *, rows: int | None = None
    ) -> None:
        """Run a statement whose result nobody waits for, before the next one or with `settle`.

        Raises its errors (see `explain`), and Conflict when it does not write as many `rows`: now,
        or from whatever runs it, and again from everything that follows until it is undone.
        """

    def settle(self) -> None:
        """Run what was put off; raises what failed of it."""

    def moment(self, moment: datetime) -> Any:
        """An aware moment as this database takes it."""

    def several(self, names: Iterable[str], /) -> Any:
        """Several texts as the one value that a statement takes them in."""

    def read_moment(self, value: Any) -> datetime:
        """An aware moment in UTC from what this database gives."""

    def begin(self) -> None:
        """Start a transaction that may write."""

    def commit(self) -> None:
        """Make it durable."""

    def rollback(self) -> None:
        """Undo it, if there is one."""

    def savepoint(self) -> None:
        """Remember this place in the transaction."""

    def release(self) -> None:
        """Keep what was done since the savepoint."""

    def back(self) -> None:
        """Undo what was done since the savepoint, and forget it."""

    @property
    def in_transaction(self) -> bool:
        """Whether the transaction still stands; an error may have ended it."""

    @property
    def alive(self) -> bool:
        """Whether the database still answers on this connection."""

    def explain(self, error: E) -> E | StorageError:
        """A driver's error as a storage error without content; any other error as it is."""

    def lost_race(self, error: BaseException) -> bool:
        """Whether the error only says that somebody else was quicker: run the work again."""

    def wipe_log(self) -> bool:
        """Remove what was erased from the write-ahead log; False when a reader is in the way."""

    def rewrite(self, tables: Sequence[str]) -> bool:
        """Write these tables anew, so that nothing that was deleted or changed stays in the files.

        Nor does any order but that of their keys. Outside a transaction; False when it was not
        possible, because others were in the way.
        """

    def close(self) -> None:
        """Hang up."""


class Database(Protocol):
    """A database that a lane connects to."""

    def start_upkeep(self) -> None:
        """Look after the files beside the work, while a store is open."""

    def stop_upkeep(self) -> None:
        """Stop looking after them."""

    def connect(self) -> Connection:
        """A new connection for the calling thread; raises StorageError."""
