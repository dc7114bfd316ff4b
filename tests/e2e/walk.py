"""Walking through Parley as a person does: typing, pressing buttons, filling in forms.

Nothing here sleeps. Whoever says or presses something waits for what a person would wait for:
Parley's next message, a form on the screen, or the form gone.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

from playwright.async_api import Browser, Locator, Page, expect

from tests.e2e.page_fixture import WIDE, open_page

ANA, BEN, MEI = "U0ANA", "U0BEN", "U0MEI"
PARLEY = '.messages[aria-label="Messages"] .message[data-user="U0PARLEY"]'
NEWEST = """([selector, before]) => {
  const ts = [...document.querySelectorAll(selector)].map((node) => node.dataset.ts);
  return ts.length > 0 && !before.includes(ts.at(-1));
}"""
OTHER_WORDS = """(before) => {
  const form = document.querySelector("dialog.modal[open]");
  return form && form.dataset.viewId && form.innerText !== before;
}"""


def day_ahead() -> datetime:
    """A day some weeks from now."""
    return datetime.now(UTC) + timedelta(days=30)


class Form:
    """The form in front: its words, its fields by label, its buttons."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self.dialog = page.locator("dialog.modal[open]")

    async def text(self) -> str:
        """All its words."""
        return await self.dialog.inner_text()

    def field(self, label: str) -> Locator:
        """The field under a label."""
        return self.dialog.get_by_label(label, exact=False)

    async def fill(self, **fields: str) -> None:
        """Type into fields, by the last part of their block ids."""
        for name, text in fields.items():
            await self.dialog.locator(f'[data-block-id$=":{name}"][data-action-id]').fill(text)

    async def choose(self, name: str, option: str) -> None:
        """Choose an option of a menu or of radio buttons."""
        control = self.dialog.locator(f'[data-block-id$=":{name}"][data-action-id]').first
        if await control.evaluate("node => node.matches('select')"):
            await control.select_option(label=option)
        else:
            await self.dialog.get_by_label(option, exact=True).check()

    async def save(self) -> None:
        """Send it and wait until it is gone."""
        await self.dialog.locator("[data-modal-submit]").click()
        await expect(self.dialog).to_have_count(0)

    async def save_to_next(self) -> None:
        """Send it and wait for the screen that takes its place."""
        await self._to_next(self.dialog.locator("[data-modal-submit]"))

    async def refused(self) -> list[str]:
        """Send it; it must stay, and this is what it says beside its fields."""
        await self.dialog.locator("[data-modal-submit]").click()
        wrong = self.dialog.locator(".field-error:not(:empty)")
        await expect(wrong.first).to_be_visible()
        return await wrong.all_inner_texts()

    async def press(self, label: str) -> "Form":
        """Press a button that leads to another screen, and give that."""
        await self._to_next(self.dialog.get_by_role("button", name=label, exact=True).first)
        return self

    async def _to_next(self, button: Locator) -> None:
        before = await self.text()
        await button.click()
        await self._page.wait_for_function(OTHER_WORDS, arg=before)

    async def link(self) -> str:
        """Where its link leads."""
        address = await self.dialog.get_by_role("link").get_attribute("href")
        assert address
        return address

    async def close(self) -> None:
        """Leave it, with everything behind it."""
        await self.dialog.locator('[data-modal-close="all"]').click()
        await expect(self.dialog).to_have_count(0)


class Walk:
    """One person's window onto the workspace, in the direct message with Parley."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.composer = page.locator("#composer-text")
        self.answers = page.locator(PARLEY)
        self.form = Form(page)

    @property
    def answer(self) -> Locator:
        """Parley's newest message."""
        return self.answers.last

    async def said(self) -> str:
        """The words of Parley's newest message."""
        return await self.answer.inner_text()

    async def seen(self) -> list[str]:
        """The messages of Parley that are there now."""
        seen: list[str] = await self.answers.evaluate_all("nodes => nodes.map(n => n.dataset.ts)")
        return seen

    async def wait_for_answer(self, seen: list[str]) -> str:
        """The words of Parley's next message after these."""
        await self.page.wait_for_function(NEWEST, arg=[PARLEY, seen])
        return await self.said()

    async def type(self, text: str) -> None:
        """Type into the composer and send it, without waiting for an answer."""
        await self.composer.fill(text)
        await self.composer.press("Enter")
        await expect(self.composer).to_have_value("")

    async def say(self, text: str) -> str:
        """Send a message or a command; gives the words that Parley answers with."""
        seen = await self.seen()
        await self.type(text)
        return await self.wait_for_answer(seen)

    async def elsewhere(self, text: str) -> str:
        """Send a message as from another device; gives the words that Parley answers with."""
        seen, address = await self.seen(), urlsplit(self.page.url)
        person = parse_qs(address.query)["as"][0]
        sent = {"as": person, "channel": f"D{person[1:]}", "text": text}
        url = f"{address.scheme}://{address.netloc}/page/message"
        assert (await self.page.request.post(url, data=sent)).ok
        return await self.wait_for_answer(seen)

    def button(self, label: str) -> Locator:
        """A button of Parley's newest message."""
        return self.answer.get_by_role("button", name=label, exact=True)

    async def press(self, label: str) -> str:
        """Press a button of the newest message; gives the words that Parley answers with."""
        return await self.press_this(self.button(label))

    async def press_this(self, button: Locator) -> str:
        """Press a button anywhere in the chat; gives the words that Parley answers with."""
        seen = await self.seen()
        await button.click()
        return await self.wait_for_answer(seen)

    async def open(self, label: str) -> Form:
        """Press a button of the newest message that opens a form."""
        await self.button(label).click()
        return await self._opened()

    async def command(self, text: str) -> Form:
        """Send a command that opens a form."""
        await self.type(text)
        return await self._opened()

    async def _opened(self) -> Form:
        await self.page.wait_for_function(OTHER_WORDS, arg="")
        return self.form

    async def save(self) -> str:
        """Send the form in front; gives the words that Parley answers with in the chat."""
        seen = await self.seen()
        await self.form.save()
        return await self.wait_for_answer(seen)

    async def privately(self, label: str = "Answer privately", **fields: str) -> str:
        """Answer the question by its form."""
        form = await self.open(label)
        await form.fill(**fields)
        return await self.save()

    async def tap(self, label: str) -> str:
        """Press a button of the newest message that is answered in its thread; gives the thread."""
        before = await self.answer.locator(".replies").count()
        await self.button(label).click()
        replies = self.answer.locator(".replies")
        if before:
            told = await replies.inner_text()
            await expect(replies).not_to_have_text(told)
        await replies.click()
        thread = self.page.get_by_role("region", name="Thread")
        words = await thread.inner_text()
        await self.page.locator("#close-side").click()
        return words

    async def chat(self) -> str:
        """Everything in the chat, also what is only an attribute: the messages as markup."""
        markup: list[str] = await self.page.locator(".messages .message").evaluate_all(
            "nodes => nodes.map(n => n.outerHTML)"
        )
        return "\n".join(markup)


@asynccontextmanager
async def walking(
    browser: Browser,
    url: str,
    person: str = ANA,
    size: tuple[int, int] = WIDE,
    *,
    dark: bool = False,
) -> AsyncIterator[Walk]:
    """A person's window, ready to type in."""
    async with open_page(browser, f"{url}/?as={person}", size, dark=dark) as page:
        yield Walk(page)
