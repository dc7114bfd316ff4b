"""The pools that lessons wait in, of one workspace, and their keys."""

from collections.abc import Collection, Iterator
from datetime import date
from typing import Any, Final, Literal
from uuid import uuid4

from bot.ports import Pool
from storage import statements, statements_lessons
from storage.pool_keys import PoolKey
from storage.sealing import WRAPPED_BYTES, place
from storage.session import Session

Purpose = Literal["batch", "pool"]

_FEWEST: Final = 5


class Pools:
    """The part of `bot.ports.Lessons` that is about pools.

    Whoever changes what a pool holds locks its row first, so that all changes to one pool happen
    one after the other, by however many processes they are made.
    """

    __slots__ = ("_session",)

    def __init__(self, session: Session) -> None:
        self._session = session

    def pools(self) -> tuple[Pool, ...]:
        """All of them, by id; to change one, read it again with `pool`."""
        session = self._session
        channels: dict[str, list[str]] = {}
        for pool, channel in session.execute(
            statements_lessons.CHANNELS, (session.workspace,)
        ).fetchall():
            channels.setdefault(pool, []).append(channel)
        rows = session.execute(statements_lessons.POOLS, (session.workspace,)).fetchall()
        return tuple(pool_from(row, channels.get(row[0], ())) for row in rows)

    def pool(self, pool: str) -> Pool | None:
        """The pool, or None; until the unit ends nobody else changes it or what waits in it."""
        row = self._lock(pool)
        if row is None:
            return None
        rows = self._all(statements_lessons.CHANNELS_OF, pool)
        return pool_from(row, [channel for (channel,) in rows])

    def pool_of(self, channel: str) -> Pool | None:
        """The pool this channel belongs to, or None; held as by `pool`."""
        return self._pool_of(channel, stopped=False)

    def last_pool_of(self, channel: str) -> Pool | None:
        """The pool that a dropped channel was in, or None; held as by `pool`."""
        return self._pool_of(channel, stopped=True)

    def keep(self, pool: Pool) -> None:
        """Keep a new pool or what changed of one, its channels included; ValueError below five."""
        if pool.threshold < _FEWEST:
            raise ValueError("A pool waits for five people at least")
        session = self._session
        session.write(statements.KNOW_WORKSPACE, session.workspace)
        day = pool.release and pool.release.isoformat()
        about = (pool.owner, pool.zone, pool.threshold, pool.question, day, pool.spoke)
        whose = (session.workspace, pool.id)
        if not session.write(statements_lessons.SAVE_POOL, *about, *whose).rowcount:
            keys = (self._new_key("batch", pool.id), self._new_key("pool", pool.id))
            session.write(statements_lessons.ADD_POOL, *about, *whose, *keys)
        session.write(statements_lessons.STOP_CHANNELS_OF, *whose)
        for channel in sorted(pool.channels):
            self.pool_of(channel)  # holds the one that it leaves
            session.write(
                statements_lessons.KEEP_LESSON_CHANNEL, session.workspace, channel, pool.id
            )

    def _pool_of(self, channel: str, *, stopped: bool) -> Pool | None:
        session = self._session
        where = (session.workspace, channel, stopped)
        row = session.one(statements_lessons.POOL_OF, *where)
        pool = row and self.pool(row[0])
        # It can have left while we waited for the pool.
        if pool is None or session.one(statements_lessons.POOL_OF, *where) != row:
            return None
        return pool

    def _all(self, statement: str, *values: Any) -> list[Any]:
        """All rows that a statement gives in this workspace."""
        return self._session.execute(statement, (self._session.workspace, *values)).fetchall()

    def _lock(self, pool: str) -> Any:
        """The row of the pool, held until the unit ends, or None."""
        session = self._session
        return session.one(statements_lessons.LOCK_POOL[session.dialect], session.workspace, pool)

    def _held(self, pool: str) -> Any:
        """The row of the pool, held until the unit ends; ValueError when there is none."""
        row = self._lock(pool)
        if row is None:
            raise ValueError("There is no such pool")
        return row

    # Keys. They are read after the pool is held, in a statement of their own: one that waited for
    # the row would still see the key that was current before.

    def _batch_key(self, pool: str) -> PoolKey:
        """The key of what waits in the pool, which is held; ValueError when there is none."""
        return self._key("batch", pool, self._held(pool)[-2])

    def _batch_keys(self) -> Iterator[tuple[str, PoolKey]]:
        """Each pool with the key of what waits there, held as they are reached, in one order."""
        for pool, *_ in self._all(statements_lessons.POOLS):
            yield pool, self._batch_key(pool)

    def _pool_keys(self, pools: Collection[str]) -> dict[str, PoolKey]:
        """The keys of what was released in those of these pools that are there."""
        rows = self._all(statements_lessons.POOLS)
        return {row[0]: self._key("pool", row[0], row[-1]) for row in rows if row[0] in pools}

    def _key(self, purpose: Purpose, pool: str, number: int) -> PoolKey:
        session = self._session
        (wrapped,) = session.one(statements_lessons.LESSON_KEY, session.workspace, number)
        return PoolKey(session.open_key(wrapped, self._key_place(purpose, pool)))

    def _new_key(self, purpose: Purpose, pool: str) -> int:
        """The number of a new key."""
        session = self._session
        wrapped = session.make_key(self._key_place(purpose, pool))
        row = session.one(statements_lessons.ADD_LESSON_KEY, session.workspace, wrapped)
        return int(row[0])

    def _destroy_batch_key(self, pool: str) -> None:
        nothing = bytes(WRAPPED_BYTES)
        session = self._session
        number = self._held(pool)[-2]
        session.write(statements_lessons.ERASE_LESSON_KEY, nothing, session.workspace, number)

    def _key_place(self, purpose: Purpose, pool: str) -> bytes:
        return place("lesson_key", purpose, "wrapped_key", pool, self._session.workspace)

    def _to_be_shred(self, pool: str) -> None:
        """Note that something must leave the database's files; a new name each time."""
        session = self._session
        session.write(statements_lessons.TO_BE_SHRED, uuid4().hex, session.workspace, pool)


def pool_from(row: Any, channels: Collection[str]) -> Pool:
    """The pool of a row and the channels it has."""
    name, owner, zone, threshold, question, day, spoke, *_ = row
    return Pool(
        id=name,
        owner=owner,
        zone=zone,
        threshold=threshold,
        question=bool(question),
        release=None if day is None else date.fromisoformat(day),
        spoke=spoke,
        channels=tuple(channels),
    )
