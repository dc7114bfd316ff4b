"""Database addresses: `sqlite:///file.db` (four slashes: from the root) or `postgresql://...`."""

from pathlib import Path
from typing import Final

from storage.errors import BadAddress

_SQLITE: Final = "sqlite:///"
_POSTGRESQL: Final = ("postgresql://", "postgresql+psycopg://", "postgres://")


def sqlite_file(url: str) -> Path | None:
    """The file of a SQLite address, None for a PostgreSQL address; raises BadAddress otherwise."""
    if url.startswith(_POSTGRESQL):
        return None
    name = url.removeprefix(_SQLITE)
    if name == url or not name or name == ":memory:" or "?" in name:
        raise BadAddress(
            "The database address must be sqlite:///<file> or postgresql://<user>@<host>/<database>"
        )
    path = Path(name)
    if not path.parent.is_dir():
        raise BadAddress(f"The folder of the database does not exist: {path.parent}")
    return path


def libpq_address(url: str) -> str:
    """A PostgreSQL address as libpq reads it."""
    return "postgresql://" + url.partition("://")[2]
