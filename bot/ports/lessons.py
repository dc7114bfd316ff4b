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


class Withdrawn(Frozen):
    """A lesson is withdrawn: from which pool, and whether it still waited there."""

    pool: str
    waited: bool


class Posting(Frozen):
    """What of a batch is in a channel, or is to be posted there; the parent has no `lesson`.

    `message` is the platform's id of it once it is there, `thread` the one of its parent.
    """

    batch: str
    pool: str
    channel: str
    lesson: str | None
    message: str | None = None
    thread: str | None = None


class Lessons(Protocol):
    """Lessons of one workspace.

    A waiting lesson is sealed with the key of its batch, and its author is a keyed hash under that
    key; the key is destroyed at release. Nothing here keeps a time. Ids are those of `Ids.new`.
    """

    # Pools

    def pools(self) -> tuple[Pool, ...]:
        """All of them, by id; to change one, read it again with `pool`."""

    def pool(self, pool: str) -> Pool | None:
        """The pool, or None; until the unit ends nobody else changes it or what waits in it."""

    def pool_of(self, channel: str) -> Pool | None:
        """The pool this channel belongs to, or None; held as by `pool`."""

    def last_pool_of(self, channel: str) -> Pool | None:
        """The pool that a dropped channel was in, for setting it up again; held as by `pool`.

        None for a channel that belongs to a pool, or never did.
        """

    def keep(self, pool: Pool) -> None:
        """Keep a new pool or what changed of one, its channels included.

        A channel belongs to one pool: it leaves the one it was in, with what waits there and what
        is still to be posted to it left as it is. ValueError below five.
        """

    # Waiting

    def contribute(self, pool: str, author: str, content: str) -> str | None:
        """Keep a lesson of this author (a person's id) and return the receipt for withdrawing it.

        The same content again gives the same receipt, until it is released. None when another one
        of theirs waits there. ValueError when there is no such pool.
        """

    def waits(self, pool: str, author: str) -> bool:
        """Whether a lesson of this author waits in the pool."""

    def waiting(self, pool: str) -> tuple[Waiting, ...]:
        """What waits, in an order that says nothing; one for each author. It holds the pool."""

    def forget(self, author: str) -> tuple[str, ...]:
        """Delete what waits of this author, in every pool; returns the pools it was in.

        The marks they set as a reader go too. To be called before `people.erase`.
        """

    def withdraw(self, receipt: str) -> Withdrawn | None:
        """Delete the lesson of this receipt, waiting or released.

        Of a released one only its place in its channels stays (`to_edit`), and that it was
        withdrawn, so that its receipt has the same effect twice. None: unknown receipt, or one of a
        lesson that was withdrawn while it waited. Spaces, hyphens and case do not matter.
        """

    # Released

    def release(
        self, pool: str, batch: str, week: str, contents: Collection[tuple[str, str, str]]
    ) -> None:
        """End the waiting of a pool: (id it waited by, new id, content as it is released).

        In this transaction the waiting rows go, the key of their batch is overwritten by a new one,
        the released rows are written in the order of their new ids with the digests of their
        receipts, for every channel of the pool a posting for the parent and for each lesson, and
        the pool has no day of release and spoke in this week. Conflict unless exactly those that
        wait are named; ValueError for fewer than the pool's threshold, a pool without a channel,
        ids that are not new, and a week in another form than "2026-W48". Afterwards
        `Store.shred_lessons`.
        """

    def released(self, pools: Collection[str]) -> tuple[Released, ...]:
        """What was released in these pools and not withdrawn, the last week first."""

    def read_in(self, channel: str) -> tuple[Released, ...]:
        """What stands in a channel, of all its batches, and was not withdrawn."""

    def lesson(self, lesson: str) -> Released | None:
        """One released lesson, or None; without content when it was withdrawn."""

    def mark(self, lesson: str, reader: str, mark: Mark) -> bool:
        """Set a mark of a reader (a person's id) or take it off; whether it is set now.

        Kept as a keyed hash, without a time. False for a lesson that is withdrawn or unknown.
        """

    def marks(self, lessons: Collection[str]) -> dict[str, int]:
        """How many found each lesson useful."""

    # Posting

    def to_post(self) -> tuple[Posting, ...]:
        """What is to be posted: of a channel the parent alone until it is there, then the rest."""

    def posted(self, posting: Posting, message: str) -> None:
        """It is in the channel, as this message; if it was withdrawn meanwhile, `to_edit` has it.

        ValueError when there is no such pool.
        """

    def to_edit(self) -> tuple[Posting, ...]:
        """What was posted and withdrawn since, and still stands in a channel."""

    def edited(self, posting: Posting) -> None:
        """It stands there no more."""

    def drop_channel(self, channel: str) -> str | None:
        """The channel gets nothing more: what was to be posted there goes; returns its pool.

        What is posted there already can still be edited. What waits in the pool stays, also when it
        was the last channel.
        """
