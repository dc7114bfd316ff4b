"""Lists, the Home tab, the primer, taking a sheet away, and erasing everything."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from tests.e2e.demo import running_demo
from tests.e2e.walk import Walk, walking


@pytest.fixture
async def walk(browser: Browser, tmp_path: Path) -> AsyncIterator[Walk]:
    """Ana's window of a fresh workspace."""
    with running_demo(tmp_path) as demo:
        async with walking(browser, demo.url) as opened:
            yield opened


async def test_several_preparations_are_listed_and_continued(walk: Walk) -> None:
    await walk.say("/negotiate prep a microscope from Helix")
    await walk.say("buying")
    await walk.say("/negotiate prep job offer from Acme")
    listed = await walk.say("/negotiate")
    assert listed.index("job offer from Acme") < listed.index("a microscope from Helix")
    assert "question 1 of 7" in listed
    assert "question 2 of 7" in listed
    older = walk.answer.get_by_role("button", name="Continue", exact=True).nth(1)
    assert "2 of 7" in await walk.press_this(older)
    assert "3 of 7" in await walk.say("faster support")
    listed = await walk.say("/negotiate")
    assert listed.index("a microscope from Helix") < listed.index("job offer from Acme")
    assert "question 3 of 7" in listed
    begun = await walk.press("Start a new one")
    assert "What is it about" in begun


async def test_a_preparation_is_deleted_and_its_buttons_say_so(walk: Walk) -> None:
    await walk.say("/negotiate prep a microscope from Helix")
    await walk.say("/negotiate")
    listed = walk.answer
    form = await walk.open("Change an answer")
    await form.press("Delete this preparation")
    assert "deleted" in await walk.save()
    stale = listed.get_by_role("button", name="Continue", exact=True)
    await expect(listed).to_contain_text("deleted")
    assert await stale.count() == 0
    assert "no preparations" in await walk.say("/negotiate")


async def test_the_home_tab_begins_continues_and_opens(walk: Walk) -> None:
    home = walk.page.locator(".home")
    to_home = walk.page.get_by_role("tab", name="Home")
    to_chat = walk.page.get_by_role("tab", name="Messages")
    await to_home.click()
    await home.get_by_role("button", name="Prepare a negotiation").click()
    await expect(home).to_contain_text("question 1 of 7")
    await to_chat.click()
    await expect(walk.answer).to_contain_text("What is it about")
    await walk.say("job offer from Acme")
    await to_home.click()
    await expect(home).to_contain_text("job offer from Acme")
    await home.get_by_role("button", name="Open sheet").click()
    await expect(walk.form.dialog).to_contain_text("Prep sheet")
    await walk.form.close()
    await home.get_by_role("button", name="Six terms in two minutes").click()
    await expect(walk.form.dialog).to_contain_text("ZOPA")
    await walk.form.close()
    await home.get_by_role("button", name="Who can see this?").click()
    await expect(walk.form.dialog).to_contain_text("Nobody else")


async def test_each_term_is_explained_where_it_is_asked(walk: Walk) -> None:
    said = await walk.say("/negotiate prep job offer from Acme")
    assert "encrypted" in said
    form = await walk.open("Six terms in two minutes")
    text = await form.text()
    for term in ("Negotiation", "BATNA", "Reservation", "Aspiration", "ZOPA", "Criterion"):
        assert term in text
    await form.close()
    for answer in ("job offer", "a mentor", "not fixed yet"):
        said = await walk.say(answer)
    assert "encrypted" not in said
    for term, answer in (
        ("What is a BATNA?", "$70k"),
        ("What is a reservation value?", "71k"),
        ("What is an aspiration?", "85k"),
        ("What is a ZOPA?", "limit 80k, high"),
    ):
        form = await walk.open(term)
        assert "Plan B" in await form.text()
        await form.close()
        await walk.say(answer)


def read(file: Path) -> str:
    """What a downloaded file holds."""
    return file.read_text()


async def test_the_sheet_is_downloaded_once(walk: Walk) -> None:
    await walk.say("/negotiate prep job offer from Acme")
    await walk.say("job offer")
    form = await walk.command("/negotiate sheet")
    await form.press("Export")
    link = await form.link()
    page = await walk.page.context.new_page()
    for _scan in range(2):
        answer = await page.goto(link)
        assert answer is not None
        assert answer.status == 200
        assert "no-store" in answer.headers["cache-control"]
    async with page.expect_download() as coming:
        await page.get_by_role("button", name="Download").click()
    saved = await coming.value
    assert saved.suggested_filename.endswith(".md")
    assert "# job offer from Acme" in read(await saved.path())
    again = await page.request.post(link)
    assert again.status == 410
    assert "job offer" not in await again.text()
    used = await page.goto(link)
    assert used is not None
    assert used.status == 410
    await expect(page.get_by_role("button")).to_have_count(0)


async def test_a_download_link_is_empty_after_ten_minutes(walk: Walk) -> None:
    await walk.say("/negotiate prep job offer from Acme")
    form = await walk.command("/negotiate sheet")
    await form.press("Export")
    link = await form.link()
    await form.close()
    clock = re.sub(r"/\?.*", "/page/clock", walk.page.url)
    await walk.page.request.post(clock, data={"advance_seconds": 590})
    assert (await walk.page.request.get(link)).status == 200
    await walk.page.request.post(clock, data={"advance_seconds": 20})
    assert (await walk.page.request.get(link)).status == 410
    assert (await walk.page.request.post(link)).status == 410


async def test_everything_is_erased_after_the_word_is_typed(walk: Walk) -> None:
    await walk.say("/negotiate prep job offer from Acme")
    form = await walk.command("/negotiate delete")
    await form.fill(confirm="yes")
    assert len(await form.refused()) == 1
    await form.close()
    assert "job offer from Acme" in await walk.say("/negotiate")
    question = walk.answers.filter(has_text="Which kind").last
    form = await walk.command("/negotiate delete")
    await form.fill(confirm="DELETE")
    await form.save_to_next()
    assert "erased" in await form.text()
    await form.close()
    assert "no preparations" in await walk.say("/negotiate")
    stale = question.get_by_role("button", name="Job offer", exact=True)
    said = await walk.press_this(stale)
    assert "not there any more" in said
    assert "encrypted" in said  # Parley introduces itself again, as to somebody new
    assert "1 of 7" in await walk.say("/negotiate prep")


async def test_a_finding_is_mended_where_it_is_read(walk: Walk) -> None:
    await walk.say("/negotiate prep job offer from Acme")
    for answer in ("job offer", "a mentor", "not fixed yet", "$70k from Borealis", "70k", "85k"):
        await walk.say(answer)
    await walk.say("limit 80k, medium sure")
    before = await walk.answers.count()
    form = await walk.open("Open sheet")
    missing = form.dialog.locator('[data-value$=":criterion_missing"]')
    await expect(missing).to_be_visible()
    assert "Let them open" in await form.text()
    await form.press("Add a criterion")
    assert await form.field("Your target").input_value() == "85,000 USD a year"
    await form.fill(criterion="the salary survey of 2026")
    await form.save_to_next()
    text = await form.text()
    assert "Open first" in text
    assert "I go by this: the salary survey of 2026" in text
    await expect(missing).to_have_count(0)
    await form.close()
    await expect(walk.answers).to_have_count(before)
