"""Lessons that people share without their names."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

ID = sa.Uuid(as_uuid=False)


def of_pool() -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["workspace", "pool"], ["lesson_pool.workspace", "lesson_pool.id"], ondelete="CASCADE"
    )


def index_where(condition: str, name: str, table: str, column: str) -> None:
    where = sa.text(condition)
    op.create_index(name, table, [column], sqlite_where=where, postgresql_where=where)


def upgrade() -> None:
    create_pools()
    create_lessons()
    create_posting()


def create_pools() -> None:
    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "lesson_key",
        sa.Column("number", number, sa.Identity(), nullable=False),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("wrapped_key", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_table(
        "lesson_pool",
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("id", ID, nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("zone", sa.String(), nullable=False),
        sa.Column("threshold", sa.Integer(), nullable=False),
        sa.Column("question", sa.Boolean(), nullable=False),
        sa.Column("release_day", sa.String()),
        sa.Column("spoke", sa.String(), nullable=False),
        sa.Column("batch_key", sa.BigInteger(), nullable=False),
        sa.Column("pool_key", sa.BigInteger(), nullable=False),
        sa.Column("shred", ID),
        sa.PrimaryKeyConstraint("workspace", "id"),
        sa.ForeignKeyConstraint(["workspace"], ["workspace.id"]),
        sa.ForeignKeyConstraint(["batch_key"], ["lesson_key.number"]),
        sa.ForeignKeyConstraint(["pool_key"], ["lesson_key.number"]),
        sqlite_with_rowid=False,
    )
    index_where("shred IS NOT NULL", "lesson_pool_to_shred", "lesson_pool", "shred")
    op.create_table(
        "lesson_channel",
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("pool", ID, nullable=False),
        sa.Column("stopped", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("channel", "workspace"),
        of_pool(),
        sqlite_with_rowid=False,
    )
    op.create_index("lesson_channel_of_pool", "lesson_channel", ["workspace", "pool"])


def create_lessons() -> None:
    op.create_table(
        "lesson_waiting",
        sa.Column("id", ID, nullable=False),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("pool", ID, nullable=False),
        sa.Column("author_hash", sa.LargeBinary(), nullable=False),
        sa.Column("receipt_hash", sa.LargeBinary(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", "workspace"),
        sa.UniqueConstraint("workspace", "pool", "author_hash"),
        of_pool(),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "lesson_released",
        sa.Column("id", ID, nullable=False),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("pool", ID, nullable=False),
        sa.Column("batch", ID, nullable=False),
        sa.Column("week", sa.String(), nullable=False),
        sa.Column("receipt_hash", sa.LargeBinary(), nullable=False),
        sa.Column("content", sa.LargeBinary()),
        sa.PrimaryKeyConstraint("id", "workspace"),
        sa.UniqueConstraint("workspace", "receipt_hash"),
        of_pool(),
        sqlite_with_rowid=False,
    )
    op.create_index("lesson_released_in_pool", "lesson_released", ["workspace", "pool"])
    op.create_table(
        "lesson_mark",
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("lesson", ID, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("reader_hash", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "lesson", "kind", "reader_hash"),
        sqlite_with_rowid=False,
    )


def create_posting() -> None:
    op.create_table(
        "lesson_posting",
        sa.Column("batch", ID, nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("lesson", ID, nullable=False),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("pool", ID, nullable=False),
        sa.Column("message", sa.LargeBinary()),
        sa.Column("edit", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("batch", "channel", "lesson", "workspace"),
        of_pool(),
        sqlite_with_rowid=False,
    )
    op.create_index("lesson_posting_of_lesson", "lesson_posting", ["workspace", "lesson"])
    op.create_index("lesson_posting_in_channel", "lesson_posting", ["workspace", "channel"])
    index_where(
        "message IS NULL AND edit = FALSE", "lesson_posting_to_post", "lesson_posting", "workspace"
    )
    index_where("edit = TRUE", "lesson_posting_to_edit", "lesson_posting", "workspace")
