"""What the sandbox's controls do with channels and with optional rights."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, expect

from handlers.sandbox.app import Sandbox
from tests.contract.slack.world import create_box
from tests.e2e.page_fixture import open_page


@pytest.fixture
async def box(tmp_path: Path) -> AsyncIterator[Sandbox]:
    """A workspace with Parley's own manifest."""
    started = create_box(tmp_path)
    await started.start()
    yield started
    await started.stop()


@pytest.fixture
async def controls(browser: Browser, box: Sandbox) -> AsyncIterator[Page]:
    """The page with its controls open."""
    async with open_page(browser, box.base_url) as page:
        await page.get_by_role("button", name="Sandbox controls").click()
        yield page


async def press(page: Page, name: str) -> None:
    await page.get_by_role("button", name=name, exact=True).click()


async def test_an_optional_right_is_withheld_and_granted(controls: Page, box: Sandbox) -> None:
    granted = controls.get_by_role("button", name="Withhold channels:read", exact=True)
    await granted.click()
    await expect(controls.get_by_text("channels:read withheld")).to_be_visible()
    assert "channels:read" not in box._site.workspace.scopes
    await press(controls, "Grant channels:read")
    await expect(granted).to_be_visible()
    assert "channels:read" in box._site.workspace.scopes


async def test_the_app_is_invited_and_removed_and_a_channel_archived(
    controls: Page, box: Sandbox
) -> None:
    def general() -> tuple[bool, bool]:
        channel = box._site.workspace.channel("general")
        return "U0PARLEY" in channel.members, channel.archived

    for name, after, then in (
        ("Invite app: #general", "Remove app: #general", (True, False)),
        ("Archive: #general", "Unarchive: #general", (True, True)),
        ("Unarchive: #general", "Archive: #general", (True, False)),
        ("Remove app: #general", "Invite app: #general", (False, False)),
    ):
        await press(controls, name)
        await expect(controls.get_by_role("button", name=after, exact=True)).to_be_visible()
        assert general() == then


async def test_colleagues_join_the_workspace_and_its_channels(controls: Page) -> None:
    await press(controls, "Let colleagues join")
    await expect(controls.locator('[data-controls="C0GENERAL"]')).to_contain_text("12 people")
    await controls.locator("#actor").click()
    await expect(controls.get_by_role("menuitem", name="Yuki Sato").first).to_be_visible()
