"""The deal zone drawn to scale with characters, and the same in words."""

from dataclasses import dataclass
from decimal import Decimal

from bot.cards import Element, Line, Note, Paragraph, Picture
from bot.coach.amounts import Measure, Range, short_number, show_number, show_range
from bot.coach.analysis import Analysis, sureness
from bot.coach.case import Case
from bot.coach.scale import column
from bot.coach.zopa import find_gap
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
    return _sorted(*(Mark(code, value) for code, value in known.items() if value is not None))


def _sorted(*marks: Mark) -> tuple[Mark, ...]:
    return tuple(sorted(marks, key=lambda mark: (mark.value.low, mark.value.high)))


def drawing(
    case: Case, analysis: Analysis, measure: Measure, beside: tuple[Mark, ...] = ()
) -> Picture | None:
    """One row for the zone and one for each figure, on one scale; None without two figures.

    `beside` are further figures to draw with those of the case.
    """
    marks = _sorted(*marks_of(case, analysis), *beside)
    low = min((mark.value.low for mark in marks), default=Decimal(0))
    high = max((mark.value.high for mark in marks), default=Decimal(0))
    if low == high:
        return None
    rows = [*_between(case, analysis, low, high), *(_row(mark, low, high) for mark in marks)]
    described = _described(marks, case, analysis, measure)
    return Picture(id="sheet:zone", rows=tuple(rows), described=described)


def _between(case: Case, analysis: Analysis, low: Decimal, high: Decimal) -> list[str]:
    """What lies between the two walk-away values: the zone, or the gap that nothing closes."""
    zone, gap = analysis.zopa, _gap(case, analysis)
    if zone:
        return [say("zone.bar").text, _bar("█", zone.low, zone.high, low, high)]
    if gap and analysis.walk_away and case.their_walk_away:
        ends = (
            analysis.walk_away.worst(case.better),
            case.their_walk_away.best(case.better),
        )
        return [say("zone.gap").text, _bar("░", min(ends), max(ends), low, high)]
    return []


def _bar(sign: str, start: Decimal, end: Decimal, low: Decimal, high: Decimal) -> str:
    first = column(start, low, high, COLUMNS)
    last = column(end, low, high, COLUMNS)
    return "·" * first + sign * (last - first + 1) + "·" * (COLUMNS - last - 1)


def _gap(case: Case, analysis: Analysis) -> Range | None:
    """How far apart the walk-away values are, at the nearer and at the farther end of theirs.

    None with a zone at one end at least, or while one of the two values is unknown.
    """
    if analysis.best or not analysis.gap or not analysis.walk_away or not case.their_walk_away:
        return None
    other_end = Range.exactly(case.their_walk_away.best(case.better))
    nearest = find_gap(analysis.walk_away.worst(case.better), other_end, case.better)
    return Range(low=nearest or analysis.gap, high=analysis.gap)


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


def _described(marks: tuple[Mark, ...], case: Case, analysis: Analysis, measure: Measure) -> Line:
    """The drawing in words, with what all its figures count said once."""
    pieces = [
        say("zone.mark").text.format(
            name=say(f"mark.{mark.code}").text,
            value=show_range(mark.value),
        )
        for mark in marks
    ]
    zone = _described_zone(case, analysis)
    return say(
        "zone.described",
        first=show_number(marks[0].value.low),
        last=figure(max(mark.value.high for mark in marks), measure),
        marks="; ".join(pieces),
        zone=f" {zone}" if zone else "",
    )


def _described_zone(case: Case, analysis: Analysis) -> str:
    """The zone or gap in a sentence; empty while one of the two walk-away values is unknown."""
    zone = analysis.zopa or analysis.best
    if zone is None:
        return say("zone.described_none").text if _gap(case, analysis) else ""
    told = say("zone.described_zone" if analysis.zopa else "zone.described_best").text
    return told.format(low=show_number(zone.low), high=show_number(zone.high))


def zone_lines(case: Case, analysis: Analysis, measure: Measure) -> list[Element]:
    """The zone in figures, and how sure it is."""
    sure = sureness(case)
    if sure == "unknown":
        return [Note(line=say("zone.unknown"))]
    gap = _gap(case, analysis)
    if gap:
        return [*_apart(gap, measure), Note(line=say(f"zone.none_{case.confidence or 'not_said'}"))]
    elements: list[Element] = [Paragraph(line=_zone(analysis, measure))]
    if case.their_walk_away and not case.their_walk_away.exact and analysis.zopa:
        elements.append(Note(line=say("zone.sure_range")))
    if sure == "only_at_best":
        elements.append(Note(line=say("zone.sure_only_at_best")))
    elements.append(Note(line=say(f"zone.sure_{case.confidence or 'not_said'}")))
    return elements


def _apart(gap: Range, measure: Measure) -> list[Element]:
    farthest = figure(gap.high, measure)
    if gap.exact:
        return [Paragraph(line=say("zone.none", gap=farthest))]
    nearest = show_number(gap.low)
    return [Paragraph(line=say("zone.none_at_all", nearest=nearest, gap=farthest))]


def _zone(analysis: Analysis, measure: Measure) -> Line:
    zone, best = analysis.zopa, analysis.best
    ends = {"best_low": best.low, "best_high": best.high} if best else {}
    if zone is None:
        key = "zone.none_range"
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
