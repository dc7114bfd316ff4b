"""Block Kit and mrkdwn on the sandbox's page: what is shown, and what is sent when it is used."""

import pytest
from playwright.async_api import Browser, Locator, Page, expect

from tests.e2e.kit import Json, actions, button, marked, options, plain, section
from tests.e2e.page_fixture import App, open_page


async def shown(page: Page, app: App, *blocks: Json) -> Locator:
    """Post blocks and wait until their message is there."""
    ts = await app.post(list(blocks))
    message = page.locator(f'.message[data-ts="{ts}"]')
    await message.wait_for()
    return message


async def pressed(page: Page, app: App) -> Json:
    """Wait for the acknowledgement and give the action that the app got."""
    await expect(page.locator("#ack")).to_contain_text("acknowledged")
    action: Json = app.last("block_actions")["actions"][0]
    return action


FORMATS = [
    ("*bold* _italic_ ~gone~ `code`", ["b", "i", "s", "code"], "bold italic gone code"),
    ("*_both_*", ["b > i"], "both"),
    ("snake_case_name 5*3*2 a~b~c", [], "snake_case_name 5*3*2 a~b~c"),
    ("* not bold * and *nor\nthis*", [], "* not bold * and *nor\nthis*"),
    ("`*raw* <https://a.test|label>`", ["code"], "*raw* label"),
    ("> quoted\n> twice\nafter", ["blockquote"], "quoted\ntwice\nafter"),
    ("&gt; quoted", ["blockquote"], "quoted"),
    ("5 &lt; 6 &amp;amp; &amp;lt;", [], "5 < 6 &amp; &lt;"),
    ("• one\n• two", [".hang:nth-child(2)"], "• one\n• two"),
    (
        "<https://example.com/a?b=1&amp;c=2|words>",
        ['a[href="https://example.com/a?b=1&c=2"]'],
        "words",
    ),
    ("<mailto:a@b.test|write>", ['a[href="mailto:a@b.test"]'], "write"),
    ("hi <@U0BEN> in <#C0GENERAL>", [".mention"], "hi @Ben Okafor in #general"),
    ("you <@U0ANA>", [".mention-me"], "you @Ana Ruiz"),
    ("look <!channel> <!here>", [".mention-ping"], "look @channel @here"),
    (":tada: :unknown_code: 10:30:00", [], "🎉 :unknown_code: 10:30:00"),
    ("<!date^1765378800^{date_num} {time}|later>", ["time"], "10/12/2025 16:00"),
]


async def test_text_is_formatted_as_slack_does(page: Page, app: App) -> None:
    for text, found, words in FORMATS:
        message = await shown(page, app, section(text))
        body = message.locator(".section-body .text")
        await expect(body).to_have_text(words, use_inner_text=True)
        for selector in found:
            await expect(body.locator(selector).first).to_be_attached()
        if not found:
            await expect(body.locator("b, i, s, a, code, blockquote")).to_have_count(0)


HOSTILE = [
    "<img src=x onerror=window.pwned=1>",
    "<script>window.pwned=1</script>",
    "&lt;img src=x onerror=window.pwned=1&gt;",
    "<javascript:window.pwned=1|press me>",
    "<data:text/html,hello|press me>",
    "*<svg/onload=window.pwned=1>*",
    "```<b>bold?</b>```",
    '<https://example.com/"onclick="window.pwned=1|words>',
    "<@<b>U1</b>> <!<i>here</i>>",
]


def everywhere(text: str) -> list[Json]:
    """Blocks that show a text in every place that takes one."""
    choice = {"text": plain(text), "value": text}
    menu = {"type": "static_select", "action_id": "pick", "placeholder": plain(text)}
    picture = {"type": "image", "image_url": "https://example.com/x.png", "title": plain(text)}
    return [
        section(text, fields=[marked(text), plain(text)]),
        {"type": "header", "text": plain(text)},
        {"type": "context", "elements": [marked(text), plain(text)]},
        actions(button("go", text), menu | {"options": [choice]}),
        picture | {"alt_text": text},
    ]


async def test_no_text_becomes_markup(page: Page, app: App) -> None:
    for text in HOSTILE:
        message = await shown(page, app, *everywhere(text))
        made = message.locator("script, img, iframe, svg:not(.icon), .text b > b")
        await expect(made).to_have_count(0)
        await expect(message.locator('a:not([href^="https://example.com/"])')).to_have_count(0)
        await expect(message.locator("[onclick], [onerror], [onload]")).to_have_count(0)
    assert await page.evaluate("window.pwned") is None


