"""The sandbox's memory on disk: JSON documents by kind and key in one SQLite file.

Every change is committed before the call that made it is answered, so that the workspace is
found as it was left, even by a process that was killed.
"""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

_LOCK_SECONDS = 0.5  # for a process that is just ending
_SCHEMA = """
create table if not exists document (
    kind text not null,
    key text not null,
    body text not null,
    primary key (kind, key)
) without rowid
"""


class Store:
    """Documents by kind and key; without a file they live as long as the process.

    The file is held by one process: a second one gets sqlite3.OperationalError.
    """

    def __init__(self, path: Path | None) -> None:
        if path is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch(mode=0o600)
        # One thread at a time uses it: whoever makes the sandbox, then the loop that serves it.
        self._db = sqlite3.connect(
            ":memory:" if path is None else path,
            timeout=_LOCK_SECONDS,
            isolation_level=None,
            check_same_thread=False,
        )
        try:
            self._prepare()
        except sqlite3.Error:
            self._db.close()
            raise

    def _prepare(self) -> None:
        self._db.execute("pragma locking_mode = exclusive")
        self._db.execute("pragma journal_mode = wal")
        self._db.execute("pragma synchronous = normal")
        self._db.execute(_SCHEMA)

    @contextmanager
    def one_commit(self) -> Iterator[None]:
        """Commit the changes of a block together at its end, so that a kill leaves all or none."""
        self._db.execute("begin")
        try:
            yield
        finally:
            self._db.execute("commit")

    def put(self, kind: str, key: str, body: Any) -> None:
        """Keep a document, replacing the one with the same kind and key."""
        document = json.dumps(body, separators=(",", ":"), ensure_ascii=False)
        self._db.execute("insert or replace into document values (?, ?, ?)", (kind, key, document))

    def drop(self, kind: str, key: str) -> None:
        """Forget a document; one that is not there is no error."""
        self._db.execute("delete from document where kind = ? and key = ?", (kind, key))

    def all(self, kind: str) -> dict[str, Any]:
        """Give every document of a kind by its key, in the order of the keys."""
        rows = self._db.execute(
            "select key, body from document where kind = ? order by key", (kind,)
        )
        return {key: json.loads(body) for key, body in rows}

    def get(self, kind: str, key: str) -> Any:
        """Give one document, or None."""
        row = self._db.execute(
            "select body from document where kind = ? and key = ?", (kind, key)
        ).fetchone()
        return None if row is None else json.loads(row[0])

    def close(self) -> None:
        """Close the file."""
        self._db.close()
