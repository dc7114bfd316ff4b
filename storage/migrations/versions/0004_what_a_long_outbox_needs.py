"""What is being sent is found however much waits to be."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    sending = sa.text("state = 'sending'")
    op.create_index(
        "outbox_sending",
        "outbox",
        ["workspace", "holder"],
        sqlite_where=sending,
        postgresql_where=sending,
    )
