"""Figures and titles as they are shown everywhere."""

from decimal import Decimal

from bot.coach.amounts import Amount, Measure, Range, show_amount

LONGEST_TITLE = 100
"""Characters of a title in a list: two lines on a narrow phone."""


def short_title(words: str) -> str:
    """A title cut to what a list has room for."""
    if len(words) <= LONGEST_TITLE:
        return words
    return f"{words[: LONGEST_TITLE - 1].rstrip()}…"


def figure(value: Decimal, measure: Measure) -> str:
    """One exact figure with what it counts: "70,000 USD a year"."""
    return show_amount(Amount(range=Range.exactly(value), measure=measure))
