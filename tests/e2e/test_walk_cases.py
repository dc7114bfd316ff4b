"""Seven questions, four kinds of negotiation, typed and privately, up to a sheet whose sums hold.

The sums are worked out here once more, from the figures alone, and compared with what is on screen.
"""

from collections.abc import Awaitable, Callable
from fractions import Fraction
from pathlib import Path

import pytest
from playwright.async_api import Browser

from tests.e2e.cases import CASES, JOB_OFFER, Case
from tests.e2e.demo import running_demo
from tests.e2e.walk import Form, Walk, walking

COLUMNS = 36
STEPS = ("success", "meeting", "plan_b", "walk_away", "target", "their_side")
Way = Callable[[Walk, Case], Awaitable[None]]


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
