"""Nothing in a seized database, opened with the master key, links a released lesson to its author.

200 people who use Parley share a lesson each, in 20 batches of 5 to 15. Whoever guesses at random
has 20 of them right on average, whatever the sizes (one for each batch), with a spread like
Poisson's: 60 or more happen about once in 10^11 times, and so does a correlation of more than 7
standard deviations. Each of the adversary's ways of guessing (some thousands) must stay below both;
each leak that is made on purpose must be found by the same adversary.
"""

from collections.abc import Awaitable, Callable
from functools import partial

import pytest

import storage
from bot.ports import Pool, Unit
from tests.contract.storage.authors import Town
from tests.contract.storage.making import HERE, MASTER_KEY, raw
from tests.contract.storage.sharing import shred_soon

BY_CHANCE = 60
DEVIATIONS = 7.0
FOUND = 100


async def test_no_lesson_leads_to_its_author(store: storage.Store, url: str) -> None:
    town = Town(store, url)
    await town.live()
    assert await shred_soon(store)
    most, strongest = town.best()
    assert most.right < BY_CHANCE, most
    assert strongest.z < DEVIATIONS, strongest


async def test_nor_does_one_that_was_withdrawn(store: storage.Store, url: str) -> None:
    town = Town(store, url)
    await town.live()
    await town.withdraw_all()
    assert await shred_soon(store)
    most, strongest = town.best()
    assert most.right < BY_CHANCE, most
    assert strongest.z < DEVIATIONS, strongest


async def test_nor_in_a_large_file(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """One that is too large to be written anew as a whole."""
    monkeypatch.setattr("storage.sqlite.SMALL_PAGES", 0)
    async with storage.open_store(sqlite_url, MASTER_KEY) as store:
        town = Town(store, sqlite_url)
        await town.live()
        await town.withdraw_all()
        assert await shred_soon(store)
        most, strongest = town.best()
    assert most.right < BY_CHANCE, most
    assert strongest.z < DEVIATIONS, strongest


# What the adversary must find: leaks made on purpose.


async def released_in_order(town: Town) -> None:
    town.in_order = True
    await town.live()
    assert await shred_soon(town.store)


async def key_kept(town: Town) -> None:
    """The keys of the batches are there again."""
    kept = {}

    def remember(unit: Unit) -> None:
        rows = unit.lessons._session.execute("SELECT number, wrapped_key FROM lesson_key")  # type: ignore[attr-defined]  # no port leads there
        kept.update({number: key for number, key in rows.fetchall() if any(key)})

    release = town.release

    async def release_remembering(where: Pool, week: str) -> None:
        await town.store.run(HERE, remember)
        await release(where, week)

    town.release = release_remembering  # type: ignore[method-assign]  # a leak is put in
    await town.live()
    for number, key in kept.items():
        literal = f"x'{key.hex()}'" if "sqlite" in town.url else f"'\\x{key.hex()}'"
        statement = f"UPDATE lesson_key SET wrapped_key = {literal} WHERE number = {number}"  # noqa: S608 - ours
        await town.store.run(HERE, partial(raw, statement=statement))
    assert await shred_soon(town.store)


async def not_shredded(town: Town) -> None:
    await town.live()


async def receipt_noted(town: Town) -> None:
    """The form's delivery remembers its answer, as other forms do."""

    def note(unit: Unit, receipt: str, author: str) -> None:
        unit.deliveries.first(f"share {author}", author, town.now)
        unit.deliveries.remember(f"share {author}", f"Your receipt: {receipt}")

    town.note = note
    await town.live()
    assert await shred_soon(town.store)


async def written_in_order(town: Town) -> None:
    """Under random names, but one after the other as they came, in a table that keeps an order."""
    await town.live()
    assert await shred_soon(town.store)
    for statement in WITH_AN_ORDER:
        await town.store.run(HERE, partial(raw, statement=statement))
    lessons = {author: lesson for batch in town.truth for lesson, author in batch.items()}
    for author, _ in town.shared.values():
        await town.store.run(HERE, partial(write_again, lessons[author]))


WITH_AN_ORDER = (
    "CREATE TABLE in_order AS SELECT * FROM lesson_released",
    "DROP TABLE lesson_released",
    "ALTER TABLE in_order RENAME TO lesson_released",
)


def write_again(lesson: str, unit: Unit) -> None:
    raw(unit, f"CREATE TEMP TABLE one AS SELECT * FROM lesson_released WHERE id = '{lesson}'")  # noqa: S608 - an id of ours
    raw(unit, f"DELETE FROM lesson_released WHERE id = '{lesson}'")  # noqa: S608 - an id of ours
    raw(unit, "INSERT INTO lesson_released SELECT * FROM one")
    raw(unit, "DROP TABLE one")


async def withdrawn_and_not_shredded(town: Town) -> None:
    await town.live()
    assert await shred_soon(town.store)
    await town.withdraw_all()


LEAKS = (released_in_order, key_kept, not_shredded, receipt_noted, written_in_order)


@pytest.mark.parametrize("leak", LEAKS)
async def test_a_leak_is_found(
    store: storage.Store, url: str, leak: Callable[[Town], Awaitable[None]]
) -> None:
    town = Town(store, url)
    await leak(town)
    most, _ = town.best()
    assert most.right >= FOUND, most


async def test_on_postgresql_the_writer_of_a_row_tells_who_withdrew(postgresql_url: str) -> None:
    async with storage.open_store(postgresql_url, MASTER_KEY) as store:
        town = Town(store, postgresql_url)
        await withdrawn_and_not_shredded(town)
        most, _ = town.best()
    assert most.right >= FOUND, most
