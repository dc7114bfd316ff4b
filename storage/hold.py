"""One process for one SQLite file."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager

from storage.address import sqlite_file
from storage.errors import AlreadyServed


@contextmanager
def hold(url: str) -> Iterator[None]:
    """Hold a SQLite file against other processes for as long as the context lasts.

    The lock is the operating system's, so it goes with the process however that ends. PostgreSQL
    may be used by many processes: nothing is held. Raises AlreadyServed.
    """
    path = sqlite_file(url)
    if path is None:
        yield
        return
    lock = os.open(f"{path}.lock", os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
    try:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise AlreadyServed(f"Another Parley is using {path}; stop it first") from None
        yield
    finally:
        os.close(lock)
