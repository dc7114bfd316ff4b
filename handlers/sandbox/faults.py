"""The fault panel: what goes wrong with the next calls or events, on purpose."""

from enum import StrEnum
from typing import Any

from handlers.sandbox.store import Store
from handlers.sandbox.stream import Stream


class Fault(StrEnum):
    """Something that can go wrong between Slack and an app."""

    NONE = "none"
    RATE_LIMIT = "rate_limit"
    SERVER_ERROR = "server_error"
    SLOW = "slow"
    DUPLICATE_EVENT = "duplicate_event"
    TIMEOUT_AFTER_ACCEPTING = "timeout_after_accepting"


CALL_FAULTS = frozenset(
    {Fault.RATE_LIMIT, Fault.SERVER_ERROR, Fault.SLOW, Fault.TIMEOUT_AFTER_ACCEPTING}
)
EVENT_FAULTS = frozenset({Fault.DUPLICATE_EVENT})


class FaultPanel:
    """Holds the fault that is set and how many more times it strikes."""

    def __init__(self, store: Store, stream: Stream) -> None:
        self._store = store
        self._stream = stream
        kept = store.get("setting", "fault") or {"fault": Fault.NONE, "times": 0}
        self._fault = Fault(kept["fault"])
        self._times = int(kept["times"])

    def set(self, fault: Fault, times: int = 1) -> None:
        """Let `fault` strike the next `times` times; `Fault.NONE` clears the panel."""
        self._fault = fault if times > 0 else Fault.NONE
        self._times = times if self._fault is not Fault.NONE else 0
        self._store.put("setting", "fault", self.page())
        self._stream.tell({"type": "fault", "fault": self.page()})

    def strike(self, among: frozenset[Fault]) -> Fault:
        """Take one strike of the fault that is set, when it is one of `among`."""
        if self._fault not in among:
            return Fault.NONE
        struck = self._fault
        self.set(struck, self._times - 1)
        return struck

    def page(self) -> dict[str, Any]:
        """Describe the panel to the page."""
        return {"fault": str(self._fault), "times": self._times}