async def test_what_people_type_stays_text(browser: Browser, app: App) -> None:
    await app.sandbox.say("Ana", "<img src=x onerror=window.pwned=1> <b>me</b>")
    async with open_page(browser, app.sandbox.base_url) as opened:
        said = opened.locator('.message[data-user="U0ANA"] .text')
        await expect(said).to_have_text("<img src=x onerror=window.pwned=1> <b>me</b>")
        assert await opened.evaluate("window.pwned") is None


async def test_plain_text_without_emoji_shows_the_names_as_typed(page: Page, app: App) -> None:
    typed = plain("A raise :wave:") | {"emoji": False}
    message = await shown(page, app, {"type": "header", "text": typed})
    await expect(message.get_by_role("heading")).to_have_text("A raise :wave:")


async def test_rich_text_is_shown(page: Page, app: App) -> None:
    words = {"type": "text", "text": "strong", "style": {"bold": True, "code": True}}
    item = {"type": "rich_text_section", "elements": [{"type": "text", "text": "item"}]}
    parts = [
        {
            "type": "rich_text_section",
            "elements": [
                words,
                {"type": "user", "user_id": "U0MEI"},
                {"type": "broadcast", "range": "here"},
                {"type": "emoji", "name": "wave"},
                {"type": "link", "url": "https://example.com", "text": "link"},
            ],
        },
        {"type": "rich_text_list", "style": "ordered", "elements": [item, item]},
        {"type": "rich_text_quote", "elements": [{"type": "text", "text": "quoted"}]},
        {"type": "rich_text_preformatted", "elements": [{"type": "text", "text": "a  b\n c"}]},
    ]
    message = await shown(page, app, {"type": "rich_text", "elements": parts})
    await expect(message.locator("code > b, b > code")).to_have_text("strong")
    await expect(message.locator(".rich-section")).to_have_text("strong@Mei Tan@here👋link")
    await expect(message.locator("ol > li")).to_have_count(2)
    await expect(message.locator("blockquote")).to_have_text("quoted")
    await expect(message.locator("pre")).to_have_text("a  b\n c", use_inner_text=True)


async def test_a_picture_is_named_and_never_fetched(page: Page, app: App) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    message = await shown(
        page,
        app,
        {"type": "image", "image_url": "https://example.com/x.png", "alt_text": "A chart"},
    )
    await expect(message.get_by_role("img", name="A chart")).to_be_visible()
    assert [url for url in asked if "example.com" in url] == []


async def test_a_press_reaches_the_app_and_is_busy_until_then(page: Page, app: App) -> None:
    message = await shown(
        page,
        app,
        section("Question"),
        actions(button("go", "Go", style="primary"), block_id="prepare:situation"),
    )
    app.gate.clear()
    go = message.locator('[data-block-id="prepare:situation"] [data-action-id="go"]')
    await go.click()
    await expect(go).to_have_attribute("aria-busy", "true")
    await go.click()
    app.gate.set()
    await expect(go).not_to_have_attribute("aria-busy", "true")
    assert (await pressed(page, app))["value"] == "Go"
    assert len([one for one in app.heard if one["type"] == "block_actions"]) == 1


async def test_a_press_that_is_not_answered_says_so(page: Page, app: App) -> None:
    message = await shown(page, app, actions(button("go", "Go")))
    app.status = 500
    await message.get_by_role("button", name="Go").click()
    await expect(message.locator(".block-warning")).to_contain_text("“Go” failed")
    app.status = 200
    await message.get_by_role("button", name="Go").click()
    await expect(message.locator(".block-warning")).to_have_count(0)


async def test_a_dangerous_press_is_asked_about_first(page: Page, app: App) -> None:
    asked = {
        "title": plain("Delete?"),
        "text": marked("For *good*."),
        "confirm": plain("Delete"),
        "deny": plain("Keep"),
        "style": "danger",
    }
    message = await shown(page, app, actions(button("go", "Remove", confirm=asked)))
    go = message.get_by_role("button", name="Remove")
    await go.click()
    dialog = page.get_by_role("alertdialog", name="Delete?")
    await expect(dialog).to_contain_text("For good.")
    await page.keyboard.press("Escape")
    await expect(go).to_be_focused()
    assert [one for one in app.heard if one["type"] == "block_actions"] == []
    await go.click()
    await dialog.get_by_role("button", name="Delete").click()
    assert (await pressed(page, app))["action_id"] == "go"


