"""Bringing a database to the current schema; Alembic is loaded only when there is work for it."""

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from storage.address import libpq_address, sqlite_file
from storage.errors import NotMigrated, Unavailable
from storage.schema import is_current_on
from storage.store import open_database

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

_SCRIPTS: Final = Path(__file__).with_name("migrations")


def is_current(url: str) -> bool:
    """Whether the database has this version's schema; raises BadAddress and Unavailable."""
    connection = open_database(url).connect()
    try:
        return is_current_on(connection)
    finally:
        connection.close()


def upgrade(url: str) -> None:
    """Bring the database to this version's schema, in one transaction, by one process at a time.

    A SQLite file is made (mode 0600) when it is not there. Raises BadAddress, Unavailable, and
    NotMigrated for the schema of a newer version.
    """
    if is_current(url):
        return
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError
    from sqlalchemy.exc import SQLAlchemyError

    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    engine = _engine(url)
    try:
        with engine.connect() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
    except CommandError:  # it knows no such revision
        raise NotMigrated("The database was made by a newer version of Parley") from None
    except SQLAlchemyError as error:
        raise Unavailable(f"The schema could not be changed ({type(error).__name__})") from None
    finally:
        engine.dispose()


def _engine(url: str) -> "Engine":
    from sqlalchemy import NullPool, create_engine, event

    path = sqlite_file(url)
    if path is None:
        address = libpq_address(url).replace("postgresql://", "postgresql+psycopg://", 1)
        return create_engine(address, poolclass=NullPool)
    engine = create_engine(f"sqlite:///{path}", poolclass=NullPool)

    # The driver starts no transaction for a schema change by itself.
    @event.listens_for(engine, "connect")
    def leave_transactions_to_us(connection: Any, _: Any) -> None:
        connection.isolation_level = None

    @event.listens_for(engine, "begin")
    def begin(connection: "Connection") -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine
