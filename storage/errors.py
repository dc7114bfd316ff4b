"""What storage tells its callers when it cannot do what was asked; no message holds content."""


class StorageError(Exception):
    """The root of everything below; its text is one line that can be shown to an operator."""


class Stopped(StorageError):  # noqa: N818 - a state, not a fault
    """The store was not started, or is stopped; the work was not run."""


class Unavailable(StorageError):  # noqa: N818 - a state, not a fault
    """The database cannot be reached or refused the work; whether to try again is the caller's."""


class Full(Unavailable):
    """There is no room left on the database's disk; nothing of the work was kept."""


class Unsealable(StorageError):  # noqa: N818 - reads as what it says
    """A sealed value does not open: damaged, moved to another row, or of another master key."""


class WrongMasterKey(StorageError):  # noqa: N818 - reads as what it says
    """The database was sealed with another master key."""


class NotMigrated(StorageError):  # noqa: N818 - a state, not a fault
    """The database does not have the schema this version needs."""


class BadAddress(StorageError):  # noqa: N818 - reads as what it says
    """The address of the database cannot be used; the text never repeats a password."""


class AlreadyServed(StorageError):  # noqa: N818 - a state, not a fault
    """Another process holds this SQLite file."""
