"""Looking back: what was agreed, refused and revealed, against what was expected before."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Literal

from bot.coach.amounts import ROUNDED, Range
from bot.coach.analysis import Analysis, analyse
from bot.coach.case import Case
from bot.coach.value import Value
from bot.coach.zopa import advantage

Ended = Literal["agreed", "no_deal", "still_open", "moved", "cancelled"]
"""How a meeting ended; `moved` and `cancelled` say that it did not take place."""

Place = Literal["worse", "inside", "inside_at_best", "beyond"]
"""Where a deal lies from the expected ZOPA, as seen from my side.

worse: worse for me than my walk-away. inside: in the zone at the careful end of their walk-away.
inside_at_best: only in the zone at its better end. beyond: better for me than their whole estimate.
"""

VerdictCode = Literal[
    "agreed_worse_than_plan_b",
    "agreed_better_than_plan_b",
    "agreed_worse_than_walk_away",
    "target_reached",
    "between_walk_away_and_target",
    "beyond_their_limit_estimate",
    "refused_better_than_plan_b",
    "refused_worse_than_plan_b",
    "offer_better_than_plan_b",
    "zone_after_all",
    "no_zone_after_all",
]


class Result(Value):
    """How a negotiation ended, in the unit of its case.

    `agreed` counts when a deal was made, `refused` (the best offer I turned down or left open)
    when none was; `revealed` is their limit as it turned out, `their_opening` as it was.
    """

    ended: Ended
    agreed: Range | None = None
    refused: Range | None = None
    revealed: Range | None = None
    their_opening: Range | None = None

    @property
    def took_place(self) -> bool:
        """Say whether there was a meeting to look back on."""
        return self.ended not in {"moved", "cancelled"}

    @property
    def deal(self) -> Range | None:
        """What was agreed; None unless the negotiation ended with an agreement."""
        return self.agreed if self.ended == "agreed" else None

    @property
    def offer(self) -> Range | None:
        """The best offer not taken; None unless there was a meeting and no deal."""
        return self.refused if self.ended in {"no_deal", "still_open"} else None


class Verdict(Value):
    """Something to say about a result: its code, the distance (never negative), and the sum.

    `facts` name the terms of the sum: `agreed`, `refused` or `revealed`; `plan_b`, `plan_b_worst`,
    `walk_away`, `target` or `their_limit`; and `distance`. With `at_worst` the better end of a
    range given for the result would not bear the verdict out.
    """

    code: VerdictCode
    amount: Decimal
    facts: Mapping[str, Decimal]
    at_worst: bool = False


class Comparison(Value):
    """What came out against what was expected; None where one of both is unknown.

    All differences are exact, in the unit of the case, and positive when the result is better
    for me: `agreed` over Plan B's expected value, walk-away and target, `refused` over Plan B.
    `share` is the part of the expected ZOPA that the deal took, 1 being all of it, rounded to 28
    digits; below 0 or above 1 when the deal lies outside. `opening_off` and `limit_off` tell by how
    much their opening and their limit were better for me than guessed; zero anywhere within a guess
    given as a range.
    """

    agreed: Decimal | None = None
    over_plan_b: Decimal | None = None
    over_walk_away: Decimal | None = None
    over_target: Decimal | None = None
    place: Place | None = None
    share: Decimal | None = None
    refused: Decimal | None = None
    refused_over_plan_b: Decimal | None = None
    opening_off: Decimal | None = None
    limit_off: Decimal | None = None
    verdicts: tuple[Verdict, ...] = ()


def compare(case: Case, result: Result) -> Comparison:
    """Return how a result compares with the case as it was frozen before the meeting.

    All values must be in one unit: whoever hears them sees to that. Of every range the end that
    is worse for me counts, as in the analysis; a guess of theirs is right anywhere within it.
    Nothing is compared for a meeting that did not take place.
    """
    if not result.took_place:
        return Comparison()
    expected = analyse(case)
    deal, offer = _careful(result.deal, case), _careful(result.offer, case)
    plan_b = expected.plan_b.expected if expected.plan_b else None
    return Comparison(
        agreed=deal,
        over_plan_b=_over(deal, plan_b, case),
        over_walk_away=_over(deal, _careful(expected.walk_away, case), case),
        over_target=_over(deal, _careful(case.target, case), case),
        place=_place(case, expected, result.deal),
        share=_share(case, expected, deal),
        refused=offer,
        refused_over_plan_b=_over(offer, plan_b, case),
        opening_off=_off(result.their_opening, case.their_opening, case),
        limit_off=_off(result.revealed, case.their_walk_away, case),
        verdicts=(
            *_of_deal(case, expected, result.deal),
            *_of_offer(case, expected, result),
            *_of_revealed(case, expected, result),
        ),
    )


def _careful(value: Range | None, case: Case) -> Decimal | None:
    return None if value is None else value.worst(case.better)


def _over(value: Decimal | None, other: Decimal | None, case: Case) -> Decimal | None:
    return None if value is None or other is None else advantage(value, other, case.better)


def _off(actual: Range | None, guess: Range | None, case: Case) -> Decimal | None:
    """By how much the actual value is better for me than the nearest end of the guess."""
    if actual is None or guess is None:
        return None
    better = advantage(actual.worst(case.better), guess.best(case.better), case.better)
    worse = advantage(actual.best(case.better), guess.worst(case.better), case.better)
    return max(better, Decimal(0)) if worse >= 0 else worse


def _place(case: Case, expected: Analysis, deal: Range | None) -> Place | None:
    theirs, over = case.their_walk_away, _off(deal, case.their_walk_away, case)
    # Without a zone at the better end of their walk-away there is none at all.
    if deal is None or over is None or theirs is None or expected.best is None:
        return None
    mine = _careful(expected.walk_away, case)
    if (short := _over(deal.worst(case.better), mine, case)) is not None and short < 0:
        return "worse"
    if over > 0:
        return "beyond"
    past_careful_end = advantage(deal.worst(case.better), theirs.worst(case.better), case.better)
    return "inside" if past_careful_end <= 0 else "inside_at_best"


def _share(case: Case, expected: Analysis, deal: Decimal | None) -> Decimal | None:
    """(deal - my reservation) / (their estimated reservation - my reservation).

    The share of the surplus as Raiffa, The Art and Science of Negotiation (1982), divides it.
    """
    over = _over(deal, _careful(expected.walk_away, case), case)
    if over is None or expected.zopa is None or not expected.zopa.width:
        return None
    return ROUNDED.divide(over, expected.zopa.width)


def _verdict(
    code: VerdictCode, distance: Decimal, terms: Mapping[str, Decimal], *, at_worst: bool = False
) -> Verdict:
    # Copied, for abs() rounds to the digits of the ambient context.
    amount = distance.copy_abs()
    facts = {**terms, "distance": amount}
    return Verdict(code=code, amount=amount, facts=facts, at_worst=at_worst)


def _of_deal(case: Case, expected: Analysis, deal: Range | None) -> Iterator[Verdict]:
    if deal is None:
        return
    agreed, best = deal.worst(case.better), deal.best(case.better)
    yield from _against_plan_b(case, expected, agreed, best)
    yield from _against_own_marks(case, expected, agreed, best)
    theirs = case.their_walk_away
    beyond = _off(deal, theirs, case)
    if theirs is not None and beyond is not None and beyond > 0:
        terms = {"agreed": agreed, "their_limit": theirs.best(case.better)}
        yield _verdict("beyond_their_limit_estimate", beyond, terms)


def _against_plan_b(
    case: Case, expected: Analysis, agreed: Decimal, best: Decimal
) -> Iterator[Verdict]:
    if expected.plan_b is None:
        return
    plan_b = expected.plan_b.expected
    over = advantage(agreed, plan_b, case.better)
    terms = {"agreed": agreed, "plan_b": plan_b, "plan_b_worst": expected.plan_b.worst}
    if over < 0:
        at_worst = advantage(best, plan_b, case.better) >= 0
        yield _verdict("agreed_worse_than_plan_b", over, terms, at_worst=at_worst)
    elif over > 0:
        yield _verdict("agreed_better_than_plan_b", over, terms)


def _against_own_marks(
    case: Case, expected: Analysis, agreed: Decimal, best: Decimal
) -> Iterator[Verdict]:
    walk_away, target = _careful(expected.walk_away, case), _careful(case.target, case)
    kept = walk_away is not None and advantage(agreed, walk_away, case.better) >= 0
    # A walk-away that equals Plan B is spoken of once, as Plan B.
    named_above = expected.plan_b is not None and walk_away == expected.plan_b.expected
    if walk_away is not None and not kept and not named_above:
        short = advantage(agreed, walk_away, case.better)
        at_worst = advantage(best, walk_away, case.better) >= 0
        terms = {"agreed": agreed, "walk_away": walk_away}
        yield _verdict("agreed_worse_than_walk_away", short, terms, at_worst=at_worst)
    if target is None:
        return
    over = advantage(agreed, target, case.better)
    if over >= 0:
        yield _verdict("target_reached", over, {"agreed": agreed, "target": target})
    elif walk_away is not None and kept:
        terms = {"agreed": agreed, "walk_away": walk_away, "target": target}
        at_worst = advantage(best, target, case.better) >= 0
        yield _verdict("between_walk_away_and_target", over, terms, at_worst=at_worst)


def _of_offer(case: Case, expected: Analysis, result: Result) -> Iterator[Verdict]:
    if result.offer is None or expected.plan_b is None:
        return
    refused, plan_b = result.offer.worst(case.better), expected.plan_b.expected
    over = advantage(refused, plan_b, case.better)
    terms = {"refused": refused, "plan_b": plan_b, "plan_b_worst": expected.plan_b.worst}
    if over > 0:
        final = result.ended == "no_deal"
        code: VerdictCode = "refused_better_than_plan_b" if final else "offer_better_than_plan_b"
        yield _verdict(code, over, terms)
    elif over < 0 and result.ended == "no_deal":
        at_worst = advantage(result.offer.best(case.better), plan_b, case.better) >= 0
        yield _verdict("refused_worse_than_plan_b", over, terms, at_worst=at_worst)


def _of_revealed(case: Case, expected: Analysis, result: Result) -> Iterator[Verdict]:
    """After no deal: whether what they revealed met my walk-away."""
    mine = _careful(expected.walk_away, case)
    if result.ended != "no_deal" or result.revealed is None or mine is None:
        return
    revealed = result.revealed.worst(case.better)
    width = advantage(revealed, mine, case.better)
    terms = {"revealed": revealed, "walk_away": mine}
    if width >= 0:
        yield _verdict("zone_after_all", width, terms)
    else:
        at_worst = advantage(result.revealed.best(case.better), mine, case.better) >= 0
        yield _verdict("no_zone_after_all", width, terms, at_worst=at_worst)
