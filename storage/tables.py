"""The tables of people and conversations, as SQLModel classes: the one description of what is kept.

What time needs is in `storage.tables_time`. Migrations make them (a test proves that both agree);
the statements of `storage.statements` run on them. Loaded only by tests and by whoever writes a
migration: serving needs no ORM.

Everything a person typed is in a sealed column (`LargeBinary`). A workspace is part of every key,
so a row of another workspace cannot even be referred to.
"""

from datetime import datetime

from sqlalchemy import BigInteger, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from storage.columns import ID, Moment, belongs, number, partial_index


class Workspace(SQLModel, table=True):
    """A workspace of the platform; `locked` says since when Parley is removed from it."""

    id: str = Field(primary_key=True)
    locked: datetime | None = Field(default=None, sa_type=Moment)


class PersonKey(SQLModel, table=True):
    """The wrapped key of a person; when they are erased it is overwritten, the row stays.

    SQLite zeroes what is deleted, but when it balances its pages it can leave copies of rows in
    their unused parts. Here rows are only appended and overwritten in place, so none ever moves.
    """

    __tablename__ = "person_key"

    number: int | None = number()
    workspace: str
    wrapped_key: bytes


class Person(SQLModel, table=True):
    """Somebody in a workspace; `key_number` is the key that seals what they type.

    `rhythm` is sealed, and missing until they choose one.
    """

    __table_args__ = (
        UniqueConstraint("workspace", "platform_user"),
        {"sqlite_with_rowid": False},
    )

    workspace: str = Field(primary_key=True, foreign_key="workspace.id")
    id: str = Field(primary_key=True, sa_type=ID)
    platform_user: str
    channel: str | None = None
    zone: str | None = None
    zone_checked: datetime | None = Field(default=None, sa_type=Moment)
    welcomed: bool
    current: str | None = Field(default=None, sa_type=ID)
    key_number: int = Field(foreign_key="person_key.number", sa_type=BigInteger)
    rhythm: bytes | None = None


class Conversation(SQLModel, table=True):
    """A guided conversation; `state` is sealed, `revision` rises with every change.

    `about` is the conversation it looks back on and goes with; no reference, because SQLite cannot
    add one to a table that is there.
    """

    __table_args__ = (
        belongs("person", "person"),
        Index("conversation_of_person", "workspace", "person"),
    )

    workspace: str = Field(primary_key=True)
    id: str = Field(primary_key=True, sa_type=ID)
    person: str = Field(sa_type=ID)
    revision: int
    state: bytes
    started: datetime = Field(sa_type=Moment)
    changed: datetime = Field(sa_type=Moment)
    script: str = Field(sa_column_kwargs={"server_default": "prepare"})
    about: str | None = Field(default=None, sa_type=ID)


class Answer(SQLModel, table=True):
    """What was answered, in order, never overwritten; `said` is sealed."""

    __table_args__ = (
        belongs("conversation", "conversation"),
        {"sqlite_with_rowid": False},
    )

    workspace: str = Field(primary_key=True)
    conversation: str = Field(primary_key=True, sa_type=ID)
    id: str = Field(primary_key=True, sa_type=ID)
    revision: int
    at: datetime = Field(sa_type=Moment)
    said: bytes


class Delivery(SQLModel, table=True):
    """A delivery that was handled: the hash of its key, and the sealed answer it got.

    When the person is erased the row stays without them, so that a redelivery changes nothing.
    """

    __table_args__ = (
        Index("delivery_age", "workspace", "at"),
        {"sqlite_with_rowid": False},
    )

    workspace: str = Field(primary_key=True)
    key_hash: bytes = Field(primary_key=True)
    person: str | None = Field(default=None, sa_type=ID)
    at: datetime = Field(sa_type=Moment)
    answer: bytes | None = None


class Outbox(SQLModel, table=True):
    """A message to be sent; gone once it is sent. `details` is sealed.

    `sequence` is the order of writing; `attempts` counts the tries so far and `failures` those of
    our own making; `claimed` and `holder` say since when and by which process a message in
    `sending` is being sent.
    """

    __table_args__ = (
        UniqueConstraint("workspace", "id"),
        belongs("person", "person"),
        partial_index("outbox_waiting", "workspace", "due", "sequence", where="state = 'waiting'"),
        partial_index("outbox_sending", "workspace", "holder", where="state = 'sending'"),
        Index("outbox_of_person", "workspace", "person", "sequence"),
    )

    sequence: int | None = number()
    workspace: str
    id: str = Field(sa_type=ID)
    person: str = Field(sa_type=ID)
    kind: str
    conversation: str | None = Field(default=None, sa_type=ID)
    revision: int
    details: bytes | None = None
    attempts: int
    failures: int
    state: str
    due: datetime = Field(sa_type=Moment)
    claimed: datetime | None = Field(default=None, sa_type=Moment)
    holder: str | None = Field(default=None, sa_type=ID)
    thread: str | None = None


class Export(SQLModel, table=True):
    """A link that hands out one sheet, known by the hash of its secret; gone once it is used."""

    __table_args__ = (
        belongs("person", "person"),
        belongs("conversation", "conversation"),
        Index("export_of_person", "workspace", "person"),
        Index("export_of_conversation", "workspace", "conversation"),
        {"sqlite_with_rowid": False},
    )

    workspace: str = Field(primary_key=True)
    secret_hash: str = Field(primary_key=True)
    person: str = Field(sa_type=ID)
    conversation: str = Field(sa_type=ID)
    expires: datetime = Field(sa_type=Moment)


class KeyCheck(SQLModel, table=True):
    """One row that opens with the master key this database was made with."""

    __tablename__ = "key_check"

    id: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    value: bytes
