"""The sandbox's page while things change under it: connections, restarts, clock, faults, app."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, expect

from tests.e2e.kit import actions, button, modal, text_field
from tests.e2e.page_fixture import App, open_page, running_app


@pytest.fixture
async def app(tmp_path: Path) -> AsyncIterator[App]:
    """A sandbox that keeps everything in a file, with an app that acknowledges."""
    async with running_app(tmp_path / "sandbox.json") as running:
        yield running


async def test_a_restart_loses_nothing_that_was_typed(page: Page, app: App) -> None:
    await app.post([actions(button("open", "Open form"))])
    await page.get_by_role("button", name="Open form").click()
    await expect(page.locator("#ack")).to_contain_text("acknowledged")
    await page.locator("#composer-text").fill("half a message")
    await app.open_modal(modal("Plan B", text_field("plan")))
    plan = page.locator('dialog [data-action-id="value"]')
    await plan.fill("half an answer")
    port = await app.stop()
    await expect(page.locator("#banner")).to_have_text("Reconnecting… What you type is kept.")
    await page.locator("[data-modal-submit]").click()
    await expect(page.get_by_role("dialog")).to_contain_text("We had some trouble connecting")
    await plan.press("End")
    await page.keyboard.type(", and more")
    await app.start_again(port)
    await expect(page.locator("#banner")).to_be_hidden()
    await expect(plan).to_have_value("half an answer, and more")
    await page.locator("[data-modal-submit]").click()
    await expect(page.get_by_role("dialog")).to_have_count(0)
    sent = app.last("view_submission")["view"]["state"]["values"]
    assert sent["plan"]["value"]["value"] == "half an answer, and more"
    await expect(page.locator("#composer-text")).to_have_value("half a message")


async def test_a_message_that_was_not_sent_comes_back(page: Page, app: App) -> None:
    port = await app.stop()
    await expect(page.locator("#banner")).to_be_visible()
    await page.locator("#composer-text").fill("not lost")
    await page.keyboard.press("Enter")
    await expect(page.locator(".message.ephemeral")).to_contain_text("was not sent")
    await expect(page.locator("#composer-text")).to_have_value("not lost")
    await app.start_again(port)
    await expect(page.locator("#banner")).to_be_hidden()
    await page.locator("#composer-text").press("Enter")
    await expect(page.locator('.message[data-user="U0ANA"]')).to_contain_text("not lost")


async def test_what_was_missed_is_fetched(page: Page, app: App) -> None:
    port = await app.stop()
    await expect(page.locator("#banner")).to_be_visible()
    await app.start_again(port)
    ts = await app.post(text="While you were away")
    await expect(page.locator(f'.message[data-ts="{ts}"]')).to_contain_text("While you were away")
    await expect(page.locator(f'.message[data-ts="{ts}"]')).to_have_count(1)


async def test_two_windows_are_two_people(browser: Browser, page: Page, app: App) -> None:
    async with open_page(browser, f"{app.sandbox.base_url}/?as=U0BEN#C0GENERAL") as bens:
        await page.goto(f"{app.sandbox.base_url}/?as=U0ANA#C0GENERAL")
        await bens.locator("#composer-text").fill("Hello Ana")
        await bens.keyboard.press("Enter")
        await expect(page.locator('.message[data-user="U0BEN"]')).to_contain_text("Hello Ana")
        await expect(page.locator(".message strong")).to_have_text("Ben Okafor")


async def test_typing_is_not_disturbed_by_messages(page: Page, app: App) -> None:
    composer = page.locator("#composer-text")
    await composer.press_sequentially("one ")
    await app.post(text="In between")
    await expect(page.get_by_text("In between", exact=True)).to_be_visible()
    await page.keyboard.type("two")
    await expect(composer).to_have_value("one two")


async def test_the_clock_moves_and_goes_back(page: Page, app: App) -> None:
    await page.get_by_role("button", name="Sandbox controls").click()
    await page.get_by_role("button", name="+1 week").click()
    await expect(page.locator(".bent")).to_have_text("Clock: moved +7 d")
    assert 604_700 < app.sandbox.clock.offset.total_seconds() < 604_900
    await page.get_by_label("Move the clock to").fill("2031-02-03T09:00")
    await page.get_by_role("button", name="Move", exact=True).click()
    await expect(page.locator("#sandbox-clock")).to_contain_text("3 February 2031")
    await page.get_by_role("button", name="Reset").click()
    await expect(page.locator(".bent")).to_have_text("")


async def test_faults_are_set_and_cleared(page: Page, app: App) -> None:
    await page.get_by_role("button", name="Sandbox controls").click()
    await page.get_by_label("Kind").select_option("Rate limit")
    await page.get_by_label("Times").fill("3")
    await page.get_by_role("button", name="Set fault").click()
    await expect(page.locator(".armed")).to_have_text("Set: Rate limit, 3 left")
    await expect(page.locator(".bent")).to_have_text("Fault: rate limit")
    await page.get_by_role("button", name="Clear").click()
    await expect(page.locator(".armed")).to_have_text("")


async def test_the_app_is_taken_away_and_brought_back(page: Page, app: App) -> None:
    await page.get_by_role("button", name="Sandbox controls").click()
    await page.get_by_role("button", name="Uninstall app").click()
    await page.get_by_role("alertdialog").get_by_role("button", name="Uninstall").click()
    await expect(page.locator(".bent")).to_have_text("Parley not installed")
    await expect(page.locator(".welcome")).to_contain_text("Parley is not installed")
    await page.get_by_role("button", name="Install app", exact=True).click()
    await expect(page.locator(".bent")).to_have_text("")


async def test_deliveries_are_listed_newest_first(page: Page, app: App) -> None:
    await page.get_by_role("button", name="Sandbox controls").click()
    for command in ("/negotiate", "/nudge"):
        await page.locator("#composer-text").fill(f"{command} ")
        await page.keyboard.press("Enter")
        await expect(page.locator("#ack")).to_contain_text(f"{command} acknowledged")
    rows = page.get_by_role("region", name="Last deliveries").locator("tbody tr")
    await expect(rows.first).to_contain_text("command /nudge")
    await expect(rows.first).to_contain_text("ok")
    await expect(rows.nth(1)).to_contain_text("command /negotiate")