async def test_a_link_button_opens_beside_and_tells_the_app(page: Page, app: App) -> None:
    message = await shown(page, app, actions(button("go", "Read", url="https://example.com/read")))
    link = message.get_by_role("link", name="Read")
    await expect(link).to_have_attribute("href", "https://example.com/read")
    await expect(link).to_have_attribute("rel", "noopener noreferrer")


async def test_menus_send_what_was_chosen(page: Page, app: App) -> None:
    menu = {
        "type": "static_select",
        "action_id": "kind",
        "placeholder": plain("Kind"),
        "options": options("Job", "Raise"),
    }
    more = {"type": "overflow", "action_id": "more", "options": options("Edit", "Remove")}
    message = await shown(page, app, section("Menu", menu), section("More", more))
    await message.get_by_label("Kind").select_option("Raise")
    assert (await pressed(page, app))["selected_option"]["value"] == "raise"
    await message.get_by_role("button", name="More actions").click()
    await expect(page.get_by_role("menuitem", name="Edit")).to_be_focused()
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("menu")).to_have_count(0)
    await expect(page.locator("#ack")).to_contain_text("More actions")
    assert app.last("block_actions")["actions"][0]["selected_option"]["value"] == "remove"


CHOICES = [
    ({"type": "radio_buttons", "options": options("Low", "High")}, "High", "selected_option"),
    ({"type": "checkboxes", "options": options("Low", "High")}, "High", "selected_options"),
]


@pytest.mark.parametrize(("element", "label", "key"), CHOICES, ids=["radio", "checkbox"])
async def test_choices_send_what_was_chosen(
    page: Page, app: App, element: Json, label: str, key: str
) -> None:
    message = await shown(page, app, section("Which?", element | {"action_id": "pick"}))
    await message.get_by_label(label).check()
    chosen = (await pressed(page, app))[key]
    assert (chosen if key == "selected_option" else chosen[0])["value"] == "high"


MOMENTS = [
    ("datepicker", "2026-12-10", {"selected_date": "2026-12-10"}),
    ("timepicker", "15:30", {"selected_time": "15:30"}),
    # Ana's wall clock is Madrid's: 15:30 there is 14:30 UTC in winter.
    ("datetimepicker", "2026-12-10T15:30", {"selected_date_time": 1796913000}),
]


@pytest.mark.parametrize(("kind", "typed", "sent"), MOMENTS, ids=[case[0] for case in MOMENTS])
async def test_moments_are_sent_in_the_persons_zone(
    page: Page, app: App, kind: str, typed: str, sent: Json
) -> None:
    message = await shown(page, app, actions({"type": kind, "action_id": "when"}))
    await message.locator('[data-action-id="when"]').fill(typed)
    action = await pressed(page, app)
    assert {key: action[key] for key in sent} == sent


async def test_people_are_chosen_by_name(page: Page, app: App) -> None:
    message = await shown(
        page,
        app,
        actions({"type": "users_select", "action_id": "who", "placeholder": plain("Who?")}),
    )
    await message.get_by_label("Who?").select_option("Ben Okafor")
    assert (await pressed(page, app))["selected_user"] == "U0BEN"


async def test_an_updated_message_keeps_choices_and_focus(page: Page, app: App) -> None:
    choices = section(
        "Which?",
        {"type": "radio_buttons", "action_id": "pick", "options": options("Low", "High")},
        block_id="which",
    )
    ts = await app.post([choices, actions(button("go", "Go"))])
    message = page.locator(f'.message[data-ts="{ts}"]')
    await message.get_by_label("High").check()
    await message.get_by_role("button", name="Go").focus()
    blocks = [section("A new line above"), choices, actions(button("go", "Go"))]
    await app.call("chat.update", channel="D0ANA", ts=ts, text="Changed", blocks=blocks)
    await expect(message).to_contain_text("A new line above")
    await expect(message.get_by_label("High")).to_be_checked()
    await expect(message.get_by_role("button", name="Go")).to_be_focused()
