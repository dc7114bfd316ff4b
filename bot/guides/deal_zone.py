"""The deal zone drawn to scale with characters, and the same in words."""

from dataclasses import dataclass
from decimal import Decimal

from bot.cards import Element, Line, Note, Paragraph, Picture
from bot.coach.amounts import Amount, Measure, Range, short_number, show_amount, show_number
from bot.coach.analysis import Analysis, sureness
from bot.coach.case import Case
from bot.coach.scale import column
from bot.coach.zopa import Zopa
from bot.guides.figures import figure
from bot.guides.words import say

COLUMNS = 36
"""As many characters as a narrow phone shows in one line of a preformatted block."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One figure on the scale: which it is and where it lies."""

    code: str
    value: Range


def marks_of(case: Case, analysis: Analysis) -> tuple[Mark, ...]:
    """The figures that are known, from the smallest to the largest."""
    plan_b = Range.exactly(analysis.plan_b.expected) if analysis.plan_b else None
    known = {
        "their_opening": case.their_opening,
        "their_target": case.their_target,
        "plan_b": plan_b,
        "walk_away": analysis.walk_away,
        "their_walk_away": case.their_walk_away,
        "target": case.target,
    }
    marks = [Mark(code, value) for code, value in known.items() if value is not None]
    return tuple(sorted(marks, key=lambda mark: (mark.value.low, mark.value.high)))


def drawing(case: Case, analysis: Analysis, measure: Measure) -> Picture | None:
    """One row for the zone and one for each figure, on one scale; None without two figures."""
    marks = marks_of(case, analysis)
    low = min((mark.value.low for mark in marks), default=Decimal(0))
    high = max((mark.value.high for mark in marks), default=Decimal(0))
    if low == high:
        return None
    rows = [_row(mark, low, high) for mark in marks]
    if analysis.zopa:
        rows = [say("zone.bar").text, _bar(analysis.zopa, low, high), *rows]
    described = _described(marks, analysis, measure)
    return Picture(id="sheet:zone", rows=tuple(rows), described=described)


def _bar(zone: Zopa, low: Decimal, high: Decimal) -> str:
    first = column(zone.low, low, high, COLUMNS)
    last = column(zone.high, low, high, COLUMNS)
    return "·" * first + "█" * (last - first + 1) + "·" * (COLUMNS - last - 1)


def _row(mark: Mark, low: Decimal, high: Decimal) -> str:
    """The mark at its column, its name and value on the side that has room for them."""
    start = column(mark.value.low, low, high, COLUMNS)
    end = column(mark.value.high, low, high, COLUMNS)
    sign = "◆" if start == end else "├" + "─" * (end - start - 1) + "┤"
    value = short_number(mark.value.low)
    if not mark.value.exact:
        value = f"{value}-{short_number(mark.value.high)}"
    label = f"{say(f'mark.{mark.code}').text} {value}"
    if end + 2 + len(label) <= COLUMNS:
        return f"{' ' * start}{sign} {label}"
    if len(label) + 1 <= start:
        return f"{' ' * (start - len(label) - 1)}{label} {sign}"
    below = max(0, min(start, COLUMNS - len(label)))
    return f"{' ' * start}{sign}\n{' ' * below}{label}"


def _described(marks: tuple[Mark, ...], analysis: Analysis, measure: Measure) -> Line:
    pieces = [
        say("zone.mark").text.format(
            name=say(f"mark.{mark.code}").text,
            value=show_amount(Amount(range=mark.value, measure=measure)),
        )
        for mark in marks
    ]
    zone = say("zone.described_none").text
    if analysis.zopa:
        zone = say("zone.described_zone").text.format(
            low=show_number(analysis.zopa.low), high=show_number(analysis.zopa.high)
        )
    return say(
        "zone.described",
        first=show_number(marks[0].value.low),
        last=show_number(max(mark.value.high for mark in marks)),
        marks="; ".join(pieces),
        zone=zone,
    )


def zone_lines(case: Case, analysis: Analysis, measure: Measure) -> list[Element]:
    """The zone in figures, and how sure it is."""
    sure = sureness(case)
    if sure == "unknown":
        return [Note(line=say("zone.unknown"))]
    elements: list[Element] = [Paragraph(line=_zone(analysis, measure))]
    if case.their_walk_away and not case.their_walk_away.exact and analysis.zopa:
        elements.append(Note(line=say("zone.sure_range")))
    if sure != "none_at_all":
        elements.append(Note(line=say(f"zone.sure_{sure}")))
    return elements


def _zone(analysis: Analysis, measure: Measure) -> Line:
    zone, best = analysis.zopa, analysis.best
    ends = {"best_low": best.low, "best_high": best.high} if best else {}
    if zone is None:
        key = "zone.none_range" if best else "zone.none"
        figures = {"gap": analysis.gap or Decimal(0), **ends}
    elif zone.width == 0 and best == zone:
        key, figures = "zone.point", {"low": zone.low}
    else:
        figures = {"low": zone.low, "high": zone.high, "width": zone.width}
        same = best is None or (best.low, best.high) == (zone.low, zone.high)
        key = "zone.exact" if same else "zone.range"
        figures |= {} if same else ends
    unit = {"high", "best_high", "gap"} if zone is None or zone.width else {"low"}
    return say(
        key,
        **{
            name: figure(value, measure) if name in unit else show_number(value)
            for name, value in figures.items()
        },
    )
