"""The job engine's own log, without its texts: they hold SQL, addresses and errors' messages."""

import logging
import time
from typing import Final

log = logging.getLogger("parley.engine")

_AGAIN: Final = 60.0  # seconds between two lines about the same thing


class Quiet(logging.Handler):
    """Tells that the engine complained and where, each place at most once a minute."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self._told: dict[tuple[str, int], float] = {}

    def emit(self, record: logging.LogRecord) -> None:
        """Pass on the level, the place and the type of an error; never raises."""
        place, now = (record.filename, record.lineno), time.monotonic()
        if now - self._told.get(place, float("-inf")) < _AGAIN:
            return
        self._told[place] = now
        kind = record.exc_info[0] if record.exc_info else None
        facts = {"place": f"{record.filename}:{record.lineno}"}
        facts |= {"error": kind.__name__} if kind else {}
        log.log(record.levelno, "The job engine complains.", extra={"facts": facts})


def hush() -> None:
    """Let the engine's log through in this way alone; to be called before the engine starts."""
    engine = logging.getLogger("dbos")
    engine.propagate = False
    if not any(isinstance(handler, Quiet) for handler in engine.handlers):
        engine.addHandler(Quiet())
