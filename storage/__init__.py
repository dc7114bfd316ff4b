"""What Parley keeps: the only SQL, the only sealing, the only place that opens a database."""

from storage.errors import (
    AlreadyServed,
    BadAddress,
    Full,
    NotMigrated,
    Stopped,
    StorageError,
    Unavailable,
    Unsealable,
    WrongMasterKey,
)
from storage.hold import hold
from storage.session import Session
from storage.store import Store, open_store

__all__ = [
    "AlreadyServed",
    "BadAddress",
    "Full",
    "NotMigrated",
    "Session",
    "Stopped",
    "StorageError",
    "Store",
    "Unavailable",
    "Unsealable",
    "WrongMasterKey",
    "hold",
    "open_store",
]
