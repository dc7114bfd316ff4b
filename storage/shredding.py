"""Removing from the database's own files what was deleted of shared lessons.

A deleted row is not gone at once: SQLite keeps it in its log, PostgreSQL in the table itself; and
where a row lies, or which transaction wrote it, tells when a lesson was withdrawn. What is to be
removed is noted with the pool in the transaction that deletes, so a crash loses no note.
"""

from collections.abc import Collection
from typing import Any, Final

from storage import statements_lessons
from storage.connection import Database
from storage.session import Session

_LESSONS: Final = ("lesson_waiting", "lesson_released", "lesson_posting", "lesson_mark")
# SQLite overwrites keys where they lie; PostgreSQL writes a changed row somewhere else.
_TABLES: Final = {"sqlite": _LESSONS, "postgresql": (*_LESSONS, "lesson_key", "lesson_pool")}

Noted = tuple[str, str, str]
"""A workspace, a pool, and the name of its last change."""


def noted(session: Session) -> tuple[Noted, ...]:
    """The pools of all workspaces of which something is to be removed."""
    rows: list[Any] = session.execute(statements_lessons.TO_SHRED).fetchall()
    return tuple((workspace, pool, change) for workspace, pool, change in rows)


def shred(database: Database) -> bool:
    """Remove it, on a connection of its own; False when others were in the way."""
    connection = database.connect()
    try:
        return connection.rewrite(_TABLES[connection.dialect])
    except Exception as error:  # noqa: BLE001 - a driver's errors share no class
        raise connection.explain(error) from None
    finally:
        connection.close()


def done(removed: Collection[Noted], session: Session) -> None:
    """Take the notes off, unless something was deleted since."""
    for workspace, pool, change in removed:
        session.write(statements_lessons.SHRED_DONE, workspace, pool, change)
