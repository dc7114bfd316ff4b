"""What the repositories of one unit of work share."""

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any, Final, TypeVar

from bot.ports import Conflict, Undone
from storage import statements
from storage.connection import Connection, Rows
from storage.errors import Unsealable
from storage.sealing import Keys, Sealer, place

T = TypeVar("T")

Ahead = dict[tuple[str, ...], Any]
"""What was read before it was asked for, as it was stored, by what it is and whose."""

KNOCKER: Final = ("knocker",)
"""Whose delivery brought the unit, as `Ahead` names them."""


class Session:
    """The unit's connection, bound to its workspace, and the keys of its people.

    `holder` names this process to others; `lost_race` says that the work is run again because
    somebody else was quicker; `erased` that something must also leave the write-ahead log.
    `ahead` is what was read at once for several people, or for several units of work: whoever
    writes keeps it true or takes it out, and it is forgotten when a part of the work is undone.
    """

    __slots__ = (
        "_connection",
        "_keys",
        "_wrapped",
        "ahead",
        "erased",
        "execute",
        "holder",
        "lost_race",
        "workspace",
    )

    def __init__(
        self, connection: Connection, workspace: str, keys: Keys, holder: str, *, lost_race: bool
    ) -> None:
        self._connection = connection
        self._keys = keys
        self._wrapped: dict[str, bytes] = {}
        self.execute = connection.execute
        self.workspace = workspace
        self.holder = holder
        self.lost_race = lost_race
        self.erased = False
        self.ahead: Ahead = {}

    @property
    def driver(self) -> Any:
        """The driver's own connection: for the job engine, which writes in the same transaction."""
        return self._connection.driver

    @property
    def dialect(self) -> str:
        """Which database this is."""
        return self._connection.dialect

    def one(self, statement: str, *values: Any) -> Any:
        """The first row, or None."""
        return self.execute(statement, values).fetchone()

    def write(self, statement: str, *values: Any) -> Rows:
        """Run a statement that writes."""
        return self.execute(statement, values)

    def later(self, statement: str, *values: Any, rows: int | None = None) -> None:
        """Run a statement that writes, and see its errors only with what is run after it.

        Conflict, as late, when it does not write as many `rows`.
        """
        self._connection.later(statement, values, rows=rows)

    def attempt(self, work: Callable[[], T]) -> T:
        """Run a part of the work in a savepoint; raises Undone when it failed and was undone.

        Conflict passes, and so does an error that took the whole transaction with it. A race lost
        is a Conflict at first; who loses it alone as well fails for another reason.
        """
        connection = self._connection
        connection.savepoint()
        try:
            result = work()
            connection.settle()
        except Exception as error:
            if not connection.in_transaction:
                raise
            # Also before a Conflict: the lane undoes what came after its own savepoint.
            connection.back()
            self.ahead.clear()
            if isinstance(error, Conflict):
                raise
            if connection.lost_race(error) and not self.lost_race:
                raise Conflict from None
            raise Undone(connection.explain(error)) from None
        connection.release()
        return result

    def moment(self, moment: datetime | None) -> Any:
        """A moment as this database takes it."""
        return None if moment is None else self._connection.moment(moment)

    def several(self, names: Iterable[str]) -> Any:
        """Several values as one, where a statement takes them in one place."""
        return self._connection.several(names)

    def records(self, records: Iterable[Mapping[str, Any]]) -> str:
        """Rows of several named values as one value, where a statement takes them as a table."""
        return json.dumps(list(records), default=str)

    def read_moment(self, value: Any) -> datetime:
        """A moment as this database gives it, in UTC."""
        return self._connection.read_moment(value)

    def seal(self, person: str, table: str, row: str, column: str, plain: str) -> bytes:
        """The text sealed for its place; raises Unsealable when the person is not there."""
        where = place(table, row, column, person, self.workspace)
        return self._sealer(person).seal(plain.encode(), where)

    def unseal(self, person: str, table: str, row: str, column: str, sealed: bytes) -> str:
        """The text back from its place; raises Unsealable."""
        where = place(table, row, column, person, self.workspace)
        return self._sealer(person).unseal(sealed, where).decode()

    def new_key(self, person: str) -> bytes:
        """A wrapped key for a new person."""
        return self._keys.make(self.workspace, person)

    def make_key(self, where: bytes) -> bytes:
        """A wrapped key that is no person's, for its place."""
        return self._keys.wrap_new(where)

    def open_key(self, wrapped: bytes, where: bytes) -> bytes:
        """A key that is no person's, from its place; raises Unsealable."""
        return self._keys.unwrap_for(where, wrapped)

    def saw_key(self, person: str, wrapped: bytes) -> None:
        """Remember a wrapped key that was read anyway, to save a statement later."""
        self._wrapped[person] = wrapped

    def drop_key(self, person: str) -> None:
        """Forget the person's key and have the log wiped after the commit."""
        self._wrapped.pop(person, None)
        self._keys.forget(self.workspace, person)
        self.erased = True

    def _sealer(self, person: str) -> Sealer:
        sealer = self._keys.held(self.workspace, person)
        if sealer is not None:
            return sealer
        wrapped = self._wrapped.get(person)
        if wrapped is None:
            row = self.one(statements.PERSON_KEY, self.workspace, person)
            if row is None:
                raise Unsealable("There is no key for this person")
            wrapped = row[0]
        return self._keys.unwrap(self.workspace, person, wrapped)
