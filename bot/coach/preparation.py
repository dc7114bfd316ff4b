"""What a person has prepared: the answers of the seven questions as value objects."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import Literal, get_args

from pydantic import AwareDatetime, BaseModel, ConfigDict

from bot.coach.amounts import Amount, Better, Measure, Range
from bot.coach.case import Case
from bot.coach.goals import Goal, is_money
from bot.coach.plan_b import Confidence, Outcome, PlanBWorth
from bot.coach.value import Value

Kind = Literal[
    "job_offer",
    "raise",
    "buying",
    "selling",
    "resources",
    "collaboration",
    "boundary",
    "other",
]

KINDS: tuple[Kind, ...] = get_args(Kind)

_LESS_IS_BETTER: frozenset[Kind] = frozenset({"buying", "boundary"})
_UNITS: Mapping[Kind, str] = {
    "job_offer": "a year",
    "raise": "a year",
    "resources": "engineer-weeks",
    "collaboration": "%",
    "boundary": "hours a week",
}


class Answer(Value):
    """One step's answer: immutable, with a default for every field.

    A field that another version of Parley stored is left out when it is read.
    """

    model_config = ConfigDict(extra="ignore")


def free_text(answer: BaseModel) -> Iterator[str]:
    """What was typed in one's own words: the plain strings of an answer, not codes nor units."""
    for name, field in type(answer).model_fields.items():
        value = getattr(answer, name)
        if isinstance(value, BaseModel):
            yield from free_text(value)
        elif field.annotation is str:
            yield value
        elif isinstance(value, tuple):
            for one in value:
                if isinstance(one, BaseModel):
                    yield from free_text(one)
                elif field.annotation == tuple[str, ...]:
                    yield one


class Situation(Answer):
    """What is negotiated and with whom; the kind sets direction and unit unless corrected."""

    what: str = ""
    kind: Kind | None = None
    better: Better | None = None
    unit: str | None = None

    @property
    def direction(self) -> Better:
        """Whether more or less is better for me."""
        if self.better:
            return self.better
        return "lower" if self.kind in _LESS_IS_BETTER else "higher"

    @property
    def unit_name(self) -> str:
        """What the headline figure counts, in words; empty when that is open."""
        if self.unit is not None:
            return self.unit
        return _UNITS.get(self.kind, "") if self.kind else ""

    @property
    def measure(self) -> Measure:
        """What the headline figure counts before an amount says more."""
        return Measure(unit=self.unit_name or None)


class Success(Answer):
    """What success would be, beyond the number."""

    goals: tuple[str, ...] = ()


class Meeting(Answer):
    """When it happens: an instant, or a day whose hour is open, or not yet fixed."""

    at: AwareDatetime | None = None
    day: date | None = None


class PlanB(Answer):
    """What happens if there is no agreement, and what that is worth.

    `worth` is a single figure; `outcomes` stand in its place when chances were given. `stated`
    is the worth that the words of `what` name themselves, which a later worth does not change.
    """

    what: str = ""
    stated: PlanBWorth | None = None
    worth: Amount | None = None
    outcomes: tuple[Outcome, ...] = ()
    measure: Measure = Measure()
    sure: bool = True

    @property
    def value(self) -> PlanBWorth | None:
        """The worth as the sums need it; None when there is no figure."""
        if self.outcomes:
            return PlanBWorth(outcomes=self.outcomes)
        if self.worth:
            return PlanBWorth.certain(self.worth.range)
        return None


class WalkAway(Answer):
    """The reservation value, and why it differs from Plan B."""

    amount: Amount | None = None
    reason: str = ""


class Target(Answer):
    """The aspiration value, and the criterion that justifies it; `open` while it is unknown."""

    amount: Amount | None = None
    criterion: str = ""
    open: bool = False


class TheirSide(Answer):
    """What the other side probably wants and can do, and how sure I am of it."""

    plan_b: str = ""
    limit: Amount | None = None
    target: Amount | None = None
    opening: Amount | None = None
    sure: Confidence | None = None
    interests: str = ""


class ThisTime(Answer):
    """The one thing to do differently in this negotiation."""

    line: str = ""


class PlanBStep(Answer):
    """One thing to do for a better Plan B, and the local day to do it."""

    what: str
    day: date


class Improve(Answer):
    """The steps towards a better Plan B, in the order of their days."""

    steps: tuple[PlanBStep, ...] = ()


class Reminders(Answer):
    """Whether Parley writes before and after the meeting, and on the days of the steps."""

    on: bool = True


class Preparation(Answer):
    """All answers together; an unanswered step is None."""

    situation: Situation = Situation()
    success: Success | None = None
    meeting: Meeting | None = None
    plan_b: PlanB | None = None
    walk_away: WalkAway | None = None
    target: Target | None = None
    their_side: TheirSide | None = None
    this_time: ThisTime | None = None
    improve: Improve | None = None
    reminders: Reminders | None = None

    def without(self, steps: Collection[str]) -> "Preparation":
        """The preparation as if these steps had not been answered."""
        known = {name: getattr(self, name) for name in type(self).model_fields if name not in steps}
        return Preparation(**known)

    def amounts(self, without: str = "") -> Iterator[Amount]:
        """Every amount given so far, in the order of the questions, leaving one step out."""
        if self.plan_b and without != "plan_b":
            if self.plan_b.worth:
                yield self.plan_b.worth
            for outcome in self.plan_b.outcomes:
                yield Amount(range=outcome.value, measure=self.plan_b.measure)
        if self.walk_away and self.walk_away.amount and without != "walk_away":
            yield self.walk_away.amount
        if self.target and self.target.amount and without != "target":
            yield self.target.amount
        if self.their_side and without != "their_side":
            for amount in (self.their_side.limit, self.their_side.target, self.their_side.opening):
                if amount:
                    yield amount

    def measure(self, without: str = "") -> Measure:
        """What all figures count: the first currency and unit given, else the kind's."""
        currency = unit = None
        for amount in self.amounts(without):
            currency = currency or amount.measure.currency
            unit = unit or amount.measure.unit
        usual = self.situation.unit_name or None
        # Money counts by the year, not by the engineer-week.
        if unit is None and not (currency and usual and not usual.startswith("a ")):
            unit = usual
        return Measure(currency=currency, unit=unit)

    def case(self) -> Case:
        """The headline issue as the sums need it."""
        theirs = self.their_side or TheirSide()
        walk_away = self.walk_away or WalkAway()
        target = self.target or Target()
        goals = self.success.goals if self.success else ()
        return Case(
            better=self.situation.direction,
            plan_b=self.plan_b.value if self.plan_b else None,
            walk_away=_range(walk_away.amount),
            walk_away_reason=walk_away.reason or None,
            target=_range(target.amount),
            criterion=target.criterion or None,
            their_walk_away=_range(theirs.limit),
            their_target=_range(theirs.target),
            their_opening=_range(theirs.opening),
            confidence=theirs.sure,
            goals=tuple(Goal(text=goal, money=is_money(goal)) for goal in goals),
        )


def _range(amount: Amount | None) -> Range | None:
    return amount.range if amount else None
