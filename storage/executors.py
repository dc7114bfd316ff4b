"""Which processes of the job engine live, told by locks that PostgreSQL drops when they do not.

On PostgreSQL every process has an executor's name of its own and holds a session lock of that name.
The engine resumes the work of its own name alone; so whoever finds a name with work and no lock
resumes that work. (On SQLite there is one process, with one name, and none of this.)
"""

import hashlib
import time
from typing import Any, Final

import psycopg

from storage.address import libpq_address
from storage.engine import workflow_of
from storage.errors import Unavailable
from storage.session import Session

GRACE: Final = 10.0
"""Seconds for which a lock must have been free: after a restart of the server none is held."""

SURE: Final = 3.0
"""Seconds for which a lock that was seen to be ours is trusted; a sending that begins then must
have ended before GRACE is over."""

_CONNECT_SECONDS: Final = 5
# The server hangs up on a machine that has gone, and we on a server that has.
_KEEPALIVE: Final[dict[str, Any]] = {
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 15000,
}
_SERVER_KEEPALIVE: Final = (
    "-c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3"
)

_NEVER_STOPS: Final = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)

_TRY: Final = "SELECT pg_try_advisory_lock(%s)"
_UNLOCK: Final = "SELECT pg_advisory_unlock(%s)"
_AT_WORK: Final = (
    "SELECT DISTINCT executor_id FROM dbos.workflow_status"
    " WHERE status = 'PENDING' AND executor_id <> %s"
)
_OWNED: Final = (
    "SELECT 1 FROM dbos.workflow_status"
    " WHERE workflow_uuid = ? AND executor_id = ? AND status = 'PENDING'"
)


class Lease:
    """The right to send in the name of one executor. Every method waits for the server."""

    def __init__(self, url: str, executor: str, *, grace: float = GRACE) -> None:
        self.executor = executor
        self._address = libpq_address(url)
        self._grace = grace
        self._connection: psycopg.Connection[Any] | None = None
        self._held = float("-inf")
        self._free: dict[str, float] = {}
        self._taken_over: set[str] = set()  # asked for once: a lock is held as often as it is taken

    @property
    def sure(self) -> bool:
        """Whether the lock was seen to be ours a moment ago. Does not ask the server."""
        return _now() - self._held < SURE

    def hold(self) -> None:
        """See that the lock is ours, or take it again; raises Unavailable."""
        asked = _now()
        try:
            connection = self._connected()
            connection.execute("SELECT 1")
        except psycopg.Error:
            self._forget()
            raise Unavailable("The database does not answer") from None
        self._held = asked

    def dead(self) -> list[str]:
        """Executors that have work and have had no lock for a while; their locks are now ours.

        Each is to be buried, whether its work could be taken over or not. Raises Unavailable.
        """
        try:
            return self._dead(self._connected())
        except psycopg.Error:
            self._forget()
            raise Unavailable("The database does not answer") from None

    def bury(self, executor: str) -> None:
        """Give a dead executor's lock up, which may live; raises Unavailable."""
        if executor not in self._taken_over:
            return
        try:
            self._give_up(self._connected(), executor)
        except psycopg.Error:
            self._forget()
            raise Unavailable("The database does not answer") from None

    def close(self) -> None:
        """Give everything up."""
        self._forget()

    def _connected(self) -> psycopg.Connection[Any]:
        if self._connection is None or self._connection.closed:
            self._forget()
            connection = psycopg.connect(
                self._address,
                autocommit=True,
                application_name="parley-lease",
                connect_timeout=_CONNECT_SECONDS,
                options=_SERVER_KEEPALIVE,
                **_KEEPALIVE,
            )
            if not _taken(connection, self.executor):
                connection.close()
                raise Unavailable("The lock of this process is not free yet")
            self._connection = connection
        return self._connection

    def _forget(self) -> None:
        self._held = float("-inf")
        self._taken_over.clear()
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _dead(self, connection: psycopg.Connection[Any]) -> list[str]:
        rows = connection.execute(_AT_WORK, (self.executor,)).fetchall()
        others = {row[0] for row in rows}
        self._free = {name: since for name, since in self._free.items() if name in others}
        for other in self._taken_over - others:
            self._give_up(connection, other)
        now = _now()
        for other in others - self._taken_over:
            if not _taken(connection, other):
                self._free.pop(other, None)
            elif now - self._free.setdefault(other, now) < self._grace:
                connection.execute(_UNLOCK, (_number(other),))
            else:
                self._taken_over.add(other)
        return sorted(self._taken_over)

    def _give_up(self, connection: psycopg.Connection[Any], executor: str) -> None:
        connection.execute(_UNLOCK, (_number(executor),))
        self._taken_over.discard(executor)
        self._free.pop(executor, None)


def owns(session: Session, executor: str, batch: str) -> bool:
    """Whether the engine still has this executor deliver the batch, and no other."""
    return session.one(_OWNED, workflow_of(batch), executor) is not None


def _now() -> float:
    """Seconds that never jump and go on while the machine sleeps, where it can tell them."""
    return time.clock_gettime(_NEVER_STOPS)


def _taken(connection: psycopg.Connection[Any], executor: str) -> bool:
    row = connection.execute(_TRY, (_number(executor),)).fetchone()
    return bool(row and row[0])


def _number(executor: str) -> int:
    """The lock's number: 64 bits of a hash of the name."""
    digest = hashlib.sha256(f"parley.executor.{executor}".encode()).digest()
    return int.from_bytes(digest[:8], "big", signed=True)
