"""Hostile words in a channel, as a browser shows them: text, and nothing that lives."""

import itertools
from pathlib import Path

import aiohttp
from playwright.async_api import Browser, expect

from handlers.slack.errands import SlackErrands
from tests.contract.slack.hostile import variants
from tests.contract.slack.test_lessons_safe import AT_ONCE, several
from tests.contract.slack.world import BOT_TOKEN, create_box
from tests.e2e.page_fixture import open_page

EVERY = 25

LIVE = ".mention, a[href], img, time, code, pre, blockquote, s"
"""What the page makes of mentions, links, emoji, dates and marks."""


async def test_no_mention_link_or_mark_comes_out(browser: Browser, tmp_path: Path) -> None:
    hostile = [*itertools.islice(variants(), 0, None, EVERY)]
    assert len(hostile) > 500
    box = create_box(tmp_path)
    await box.start()
    box.invite("general")
    async with aiohttp.ClientSession() as session:
        errands = SlackErrands(BOT_TOKEN, box.api_url, session)
        for first in range(0, len(hostile), AT_ONCE):
            await errands.announce("C0GENERAL", several(hostile[first : first + AT_ONCE]))
    async with open_page(browser, f"{box.base_url}/?as=U0ANA#C0GENERAL") as page:
        shown = page.locator('[aria-label="Messages"] .message .blocks')
        await expect(shown).to_have_count(-(-len(hostile) // AT_ONCE))
        assert await shown.locator(LIVE).count() == 0
        said = await shown.all_inner_texts()
        assert any("<!channel>" in one for one in said), "they are shown as they were typed"
    await box.stop()
