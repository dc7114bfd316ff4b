"""The sandbox's page as a chat client: people, conversations, composer, commands, threads."""

import re

from playwright.async_api import Browser, Page, expect

from tests.e2e.page_fixture import DIRECT, NARROW, App, open_page


async def test_a_newcomer_is_shown_where_to_start(page: Page, app: App) -> None:
    await expect(page.locator("h1")).to_have_text("PParley")
    await expect(page.get_by_text("Sandbox workspace", exact=True)).to_be_visible()
    await page.get_by_role("button", name="Put it in the composer").click()
    await expect(page.get_by_label("Message", exact=True)).to_have_value("/negotiate prep")
    await page.keyboard.press("Enter")
    await expect(page.locator("#ack")).to_contain_text("/negotiate acknowledged in")
    assert app.last("command")["text"] == "prep"
    assert app.last("command")["channel_id"] == DIRECT


async def test_the_person_is_in_the_address(browser: Browser, page: Page, app: App) -> None:
    await page.get_by_role("button", name=re.compile("You act as Ana Ruiz")).click()
    await page.get_by_role("menuitem", name=re.compile("^Mei Tan")).click()
    await expect(page.locator("#actor")).to_contain_text("Mei Tan")
    assert page.url.endswith("?as=U0MEI")
    async with open_page(browser, f"{app.sandbox.base_url}/?as=U0BEN") as other:
        await expect(other.locator("#actor")).to_contain_text("Ben Okafor")


async def test_enter_sends_and_shift_enter_breaks_the_line(page: Page, app: App) -> None:
    await page.locator("#composer-text").press_sequentially("two")
    await page.keyboard.press("Shift+Enter")
    await page.keyboard.type("lines <b>& more</b>")
    await page.keyboard.press("Enter")
    mine = page.locator('.message[data-user="U0ANA"] .text')
    await expect(mine).to_have_text("two\nlines <b>& more</b>", use_inner_text=True)
    await expect(page.locator("#composer-text")).to_have_value("")
    said = next(event for event in app.heard if event["type"] == "message")
    assert said["text"] == "two\nlines &lt;b&gt;&amp; more&lt;/b&gt;"


async def test_commands_are_completed_by_keyboard(page: Page) -> None:
    composer = page.locator("#composer-text")
    await composer.press_sequentially("/n")
    options = page.get_by_role("option")
    await expect(options).to_have_count(2)
    await composer.press("ArrowDown")
    await expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    await composer.press("Tab")
    await expect(composer).to_have_value("/nudge ")
    await expect(page.locator(".completion-hint")).to_have_text("/nudge when")
    await composer.fill("/neg")
    await composer.press("Escape")
    await expect(options).to_have_count(0)
    await composer.press_sequentially("o")
    await composer.press("Enter")
    await expect(composer).to_have_value("/negotiate ")


async def test_a_command_that_is_not_answered_says_so_and_comes_back(page: Page, app: App) -> None:
    app.gate.clear()
    await page.locator("#composer-text").fill("/negotiate prep my raise")
    await page.keyboard.press("Enter")
    words = "/negotiate failed because the app did not respond."
    await expect(page.locator("#ack")).to_have_text(words)
    await expect(page.locator("#composer-text")).to_have_value("/negotiate prep my raise")


async def test_an_unknown_command_is_refused_with_the_text_kept(page: Page) -> None:
    await page.locator("#composer-text").fill("/unknown thing")
    await page.keyboard.press("Enter")
    await expect(page.locator(".message.ephemeral")).to_contain_text("/unknown is not a command")
    await expect(page.locator("#composer-text")).to_have_value("/unknown thing")


async def test_what_only_one_person_sees_is_marked(browser: Browser, page: Page, app: App) -> None:
    await app.call("chat.postEphemeral", channel=DIRECT, user="U0ANA", text="A *secret*")
    only = page.locator('.message[data-ephemeral="true"]')
    await expect(only).to_contain_text("Only visible to you")
    await expect(only.locator("b")).to_have_text("secret")


async def test_messages_arrive_change_and_go(page: Page, app: App) -> None:
    ts = await app.post(text="First words")
    message = page.locator(f'.message[data-ts="{ts}"]')
    await expect(message).to_contain_text("First words")
    await expect(page.locator("#announcer")).to_have_text("Parley: First words")
    await app.call("chat.update", channel=DIRECT, ts=ts, text="Other words")
    await expect(message).to_contain_text("Other words (edited)")
    await app.call("chat.delete", channel=DIRECT, ts=ts)
    await expect(message).to_have_count(0)


