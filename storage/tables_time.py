"""The tables of what falls due and of what people practise, as SQLModel classes.

Where SQLite keeps rows in their key, it prefers the key to a better index as soon as the key begins
with a column that is known: those of tables with other indexes begin with `id`, not `workspace`.
"""

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from storage.columns import ID, Moment, belongs, partial_index

IN_HAND = "state IN ('queued', 'sending')"


class Due(SQLModel, table=True):
    """Something to be said at a moment; `send_key` names it for good, `batch` who has it in hand.

    `state` is waiting, parked (due in a locked workspace), queued, sending, sent or dropped; `held`
    is since when it is in hand, `letter` the message it travels in, `doubtful` that this may have
    been sent. The waiting are found over all workspaces by their moment alone.
    """

    __table_args__ = (
        UniqueConstraint("workspace", "send_key"),
        belongs("person", "person"),
        Index("due_of_person", "workspace", "person", "state"),
        partial_index("due_waiting", "due", where="state = 'waiting'"),
        partial_index("due_in_batch", "batch", where=IN_HAND),
        partial_index("due_held", "held", where=IN_HAND),
        partial_index("due_letter", "workspace", "letter", where="state = 'sending'"),
        partial_index(
            "due_weekly_done",
            "workspace",
            "due",
            where="kind IN ('nudge', 'partner') AND state IN ('sent', 'dropped')",
        ),
        {"sqlite_with_rowid": False},
    )

    id: str = Field(primary_key=True, sa_type=ID)
    workspace: str = Field(primary_key=True)
    person: str = Field(sa_type=ID)
    kind: str
    about: str
    due: datetime = Field(sa_type=Moment)
    send_key: str
    generation: int
    state: str
    batch: str | None = Field(default=None, sa_type=ID)
    letter: str | None = Field(default=None, sa_type=ID)
    for_week: bool
    doubtful: bool
    held: datetime | None = Field(default=None, sa_type=Moment)
    sent: datetime | None = Field(default=None, sa_type=Moment)


class Commitment(SQLModel, table=True):
    """A practice of somebody; `words` (the plan and what was said of it) is sealed.

    `until` is a local day, as ISO text; `about` the preparation it is tied to, if any.
    """

    __table_args__ = (
        belongs("person", "person"),
        Index("commitment_of_person", "workspace", "person"),
    )

    workspace: str = Field(primary_key=True)
    id: str = Field(primary_key=True, sa_type=ID)
    person: str = Field(sa_type=ID)
    practice: str | None = None
    words: bytes
    until: str
    begun: datetime = Field(sa_type=Moment)
    ended: datetime | None = Field(default=None, sa_type=Moment)
    state: str
    about: str | None = Field(default=None, sa_type=ID)
    posted_channel: str | None = None
    posted_ts: str | None = None


class WeeklyCheck(SQLModel, table=True):
    """What came of a commitment in the week of a local day (ISO text); `note` is sealed."""

    __tablename__ = "weekly_check"
    __table_args__ = (belongs("commitment", "commitment"), {"sqlite_with_rowid": False})

    workspace: str = Field(primary_key=True)
    commitment: str = Field(primary_key=True, sa_type=ID)
    week: str = Field(primary_key=True)
    result: str | None = None
    note: bytes | None = None


class Partnership(SQLModel, table=True):
    """Somebody who asks the owner of a commitment about it; it goes when either of them goes."""

    __table_args__ = (
        belongs("commitment", "commitment"),
        belongs("owner", "person"),
        belongs("partner", "person"),
        Index("partnership_of_commitment", "workspace", "commitment"),
        Index("partnership_of_owner", "workspace", "owner"),
        Index("partnership_of_partner", "workspace", "partner"),
        {"sqlite_with_rowid": False},
    )

    id: str = Field(primary_key=True, sa_type=ID)
    workspace: str = Field(primary_key=True)
    commitment: str = Field(sa_type=ID)
    owner: str = Field(sa_type=ID)
    partner: str = Field(sa_type=ID)
    state: str
    manager: bool
