"""The times that keep two processes from sending the same."""

from handlers.clock.delivering import SENDING
from storage.executors import GRACE, SURE


def test_a_sending_has_ended_before_another_process_may_take_over() -> None:
    assert SURE + SENDING < GRACE
