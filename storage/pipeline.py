"""Statements that go to PostgreSQL together: the way there and back costs more than a statement."""

from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple

import psycopg

from bot.ports import Conflict

Result = psycopg.Cursor[tuple[Any, ...]]


class _Waiting(NamedTuple):
    """A statement that is not sent yet, and how many rows it must write, if it matters."""

    statement: str
    values: Sequence[Any]
    rows: int | None


class Pipeline:
    """Keeps statements of one connection back until the outcome of one is asked for.

    After a failure nothing runs until what waits is dropped: the failure is raised again, so that
    it cannot pass unseen when it was another's statement that failed.
    """

    def __init__(self, connection: psycopg.Connection[tuple[Any, ...]]) -> None:
        self._connection = connection
        self._waiting: list[_Waiting] = []
        self._failure: Exception | None = None

    @property
    def empty(self) -> bool:
        """Whether nothing waits."""
        return not self._waiting

    def put(self, statement: str, values: Sequence[Any] = (), rows: int | None = None) -> None:
        """Have the statement run with the next `run`, which raises Conflict for other `rows`."""
        self._waiting.append(_Waiting(statement, values, rows))

    def drop(self) -> None:
        """Forget what waits and what failed."""
        self._waiting.clear()
        self._failure = None

    def run(self, asked: int = 1) -> list[Result]:
        """Send what waits; what the last statements gave, as many as are `asked` for.

        Raises what the first that failed raises; then none of them has written anything that the
        server would commit.
        """
        if self._failure is not None:
            raise self._failure
        waiting, self._waiting = self._waiting, []
        try:
            results = self._sent(waiting)
        except Exception as error:
            self._failure = error
            raise
        return results[-asked:]

    def settle(self) -> None:
        """Send what waits, if anything does; raises what failed, also when it was raised before."""
        if self._waiting or self._failure is not None:
            self.run()

    def _sent(self, waiting: Sequence[_Waiting]) -> list[Result]:
        if len(waiting) == 1:
            results = [self._executed(waiting[0])]
        else:
            with self._connection.pipeline():
                results = [self._executed(one) for one in waiting]
        if any(
            one.rows not in {None, result.rowcount}
            for one, result in zip(waiting, results, strict=True)
        ):
            raise Conflict
        return results

    def _executed(self, one: _Waiting) -> Result:
        cursor = self._connection.cursor(binary=True)
        return cursor.execute(_marked(one.statement), one.values)


@cache
def _marked(statement: str) -> str:
    """The statement with psycopg's marks for values; cached, the statements being few."""
    return statement.replace("?", "%s")
