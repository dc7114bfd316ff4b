"""What sharing leaves behind: the lesson, sealed, and nothing that says who or when."""

import sqlite3
from pathlib import Path

import pytest

from storage import Store
from tests.unit.usecases.desk import Desk
from tests.unit.usecases.sharing import TYPED, follows, opened, preview, send, set_up, shared

OF_LESSONS = "lesson_"


@pytest.fixture
async def desk(store: Store) -> Desk:
    """Somebody who has used Parley before."""
    desk = Desk(store, names=frozenset({"Anna Meier"}))
    await desk.command("help")
    return desk


@pytest.fixture
def file(sqlite_url: str) -> Path:
    return Path(sqlite_url.removeprefix("sqlite:///"))


def rows(file: Path) -> dict[str, list[str]]:
    """Everything that is kept, table by table, each row as SQL."""
    found: dict[str, list[str]] = {}
    with sqlite3.connect(file) as database:
        for line in database.iterdump():
            if line.startswith("INSERT INTO"):
                found.setdefault(line.split('"')[1], []).append(line)
    return found


def raw(file: Path) -> bytes:
    """The database with its log, as it lies on the disk."""
    return b"".join(path.read_bytes() for path in file.parent.glob(f"{file.name}*"))


async def test_looking_and_previewing_writes_nothing(desk: Desk, file: Path) -> None:
    await set_up(desk)
    before = rows(file)
    screen = await preview(desk)
    for _ in range(2):
        screen = follows(await send(desk, screen, hide="low"))
        await send(desk, screen)  # without consent
        screen = follows(await send(desk, screen, hide=""))
    await send(desk, await opened(desk), kind="raise", text="Ich verstehe kein Wort davon.")
    await send(desk, await opened(desk, "share withdraw"), receipt="AAAA")
    assert rows(file) == before


async def test_sharing_writes_the_lesson_alone(desk: Desk, file: Path) -> None:
    await set_up(desk)
    before = rows(file)
    await shared(desk)
    after = rows(file)
    changed = {name for name in after if after[name] != before.get(name)}
    assert changed
    assert all(name.startswith(OF_LESSONS) for name in changed)


async def test_neither_words_nor_receipt_lie_open(desk: Desk, file: Path) -> None:
    await set_up(desk)
    receipt = await shared(desk)
    lying = raw(file)
    for word in (TYPED, "moved twice", "job_offer,", receipt, receipt.replace("-", "")):
        assert word.encode() not in lying
    (waits,) = rows(file)["lesson_waiting"]
    person = await desk.run(lambda unit: unit.people.find(desk.user))
    assert person is not None
    assert person.id not in waits
    assert desk.user not in waits


async def test_no_message_holds_the_words_of_a_lesson(desk: Desk, file: Path) -> None:
    await set_up(desk)
    seen = len(desk.got)
    screen = await preview(desk)
    await send(desk, screen, agree="yes")
    await desk.tick()
    assert desk.got[seen:] == []
    assert desk.town.channels == {}
    assert "outbox" not in rows(file)
