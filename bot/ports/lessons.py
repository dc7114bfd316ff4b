"""Lessons that people share without their names: the pools they wait in, and what was released."""

from collections.abc import Collection
from datetime import date
from typing import Literal, Protocol

from bot.cards import Frozen

Mark = Literal["useful", "try"]


class Pool(Frozen):
    """Channels that get their lessons together.

    `owner` is the platform's id of who set it up and `zone` their IANA zone; `threshold` is how
    many different people must have a lesson waiting; `release` the day on which those that wait may
    go out, None while they are too few; `spoke` the last ISO week ("2026-W48") in which a message
    was begun in its channels; `question` whether they get a question of the week.
    """

    id: str
    owner: str
    zone: str
    threshold: int = 5
    question: bool = False
    release: date | None = None
    spoke: str = ""
    channels: tuple[str, ...] = ()


class Waiting(Frozen):
    """A lesson that waits: `content` is JSON of `bot.coach.lessons.Lesson`, without its author."""

    id: str
    content: str


class Released(Frozen):
    """A lesson of a batch, under a new name: nothing leads to the one it waited by.

    `content` is empty when it was withdrawn.
    """

    id: str
    batch: str
    pool: str
    week: str
    content: str


class Posting(Frozen):
    """What of a batch is in a channel, or is to be posted there; the parent has no `lesson`.

    `message` is the platform's id of it once it is there.
    """

    batch: str
    pool: str
    channel: str
    lesson: str | None
    message: str | None


class Lessons(Protocol):
    """Lessons of one workspace.

    A waiting lesson is sealed with the key of its batch, and its author is a keyed hash under that
    key; the key is destroyed at release. Nothing here keeps a time.
    """

    # Pools

    def pools(self) -> tuple[Pool, ...]:
        """All of them, by id."""

    def pool(self, pool: str) -> Pool | None:
        """The pool, or None."""

    def pool_of(self, channel: str) -> Pool | None:
        """The pool this channel belongs to, or None."""

    def keep(self, pool: Pool) -> None:
        """Keep a new pool or what changed of one, its channels included.

        A channel belongs to one pool: it leaves the one it was in. ValueError below five.
        """

    # Waiting

    def contribute(self, pool: str, author: str, content: str) -> str | None:
        """Keep a lesson of this author (a person's id) and return the receipt for withdrawing it.

        The same content again gives the same receipt. None when another one of theirs waits there.
        """

    def waits(self, pool: str, author: str) -> bool:
        """Whether a lesson of this author waits in the pool."""

    def waiting(self, pool: str) -> tuple[Waiting, ...]:
        """What waits, in an order that says nothing; one for each author."""

    def forget(self, author: str) -> tuple[str, ...]:
        """Delete what waits of this author, in every pool; returns the pools it was in."""

    def withdraw(self, receipt: str) -> str | None:
        """Delete the lesson of this receipt, waiting or released; returns its pool.

        Of a released one only its place in its channels stays (`to_edit`). None: unknown receipt.
        """

    # Released

    def release(
        self, pool: str, batch: str, week: str, contents: Collection[tuple[str, str, str]]
    ) -> None:
        """End the waiting of a pool: (id it waited by, new id, content as it is released).

        In this transaction the waiting rows go, the key of their batch is overwritten by a new one,
        the released rows are written in the order of their new ids with the hashes of their
        receipts, and for every channel of the pool a posting for the parent and for each lesson.
        Those that are not named stay waiting under the new key only if none was: ValueError when
        some but not all are named.
        """

    def released(self, pools: Collection[str]) -> tuple[Released, ...]:
        """What was released in these pools and not withdrawn, the last week first."""

    def lesson(self, lesson: str) -> Released | None:
        """One released lesson."""

    def mark(self, lesson: str, reader: str, mark: Mark) -> bool:
        """Set a reader's mark (a keyed hash, no time) or take it off; whether it is set now."""

    def marks(self, lessons: Collection[str]) -> dict[str, int]:
        """How many found each lesson useful."""

    # Posting

    def to_post(self) -> tuple[Posting, ...]:
        """What is to be posted: of a channel the parent alone until it is there, then the rest."""

    def posted(self, posting: Posting, message: str) -> None:
        """It is in the channel, as this message."""

    def to_edit(self) -> tuple[Posting, ...]:
        """What was posted and withdrawn since, and still stands in a channel."""

    def edited(self, posting: Posting) -> None:
        """It stands there no more."""

    def drop_channel(self, channel: str) -> str | None:
        """The channel gets nothing more: what was to be posted there goes; returns its pool."""
