"""Seven questions, four kinds of negotiation, typed and privately, up to a sheet whose sums hold.

The sums are worked out here once more, from the figures alone, and compared with what is on screen.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import pytest
from playwright.async_api import Browser

from tests.e2e.demo import running_demo
from tests.e2e.walk import Form, Walk, day_ahead, walking

COLUMNS = 36
STEPS = ("success", "meeting", "plan_b", "walk_away", "target", "their_side")
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

Way = Callable[[Walk, Case], Awaitable[None]]
CASES = {"job_offer": JOB_OFFER, "raise": RAISE, "purchase": PURCHASE, "resources": RESOURCES}


async def walk_typing(walk: Walk, case: Case) -> None:
    """All seven questions, answered in the chat."""
    assert "Which kind" in await walk.say(f"/negotiate prep {case.what}")
    asked = await walk.press(case.kind)
    for number, step in enumerate(STEPS, start=2):
        assert f"{number} of 7" in asked
        asked = await walk.say(case.said[step])
    assert "sheet is ready" in asked


async def walk_privately(walk: Walk, case: Case) -> None:
    """All seven questions, answered in forms."""
    await walk.say("/negotiate prep")
    form = await walk.open("Answer privately")
    await form.fill(what=case.what)
    await form.choose("kind", case.kind)
    asked = await walk.save()
    for number, step in enumerate(STEPS, start=2):
        assert f"{number} of 7" in asked
        await walk.open("Pick date and time" if step == "meeting" else "Answer privately")
        fields = dict(case.filled[step])
        if sure := fields.pop("sure", None):
            await form.choose("sure", sure)
        await form.fill(**fields)
        asked = await walk.save()
    assert "sheet is ready" in asked


def plain(value: Fraction | int) -> str:
    """A figure as the sheet writes it."""
    whole = Fraction(value)
    assert whole.denominator == 1
    return f"{int(whole):,}"


def has_line(text: str, *figures: int) -> bool:
    """Whether one line names all these figures."""
    wanted = [plain(figure) for figure in figures]
    return any(
        all(one in line for one in wanted) for line in text.replace("•\n", "• ").splitlines()
    )


async def codes_on(form: Form) -> frozenset[str]:
    """The findings on the sheet, by the code in the button of each."""
    values: list[str] = await form.dialog.locator('[data-action-id^="edit:"]').evaluate_all(
        "nodes => nodes.map(node => node.dataset.value)"
    )
    return frozenset(value.split(":")[2] for value in values if value.count(":") == 2)


def column_of(value: Fraction, case: Case) -> Fraction:
    """Where a value belongs on the scale of the drawing; not rounded."""
    low, high = min(case.marks.values()), max(case.marks.values())
    return (value - low) / (high - low) * (COLUMNS - 1)


def check_scale(drawing: str, case: Case) -> None:
    """Every mark, and both ends of the zone, stand within half a column of their place."""
    rows = drawing.splitlines()
    bar = next(row for row in rows if "█" in row)
    assert len(bar) == COLUMNS
    for end, at in zip(case.zone, (bar.index("█"), bar.rindex("█")), strict=True):
        assert abs(column_of(Fraction(end), case) - at) <= Fraction(1, 2)
    for name, value in case.marks.items():
        at, row = next((at, row) for at, row in enumerate(rows) if name in row)
        marked = row if "◆" in row else rows[at - 1]
        assert abs(column_of(value, case) - marked.index("◆")) <= Fraction(1, 2), name
        assert len(row) <= COLUMNS


async def check_sheet(form: Form, case: Case) -> None:
    """The sheet says what follows from the figures, and nothing else."""
    text = await form.text()
    low, high = case.zone
    assert has_line(text, low, high, high - low), text
    assert await codes_on(form) == case.codes
    for figures in case.facts:
        assert has_line(text, *figures), (figures, text)
    for value in (case.walk_away, case.target, case.limit):
        assert f"{plain(value)} {case.unit}" in text
    if case.worst is not None:
        assert has_line(text, int(case.plan_b), case.worst)
        assert f"{case.chance} %" in text
    assert "Only you can see this" in text
    check_scale(await form.dialog.locator("pre").inner_text(), case)


@pytest.mark.parametrize("way", [walk_typing, walk_privately], ids=["typed", "privately"])
@pytest.mark.parametrize("name", CASES)
async def test_seven_answers_make_a_sheet_whose_sums_hold(
    browser: Browser, tmp_path: Path, name: str, way: Way
) -> None:
    case = CASES[name]
    with running_demo(tmp_path) as demo:
        async with walking(browser, demo.url) as walk:
            await way(walk, case)
            await check_sheet(await walk.open("Open sheet"), case)


async def test_the_zone_follows_a_better_plan_b(browser: Browser, tmp_path: Path) -> None:
    with running_demo(tmp_path) as demo:
        async with walking(browser, demo.url) as walk:
            await walk_typing(walk, JOB_OFFER)
            form = await walk.open("Open sheet")
            assert has_line(await form.text(), 70_000, 80_000, 10_000)
            await form.press("Change an answer")
            await form.press("Plan B")
            await form.fill(worth="73k")
            await form.save_to_next()
            text = await form.text()
            assert has_line(text, 73_000, 80_000, 7_000)
            assert "73,000 USD a year, the same as Plan B" in text
