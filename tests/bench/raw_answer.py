"""How quick an answer could be: Bolt alone, and the rows of an answer in raw SQL behind it.

    python -m tests.bench.raw_answer PORT SLACK_URL SECRET DATABASE

The statements are Parley's, and so is the one thread that commits what came meanwhile together.
Nothing is read, thought, sealed or said: as many random bytes stand in the place of what would be.
"""

import asyncio
import sqlite3
import sys
from asyncio import AbstractEventLoop, Future
from datetime import UTC, datetime
from pathlib import Path
from queue import Empty, SimpleQueue
from secrets import token_bytes, token_hex
from threading import Thread
from typing import Any

from storage import statements
from storage.migrate import upgrade
from storage.sqlite import PRAGMAS
from tests.bench.bare_bolt import bolt, serve

STATE, SAID, DETAILS = token_bytes(1100), token_bytes(300), token_bytes(160)
Waiting = tuple[AbstractEventLoop, Future[None], str, bool]


class Rows:
    """One thread that writes the rows of answers, of all that wait in one transaction."""

    def __init__(self, file: Path) -> None:
        upgrade(f"sqlite:///{file}")
        self._file = file
        self._waiting: SimpleQueue[Waiting] = SimpleQueue()
        Thread(target=self._serve, daemon=True).start()

    async def write(self, user: str, *, new: bool) -> None:
        """Returns once the rows are durable; a `new` person begins a conversation."""
        loop = asyncio.get_running_loop()
        done: Future[None] = loop.create_future()
        self._waiting.put((loop, done, user, new))
        await done

    def _serve(self) -> None:
        database = sqlite3.connect(self._file, isolation_level=None)
        for pragma in PRAGMAS:
            database.execute(pragma)
        while True:
            group = [self._waiting.get()]
            try:
                while True:
                    group.append(self._waiting.get_nowait())
            except Empty:
                pass
            database.execute("BEGIN IMMEDIATE")
            for _, _, user, new in group:
                (begin if new else answer)(database, user)
            database.execute("COMMIT")
            group[0][0].call_soon_threadsafe(tell, group)


def tell(group: list[Waiting]) -> None:
    """Everybody's rows are durable."""
    for _, done, _, _ in group:
        done.set_result(None)


def begin(database: sqlite3.Connection, user: str) -> None:
    """A person who is not known, and their conversation."""
    person, conversation, now = token_hex(16), token_hex(16), at()
    database.execute(statements.KNOW_WORKSPACE, ("T1",))
    key = database.execute(statements.ADD_KEY, ("T1", token_bytes(61))).fetchone()
    known = ("T1", person, user, f"D{user}", "Europe/Madrid", now, True, conversation, *key)
    database.execute(statements.ADD_PERSON, known)
    begun = ("T1", conversation, person, 0, STATE, now, now, "prepare", None)
    database.execute(statements.ADD_CONVERSATION, begun)


def answer(database: sqlite3.Connection, user: str) -> None:
    """The rows of one answer, and what is read to find their places."""
    delivery, now = token_bytes(32), at()
    found = database.execute(statements.FIND_AHEAD, (delivery, "T1", user)).fetchone()
    person, conversation, revision = found[0], found[6], found[11]
    saved = (revision + 1, STATE, now, "T1", conversation, person, revision)
    said = ("T1", conversation, token_hex(16), revision + 1, now, SAID)
    message = (conversation, revision + 1, DETAILS, 0, 0, None, now)
    database.execute(statements.NOTE_DELIVERY, ("T1", delivery, person, now))
    database.execute(statements.SAVE_CONVERSATION, saved)
    database.execute(statements.RECORD_ANSWER, said)
    database.execute(statements.PUT_MESSAGE, ("T1", token_hex(16), person, "question", *message))


def at() -> str:
    """Now, as the tables keep it."""
    return datetime.now(UTC).isoformat(" ", "microseconds")


def main() -> None:
    """Serve until stopped."""
    port, slack_url, secret, file = sys.argv[1:]
    rows, app = Rows(Path(file)), bolt(slack_url, secret)

    @app.event("message")
    async def message(event: dict[str, Any]) -> None:
        await rows.write(event["user"], new=False)

    @app.command("/negotiate")
    async def command(ack: Any, body: dict[str, Any]) -> None:
        await rows.write(body["user_id"], new=True)
        await ack()

    serve(app, int(port))


if __name__ == "__main__":
    main()
