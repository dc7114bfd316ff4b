"""Counts and durations for `/metrics`: by kind only, with no ids and no words."""

from bisect import bisect_left
from collections import defaultdict

_BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5)  # seconds

_HELP = {
    "parley_deliveries_total": "Deliveries from Slack, by kind and outcome.",
    "parley_acknowledgement_seconds": "From a delivery's arrival to its acknowledgement.",
    "parley_messages_total": "Messages from the outbox, by outcome.",
    "parley_reminders_total": "Messages that Parley begins, by outcome.",
    "parley_downloads_total": "Requests for an export link, by outcome.",
}

Labels = tuple[tuple[str, str], ...]


class Metrics:
    """A registry in the text format that Prometheus reads.

    Format: https://prometheus.io/docs/instrumenting/exposition_formats/
    """

    def __init__(self) -> None:
        self._counts: dict[tuple[str, Labels], int] = defaultdict(int)
        self._buckets: dict[tuple[str, Labels], list[int]] = defaultdict(_none_yet)
        self._sums: dict[tuple[str, Labels], float] = defaultdict(float)

    def count(self, name: str, **labels: str) -> None:
        """Add one."""
        self._counts[name, tuple(labels.items())] += 1

    def observe(self, name: str, seconds: float, **labels: str) -> None:
        """Note a duration."""
        key = name, tuple(labels.items())
        self._buckets[key][bisect_left(_BUCKETS, seconds)] += 1
        self._sums[key] += seconds

    def text(self) -> str:
        """Everything, in Prometheus' text format."""
        lines: list[str] = []
        for name in sorted({name for name, _ in (*self._counts, *self._buckets)}):
            kind = "counter" if name.endswith("_total") else "histogram"
            lines += [f"# HELP {name} {_HELP[name]}", f"# TYPE {name} {kind}"]
            for (counted, labels), value in sorted(self._counts.items()):
                if counted == name:
                    lines.append(f"{name}{_shown(labels)} {value}")
            for (observed, labels), buckets in sorted(self._buckets.items()):
                if observed == name:
                    lines += self._histogram(name, labels, buckets)
        return "\n".join(lines) + "\n"

    def _histogram(self, name: str, labels: Labels, buckets: list[int]) -> list[str]:
        lines, total = [], 0
        for bound, amount in zip((*map(str, _BUCKETS), "+Inf"), buckets, strict=True):
            total += amount
            lines.append(f"{name}_bucket{_shown((*labels, ('le', bound)))} {total}")
        shown = _shown(labels)
        return [
            *lines,
            f"{name}_sum{shown} {self._sums[name, labels]}",
            f"{name}_count{shown} {total}",
        ]


def _none_yet() -> list[int]:
    return [0] * (len(_BUCKETS) + 1)


def _shown(labels: Labels) -> str:
    return "{" + ",".join(f'{name}="{value}"' for name, value in labels) + "}" if labels else ""
