"""How estimates and results differ over several negotiations: pictures to scale and a sentence."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from bot.cards import Divider, Element, Heading, Line, Note, Paragraph, Picture, Screen
from bot.coach.amounts import show_number
from bot.coach.calibration import (
    FEWEST,
    Calibration,
    HitRates,
    Limits,
    Past,
    Row,
    Targets,
    calibrate,
)
from bot.coach.reflection import compare
from bot.coach.scale import column
from bot.guides.words import phrase, say

COLUMNS: Final = 30
"""Narrow enough for a phone, with the number of the negotiation before it."""

MOST_ROWS: Final = 12
"""Negotiations drawn one by one, the latest; the sentence speaks of all."""

_SHARE: Final = 16
"""Columns of a bar that stands for a part of one."""


def review(pasts: Sequence[Past], titles: Sequence[str]) -> Screen:
    """The screen; `titles` name the negotiations in the order of `pasts`."""
    found = calibrate(pasts)
    elements: list[Element] = [
        Heading(line=say("calibration.title")),
        Note(line=say("parley.only_you")),
        Paragraph(line=say("calibration.intro")),
        *(_views(found, pasts, titles) if found else [_too_few(pasts)]),
    ]
    return Screen(
        title=say("calibration.title"),
        elements=tuple(elements),
        purpose="review",
        close=say("parley.close"),
    )


def _too_few(pasts: Sequence[Past]) -> Element:
    missing = _missing(max(_served(pasts).values()))
    if missing == 1:
        return Paragraph(line=say("calibration.none_one"))
    return Paragraph(line=say("calibration.none", missing=str(missing)))


def _served(pasts: Sequence[Past]) -> dict[str, int]:
    """How many negotiations there are for each view so far."""
    told = [(past, compare(past.expected, past.result)) for past in pasts]
    revealed = [past for past, one in told if one.limit_off is not None]
    return {
        "targets": sum(
            one.over_walk_away is not None and one.over_target is not None for _, one in told
        ),
        "limits": len(revealed),
        "confidence": sum(past.expected.confidence is not None for past in revealed),
    }


def _missing(count: int) -> int:
    return max(FEWEST - count, 1)


def _views(found: Calibration, pasts: Sequence[Past], titles: Sequence[str]) -> list[Element]:
    served = _served(pasts)
    views = (
        ("targets", _targets(found.targets) if found.targets else None),
        ("limits", _limits(found.limits) if found.limits else None),
        ("confidence", _confidence(found.confidence) if found.confidence else None),
    )
    elements: list[Element] = []
    for name, view in views:
        elements += [Divider(), Paragraph(line=say(f"calibration.{name}"))]
        elements += view or [_not_yet(name, served[name])]
    return [*elements, *_names(found, titles)]


def _not_yet(name: str, count: int) -> Element:
    missing = _missing(count)
    if missing == 1:
        return Note(line=say(f"calibration.{name}_missing_one"))
    return Note(line=say(f"calibration.{name}_missing", missing=str(missing)))


def _names(found: Calibration, titles: Sequence[str]) -> list[Element]:
    """Which number stands for which negotiation, for those that are drawn."""
    views = (found.targets, found.limits)
    rows = [row for view in views if view for row in view.rows[-MOST_ROWS:]]
    values = {f"t{past}": titles[past] for past in sorted({row.past for row in rows})}
    lines = [f"{int(name[1:]) + 1}: {{{name}}}" for name in values]
    return [Divider(), Note(line=Line(text="\n".join(lines), values=values))] if lines else []


def _targets(found: Targets) -> list[Element]:
    rows = found.rows[-MOST_ROWS:]
    low, high = _ends(rows, Decimal(0), Decimal(1))
    drawn = _drawn(rows, low, high, (Decimal(0), Decimal(1)))
    described = say("calibration.described_targets", rows=_told(rows, signed=False))
    scale = say("calibration.scale_targets").text
    return [
        Picture(id="review:targets", rows=(scale, *drawn), described=described),
        Paragraph(line=say(f"calibration.{found.finding}", typical=_percent(found.typical))),
    ]


def _limits(found: Limits) -> list[Element]:
    tenth = Decimal("0.1")
    rows = found.rows[-MOST_ROWS:]
    low, high = _ends(rows, -tenth, tenth)
    drawn = _drawn(rows, low, high, (Decimal(0),))
    described = say("calibration.described_limits", rows=_told(rows, signed=True))
    scale = say("calibration.scale_limits").text
    # "Within 0 %" would promise more than was measured.
    typical = _percent(found.typical.copy_abs())
    if found.finding == "limits_about_right":
        typical = "5"
    return [
        Picture(id="review:limits", rows=(scale, *drawn), described=described),
        Paragraph(line=say(f"calibration.{found.finding}", typical=typical)),
    ]


def _confidence(found: HitRates) -> list[Element]:
    rows, told = [say("calibration.scale_confidence").text], list[str]()
    for level in found.levels:
        name = phrase(f"level.{level.confidence}")
        held = column(level.rate, Decimal(0), Decimal(1), _SHARE + 1)
        stated = column(level.stated, Decimal(0), Decimal(1), _SHARE + 1)
        bar = "█" * held + "·" * (_SHARE - held)
        rows.append(f"{name:<7}{bar[:stated]}│{bar[stated:]} {level.hits}/{level.count}")
        told.append(
            phrase("calibration.row_level").format(
                level=name,
                hits=level.hits,
                count=level.count,
                stated=_percent(level.stated),
            )
        )
    values = {"hits": str(found.hits), "count": str(found.count)}
    described = say("calibration.described_confidence", rows="; ".join(told))
    return [
        Picture(id="review:confidence", rows=tuple(rows), described=described),
        Paragraph(line=say(f"calibration.{found.finding}", **values)),
        Note(line=say("calibration.convention")),
    ]


def _ends(rows: Sequence[Row], low: Decimal, high: Decimal) -> tuple[Decimal, Decimal]:
    ratios = [row.ratio for row in rows]
    return min(low, *ratios), max(high, *ratios)


def _drawn(
    rows: Sequence[Row], low: Decimal, high: Decimal, posts: tuple[Decimal, ...]
) -> list[str]:
    """One line a negotiation: its number, the posts of the scale, and where it came out."""
    lines = []
    for row in rows:
        line = ["·"] * COLUMNS
        for post in posts:
            line[column(post, low, high, COLUMNS)] = "│"
        line[column(row.ratio, low, high, COLUMNS)] = "◆"
        lines.append(f"{row.past + 1:>2} {''.join(line)}")
    return lines


def _told(rows: Sequence[Row], *, signed: bool) -> str:
    pieces = []
    for row in rows:
        percent = _percent(row.ratio)
        shown = f"+{percent}" if signed and row.ratio > 0 else percent
        pieces.append(phrase("calibration.row").format(number=row.past + 1, percent=shown))
    return "; ".join(pieces)


def _percent(part: Decimal) -> str:
    return show_number((part * 100).quantize(Decimal(1)))
