"""The job engine's place in our database: its connections, its tables, and what it is given to do.

The engine (DBOS) has tables of its own beside ours. They hold names of batches and nothing else:
the due rows are the truth, the engine's state can be thrown away.
"""

import sqlite3
from typing import Any, Final

import psycopg
from dbos import DBOS, DBOSClient, DBOSPortableJSONSerializer, EnqueueOptions
from sqlalchemy import URL, Engine, create_engine, event
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import QueuePool

from storage.address import libpq_address, sqlite_file
from storage.errors import Unavailable
from storage.joined import joined
from storage.session import Session
from storage.sqlite import PRAGMAS

APPLICATION: Final = "parley"
VERSION: Final = "parley"
"""Pinned: the engine leaves the work of another version alone, and ours is the same in all."""

WORKFLOW: Final = "deliver"
QUEUE: Final = "deliver"
SCHEMA: Final = "dbos"

_CONNECTIONS: Final = 4  # one is nearly always held by the engine's own background job
_WAIT_SECONDS: Final = 30
_CONNECT_SECONDS: Final = 10
_SETTINGS: Final = (
    "-c timezone=UTC -c synchronous_commit=on -c idle_in_transaction_session_timeout=60000"
)


class Jobs:
    """The engine's connections, and the door through which a claim gives it batches."""

    def __init__(self, url: str) -> None:
        self.engine = _engine(url)
        self._client = DBOSClient(
            system_database_engine=self.engine,
            dbos_system_schema=SCHEMA,
            application_name=APPLICATION,
            serializer=serializer(),
            lazy=True,
        )

    def enqueue(self, session: Session, batch: str) -> None:
        """Have the batch delivered, once the session's transaction is committed."""
        options = EnqueueOptions(
            workflow_name=WORKFLOW,
            queue_name=QUEUE,
            workflow_id=workflow_of(batch),
            app_version=VERSION,
        )
        with joined(session) as connection:
            self._client.enqueue_in_transaction(connection, options)

    def close(self) -> None:
        """Hang up; the engine must have stopped."""
        self._client.destroy()
        self.engine.dispose()


def serializer() -> DBOSPortableJSONSerializer:
    """JSON: the engine's usual one is pickle."""
    return DBOSPortableJSONSerializer()


def workflow_of(batch: str) -> str:
    """The engine's name for the delivery of a batch."""
    return f"{WORKFLOW}:{batch}"


def batch_of(workflow: str) -> str:
    """The batch whose delivery the engine calls so."""
    return workflow.removeprefix(f"{WORKFLOW}:")


def prepare(url: str) -> None:
    """Bring the engine's tables on PostgreSQL to what it needs; raises Unavailable.

    On SQLite the engine does that when it is started.
    """
    address = libpq_address(url).replace("postgresql://", "postgresql+psycopg://", 1)
    try:
        DBOS.migrate(address, schema=SCHEMA)
    except SQLAlchemyError as error:
        raise Unavailable(
            f"The job engine's tables could not be made ({type(error).__name__})"
        ) from None


def _engine(url: str) -> Engine:
    """Connections of the engine's own: ours is the lane's. No error of theirs shows values."""
    path = sqlite_file(url)
    pool: dict[str, Any] = {
        "poolclass": QueuePool,
        "pool_size": _CONNECTIONS,
        "max_overflow": 0,
        "pool_timeout": _WAIT_SECONDS,
        "hide_parameters": True,
    }
    if path is None:
        address = libpq_address(url)

        def connect() -> psycopg.Connection[Any]:
            return psycopg.connect(
                address,
                application_name="parley-engine",
                connect_timeout=_CONNECT_SECONDS,
                options=_SETTINGS,
            )

        return create_engine("postgresql+psycopg://", creator=connect, pool_pre_ping=True, **pool)
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        connect_args={"check_same_thread": False, "timeout": _WAIT_SECONDS},
        **pool,
    )
    event.listen(engine, "connect", _settle)
    return engine


def _settle(connection: sqlite3.Connection, _: Any) -> None:
    connection.isolation_level = None
    for pragma in (*PRAGMAS, f"PRAGMA busy_timeout = {_WAIT_SECONDS * 1000}"):
        connection.execute(pragma)
    # The driver then takes the writer's place before it writes, and reads outside transactions.
    connection.isolation_level = "IMMEDIATE"
