"""The columns and references that tables share."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    DateTime,
    Dialect,
    ForeignKeyConstraint,
    Identity,
    Index,
    Integer,
    String,
    TypeDecorator,
    Uuid,
    text,
)
from sqlalchemy.types import TypeEngine
from sqlmodel import Field


class Moment(TypeDecorator[datetime]):
    """An aware moment in UTC: `timestamptz` on PostgreSQL, text of one width on SQLite.

    The text sorts as the moments do: `2026-01-31 09:30:00.000000+00:00`.
    """

    impl = DateTime
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """The column type."""
        if dialect.name == "sqlite":
            return dialect.type_descriptor(String(32))
        return dialect.type_descriptor(DateTime(timezone=True))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        """What is written."""
        if value is None:
            return None
        moment = value.astimezone(UTC)
        return moment.isoformat(" ", "microseconds") if dialect.name == "sqlite" else moment

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:
        """What is read."""
        if value is None:
            return None
        moment: datetime = datetime.fromisoformat(value) if dialect.name == "sqlite" else value
        return moment.astimezone(UTC)


ID = Uuid(as_uuid=False)


def belongs(column: str, table: str) -> ForeignKeyConstraint:
    """A reference within the workspace; the row goes when the one it belongs to goes."""
    return ForeignKeyConstraint(
        ["workspace", column], [f"{table}.workspace", f"{table}.id"], ondelete="CASCADE"
    )


def number() -> Any:
    """A number in the order of writing, which leaves storage never."""
    column = Column(BigInteger().with_variant(Integer(), "sqlite"), Identity(), primary_key=True)
    return Field(default=None, sa_column=column)


def partial_index(name: str, *columns: str, where: str) -> Index:
    """An index of the rows that meet a condition, on both databases."""
    condition = text(where)
    return Index(name, *columns, sqlite_where=condition, postgresql_where=condition)
