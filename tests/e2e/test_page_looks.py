"""How the sandbox's page looks at 1280 and 390 pixels, in light and dark."""

import pytest
from playwright.async_api import Browser, expect

from tests.e2e.kit import Json, actions, button, field, marked, modal, options, plain, section
from tests.e2e.looks import looked_at
from tests.e2e.page_fixture import NARROW, WIDE, App, open_page

COLUMNS = 36
DRAWING = "\n".join(["60k           70k        80k   85k", "x" * COLUMNS])
LONG = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen" * 2


def crowded() -> list[Json]:
    """Blocks with every kind of element and words that do not fit in a line."""
    kinds = options("Job offer", "A kind with a rather long name that wraps", LONG[:70])
    menu = {"type": "static_select", "placeholder": plain("Kind"), "options": kinds}
    return [
        {"type": "header", "text": plain(f"Offer {LONG[:90]}")},
        section(
            f"*Bold* `code` <@U0ANA> <!channel> <https://example.com|link>\n> {LONG}\n• {LONG}"
        ),
        section("Fields", fields=[marked(f"*A*\n{LONG[:60]}"), marked("*B*\n1"), marked("*C*\n2")]),
        section(f"```{DRAWING}```"),
        section(LONG, button("side", "Open the sheet")),
        section(LONG, menu | {"action_id": "menu"}),
        section("Pick", {"type": "radio_buttons", "action_id": "radio", "options": kinds}),
        section("More", {"type": "overflow", "action_id": "more", "options": kinds}),
        actions(
            button("one", "Primary", style="primary"),
            button("two", "Danger", style="danger"),
            button("three", "A button with quite some words on it, more than a phone has room for"),
            {"type": "datepicker", "action_id": "day"},
            {"type": "timepicker", "action_id": "time"},
            {"type": "datetimepicker", "action_id": "moment"},
            {"type": "checkboxes", "action_id": "check", "options": kinds},
        ),
        {"type": "divider"},
        {"type": "image", "image_url": "https://example.com/x.png", "alt_text": LONG},
        {"type": "context", "elements": [marked(f"Only you can see this. {LONG}"), plain("x")]},
    ]


def crowded_form() -> Json:
    """A form with every kind of field."""
    kinds = options("Low", "A kind with a rather long name that wraps", LONG[:70])
    return modal(
        "A title of 24 characters",
        section(f"```{DRAWING}```"),
        field("text", {"type": "plain_text_input", "placeholder": plain("For example: stay")}),
        field("long", {"type": "plain_text_input", "multiline": True}, hint=plain(LONG)),
        field("menu", {"type": "static_select", "options": kinds}, optional=True),
        field("many", {"type": "multi_static_select", "options": kinds}, optional=True),
        field("radio", {"type": "radio_buttons", "options": kinds}, optional=True),
        field("check", {"type": "checkboxes", "options": kinds}, optional=True),
        field("moment", {"type": "datetimepicker"}, optional=True),
    )


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["1280", "390"])
async def test_nothing_is_cut_or_pale(
    browser: Browser, app: App, size: tuple[int, int], *, dark: bool
) -> None:
    await app.sandbox.say("Ana", f"{LONG} https://example.com/{LONG}")
    parent = await app.post(crowded())
    await app.post(text=f"In the thread {LONG}", thread_ts=parent)
    async with open_page(browser, app.sandbox.base_url, size, dark=dark) as page:
        await app.call("chat.postEphemeral", channel="D0ANA", user="U0ANA", text="For you")
        await expect(page.get_by_text("For you", exact=True)).to_be_visible()
        await looked_at(page, "messages")
        await page.locator(".replies").click()
        await looked_at(page, "thread")
        await page.locator("#close-side").click()
        await page.locator("#composer-text").fill("/")
        await looked_at(page, "commands")
        await page.locator("#composer-text").fill("")
        await page.get_by_role("button", name="Open the sheet").click()
        await expect(page.locator("#ack")).to_contain_text("acknowledged")
        await app.open_modal(crowded_form())
        await page.locator("[data-modal-submit]").click()
        await expect(page.locator(".field-error").nth(1)).to_contain_text("required")
        await looked_at(page, "form")
        await page.keyboard.press("Escape")
        home = {"type": "home", "blocks": crowded()}
        await app.call("views.publish", user_id="U0ANA", view=home)
        await page.get_by_role("tab", name="Home").click()
        await expect(page.locator(".home")).to_contain_text("Fields")
        await looked_at(page, "home")
        await page.get_by_role("tab", name="About").click()
        await looked_at(page, "about")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
async def test_the_drawer_and_controls_fit_a_small_screen(
    browser: Browser, app: App, *, dark: bool
) -> None:
    async with open_page(browser, app.sandbox.base_url, NARROW, dark=dark) as page:
        await page.locator("#composer-text").fill("/negotiate help")
        await page.keyboard.press("Enter")
        await expect(page.locator("#ack")).to_contain_text("acknowledged")
        await page.get_by_role("button", name="Open sidebar").click()
        await looked_at(page, "drawer")
        await page.locator("#actor").click()
        await looked_at(page, "people")
        await page.keyboard.press("Escape")
        await page.get_by_role("button", name="Sandbox controls").click()
        await expect(page.locator(".deliveries td").first).to_contain_text("command")
        await looked_at(page, "controls")


async def test_a_drawing_of_36_columns_fits_a_phone_unscrolled(browser: Browser, app: App) -> None:
    await app.post([section(f"```{DRAWING}```"), actions(button("go", "Go"))])
    async with open_page(browser, app.sandbox.base_url, NARROW) as page:
        await page.get_by_role("button", name="Go").click()
        await expect(page.locator("#ack")).to_contain_text("acknowledged")
        await app.open_modal(modal("Sheet", section(f"```{DRAWING}```")))
        await expect(page.locator("dialog pre")).to_be_visible()
        for drawing in await page.locator("pre").all():
            assert await drawing.evaluate("node => node.scrollWidth <= node.clientWidth")


async def test_pages_of_other_schemes_look_different(browser: Browser, app: App) -> None:
    seen = set()
    for dark in (False, True):
        async with open_page(browser, app.sandbox.base_url, dark=dark) as page:
            seen.add(
                await page.locator("main").evaluate("n => getComputedStyle(n).backgroundColor")
            )
    assert len(seen) == 2
