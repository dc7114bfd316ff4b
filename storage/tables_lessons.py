"""The tables of the lessons that people share, as SQLModel classes.

No row has a number, a moment or a reference to a person. Every key is random, so on SQLite the
order of the rows says nothing either. What a lesson waits by and what it is released by have no
value in common: nothing of `LessonWaiting` is copied to `LessonReleased`.
"""

from sqlalchemy import BigInteger, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from storage.columns import ID, belongs, number, partial_index


class LessonKey(SQLModel, table=True):
    """A wrapped key of a pool; when its batch is released it is overwritten, the row stays.

    As with `PersonKey`: rows that are only appended and overwritten in place leave no copies.
    """

    __tablename__ = "lesson_key"

    number: int | None = number()
    workspace: str
    wrapped_key: bytes


class LessonPool(SQLModel, table=True):
    """Channels that get their lessons together.

    `batch_key` hides what waits and is changed with every batch; `pool_key` seals what was released
    and is kept. `release_day` is a local day (ISO text), `spoke` a week. `shred` is a name of the
    last change after which something must still leave the database's files.
    """

    __tablename__ = "lesson_pool"
    __table_args__ = (
        partial_index("lesson_pool_to_shred", "shred", where="shred IS NOT NULL"),
        {"sqlite_with_rowid": False},
    )

    workspace: str = Field(primary_key=True, foreign_key="workspace.id")
    id: str = Field(primary_key=True, sa_type=ID)
    owner: str
    zone: str
    threshold: int
    question: bool
    release_day: str | None = None
    spoke: str
    batch_key: int = Field(foreign_key="lesson_key.number", sa_type=BigInteger)
    pool_key: int = Field(foreign_key="lesson_key.number", sa_type=BigInteger)
    shred: str | None = Field(default=None, sa_type=ID)


class LessonChannel(SQLModel, table=True):
    """A channel of a pool; one that was `stopped` gets nothing until it is set up again."""

    __tablename__ = "lesson_channel"
    __table_args__ = (
        belongs("pool", "lesson_pool"),
        Index("lesson_channel_of_pool", "workspace", "pool"),
        {"sqlite_with_rowid": False},
    )

    channel: str = Field(primary_key=True)
    workspace: str = Field(primary_key=True)
    pool: str = Field(sa_type=ID)
    stopped: bool


class LessonWaiting(SQLModel, table=True):
    """A lesson that waits: all but its name and its pool needs the key of the batch to be read."""

    __tablename__ = "lesson_waiting"
    __table_args__ = (
        UniqueConstraint("workspace", "pool", "author_hash"),
        belongs("pool", "lesson_pool"),
        {"sqlite_with_rowid": False},
    )

    id: str = Field(primary_key=True, sa_type=ID)
    workspace: str = Field(primary_key=True)
    pool: str = Field(sa_type=ID)
    author_hash: bytes
    receipt_hash: bytes
    content: bytes


class LessonReleased(SQLModel, table=True):
    """A lesson of a batch; `content` is sealed with the key of the pool, and goes when withdrawn.

    `receipt_hash` is the digest of a receipt that was made with the key of the batch.
    """

    __tablename__ = "lesson_released"
    __table_args__ = (
        UniqueConstraint("workspace", "receipt_hash"),
        belongs("pool", "lesson_pool"),
        Index("lesson_released_in_pool", "workspace", "pool"),
        {"sqlite_with_rowid": False},
    )

    id: str = Field(primary_key=True, sa_type=ID)
    workspace: str = Field(primary_key=True)
    pool: str = Field(sa_type=ID)
    batch: str = Field(sa_type=ID)
    week: str
    receipt_hash: bytes
    content: bytes | None = None


class LessonPosting(SQLModel, table=True):
    """What of a batch is to be in a channel; of its parent `lesson` is the batch itself.

    `message` (sealed, because it is a moment) is missing until it is there; `edit` says that the
    lesson was withdrawn.
    """

    __tablename__ = "lesson_posting"
    __table_args__ = (
        belongs("pool", "lesson_pool"),
        Index("lesson_posting_of_lesson", "workspace", "lesson"),
        Index("lesson_posting_in_channel", "workspace", "channel"),
        partial_index(
            "lesson_posting_to_post", "workspace", where="message IS NULL AND edit = FALSE"
        ),
        partial_index("lesson_posting_to_edit", "workspace", where="edit = TRUE"),
        {"sqlite_with_rowid": False},
    )

    batch: str = Field(primary_key=True, sa_type=ID)
    channel: str = Field(primary_key=True)
    lesson: str = Field(primary_key=True, sa_type=ID)
    workspace: str = Field(primary_key=True)
    pool: str = Field(sa_type=ID)
    message: bytes | None = None
    edit: bool


class LessonMark(SQLModel, table=True):
    """What a reader thought of a lesson; the reader is a hash under the key of the pool."""

    __tablename__ = "lesson_mark"
    __table_args__ = ({"sqlite_with_rowid": False},)

    workspace: str = Field(primary_key=True)
    lesson: str = Field(primary_key=True, sa_type=ID)
    kind: str = Field(primary_key=True)
    reader_hash: bytes = Field(primary_key=True)
