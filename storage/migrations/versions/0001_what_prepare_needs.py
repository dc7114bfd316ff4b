"""The tables that preparations need."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    sqlite = op.get_bind().dialect.name == "sqlite"
    moment = sa.String(32) if sqlite else sa.DateTime(timezone=True)
    name = sa.Uuid(as_uuid=False)
    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

    def belongs(column: str, table: str) -> sa.ForeignKeyConstraint:
        return sa.ForeignKeyConstraint(
            ["workspace", column], [f"{table}.workspace", f"{table}.id"], ondelete="CASCADE"
        )

    op.create_table(
        "workspace",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("locked", moment),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "person_key",
        sa.Column("number", number, sa.Identity(), nullable=False),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("wrapped_key", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_table(
        "person",
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("id", name, nullable=False),
        sa.Column("platform_user", sa.String(), nullable=False),
        sa.Column("channel", sa.String()),
        sa.Column("zone", sa.String()),
        sa.Column("zone_checked", moment),
        sa.Column("welcomed", sa.Boolean(), nullable=False),
        sa.Column("current", name),
        sa.Column("key_number", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "id"),
        sa.UniqueConstraint("workspace", "platform_user"),
        sa.ForeignKeyConstraint(["workspace"], ["workspace.id"]),
        sa.ForeignKeyConstraint(["key_number"], ["person_key.number"]),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "conversation",
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("id", name, nullable=False),
        sa.Column("person", name, nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("state", sa.LargeBinary(), nullable=False),
        sa.Column("started", moment, nullable=False),
        sa.Column("changed", moment, nullable=False),
        sa.PrimaryKeyConstraint("workspace", "id"),
        belongs("person", "person"),
    )
    op.create_index("conversation_of_person", "conversation", ["workspace", "person"])
    op.create_table(
        "answer",
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("conversation", name, nullable=False),
        sa.Column("id", name, nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("at", moment, nullable=False),
        sa.Column("said", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "conversation", "id"),
        belongs("conversation", "conversation"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "delivery",
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("key_hash", sa.LargeBinary(), nullable=False),
        sa.Column("person", name),
        sa.Column("at", moment, nullable=False),
        sa.Column("answer", sa.LargeBinary()),
        sa.PrimaryKeyConstraint("workspace", "key_hash"),
        sqlite_with_rowid=False,
    )
    op.create_index("delivery_age", "delivery", ["workspace", "at"])
    op.create_table(
        "outbox",
        sa.Column("sequence", number, sa.Identity(), nullable=False),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("id", name, nullable=False),
        sa.Column("person", name, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("conversation", name),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("details", sa.LargeBinary()),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("due", moment, nullable=False),
        sa.Column("claimed", moment),
        sa.Column("holder", name),
        sa.PrimaryKeyConstraint("sequence"),
        sa.UniqueConstraint("workspace", "id"),
        belongs("person", "person"),
    )
    waiting = sa.text("state = 'waiting'")
    op.create_index(
        "outbox_waiting",
        "outbox",
        ["workspace", "due", "sequence"],
        sqlite_where=waiting,
        postgresql_where=waiting,
    )
    op.create_index("outbox_of_person", "outbox", ["workspace", "person", "sequence"])
    op.create_table(
        "export",
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("secret_hash", sa.String(), nullable=False),
        sa.Column("person", name, nullable=False),
        sa.Column("conversation", name, nullable=False),
        sa.Column("expires", moment, nullable=False),
        sa.PrimaryKeyConstraint("workspace", "secret_hash"),
        belongs("person", "person"),
        belongs("conversation", "conversation"),
        sqlite_with_rowid=False,
    )
    op.create_index("export_of_person", "export", ["workspace", "person"])
    op.create_index("export_of_conversation", "export", ["workspace", "conversation"])
    op.create_table(
        "key_check",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("value", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
