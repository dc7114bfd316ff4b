"""Which schema this version needs, known without loading Alembic."""

from typing import Final

from storage import statements
from storage.connection import Connection

HEAD: Final = "0004"
"""The last revision in `storage/migrations`; a test proves it."""


def is_current_on(connection: Connection) -> bool:
    """Whether the database has this version's schema."""
    try:
        row = connection.execute(statements.SCHEMA_VERSION).fetchone()
    except Exception as error:  # noqa: BLE001 - a driver's errors share no class
        connection.explain(error)
        return False
    return row is not None and row[0] == HEAD
