"""The lessons of one workspace: what waits, what was released, and where it is posted."""

import re
from collections.abc import Collection, Mapping
from typing import Any, Final
from uuid import uuid4

from bot.ports import Conflict, Mark, Posting, Released, Waiting, Withdrawn
from storage import statements_lessons as statements
from storage.pool_keys import Inside, PoolKey, released_hash
from storage.pools import Pools
from storage.sealing import place

_WEEK: Final = re.compile(r"\d{4}-W\d{2}")
_WAITING: Final = ("lesson_waiting", "content")
_RELEASED: Final = ("lesson_released", "content")
_MESSAGE: Final = ("lesson_posting", "message")


class Lessons(Pools):
    """Keeps `bot.ports.Lessons`."""

    __slots__ = ()

    # Waiting

    def contribute(self, pool: str, author: str, content: str) -> str | None:
        """Keep a lesson of this author and return its receipt; the same again gives the same.

        None when another one of theirs waits there. ValueError when there is no such pool.
        """
        session = self._session
        key = self._batch_key(pool)
        receipt = key.receipt(pool, author, content)
        author_hash, receipt_hash = key.author(pool, author), key.receipt_hash(receipt)
        waits = session.one(statements.WAITS, session.workspace, pool, author_hash)
        if waits is not None:
            return receipt if waits[0] == receipt_hash else None
        name = uuid4().hex
        inside = Inside(content=content, released_hash=released_hash(receipt).hex())
        sealed = key.seal(inside.model_dump_json(), self._place(_WAITING, name))
        values = (session.workspace, name, pool, author_hash, receipt_hash, sealed)
        session.write(statements.WAIT, *values)
        return receipt

    def waits(self, pool: str, author: str) -> bool:
        """Whether a lesson of this author waits in the pool."""
        session = self._session
        if self._lock(pool) is None:
            return False
        author_hash = self._batch_key(pool).author(pool, author)
        return session.one(statements.WAITS, session.workspace, pool, author_hash) is not None

    def waiting(self, pool: str) -> tuple[Waiting, ...]:
        """What waits, in an order that says nothing; one for each author. It holds the pool."""
        if self._lock(pool) is None:
            return ()
        found = self._waiting(pool).items()
        return tuple(Waiting(id=name, content=inside.content) for name, inside in found)

    def _waiting(self, pool: str) -> dict[str, Inside]:
        key = self._batch_key(pool)
        return {
            name: Inside.model_validate_json(key.unseal(sealed, self._place(_WAITING, name)))
            for name, sealed in self._all(statements.WAITING, pool)
        }

    def forget(self, author: str) -> tuple[str, ...]:
        """Delete what waits of this author, and their marks; returns the pools it was in."""
        session = self._session
        found = []
        for pool, key in self._batch_keys():
            whose = (session.workspace, pool, key.author(pool, author))
            if session.write(statements.FORGET_WAITING, *whose).rowcount:
                self._to_be_shred(pool)
                found.append(pool)
        marked = self._all(statements.MARKED)
        keys = self._pool_keys({pool for _, pool in marked})
        for lesson, pool in marked:
            whose = (session.workspace, lesson, keys[pool].reader(lesson, author))
            session.write(statements.DELETE_MARKS_OF, *whose)
        return tuple(found)

    def withdraw(self, receipt: str) -> Withdrawn | None:
        """Delete the lesson of this receipt, waiting or released; None when there is none."""
        session = self._session
        for pool, key in self._batch_keys():
            whose = (session.workspace, pool, key.receipt_hash(receipt))
            if session.write(statements.WITHDRAW_WAITING, *whose).rowcount:
                self._to_be_shred(pool)
                return Withdrawn(pool=pool, waited=True)
        digest = released_hash(receipt)
        row = session.one(statements.WITHDRAW_RELEASED, session.workspace, digest)
        if row is None:
            return None
        lesson, pool = row
        session.write(statements.DELETE_MARKS, session.workspace, lesson)
        session.write(statements.TO_EDIT_LESSON, session.workspace, lesson)
        self._to_be_shred(pool)
        return Withdrawn(pool=pool, waited=False)

    # Released

    def release(
        self, pool: str, batch: str, week: str, contents: Collection[tuple[str, str, str]]
    ) -> None:
        """End the waiting of a pool: (id it waited by, new id, content as it is released).

        Conflict unless exactly those that wait are named; ValueError for fewer than the threshold,
        a pool without a channel, ids that are not new, and a week in another form.
        """
        held = self.pool(pool)
        waiting = self._waiting(pool)
        if held is None or sorted(old for old, _, _ in contents) != sorted(waiting):
            raise Conflict
        new = sorted(new for _, new, _ in contents)
        if len(new) < held.threshold or not held.channels or not _WEEK.fullmatch(week):
            raise ValueError("A batch has as many lessons as its pool wants, a channel and a week")
        if len({batch, *new, *waiting}) <= len(new) + len(waiting):
            raise ValueError("A lesson is released under a new name")
        self._write_released(pool, batch, week, contents, waiting)
        self._plan_postings(pool, batch, new, held.channels)
        self._end_batch(pool, week)

    def _write_released(
        self,
        pool: str,
        batch: str,
        week: str,
        contents: Collection[tuple[str, str, str]],
        waiting: Mapping[str, Inside],
    ) -> None:
        session = self._session
        key = self._pool_keys([pool])[pool]
        for old, new, content in sorted(contents, key=lambda lesson: lesson[1]):
            sealed = key.seal(content, self._place(_RELEASED, new))
            digest = bytes.fromhex(waiting[old].released_hash)
            values = (session.workspace, new, pool, batch, week, digest, sealed)
            session.write(statements.RELEASE, *values)

    def _plan_postings(
        self, pool: str, batch: str, released: Collection[str], channels: Collection[str]
    ) -> None:
        session = self._session
        for channel in channels:
            for lesson in (batch, *released):
                values = (session.workspace, batch, channel, lesson, pool)
                session.write(statements.ADD_POSTING, *values)

    def _end_batch(self, pool: str, week: str) -> None:
        session = self._session
        session.write(statements.END_WAITING, session.workspace, pool)
        self._destroy_batch_key(pool)
        number = self._new_key("batch", pool)
        session.write(statements.BEGIN_BATCH, number, week, session.workspace, pool)
        self._to_be_shred(pool)

    def released(self, pools: Collection[str]) -> tuple[Released, ...]:
        """What was released in these pools and not withdrawn, the last week first."""
        session = self._session
        keys = self._pool_keys(pools)
        rows = self._all(statements.RELEASED[session.dialect], session.several(keys))
        return tuple(self._opened(row, keys[row[2]]) for row in rows)

    def read_in(self, channel: str) -> tuple[Released, ...]:
        """What stands in a channel, of all its batches, and was not withdrawn."""
        rows = self._all(statements.READ_IN, channel)
        keys = self._pool_keys({row[2] for row in rows})
        return tuple(self._opened(row, keys[row[2]]) for row in rows)

    def lesson(self, lesson: str) -> Released | None:
        """One released lesson, or None; without content when it was withdrawn."""
        row = self._session.one(statements.LESSON, self._session.workspace, lesson)
        return None if row is None else self._opened(row, self._pool_keys([row[2]])[row[2]])

    def _opened(self, row: Any, key: PoolKey) -> Released:
        name, batch, pool, week, sealed = row
        content = sealed and key.unseal(sealed, self._place(_RELEASED, name))
        return Released(id=name, batch=batch, pool=pool, week=week, content=content or "")

    def mark(self, lesson: str, reader: str, mark: Mark) -> bool:
        """Set a mark of a reader or take it off; whether it is set now."""
        session = self._session
        found = self.lesson(lesson)
        if found is None or not found.content:
            return False
        key = self._pool_keys([found.pool])[found.pool]
        values = (session.workspace, lesson, mark, key.reader(lesson, reader))
        if session.write(statements.DELETE_MARK, *values).rowcount:
            return False
        session.write(statements.ADD_MARK, *values)
        return True

    def marks(self, lessons: Collection[str]) -> dict[str, int]:
        """How many found each lesson useful."""
        session = self._session
        found = dict(self._all(statements.USEFUL[session.dialect], session.several(lessons)))
        return {lesson: found.get(lesson, 0) for lesson in lessons}

    # Posting

    def to_post(self) -> tuple[Posting, ...]:
        """What is to be posted: of a channel the parent alone until it is there, then the rest."""
        return self._postings(statements.TO_POST)

    def to_edit(self) -> tuple[Posting, ...]:
        """What was posted and withdrawn since, and still stands in a channel."""
        return self._postings(statements.TO_EDIT)

    def _postings(self, statement: str) -> tuple[Posting, ...]:
        rows = self._all(statement)
        keys = self._pool_keys({row[1] for row in rows})
        return tuple(self._posting(row, keys[row[1]]) for row in rows)

    def _posting(self, row: Any, key: PoolKey) -> Posting:
        batch, pool, channel, lesson, message, thread = row
        return Posting(
            batch=batch,
            pool=pool,
            channel=channel,
            lesson=None if lesson == batch else lesson,
            message=self._read_message(key, lesson, channel, message),
            thread=None if lesson == batch else self._read_message(key, batch, channel, thread),
        )

    def _read_message(
        self, key: PoolKey, lesson: str, channel: str, sealed: bytes | None
    ) -> str | None:
        where = self._place(_MESSAGE, f"{lesson} {channel}")
        return None if sealed is None else key.unseal(sealed, where)

    def posted(self, posting: Posting, message: str) -> None:
        """It is in the channel, as this message; ValueError when there is no such pool."""
        session = self._session
        self._held(posting.pool)
        lesson = posting.lesson or posting.batch
        found = self.lesson(lesson)
        withdrawn = found is not None and not found.content
        key = self._pool_keys([posting.pool])[posting.pool]
        sealed = key.seal(message, self._place(_MESSAGE, f"{lesson} {posting.channel}"))
        place = (session.workspace, posting.batch, posting.channel, lesson, posting.pool)
        session.write(statements.POSTED, *place, sealed, withdrawn)

    def edited(self, posting: Posting) -> None:
        """It stands there no more."""
        lesson = posting.lesson or posting.batch
        values = (self._session.workspace, posting.batch, posting.channel, lesson)
        self._session.write(statements.EDITED, *values)

    def drop_channel(self, channel: str) -> str | None:
        """The channel gets nothing more: what was to be posted there goes; returns its pool."""
        session = self._session
        pool = self.pool_of(channel)
        if pool is not None:
            session.write(statements.STOP_CHANNEL, session.workspace, channel)
        session.write(statements.DROP_POSTINGS, session.workspace, channel)
        return None if pool is None else pool.id

    def _place(self, column: tuple[str, str], row: str) -> bytes:
        return place(column[0], row, column[1], "", self._session.workspace)
