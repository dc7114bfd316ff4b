"""The transaction of a unit of work as a SQLAlchemy connection: the job engine writes into it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from storage.session import Session

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

_ADDRESSES: Final = {"sqlite": "sqlite://", "postgresql": "postgresql+psycopg://"}


class _Lent:
    """A driver's connection that its borrower can neither commit, nor undo, nor close."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)

    def commit(self) -> None:
        """The lane commits."""

    def rollback(self) -> None:
        """The lane undoes the work when it raises."""

    def close(self) -> None:
        """The lane goes on using it."""


_lent: ContextVar[_Lent] = ContextVar("lent")


@contextmanager
def joined(session: Session) -> Iterator["Connection"]:
    """A connection whose statements are part of the session's transaction, while the context lasts.

    What is written there is kept or undone with the rest of the work, whatever the borrower says.
    """
    token = _lent.set(_Lent(session.driver))
    try:
        with _engine(session.dialect).connect() as connection:
            yield connection
    finally:
        _lent.reset(token)


@cache
def _engine(dialect: str) -> "Engine":
    """An engine that opens nothing by itself: its connections are the lent ones."""
    from sqlalchemy import NullPool, create_engine

    options = {} if dialect == "sqlite" else {"use_native_hstore": False}
    return create_engine(
        _ADDRESSES[dialect], poolclass=NullPool, creator=_lent.get, hide_parameters=True, **options
    )
