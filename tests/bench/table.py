"""One table of ratios: what was measured, against which bound."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Row:
    """One measured ratio and its bound; `note` says of what, in absolute figures."""

    name: str
    ratio: float
    bound: float
    side: Literal["at most", "at least"]
    note: str = ""

    @property
    def kept(self) -> bool:
        """Whether the ratio is on the right side of its bound."""
        return self.ratio <= self.bound if self.side == "at most" else self.ratio >= self.bound


def show(rows: list[Row]) -> str:
    """The rows as text, in columns."""
    heads = ("measured", "ratio", "bound", "", "in figures")
    cells = [
        (
            row.name,
            f"{row.ratio:.2f}",
            f"{row.side} {row.bound:g}",
            "kept" if row.kept else "MISSED",
            row.note,
        )
        for row in rows
    ]
    widths = [max(len(line[column]) for line in [heads, *cells]) for column in range(len(heads))]
    lines = [heads, tuple("-" * width for width in widths), *cells]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    )
