"""Who knocks, and what they get back: what every use case takes and returns."""

from dataclasses import dataclass
from datetime import datetime

from pydantic import Field

from bot.cards import Card, Frozen, Line, Screen
from bot.ports import Ids


@dataclass(frozen=True, slots=True)
class Knock:
    """One delivery from a platform, already checked and parsed.

    `user` is the platform's id of the person, `channel` the direct message with Parley when the
    delivery names it, `key` the idempotency key of the delivery, `public_url` where people reach
    this server (None: no links can be made), `thread` the message that was pressed or answered,
    `root` the ids of what that message shows (None: not known), `names` what people and channels of
    the workspace are called, told when a lesson is shared (None: not known), `place` the channel in
    which a command was typed or a button pressed (None: in no channel), `channels` those that get
    lessons and that they are in, told when they are about to share one (None: not known).
    """

    workspace: str
    user: str
    key: str
    now: datetime
    ids: Ids
    channel: str | None = None
    public_url: str | None = None
    thread: str | None = None
    root: tuple[str, ...] | None = None
    names: frozenset[str] | None = None
    place: str | None = None
    channels: frozenset[str] | None = None


class Reply(Frozen):
    """What the person gets at once; everything else waits in the outbox.

    `answer` is shown to them alone where they typed a command; `open` is a screen to open (or to
    put in the place of the one that was pressed); `update` replaces a submitted form; `errors`
    go beside fields, by field id; `home` asks for the Home tab to be drawn again; after
    `erased` nothing may be remembered of the person; `posts` are cards for channels, each with the
    message that it answers, if any.
    """

    answer: Card | None = None
    open: Screen | None = None
    update: Screen | None = None
    errors: dict[str, Line] = Field(default_factory=dict)
    home: bool = False
    erased: bool = False
    posts: tuple[tuple[str, Card, str | None], ...] = ()


def fields(value: str, count: int) -> list[str]:
    """The first `count` fields of what a button or form carries; missing ones are empty."""
    return [*value.split(":"), *[""] * count][:count]
