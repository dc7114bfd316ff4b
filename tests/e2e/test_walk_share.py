"""A team shares lessons: forms, receipts, the batch in the channel, and what readers do with it."""

import os
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urljoin

import pytest
from playwright.async_api import Browser, Locator, expect

from tests.e2e.calendar import MADRID, in_madrid, move
from tests.e2e.demo import running_demo
from tests.e2e.looks import looked_at, reads_well
from tests.e2e.page_fixture import NARROW, WIDE
from tests.e2e.walk import ANA, Walk, walking

ROOM = "C0GENERAL"
WORDS = {
    "U0ANA": "They opened low and I asked Borealis how they got to 70k.",
    "U0BEN": "I waited before I answered and they moved on their own.",
    "U0MEI": "I offered two packages at once and they chose one of them.",
    "U0IVO": "We talked about the delay before the price.",
    "U0LEA": "I asked for a written offer and got it the same day.",
    "U0NOOR": "I said no and named what would make it a yes.",
}
RELEASED = 5
_SATURDAY = 5


async def look(walk: Walk, folder: Path, name: str) -> None:
    size = walk.page.viewport_size
    assert size is not None
    await looked_at(walk.page, name)
    await reads_well(walk.page, name)
    picture = Path(os.environ.get("SCREENSHOTS", folder)) / f"share-{name}-{size['width']}.png"
    await walk.page.screenshot(path=picture)


async def gather(ana: Walk) -> None:
    """Twelve people in one channel, with Parley in it; colleagues say hello as they join."""
    post, page = ana.page.request.post, ana.page.url
    assert (await post(urljoin(page, "/page/colleagues"), data={})).ok
    invite = {"channel": ROOM, "action": "invite"}
    assert (await post(urljoin(page, "/page/channel"), data=invite)).ok


def batches(walk: Walk) -> Locator:
    return walk.page.locator(
        '[aria-label="Messages"] .message', has_text="Lessons from colleagues."
    )


async def set_up(ana: Walk, folder: Path) -> None:
    drawer = ana.page.get_by_role("button", name="Open sidebar")
    if await drawer.count():
        await drawer.click()
    await ana.page.get_by_role("link", name="general").click()
    form = await ana.command("/negotiate lessons here")
    await look(ana, folder, "set-up")
    await form.save_to_next()
    assert "I look into" in await form.text()
    await form.close()
    introduced = ana.page.locator(".message", has_text="I am Parley, a negotiation coach.")
    await expect(introduced).to_be_visible()
    await look(ana, folder, "introduction")


async def preview(walk: Walk, words: str) -> str:
    """Fill the form; gives the preview's words."""
    form = await walk.command("/negotiate share")
    await form.choose("kind", "Job offer")
    await form.choose("happened", "Agreed about 10 % above their first offer")
    await form.choose("tactic", "An extreme opening")
    await form.fill(text=words)
    await form.save_to_next()
    return await form.text()


async def touch(ana: Walk, folder: Path) -> None:
    """A tap masks a word, a button takes out the style, and what was typed stays."""
    form = ana.page.get_by_role("dialog")
    await ana.form.fill(text=f"{WORDS[ANA]} They MOVED!!")
    await ana.form.field("opened").check()
    await expect(form.get_by_text("“They [word] low and I asked [name]")).to_be_visible()
    await ana.page.get_by_role("button", name="Make my style plainer").click()
    await expect(form.get_by_text("They moved.”")).to_be_visible()
    await expect(ana.form.field("opened")).to_be_checked()
    await expect(form.get_by_role("textbox")).to_have_value(re.compile("They MOVED!!$"))
    await look(ana, folder, "preview-touched")
    await ana.form.field("opened").uncheck()
    await expect(form.get_by_text("“They opened low and I asked [name]")).to_be_visible()


async def agree(walk: Walk) -> str:
    """Agree to the preview; gives the receipt."""
    await walk.form.field("Yes, pass on what stands above").check()
    await walk.form.save_to_next()
    (receipt,) = re.findall(r"[A-Z2-7]{4}(?:-[A-Z2-7]+)+", await walk.form.text())
    return str(receipt)


async def share(browser: Browser, url: str, person: str) -> str:
    async with walking(browser, url, person) as walk:
        await preview(walk, WORDS[person])
        receipt = await agree(walk)
        await walk.form.close()
        return receipt


async def withdraw(browser: Browser, url: str, person: str, receipt: str) -> str:
    async with walking(browser, url, person) as walk:
        form = await walk.command("/negotiate share withdraw")
        await form.fill(receipt=receipt.lower().replace("-", " "))
        await form.save_to_next()
        told = await form.text()
        await form.close()
        return told


def after_every_delay() -> datetime:
    """A working noon more than fourteen days from now."""
    day = datetime.now(UTC).astimezone(MADRID).date() + timedelta(days=16)
    while day.weekday() >= _SATURDAY:
        day += timedelta(days=1)
    return in_madrid(day, 12)


@pytest.mark.parametrize(("size", "dark"), [(WIDE, False), (NARROW, True)], ids=["wide", "narrow"])
async def test_a_team_shares_lessons(
    browser: Browser, tmp_path: Path, size: tuple[int, int], dark: bool
) -> None:
    with running_demo(tmp_path) as demo:
        async with walking(browser, demo.url, size=size, dark=dark) as ana:
            await gather(ana)
            await set_up(ana, tmp_path)
            seen = await preview(ana, WORDS[ANA])
            assert "Borealis" not in seen.split("Masked:")[0]
            await look(ana, tmp_path, "preview")
            await touch(ana, tmp_path)
            receipts = {ANA: await agree(ana)}
            await look(ana, tmp_path, "receipt")
            await ana.form.close()
            for person in [one for one in WORDS if one != ANA][: RELEASED - 1]:
                receipts[person] = await share(browser, demo.url, person)
            told = await withdraw(browser, demo.url, "U0BEN", receipts["U0BEN"])
            assert "Nobody has read it here" in told
            receipts["U0NOOR"] = await share(browser, demo.url, "U0NOOR")
            await read(browser, demo.url, ana, receipts, tmp_path)


async def read(
    browser: Browser, url: str, ana: Walk, receipts: dict[str, str], folder: Path
) -> None:
    """The batch comes once; readers compare, try one, and its author takes it back."""
    await expect(batches(ana)).to_have_count(0)
    await move(ana, after_every_delay())
    await expect(batches(ana)).to_have_count(1)
    await expect(batches(ana).locator(".replies")).to_have_text(
        f"{RELEASED} replies", timeout=30_000
    )
    await batches(ana).locator(".replies").click()
    thread = ana.page.get_by_role("region", name="Thread")
    told = await thread.inner_text()
    await look(ana, folder, "batch")
    for person, words in WORDS.items():
        assert (words.split(" and ")[0][:14] in told) == (person in {*receipts} - {"U0BEN"}), person
    for secret in ("Borealis", "70k", "Ana", "Noor", "Ivo"):
        assert secret not in told
    said = await withdraw(browser, url, "U0LEA", receipts["U0LEA"])
    assert "Where it stands in a channel" in said
    await expect(thread.get_by_text("Withdrawn by who wrote it.")).to_be_visible(timeout=30_000)
    await move(ana, after_every_delay() + timedelta(days=28))
    await expect(batches(ana)).to_have_count(1)
