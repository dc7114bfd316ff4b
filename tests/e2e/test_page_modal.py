"""Forms on the sandbox's page: the stack, values that are kept, errors, focus."""

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, Locator, Page, expect

from tests.e2e.kit import Json, actions, button, field, modal, options, plain, section, text_field
from tests.e2e.page_fixture import App, open_page

SUBMIT = "[data-modal-submit]"


@pytest.fixture
async def page(browser: Browser, app: App) -> AsyncIterator[Page]:
    """The page of the first person after a press that gave the app a trigger."""
    async with open_page(browser, app.sandbox.base_url) as opened:
        await app.post([actions(button("open", "Open form"))])
        await press(opened)
        yield opened


async def press(page: Page) -> None:
    """Press the button that gives the app a fresh trigger."""
    opener = page.get_by_role("button", name="Open form")
    await opener.click()
    await expect(page.locator("#ack")).to_contain_text("acknowledged")


def dialog(page: Page) -> Locator:
    """The form on top."""
    return page.locator("dialog.modal")


def box(page: Page, block_id: str) -> Locator:
    """The field of an input block."""
    return page.locator(f'dialog [data-block-id="{block_id}"][data-action-id="value"]')


async def test_a_form_has_its_words_and_its_hooks(page: Page, app: App) -> None:
    view = await app.open_modal(modal("Plan B", text_field("plan", "What then?")))
    form = page.get_by_role("dialog", name="Plan B")
    await expect(form).to_have_attribute("data-view-id", view["id"])
    await expect(form.get_by_label("What then?")).to_be_focused()
    await expect(form.get_by_role("button", name="Save")).to_be_visible()
    await expect(form.get_by_role("button", name="Not now")).to_be_visible()


async def test_every_kind_of_value_is_sent(page: Page, app: App) -> None:
    kinds = options("Job", "Raise", "Buying")
    blocks = [
        text_field("text"),
        field("long", {"type": "plain_text_input", "multiline": True}),
        field("number", {"type": "number_input", "is_decimal_allowed": True}),
        field("menu", {"type": "static_select", "options": kinds}),
        field("many", {"type": "multi_static_select", "options": kinds}),
        field("radio", {"type": "radio_buttons", "options": kinds}),
        field("check", {"type": "checkboxes", "options": kinds}),
        field("day", {"type": "datepicker"}),
        field("time", {"type": "timepicker"}),
        field("moment", {"type": "datetimepicker"}),
        field("who", {"type": "users_select"}),
        field("where", {"type": "channels_select"}),
        text_field("empty", optional=True),
        field("kept", {"type": "plain_text_input", "initial_value": "5 &lt; 6"}),
    ]
    await app.open_modal(modal("All", *blocks))
    await box(page, "text").fill("one <b>line</b>")
    await box(page, "long").fill("two\nlines")
    await box(page, "number").fill("70.5")
    await box(page, "menu").select_option("Raise")
    await box(page, "many").click()
    listed = page.get_by_role("group", name="Options")
    await listed.get_by_label("Job").check()
    await listed.get_by_label("Buying").check()
    await page.keyboard.press("Escape")
    await expect(box(page, "many")).to_have_text("Job, Buying")
    await dialog(page).get_by_role("radio", name="Raise").check()
    await dialog(page).get_by_role("checkbox", name="Buying").check()
    await box(page, "day").fill("2026-12-10")
    await box(page, "time").fill("15:30")
    await box(page, "moment").fill("2026-07-10T15:30")
    await box(page, "who").select_option("Mei Tan")
    await box(page, "where").select_option("#general")
    await page.locator(SUBMIT).click()
    await expect(dialog(page)).not_to_be_visible()
    values = app.last("view_submission")["view"]["state"]["values"]
    sent = {block_id: next(iter(value.values())) for block_id, value in values.items()}
    assert sent["text"] == {"type": "plain_text_input", "value": "one <b>line</b>"}
    assert sent["long"]["value"] == "two\nlines"
    assert sent["number"]["value"] == "70.5"
    assert sent["menu"]["selected_option"]["value"] == "raise"
    assert [one["value"] for one in sent["many"]["selected_options"]] == ["job", "buying"]
    assert sent["radio"]["selected_option"]["value"] == "raise"
    assert [one["value"] for one in sent["check"]["selected_options"]] == ["buying"]
    assert sent["day"]["selected_date"] == "2026-12-10"
    assert sent["time"]["selected_time"] == "15:30"
    assert sent["moment"]["selected_date_time"] == 1783690200
    assert sent["who"]["selected_user"] == "U0MEI"
    assert sent["where"]["selected_channel"] == "C0GENERAL"
    assert sent["empty"]["value"] is None
    assert sent["kept"]["value"] == "5 &lt; 6"


