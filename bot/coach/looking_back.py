"""What a person told after a meeting: the answers of the reflection as value objects."""

from collections.abc import Iterator
from typing import Annotated, Literal, get_args

from pydantic import Field

from bot.coach.amounts import Amount, Measure, Range
from bot.coach.case import Case
from bot.coach.preparation import Answer, Preparation
from bot.coach.reflection import Comparison, Ended, Result, compare

Used = Literal["yes", "no", "no_chance"]
"""Whether the chosen practice was used; `no_chance` says that nothing called for it."""

ENDED: tuple[Ended, ...] = get_args(Ended)
USED: tuple[Used, ...] = get_args(Used)

Rating = Annotated[int, Field(ge=1, le=5)]
RATINGS: tuple[str, ...] = ("1", "2", "3", "4", "5")


class Outcome(Answer):
    """How it ended; `figure` is what was agreed, `offer` their best one that was not taken."""

    ended: Ended | None = None
    figure: Amount | None = None
    offer: Amount | None = None


class OneLine(Answer):
    """One line in their own words; empty when there is nothing to say."""

    line: str = ""


class PracticeUsed(Answer):
    """Whether the practice was used, and what shows it."""

    used: Used | None = None
    evidence: str = ""


class Ratings(Answer):
    """Four ratings from 1 to 5: the result, oneself, the way there, and the two of them after."""

    result: Rating | None = None
    myself: Rating | None = None
    process: Rating | None = None
    relationship: Rating | None = None


class Revealed(Answer):
    """What the other side turned out to have: their limit and their opening."""

    limit: Amount | None = None
    opening: Amount | None = None


class LookingBack(Answer):
    """All answers of a reflection together; an unanswered step is None."""

    outcome: Outcome | None = None
    surprise: OneLine | None = None
    practice: PracticeUsed | None = None
    worked: OneLine | None = None
    differently: OneLine | None = None
    ratings: Ratings | None = None
    revealed: Revealed | None = None
    next: OneLine | None = None

    @property
    def ended(self) -> Ended | None:
        """How it ended; None while that is not told."""
        return self.outcome.ended if self.outcome else None

    def amounts(self, without: str = "") -> Iterator[Amount]:
        """Every amount told, leaving one step out."""
        outcome, revealed = self.outcome or Outcome(), self.revealed or Revealed()
        told = {
            "outcome": (outcome.figure, outcome.offer),
            "revealed": (revealed.limit, revealed.opening),
        }
        for step, amounts in told.items():
            yield from (one for one in amounts if one and step != without)

    def measure(self, before: Preparation) -> Measure:
        """What all figures count: as in the preparation, else as first told here."""
        known = before.measure()
        for amount in self.amounts():
            known = Measure(
                currency=known.currency or amount.measure.currency,
                unit=known.unit or amount.measure.unit,
            )
        return known

    @property
    def result(self) -> Result | None:
        """What came out, as the sums need it; None while how it ended is not told."""
        if self.ended is None:
            return None
        outcome, revealed = self.outcome or Outcome(), self.revealed or Revealed()
        return Result(
            ended=self.ended,
            agreed=_range(outcome.figure),
            refused=_range(outcome.offer),
            revealed=_range(revealed.limit),
            their_opening=_range(revealed.opening),
        )

    def compared(self, expected: Case) -> Comparison:
        """The result set beside what was expected; nothing while how it ended is not told."""
        return compare(expected, self.result) if self.result else Comparison()


def _range(amount: Amount | None) -> Range | None:
    return amount.range if amount else None
