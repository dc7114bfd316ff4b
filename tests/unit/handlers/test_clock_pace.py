"""How fast one process writes."""

from handlers.clock.pace import Pace


class Seconds:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_messages_of_one_conversation_are_a_second_apart() -> None:
    clock = Seconds()
    pace = Pace(clock)
    assert [pace.take("T1", "D1") for _ in range(3)] == [0, 1, 2]
    assert pace.take("T1", "D2") == pace.take("T2", "D1") == 0
    clock.now = 10
    assert pace.take("T1", "D1") == 0


def test_a_workspace_that_asked_for_a_pause_gets_it() -> None:
    clock = Seconds()
    pace = Pace(clock)
    pace.pause("T1", 30)
    pace.pause("T1", 5)
    assert (pace.paused("T1"), pace.paused("T2")) == (30, 0)
    clock.now = 29
    assert pace.paused("T1") == 1
    clock.now = 31
    assert pace.paused("T1") == 0


def test_many_conversations_are_not_remembered_for_ever() -> None:
    clock = Seconds()
    pace = Pace(clock)
    for number in range(30_000):
        clock.now = number
        pace.take("T1", f"D{number}")
    assert len(pace._free) <= 10_000