WRONG: list[tuple[Json, str, str]] = [
    ({"type": "plain_text_input"}, "", "Please complete this required field."),
    ({"type": "plain_text_input", "min_length": 3}, "ab", "Please write at least 3 characters."),
    ({"type": "plain_text_input", "max_length": 3}, "abcd", "Please write at most 3 characters"),
    ({"type": "number_input", "is_decimal_allowed": False}, "1.5", "Please enter a whole number."),
    ({"type": "number_input", "is_decimal_allowed": True}, "abc", "Please enter a number."),
    (
        {"type": "number_input", "is_decimal_allowed": True, "min_value": "2"},
        "1",
        "Please enter 2 or more.",
    ),
]


async def test_a_wrong_value_is_told_beside_its_field(page: Page, app: App) -> None:
    blocks = [field(f"field-{at}", element) for at, (element, _, _) in enumerate(WRONG)]
    await app.open_modal(modal("Wrong", *blocks))
    for at, (_, typed, _) in enumerate(WRONG):
        await box(page, f"field-{at}").fill(typed)
    await page.locator(SUBMIT).click()
    for at, (_, typed, words) in enumerate(WRONG):
        await expect(box(page, f"field-{at}")).to_have_value(typed)
        await expect(box(page, f"field-{at}")).to_have_accessible_description(
            words + (" (now 4)." if at == 2 else "")
        )
    await expect(box(page, "field-0")).to_be_focused()
    await expect(page.locator("#announcer")).to_contain_text(WRONG[0][2])
    assert [one for one in app.heard if one["type"] == "view_submission"] == []


async def test_the_apps_own_errors_keep_what_was_typed(page: Page, app: App) -> None:
    app.answers["view_submission"] = {
        "response_action": "errors",
        "errors": {"worth": "I can't read that as an amount."},
    }
    await app.open_modal(modal("Plan B", text_field("plan"), text_field("worth")))
    await box(page, "plan").fill("stay")
    await box(page, "worth").fill("lots")
    await box(page, "worth").press("Enter")
    await expect(page.locator(".field-error", has_text="can't read")).to_be_visible()
    await expect(box(page, "worth")).to_be_focused()
    await expect(box(page, "worth")).to_have_attribute("aria-invalid", "true")
    await expect(box(page, "plan")).to_have_value("stay")
    await box(page, "worth").fill("70k")
    await expect(page.locator(".field-error", has_text="can't read")).to_have_count(0)
    app.answers.clear()
    await page.locator(SUBMIT).click()
    await expect(dialog(page)).not_to_be_visible()


async def test_a_failed_submission_keeps_everything(page: Page, app: App) -> None:
    await app.open_modal(modal("Plan B", text_field("plan")))
    await box(page, "plan").fill("typed for long")
    app.status = 500
    await page.locator(SUBMIT).click()
    await expect(dialog(page)).to_contain_text("We had some trouble connecting")
    await expect(box(page, "plan")).to_have_value("typed for long")
    app.status = 200
    await page.locator(SUBMIT).click()
    await expect(dialog(page)).not_to_be_visible()
    values = app.last("view_submission")["view"]["state"]["values"]
    assert values["plan"]["value"]["value"] == "typed for long"


async def test_a_submission_is_sent_once_while_it_waits(page: Page, app: App) -> None:
    await app.open_modal(modal("Plan B", text_field("plan")))
    await box(page, "plan").fill("text")
    app.gate.clear()
    await page.locator(SUBMIT).click()
    await expect(page.locator(SUBMIT)).to_have_attribute("aria-busy", "true")
    await box(page, "plan").press("Enter")
    app.gate.set()
    await expect(dialog(page)).not_to_be_visible()
    assert len([one for one in app.heard if one["type"] == "view_submission"]) == 1


