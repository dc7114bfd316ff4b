"""What falls due, what people practise, and who asks with them."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def belongs(column: str, table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["workspace", column], [f"{table}.workspace", f"{table}.id"], ondelete="CASCADE"
    )


def index_where(condition: str, name: str, table: str, *columns: str) -> None:
    where = sa.text(condition)
    op.create_index(name, table, list(columns), sqlite_where=where, postgresql_where=where)


def upgrade() -> None:
    sqlite = op.get_bind().dialect.name == "sqlite"
    moment = sa.String(32) if sqlite else sa.DateTime(timezone=True)
    widen(sa.Uuid(as_uuid=False))
    create_due(sa.Uuid(as_uuid=False), moment)
    create_learning(sa.Uuid(as_uuid=False), moment)


def widen(name: sa.types.TypeEngine[str]) -> None:
    op.add_column("person", sa.Column("rhythm", sa.LargeBinary()))
    # Every conversation so far is a preparation.
    script = sa.Column("script", sa.String(), server_default="prepare", nullable=False)
    op.add_column("conversation", script)
    op.add_column("conversation", sa.Column("about", name))
    op.add_column("outbox", sa.Column("thread", sa.String()))


def create_due(name: sa.types.TypeEngine[str], moment: sa.types.TypeEngine[Any]) -> None:
    op.create_table(
        "due",
        sa.Column("id", name, nullable=False),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("person", name, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("due", moment, nullable=False),
        sa.Column("send_key", sa.String(), nullable=False),
        sa.Column("generation", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("batch", name),
        sa.Column("letter", name),
        sa.Column("for_week", sa.Boolean(), nullable=False),
        sa.Column("doubtful", sa.Boolean(), nullable=False),
        sa.Column("held", moment),
        sa.Column("sent", moment),
        sa.PrimaryKeyConstraint("id", "workspace"),
        sa.UniqueConstraint("workspace", "send_key"),
        belongs("person", "person"),
        sqlite_with_rowid=False,
    )
    in_hand = "state IN ('queued', 'sending')"
    op.create_index("due_of_person", "due", ["workspace", "person", "state"])
    index_where("state = 'waiting'", "due_waiting", "due", "due")
    index_where(in_hand, "due_in_batch", "due", "batch")
    index_where(in_hand, "due_held", "due", "held")
    index_where("state = 'sending'", "due_letter", "due", "workspace", "letter")
    done = "kind IN ('nudge', 'partner') AND state IN ('sent', 'dropped')"
    index_where(done, "due_weekly_done", "due", "workspace", "due")


def create_learning(name: sa.types.TypeEngine[str], moment: sa.types.TypeEngine[Any]) -> None:
    op.create_table(
        "commitment",
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("id", name, nullable=False),
        sa.Column("person", name, nullable=False),
        sa.Column("practice", sa.String()),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("until", sa.String(), nullable=False),
        sa.Column("begun", moment, nullable=False),
        sa.Column("ended", moment),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("about", name),
        sa.Column("posted_channel", sa.String()),
        sa.Column("posted_ts", sa.String()),
        sa.PrimaryKeyConstraint("workspace", "id"),
        belongs("person", "person"),
    )
    op.create_index("commitment_of_person", "commitment", ["workspace", "person"])
    op.create_table(
        "weekly_check",
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("commitment", name, nullable=False),
        sa.Column("week", sa.String(), nullable=False),
        sa.Column("result", sa.String()),
        sa.Column("note", sa.LargeBinary()),
        sa.PrimaryKeyConstraint("workspace", "commitment", "week"),
        belongs("commitment", "commitment"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "partnership",
        sa.Column("id", name, nullable=False),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("commitment", name, nullable=False),
        sa.Column("owner", name, nullable=False),
        sa.Column("partner", name, nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("manager", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", "workspace"),
        belongs("commitment", "commitment"),
        belongs("owner", "person"),
        belongs("partner", "person"),
        sqlite_with_rowid=False,
    )
    for whose in ("commitment", "owner", "partner"):
        op.create_index(f"partnership_of_{whose}", "partnership", ["workspace", whose])
