"""The job engine's log passes without its texts."""

import logging
from collections.abc import Iterator

import pytest

from handlers.clock.quiet import hush


@pytest.fixture(autouse=True)
def engine_log() -> Iterator[logging.Logger]:
    """The engine's logger, as it was found afterwards."""
    engine = logging.getLogger("dbos")
    kept, propagate = list(engine.handlers), engine.propagate
    engine.handlers.clear()
    hush()
    hush()
    yield engine
    engine.handlers[:] = kept
    engine.propagate = propagate


def told(caplog: pytest.LogCaptureFixture) -> list[logging.LogRecord]:
    """What passed; pytest also hears the engine itself."""
    return [record for record in caplog.records if record.name == "parley.engine"]


def failure() -> ValueError:
    """An error that was raised."""
    try:
        int("my salary")
    except ValueError as error:
        return error
    raise AssertionError("that is no number")


def test_texts_and_errors_are_left_out(
    engine_log: logging.Logger, caplog: pytest.LogCaptureFixture
) -> None:
    engine_log.error("INSERT my words", exc_info=failure())
    (record,) = told(caplog)
    assert record.levelname == "ERROR"
    facts: dict[str, str] = getattr(record, "facts", {})
    assert facts["error"] == "ValueError"
    assert facts["place"].startswith("test_clock_quiet.py:")
    assert "my" not in f"{record.getMessage()} {facts}"


def test_the_same_place_is_told_once_a_minute(
    engine_log: logging.Logger, caplog: pytest.LogCaptureFixture
) -> None:
    for number in range(3):
        engine_log.warning("retry %d", number)
    engine_log.warning("another place")
    assert len(told(caplog)) == 2


def test_what_is_no_warning_is_not_told(
    engine_log: logging.Logger, caplog: pytest.LogCaptureFixture
) -> None:
    engine_log.info("launched")
    assert told(caplog) == []