async def test_an_update_keeps_values_focus_and_caret(page: Page, app: App) -> None:
    blocks = [text_field("plan"), text_field("gone")]
    view = await app.open_modal(modal("Before", *blocks))
    await box(page, "plan").fill("typed text")
    await box(page, "plan").evaluate("node => node.setSelectionRange(5, 5)")
    changed = modal("After", section("*New words*"), blocks[0], text_field("new"))
    await app.call("views.update", view_id=view["id"], view=changed)
    await expect(page.get_by_role("dialog", name="After")).to_contain_text("New words")
    await expect(box(page, "plan")).to_have_value("typed text")
    await expect(box(page, "plan")).to_be_focused()
    await page.keyboard.type(" and more")
    await expect(box(page, "plan")).to_have_value("typed and more text")
    await expect(box(page, "gone")).to_have_count(0)


async def test_forms_stack_and_go_back_with_their_values(page: Page, app: App) -> None:
    opens = section("Term", button("term", "What is this?"), block_id="primer")
    await app.open_modal(modal("First", text_field("plan"), opens, notify_on_close=True))
    await box(page, "plan").fill("kept below")
    await dialog(page).get_by_role("button", name="What is this?").click()
    await expect(page.locator("#ack")).to_contain_text("What is this?")
    primer = {"type": "modal", "title": plain("Primer"), "blocks": [section("Words")]}
    await app.open_modal(primer | {"notify_on_close": True}, "views.push")
    await expect(page.get_by_role("dialog", name="Primer")).to_be_visible()
    await expect(page.locator(SUBMIT)).to_have_count(0)
    await page.get_by_role("button", name="Back to the form before").click()
    await expect(page.get_by_role("dialog", name="First")).to_be_visible()
    await expect(box(page, "plan")).to_have_value("kept below")
    assert app.last("view_closed")["is_cleared"] is False


async def test_closing_everything_says_so(page: Page, app: App) -> None:
    await app.open_modal(modal("First", text_field("plan"), notify_on_close=True))
    await page.get_by_role("button", name="Close", exact=True).click()
    await expect(dialog(page)).not_to_be_visible()
    assert app.last("view_closed")["is_cleared"] is True


async def test_focus_stays_inside_and_returns(page: Page, app: App) -> None:
    await app.open_modal(modal("Plan B", text_field("plan")))
    await expect(box(page, "plan")).to_be_focused()
    for _ in range(7):
        await page.keyboard.press("Tab")
        assert await dialog(page).evaluate("node => node.contains(document.activeElement)")
    for _ in range(7):
        await page.keyboard.press("Shift+Tab")
        assert await dialog(page).evaluate("node => node.contains(document.activeElement)")
    await page.keyboard.press("Escape")
    await expect(dialog(page)).not_to_be_visible()
    await expect(page.get_by_role("button", name="Open form")).to_be_focused()


async def test_a_view_to_be_read_opens_at_its_beginning(page: Page, app: App) -> None:
    lines = [section(f"*Line {number}*\nwords") for number in range(40)]
    view = modal("Sheet", *lines, actions(button("more", "At the end")), submit=None)
    opened = {key: value for key, value in view.items() if value is not None}
    await app.open_modal(opened)
    await expect(dialog(page).get_by_text("Line 0")).to_be_in_viewport()
    await page.keyboard.press("End")
    await expect(dialog(page).get_by_role("button", name="At the end")).to_be_in_viewport()


async def test_a_field_that_dispatches_tells_the_app_on_enter(page: Page, app: App) -> None:
    await app.open_modal(modal("Live", text_field("plan", dispatch_action=True)))
    await box(page, "plan").fill("early")
    await box(page, "plan").press("Enter")
    await expect(page.locator("#ack")).to_contain_text("acknowledged")
    action = app.last("block_actions")["actions"][0]
    assert (action["block_id"], action["value"]) == ("plan", "early")
    await expect(dialog(page)).to_be_visible()


async def test_a_reload_finds_the_open_form(page: Page, app: App) -> None:
    initial: Json = {"type": "plain_text_input", "initial_value": "from the app"}
    await app.open_modal(modal("Plan B", field("plan", initial)))
    await expect(box(page, "plan")).to_have_value("from the app")
    await page.reload()
    await expect(page.get_by_role("dialog", name="Plan B")).to_be_visible()
    await expect(box(page, "plan")).to_have_value("from the app")
