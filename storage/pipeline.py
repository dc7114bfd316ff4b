"""Statements that go to PostgreSQL together: the way there and back costs more than a statement."""

from collections.abc import Sequence
from functools import cache
from itertools import count
from select import POLLIN, POLLOUT, poll
from typing import Any, Final, NamedTuple

import psycopg
from psycopg.abc import Buffer
from psycopg.adapt import PyFormat, Transformer
from psycopg.errors import error_from_result
from psycopg.pq import ExecStatus, Format, TransactionStatus
from psycopg.pq.abc import PGresult

from bot.ports import Conflict

_FINE: Final = {ExecStatus.TUPLES_OK, ExecStatus.COMMAND_OK}


class _Waiting(NamedTuple):
    """A prepared statement that is not sent yet, and how many rows it must write, if it matters."""

    name: bytes
    values: Sequence[Buffer | None]
    formats: Sequence[Format] | None
    rows: int | None


class Result:
    """What a statement gave."""

    __slots__ = ("_rows", "rowcount", "status")

    def __init__(self, result: PGresult, rows: list[tuple[Any, ...]]) -> None:
        self.rowcount = result.command_tuples or 0
        self.status = result.command_status
        self._rows = iter(rows)

    def fetchone(self) -> tuple[Any, ...] | None:
        """The next row, or None."""
        return next(self._rows, None)

    def fetchall(self) -> list[tuple[Any, ...]]:
        """All rows that are left."""
        return list(self._rows)


class Pipeline:
    """Keeps statements of one connection back until the outcome of one is asked for.

    After a failure nothing runs until what waits is dropped: the failure is raised again, so that
    it cannot pass unseen when it was another's statement that failed.
    """

    def __init__(self, connection: psycopg.Connection[tuple[Any, ...]]) -> None:
        self._connection = connection
        self._server = connection.pgconn
        self._transformer = Transformer(connection)
        self._names: dict[tuple[str, tuple[int, ...] | None], bytes] = {}
        self._numbers = count()
        self._waiting: list[_Waiting] = []
        self._failure: Exception | None = None

    @property
    def empty(self) -> bool:
        """Whether nothing waits."""
        return not self._waiting

    def put(self, statement: str, values: Sequence[Any] = (), rows: int | None = None) -> None:
        """Have the statement run with the next `run`, which raises Conflict for other `rows`."""
        if self._failure is not None:
            raise self._failure
        formats = [PyFormat.AUTO] * len(values)
        dumped = self._transformer.dump_sequence(values, formats)
        key = statement, self._transformer.types
        name = self._names.get(key) or self._prepare(key)
        self._waiting.append(_Waiting(name, dumped, self._transformer.formats, rows))

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
            _check(waiting, results)
        except Exception as error:
            self._failure = error
            raise
        return [self._loaded(result) for result in results[-asked:]]

    def settle(self) -> None:
        """Send what waits, if anything does; raises what failed, also when it was raised before."""
        if self._waiting or self._failure is not None:
            self.run()

    def _loaded(self, result: PGresult) -> Result:
        self._transformer.set_pgresult(result)
        return Result(result, self._transformer.load_rows(0, result.ntuples, tuple))

    def _sent(self, waiting: Sequence[_Waiting]) -> list[PGresult]:
        """Send these and wait for what they give; hangs up when the server does not keep to it."""
        server = self._server
        try:
            server.enter_pipeline_mode()
            for name, values, formats, _ in waiting:
                server.send_query_prepared(name, values, formats, Format.BINARY)
            server.pipeline_sync()
            self._flush()
            results = [self._given() for _ in waiting]
            self._next()  # the mark that no more will come
            server.exit_pipeline_mode()
        except Exception:
            self._connection.close()
            raise
        return results

    def _flush(self) -> None:
        """Hand everything over, and take what comes meanwhile: the server may wait for that."""
        while self._server.flush():
            self._wait(POLLIN | POLLOUT)
            self._server.consume_input()

    def _given(self) -> PGresult:
        result = self._next()
        if result is None:
            raise psycopg.OperationalError("The server gave no result")
        self._next()  # the end of this statement
        return result

    def _next(self) -> PGresult | None:
        while self._server.is_busy():
            self._wait(POLLIN)
            self._server.consume_input()
        return self._server.get_result()

    def _wait(self, events: int) -> None:
        network = poll()
        network.register(self._server.socket, events)
        network.poll()

    def _prepare(self, key: tuple[str, tuple[int, ...] | None]) -> bytes:
        statement, types = key
        name = b"parley_%d" % next(self._numbers)
        result = self._server.prepare(name, _numbered(statement), types)
        if result.status not in _FINE:
            failure = error_from_result(result)
            if self._server.transaction_status == TransactionStatus.INERROR:
                self._failure = failure
            raise failure
        self._names[key] = name
        return name


def _check(waiting: Sequence[_Waiting], results: Sequence[PGresult]) -> None:
    """Raise what the first statement that failed raises."""
    for one, result in zip(waiting, results, strict=True):
        if result.status not in _FINE:
            raise error_from_result(result)
        if one.rows is not None and result.command_tuples != one.rows:
            raise Conflict


@cache
def _numbered(statement: str) -> bytes:
    """The statement with PostgreSQL's marks for values; cached, the statements being few."""
    first, *others = statement.split("?")
    return "".join((first, *(f"${n}{part}" for n, part in enumerate(others, start=1)))).encode()
