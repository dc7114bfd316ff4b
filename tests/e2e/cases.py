"""Four negotiations to walk through: what is said, and the figures to work the sums out from."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from tests.e2e.walk import day_ahead

Fields = Mapping[str, str]


@dataclass(frozen=True)
class Case:
    """One negotiation: what is said at each question, both ways, and the figures in it."""

    kind: str
    what: str
    said: Mapping[str, str]
    filled: Mapping[str, Fields]
    unit: str
    plan_b: Fraction
    walk_away: int
    target: int
    limit: int
    their_first: int
    worst: int | None = None
    chance: str | None = None
    better: str = "higher"
    codes: frozenset[str] = frozenset()
    facts: tuple[tuple[int, ...], ...] = ()

    @property
    def zone(self) -> tuple[int, int]:
        """Between the two walk-away values."""
        low, high = sorted((self.walk_away, self.limit))
        return low, high

    @property
    def marks(self) -> dict[str, Fraction]:
        """What is drawn: a part of its name, and its value."""
        return {
            "their target" if self.better == "lower" else "their opening": Fraction(
                self.their_first
            ),
            "Plan B": self.plan_b,
            "walk-away": Fraction(self.walk_away),
            "their limit": Fraction(self.limit),
            "your target": Fraction(self.target),
        }


JOB_OFFER = Case(
    kind="Job offer",
    what="job offer from Acme",
    said={
        "success": "a mentor, one day from home",
        "meeting": "not fixed yet",
        "plan_b": "$70k offer from Borealis",
        "walk_away": "same as plan b",
        "target": "85k",
        "their_side": "limit 80k, opening 60k, medium sure; they need someone by March",
    },
    filled={
        "success": {"goals": "a mentor\none day from home"},
        "meeting": {},
        "plan_b": {"what": "offer from Borealis", "worth": "$70k"},
        "walk_away": {},
        "target": {"amount": "85k"},
        "their_side": {"limit": "80k", "opening": "60k", "sure": "Medium"},
    },
    unit="USD a year",
    plan_b=Fraction(70_000),
    walk_away=70_000,
    target=85_000,
    limit=80_000,
    their_first=60_000,
    codes=frozenset({"criterion_missing", "target_beyond_their_limit", "plan_b_improvable"}),
    facts=((85_000, 5_000, 80_000), (73_000, 73_000, 80_000)),
)

RAISE = Case(
    kind="Raise or promotion",
    what="yearly talk with Mei",
    said={
        "success": "lead one project; a training budget",
        "meeting": f"{day_ahead():%d %B} 3pm",
        "plan_b": "60 % 70k elsewhere, else 62k",
        "walk_away": "68k, because I like the team",
        "target": "75k, the middle of the band for this level",
        "their_side": "limit 72k, opening 64k, medium sure",
    },
    filled={
        "success": {"goals": "lead one project\na training budget"},
        "meeting": {},
        "plan_b": {"what": "look elsewhere", "worth": "60 % 70k, else 62k"},
        "walk_away": {"amount": "68k", "reason": "I like the team"},
        "target": {"amount": "75k", "criterion": "the middle of the band"},
        "their_side": {"limit": "72k", "opening": "64k", "sure": "Medium"},
    },
    unit="a year",
    plan_b=Fraction(66_800),
    worst=62_000,
    chance="75",
    walk_away=68_000,
    target=75_000,
    limit=72_000,
    their_first=64_000,
    codes=frozenset({"target_beyond_their_limit", "plan_b_improvable"}),
    facts=((75_000, 3_000, 72_000),),
)

PURCHASE = Case(
    kind="Buying",
    what="a new microscope from Helix",
    said={
        "success": "faster support, no surprise fees",
        "meeting": "not fixed yet",
        "plan_b": "the second vendor, €18,400",
        "walk_away": "17,500",
        "target": "13,000, what a similar team paid last year",
        "their_side": "limit 14k, target 19k, high; the quarter ends soon",
    },
    filled={
        "success": {"goals": "faster support\nno surprise fees"},
        "meeting": {},
        "plan_b": {"what": "the second vendor", "worth": "€18,400"},
        "walk_away": {"amount": "17,500"},
        "target": {"amount": "13,000", "criterion": "what a similar team paid"},
        "their_side": {"limit": "14k", "target": "19k", "sure": "High"},
    },
    unit="EUR",
    plan_b=Fraction(18_400),
    walk_away=17_500,
    target=13_000,
    limit=14_000,
    their_first=19_000,
    better="lower",
    codes=frozenset(
        {"walk_away_better_than_plan_b", "target_beyond_their_limit", "plan_b_improvable"}
    ),
    facts=((17_500, 900, 18_400), (13_000, 1_000, 14_000), (17_350, 14_000, 17_350)),
)

RESOURCES = Case(
    kind="Resources or scope",
    what="engineers from the platform team",
    said={
        "success": "the right people, a fixed start",
        "meeting": "not fixed yet",
        "plan_b": "we do it ourselves and get 4 engineer-weeks",
        "walk_away": "6 engineer-weeks",
        "target": "12 engineer-weeks, as the last migration took",
        "their_side": "limit 10 engineer-weeks, opening 2 engineer-weeks, medium sure",
    },
    filled={
        "success": {"goals": "the right people\na fixed start"},
        "meeting": {},
        "plan_b": {"what": "we do it ourselves", "worth": "4 engineer-weeks"},
        "walk_away": {"amount": "6"},
        "target": {"amount": "12 engineer-weeks", "criterion": "as the last migration took"},
        "their_side": {"limit": "10", "opening": "2", "sure": "Medium"},
    },
    unit="engineer-weeks",
    plan_b=Fraction(4),
    walk_away=6,
    target=12,
    limit=10,
    their_first=2,
    codes=frozenset(
        {"walk_away_better_than_plan_b", "target_beyond_their_limit", "plan_b_improvable"}
    ),
    facts=((6, 2, 4), (12, 2, 10)),
)

CASES = {"job_offer": JOB_OFFER, "raise": RAISE, "purchase": PURCHASE, "resources": RESOURCES}
