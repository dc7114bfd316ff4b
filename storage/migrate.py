"""Bringing a database to the current schema; Alembic is loaded only when there is work for it."""

from pathlib import Path
from typing import Final

from storage.address import libpq_address, sqlite_file
from storage.errors import Unavailable
from storage.schema import is_current_on
from storage.store import open_database

_SCRIPTS: Final = Path(__file__).with_name("migrations")


def is_current(url: str) -> bool:
    """Whether the database has this version's schema; raises BadAddress and Unavailable."""
    connection = open_database(url, 1).connect()
    try:
        return is_current_on(connection)
    finally:
        connection.close()


def upgrade(url: str) -> None:
    """Bring the database to this version's schema, in one transaction, by one process at a time.

    A SQLite file is made (mode 0600) when it is not there. Raises BadAddress and Unavailable.
    """
    if is_current(url):
        return
    from alembic import command
    from alembic.config import Config
    from sqlalchemy import NullPool, create_engine
    from sqlalchemy.exc import SQLAlchemyError

    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    engine = create_engine(_engine_address(url), poolclass=NullPool)
    try:
        with engine.connect() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
    except SQLAlchemyError as error:
        raise Unavailable(f"The schema could not be changed ({type(error).__name__})") from None
    finally:
        engine.dispose()


def _engine_address(url: str) -> str:
    path = sqlite_file(url)
    if path is not None:
        return f"sqlite:///{path}"
    return libpq_address(url).replace("postgresql://", "postgresql+psycopg://", 1)
