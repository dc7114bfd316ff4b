"""A real browser for the tests that walk through the sandbox's page, and that page to look at.

`browser` is Debian's Chromium (or the one named by CHROMIUM), driven by Playwright's async API;
`chromium()` tells where it is. A machine without one fails these tests; `make test` installs it
where it may.
"""

import os
import shutil
from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, Page, async_playwright

from tests.e2e.page_fixture import App, open_page, running_app

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def chromium() -> str:
    """The browser's path; RuntimeError says what to install when there is none."""
    names = (os.environ["CHROMIUM"],) if os.environ.get("CHROMIUM") else NAMES
    for name in names:
        if path := shutil.which(name):
            return path
    raise RuntimeError("Chromium is missing: run .ci/chromium, or name one with CHROMIUM=/path")


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    """A freshly started browser; each of its contexts has cookies and storage of its own."""
    async with async_playwright() as playwright:
        started = await playwright.chromium.launch(executable_path=chromium())
        yield started
        await started.close()


@pytest.fixture
async def app() -> AsyncIterator[App]:
    """A sandbox with an app that acknowledges everything."""
    async with running_app() as running:
        yield running


@pytest.fixture
async def page(browser: Browser, app: App) -> AsyncIterator[Page]:
    """The page of the first person, at 1280 pixels."""
    async with open_page(browser, app.sandbox.base_url) as opened:
        yield opened
