"""Messages arrive once, whatever happens on the way."""

import sqlite3
from contextlib import closing

import pytest

from handlers.sandbox.app import Fault
from tests.contract.slack.world import ANA, BEN, World

FAULTS = [Fault.RATE_LIMIT, Fault.SERVER_ERROR, Fault.SLOW, Fault.TIMEOUT_AFTER_ACCEPTING]


@pytest.mark.parametrize("fault", FAULTS)
async def test_a_fault_on_the_way_still_means_one_message(world: World, fault: Fault) -> None:
    await world.prepares()
    world.box.set_fault(fault)
    await world.box.say(ANA, "A team of my own")
    await world.hears("3 of 7")
    await world.quiet()
    assert sum("3 of 7" in said for said in world.heard()) == 1


async def test_messages_keep_their_order_when_one_has_to_wait(world: World) -> None:
    await world.prepares()
    world.box.set_fault(Fault.SERVER_ERROR, 2)
    await world.box.say(ANA, "A team of my own")
    await world.box.say(ANA, "not yet fixed")
    await world.hears("4 of 7")
    await world.quiet()
    heard = world.heard()
    places = [next(i for i, said in enumerate(heard) if f"{n} of 7" in said) for n in (2, 4)]
    assert places == sorted(places)


async def test_one_persons_trouble_does_not_delay_another(world: World) -> None:
    await world.prepares(ANA)
    await world.prepares(BEN)
    world.box.set_fault(Fault.TIMEOUT_AFTER_ACCEPTING)
    await world.box.say(ANA, "A team of my own")
    await world.box.say(BEN, "A team of my own")
    await world.hears("3 of 7", BEN)
    await world.hears("3 of 7", ANA)
    await world.quiet()
    assert sum("3 of 7" in said for said in world.heard(ANA)) == 1


async def test_a_restart_sends_what_was_left(world: World) -> None:
    await world.prepares()
    world.box.set_fault(Fault.SERVER_ERROR, 1000)
    await world.box.say(ANA, "A team of my own")
    await world.stop()
    world.box.set_fault(Fault.NONE)
    await world.start()
    # The more tries there were before the end, the longer the next one waits.
    await world.hears("3 of 7", seconds=30)
    await world.quiet()
    assert sum("3 of 7" in said for said in world.heard()) == 1


async def test_what_a_restart_resumes_is_the_same_question(world: World) -> None:
    await world.prepares()
    await world.stop()
    await world.start()
    await world.box.say(ANA, "A team of my own")
    await world.hears("3 of 7")


async def test_the_direct_message_is_opened_once(world: World) -> None:
    await world.prepares()
    await world.box.say(ANA, "A team of my own")
    await world.hears("3 of 7")
    assert world.calls.count("conversations.open") == 1


@pytest.mark.parametrize(
    ("fault", "refused"),
    [(Fault.NONE, "DELETE ON outbox"), (Fault.SERVER_ERROR, "UPDATE ON outbox WHEN NEW.attempts")],
)
async def test_a_database_that_refuses_for_a_moment_silences_nobody(
    world: World, fault: Fault, refused: str, caplog: pytest.LogCaptureFixture
) -> None:
    await world.prepares()
    await world.quiet()
    world.box.set_fault(fault)
    refusing = f"CREATE TRIGGER refuse BEFORE {refused} BEGIN SELECT RAISE(ABORT, ''); END"
    database(world, refusing)
    await world.box.say(ANA, "A team of my own")
    await world.box.until(lambda: "ERROR" in caplog.text)
    database(world, "DROP TRIGGER refuse")
    await world.box.say(ANA, "not yet fixed")
    await world.hears("4 of 7", seconds=10)
    await world.quiet()
    heard = world.heard()
    assert sum("3 of 7" in said for said in heard) == (1 if fault is Fault.NONE else 0)
    assert sum("4 of 7" in said for said in heard) == 1


async def test_old_records_of_every_workspace_are_forgotten(world: World) -> None:
    await world.prepares()
    await world.stop()
    database(world, "INSERT INTO workspace (id) VALUES ('TOTHER')")
    old = "SELECT 'TOTHER', key_hash, NULL, '2020-01-01 00:00:00.000000+00:00', NULL FROM delivery"
    database(world, f"INSERT INTO delivery (workspace, key_hash, person, at, answer) {old}")
    await world.start()

    def forgotten() -> bool:
        return not database(world, "SELECT 1 FROM delivery WHERE workspace = 'TOTHER'")

    await world.box.until(forgotten)
    assert database(world, "SELECT 1 FROM delivery")


def database(world: World, statement: str) -> list[tuple[object, ...]]:
    """Run a statement on Parley's database from outside, and commit; the rows it gave."""
    with closing(sqlite3.connect(world.folder / "parley.db", timeout=10)) as outside, outside:
        return outside.execute(statement).fetchall()