async def test_threads_open_beside_and_take_replies(page: Page, app: App) -> None:
    ts = await app.post(text="The start")
    await app.post(text="An answer", thread_ts=ts)
    await expect(page.locator(".message", has_text="An answer")).to_have_count(0)
    await page.get_by_role("button", name="1 reply").click()
    thread = page.get_by_role("complementary")
    await expect(thread.locator(".message")).to_have_count(2)
    await thread.get_by_label("Reply in thread").fill("Mine")
    await page.keyboard.press("Enter")
    await expect(thread.locator(".message")).to_have_count(3)
    await expect(page.get_by_role("button", name="2 replies")).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(thread).to_have_count(0)


async def test_other_conversations_show_what_is_unread(page: Page, app: App) -> None:
    link = page.locator('.channel-link[data-channel="C0GENERAL"]')
    await link.click()
    await expect(page.locator("h1")).to_contain_text("general")
    await expect(page.get_by_role("tab")).to_have_count(0)
    await app.post(text="Come back")
    dot = page.locator(f'.channel-link[data-channel="{DIRECT}"] .dot')
    await expect(dot).to_have_attribute("data-unread", "1")
    await expect(page).to_have_title("(1) general | Sandbox workspace")
    await page.go_back()
    await expect(page.get_by_text("Come back", exact=True)).to_be_visible()
    await expect(dot).to_have_count(0)


async def test_the_tabs_of_the_app_are_reached_by_arrow_keys(page: Page, app: App) -> None:
    await page.get_by_role("tab", name="Messages").focus()
    await page.keyboard.press("ArrowLeft")
    await expect(page.get_by_role("tab", name="Home")).to_have_attribute("aria-selected", "true")
    await expect(page.get_by_text("has not shown anything here yet")).to_be_visible()
    home = {
        "type": "home",
        "blocks": [{"type": "header", "text": {"type": "plain_text", "text": "Mine"}}],
    }
    await app.call("views.publish", user_id="U0ANA", view=home)
    await expect(page.get_by_role("heading", name="Mine")).to_be_visible()
    assert app.last("app_home_opened")["tab"] == "home"
    await page.get_by_role("tab", name="About").click()
    await expect(page.locator("#panel-about")).to_contain_text("prep | sheet | help | delete")


async def test_a_draft_belongs_to_its_conversation(page: Page) -> None:
    composer = page.locator("#composer-text")
    await composer.fill("half a thought")
    await page.locator('.channel-link[data-channel="C0GENERAL"]').click()
    await expect(composer).to_have_value("")
    await page.go_back()
    await expect(composer).to_have_value("half a thought")
    await page.reload()
    await expect(composer).to_have_value("half a thought")


async def test_reading_further_up_is_not_disturbed(page: Page, app: App) -> None:
    for number in range(30):
        await app.post(text=f"Line {number}\n" * 3)
    await expect(page.get_by_text("Line 29").first).to_be_in_viewport()
    scroller = page.get_by_role("region", name="Messages")
    await scroller.evaluate("node => node.scrollTop = 0")
    await app.post(text="Newest")
    jump = page.get_by_role("button", name="New messages")
    await expect(jump).to_be_visible()
    await expect(page.get_by_role("heading", name="This is Parley")).to_be_in_viewport()
    await jump.click()
    await expect(page.get_by_text("Newest", exact=True)).to_be_in_viewport()


async def test_the_sidebar_is_a_drawer_on_a_small_screen(browser: Browser, app: App) -> None:
    async with open_page(browser, app.sandbox.base_url, NARROW) as page:
        sidebar = page.get_by_role("navigation")
        await expect(sidebar).to_have_count(0)
        await page.get_by_role("button", name="Open sidebar").click()
        await expect(page.locator("#actor")).to_be_focused()
        await sidebar.get_by_role("link", name="general").click()
        await expect(sidebar).to_have_count(0)
        await expect(page.locator("h1")).to_contain_text("general")
        await page.get_by_role("button", name="Open sidebar").click()
        await page.keyboard.press("Escape")
        await expect(page.get_by_role("button", name="Open sidebar")).to_be_focused()
