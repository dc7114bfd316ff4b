"""People, conversations and messages for the storage tests, and a way to make units wait."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from datetime import UTC, date, datetime, timedelta
from threading import Event
from uuid import uuid4

import psycopg
from pydantic import JsonValue

import storage
from bot.dialogue.script import State
from bot.guides.prepare import PREPARE
from bot.ports import (
    Commitment,
    Conversation,
    Due,
    DueKind,
    Enclosed,
    Outgoing,
    Partnership,
    Person,
    Unit,
)

MASTER_KEY = bytes(range(32))
HERE = "T1"
ELSEWHERE = "T2"
NOW = datetime(2026, 3, 29, 0, 59, 59, 123456, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)
WORDS = "my words: 85k, and Zoë's 提案 …"


def person(workspace: str = HERE) -> Person:
    return Person(id=uuid4().hex, workspace=workspace, user=f"U{uuid4().hex[:8].upper()}")


def conversation(owner: Person, words: str = WORDS) -> Conversation:
    version = PREPARE.version
    answers: dict[str, dict[str, JsonValue]] = {"x": {"text": words}}
    state = State(script="prepare", version=version, step="situation", answers=answers)
    return Conversation(
        id=uuid4().hex, person=owner.id, revision=0, state=state, started=NOW, changed=NOW
    )


def message(owner: Person, about: Conversation | None = None, details: str = WORDS) -> Outgoing:
    name = about.id if about else None
    return Outgoing(
        id=uuid4().hex, person=owner.id, kind="question", conversation=name, details=details
    )


def due(
    owner: Person, kind: DueKind = "nudge", about: str = "", at: datetime = NOW, key: str = ""
) -> Due:
    """Something to be said to the person, under a key of its own unless one is given."""
    name = uuid4().hex
    return Due(
        id=name, person=owner.id, kind=kind, due=at, send_key=key or f"{kind}:{name}", about=about
    )


def enclosed(*rows: Due, for_week: bool = True) -> Enclosed:
    """The rows in one letter."""
    names = tuple(row.id for row in rows)
    return Enclosed(rows=names, letter=names[0], for_week=for_week)


def commitment(owner: Person, about: Conversation | None = None, words: str = WORDS) -> Commitment:
    return Commitment(
        id=uuid4().hex,
        person=owner.id,
        practice="P06",
        cue=words,
        act=words,
        evidence=words,
        until=date(2026, 6, 30),
        begun=NOW,
        about=about.id if about else None,
        start=words,
    )


def partnership(practised: Commitment, partner: Person) -> Partnership:
    return Partnership(
        id=uuid4().hex, commitment=practised.id, owner=practised.person, partner=partner.id
    )


async def somebody(store: storage.Store, workspace: str = HERE) -> tuple[Person, Conversation]:
    """A person with a conversation, kept."""
    owner = person(workspace)
    about = conversation(owner)

    def keep(unit: Unit) -> None:
        unit.people.add(owner)
        unit.conversations.add(about)

    await store.run(workspace, keep)
    return owner, about


def changed(before: Conversation, words: str = "other") -> Conversation:
    """The conversation one revision later."""
    state = before.state.model_copy(update={"answers": {"x": {"text": words}}})
    return before.model_copy(update={"state": state, "revision": before.revision + 1})


def append(unit: Unit, owner: str, about: str, what: int) -> None:
    """A step as a use case makes it: read, change, write with the revision that was read."""
    before = unit.conversations.get(owner, about)
    assert before is not None
    heard = before.state.answers.get("heard", {}).get("all", [])
    assert isinstance(heard, list)
    answers = {**before.state.answers, "heard": {"all": [*heard, what]}}
    state = before.state.model_copy(update={"answers": answers})
    after = before.model_copy(update={"state": state, "revision": before.revision + 1})
    unit.conversations.save(after, before.revision)
    unit.conversations.record(after, str(what))


async def heard(store: storage.Store, owner: Person, about: Conversation) -> list[int]:
    """What `append` appended, in order."""
    kept = await store.run(HERE, lambda unit: unit.conversations.get(owner.id, about.id))
    assert kept is not None
    numbers = kept.state.answers.get("heard", {}).get("all", [])
    assert isinstance(numbers, list)
    return [int(str(number)) for number in numbers]


@asynccontextmanager
async def one_group(store: storage.Store) -> AsyncIterator[None]:
    """What is asked of the store inside waits and is then run as one group."""
    begun, go_on = Event(), Event()

    def wait(_: Unit) -> None:
        begun.set()
        go_on.wait(30)

    waiting = asyncio.ensure_future(store.run(HERE, wait))
    await asyncio.to_thread(begun.wait, 30)
    try:
        yield
        await asyncio.sleep(0)  # lets the tasks made inside ask
    finally:
        go_on.set()
        await waiting


def sent_one_by_one(unit: Unit, now: datetime) -> list[Outgoing]:
    """Claim and send until nothing is due any more; what was sent, in order."""
    sent: list[Outgoing] = []
    while claimed := unit.outbox.claim(now, 100):
        for each in claimed:
            unit.outbox.sent(each.id)
        sent += claimed
    return sent


def raw(unit: Unit, statement: str) -> None:
    """Run a statement behind the unit's back, in its transaction: what no repository would do."""
    unit.people._session.execute(statement)  # type: ignore[attr-defined]  # no port leads there


def query(url: str, statement: str) -> list[tuple[object, ...]]:
    """Run one statement on the database from outside, and commit; the rows it gave."""
    if url.startswith("sqlite"):
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as connection, connection:
            return connection.execute(statement).fetchall()
    with psycopg.connect(url) as outside:
        cursor = outside.execute(statement.encode())
        return cursor.fetchall() if cursor.description else []


TABLES = (
    "due",
    "commitment",
    "weekly_check",
    "partnership",
    "workspace",
    "person_key",
    "person",
    "conversation",
    "answer",
    "delivery",
    "outbox",
    "export",
    "lesson_key",
    "lesson_pool",
    "lesson_channel",
    "lesson_waiting",
    "lesson_released",
    "lesson_posting",
    "lesson_mark",
)


def everything(url: str, workspace: str) -> dict[str, set[tuple[object, ...]]]:
    """All rows of a workspace, by table."""
    return {
        table: set(query(url, f"SELECT * FROM {table} WHERE {column} = '{workspace}'"))  # noqa: S608 - names of ours
        for table in TABLES
        for column in ["id" if table == "workspace" else "workspace"]
    }
