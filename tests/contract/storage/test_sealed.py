"""What people type is sealed in its place, and opens nowhere else."""

# ruff: noqa: S608 - the statements hold ids that these tests made

import traceback
from collections.abc import Callable
from datetime import date

import pytest

import storage
from bot.calendar.rhythm import Rhythm, Vacation
from bot.ports import Check, Conversation, Person, Unit
from tests.contract.storage.making import (
    HERE,
    MASTER_KEY,
    NOW,
    WORDS,
    commitment,
    everything,
    message,
    query,
    somebody,
)

AWAY = Rhythm(vacations=(Vacation(first=date(2026, 11, 2), last=date(2026, 11, 6)),))


async def typed(store: storage.Store) -> tuple[Person, Conversation]:
    """Somebody whose words are in every sealed column."""
    owner, about = await somebody(store)

    def fill(unit: Unit) -> None:
        unit.conversations.record(about, WORDS)
        unit.deliveries.first(owner.id, owner.id, NOW)
        unit.deliveries.remember(owner.id, WORDS)
        unit.outbox.put(message(owner, about, WORDS), NOW)
        unit.people.keep_rhythm(owner.id, AWAY)
        practised = commitment(owner, about, WORDS)
        unit.commitments.add(practised.model_copy(update={"finish": WORDS}))
        week = Check(commitment=practised.id, week=NOW.date(), result="did", note=WORDS)
        unit.commitments.check(owner.id, week)

    await store.run(HERE, fill)
    return owner, about


def state_of(about: Conversation) -> str:
    return f"(SELECT state FROM conversation WHERE id = '{about.id}')"


async def test_no_column_holds_a_word(store: storage.Store, url: str) -> None:
    await typed(store)
    rows = [row for rows in everything(url, HERE).values() for row in rows]
    # Short enough to be inside any chunk of them, long enough not to be there by chance.
    for word in ("my words", "85k", "Zoë's", "提案", "2026-11-02"):
        assert not any(word in str(value) for row in rows for value in row)
        assert not any(
            word.encode() in value for row in rows for value in row if isinstance(value, bytes)
        )


async def test_a_state_moved_to_another_person_does_not_open(
    store: storage.Store, url: str
) -> None:
    owner, about = await somebody(store)
    _, other = await somebody(store)
    query(url, f"UPDATE conversation SET state = {state_of(other)} WHERE id = '{about.id}'")
    with pytest.raises(storage.Unsealable):
        await store.run(HERE, lambda unit: unit.conversations.get(owner.id, about.id))


async def test_a_state_moved_to_another_row_of_the_same_person_does_not_open(
    store: storage.Store, url: str
) -> None:
    owner, about = await somebody(store)
    other = about.model_copy(update={"id": "0" * 32})
    await store.run(HERE, lambda unit: unit.conversations.add(other))
    query(url, f"UPDATE conversation SET state = {state_of(other)} WHERE id = '{about.id}'")
    with pytest.raises(storage.Unsealable):
        await store.run(HERE, lambda unit: unit.conversations.get(owner.id, about.id))


async def test_a_key_moved_to_another_person_does_not_open(url: str) -> None:
    async with storage.open_store(url, MASTER_KEY) as store:
        owner, about = await somebody(store)
        other, _ = await somebody(store)
    key = f"(SELECT key_number FROM person WHERE id = '{other.id}')"
    query(url, f"UPDATE person SET key_number = {key} WHERE id = '{owner.id}'")
    async with storage.open_store(url, MASTER_KEY) as store:
        with pytest.raises(storage.Unsealable):
            await store.run(HERE, lambda unit: unit.conversations.get(owner.id, about.id))


async def test_words_moved_to_another_column_do_not_open(store: storage.Store, url: str) -> None:
    owner, about = await typed(store)
    (kept,) = await store.run(HERE, lambda unit: unit.commitments.of(owner.id))
    practised = kept.id
    query(url, f"UPDATE delivery SET answer = {state_of(about)} WHERE person = '{owner.id}'")
    query(url, f"UPDATE outbox SET details = {state_of(about)} WHERE person = '{owner.id}'")
    for column in ("weekly_check SET note", "commitment SET words", "person SET rhythm"):
        query(url, f"UPDATE {column} = {state_of(about)}")
    looks: tuple[Callable[[Unit], object], ...] = (
        lambda unit: unit.deliveries.answer(owner.id),
        lambda unit: unit.commitments.of(owner.id),
        lambda unit: unit.people.rhythm(owner.id),
        lambda unit: unit.commitments.checks(owner.id, practised),
    )
    for look in looks:
        with pytest.raises(storage.Unsealable):
            await store.run(HERE, look)
    assert await store.run(HERE, lambda unit: unit.outbox.claim(NOW, 10)) == ()


async def test_a_message_that_does_not_open_is_dropped_and_holds_up_nobody(
    store: storage.Store, url: str, caplog: pytest.LogCaptureFixture
) -> None:
    owner, about = await typed(store)
    query(url, f"UPDATE outbox SET details = {state_of(about)}")
    second = message(owner, about, WORDS)
    await store.run(HERE, lambda unit: unit.outbox.put(second, NOW))
    other, _ = await typed(store)
    claimed = await store.run(HERE, lambda unit: unit.outbox.claim(NOW, 10))
    assert [each.person for each in claimed] == [other.id]
    assert await store.run(HERE, lambda unit: unit.outbox.claim(NOW, 10)) == (second,)
    (told,) = caplog.records
    assert told.getMessage() == "A message that does not open was dropped."
    assert told.__dict__["facts"] == {"kind": "question"}


async def test_the_error_tells_no_content(store: storage.Store, url: str) -> None:
    owner, about = await typed(store)
    query(url, "UPDATE conversation SET state = (SELECT said FROM answer)")
    with pytest.raises(storage.Unsealable) as told:
        await store.run(HERE, lambda unit: unit.conversations.get(owner.id, about.id))
    shown = "".join(traceback.format_exception(told.value))
    assert not any(word in shown for word in ("words", "85k", owner.id, about.id))
