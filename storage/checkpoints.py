"""Moving SQLite's write-ahead log into the file beside the work, so that no answer waits for it."""

import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from threading import Event, Lock, Thread
from typing import Final

EVERY: Final = 4.0
"""Seconds between two moves; a commit that meets one waits for the disk, so they are rare."""

_WORTH_MOVING: Final = 4_000_000
"""Bytes of log: where there never was so much, the disk is left alone. (The log keeps its size.)"""


class Checkpoints:
    """A thread that moves the log while others write to it.

    Left to SQLite alone, whoever commits the page that fills the log moves all of it, and whoever
    comes meanwhile waits for tens of milliseconds. It remains as the limit of the log's growth.
    `moving` is held while the log is moved: who wipes the log must have it alone.
    """

    def __init__(self, path: Path, moving: Lock) -> None:
        self._path = path.resolve()  # SQLite writes the log beside the file itself, not a link
        self._log = self._path.with_name(f"{self._path.name}-wal")
        self._moving = moving
        self._ended = Event()
        self._thread = Thread(target=self._serve, name="parley-checkpoints", daemon=True)

    def start(self) -> None:
        """Begin; the file is there already."""
        self._thread.start()

    def stop(self) -> None:
        """End; returns when the thread has ended."""
        self._ended.set()
        self._thread.join()

    def _serve(self) -> None:
        while not self._ended.wait(EVERY):
            # What cannot be moved now (a file that is busy, a full disk) is moved later.
            with suppress(sqlite3.Error, OSError):
                if self._log.stat().st_size >= _WORTH_MOVING:
                    self._move()

    def _move(self) -> None:
        with self._moving, closing(sqlite3.connect(self._path)) as connection:
            connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
