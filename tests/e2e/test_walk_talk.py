"""Talking with Parley as people do: unclear, wrong, back and forth, with a break in between."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from tests.e2e.demo import running_demo
from tests.e2e.walk import Walk, day_ahead, walking

TOO_LONG = "many words " * 455  # 5,005 characters
MARKUP = "<!channel> <script>document.title = 'taken'</script>"


@pytest.fixture
async def walk(browser: Browser, tmp_path: Path) -> AsyncIterator[Walk]:
    """Ana's window of a fresh workspace."""
    with running_demo(tmp_path) as demo:
        async with walking(browser, demo.url) as opened:
            yield opened


async def to_question(walk: Walk, number: int) -> str:
    """Answer the questions before this one, plainly."""
    said = await walk.say("/negotiate prep job offer from Acme")
    answers = ("job offer", "a mentor", "not fixed yet", "$70k offer from Borealis", "72k", "85k")
    for answer in answers[: number - 1]:
        said = await walk.say(answer)
    assert f"{number} of 7" in said
    return said


async def refuses(walk: Walk, number: int, wrong: str, because: str) -> None:
    """Say something wrong; one sentence says why, and the same question stands."""
    said = await walk.say(wrong)
    assert because in said, said
    assert "kept" in said, said
    assert f"{number} of 7" in said, said


async def test_markup_and_nonsense_about_the_situation(walk: Walk) -> None:
    await walk.say("/negotiate prep")
    await refuses(walk, 1, TOO_LONG, "longer than")
    said = await walk.say(MARKUP)
    assert MARKUP in said
    assert await walk.page.locator(".messages script").count() == 0
    assert await walk.page.title() != "taken"
    await refuses(walk, 1, "a kind that nobody knows", "kind")
    assert "2 of 7" in await walk.say("selling")


async def test_dates_that_are_none(walk: Walk) -> None:
    await to_question(walk, 3)
    await refuses(walk, 3, "soonish", "date")
    await refuses(walk, 3, "1 March 2019 3pm", "passed")
    await refuses(walk, 3, "32 December", "date")
    await refuses(walk, 3, TOO_LONG, "longer than")
    day = day_ahead()
    said = await walk.say(f"{day:%d %B} 3pm")
    assert f"{day.day} {day:%b}" in said
    assert "15:00 (Europe/Madrid)" in said
    assert "4 of 7" in said


async def test_figures_that_are_unclear(walk: Walk) -> None:
    await to_question(walk, 4)
    await refuses(walk, 4, "1.200", "1,200 / 1.2")
    await expect(walk.button("1,200")).to_be_visible()
    await expect(walk.button("1.2")).to_be_visible()
    await refuses(walk, 4, "75k-70k", "backwards")
    await refuses(walk, 4, "$70k or €60k", "don't convert")
    await refuses(walk, 4, "60% 70k, 50% 80k", "100 %")
    assert "70,000 USD" in await walk.say("$70k")
    await refuses(walk, 5, "banana", "figure")
    await refuses(walk, 5, "€70k", "currency")
    await refuses(walk, 5, "71.500", "71,500")
    assert "71,500 USD" in await walk.press("71,500")
    assert "6 of 7" in await walk.said()
    await refuses(walk, 6, "€90k", "currency")
    await refuses(walk, 6, "95k-90k", "backwards")
    assert "7 of 7" in await walk.say("90k, the survey of 2026")
    await refuses(walk, 7, "limit €80k, medium sure", "currency")
    assert "sheet is ready" in await walk.say("limit 80k, medium sure")


async def test_forms_say_what_is_wrong_beside_the_field_and_keep_it(walk: Walk) -> None:
    await to_question(walk, 2)
    form = await walk.open("Answer privately")
    assert len(await form.refused()) == 1
    await form.fill(goals="a mentor")
    await walk.save()
    form = await walk.open("Pick date and time")
    await form.fill(time="15:00")
    assert "day" in (await form.refused())[0]
    await form.fill(day="2019-03-01")
    assert "passed" in (await form.refused())[0]
    await form.close()
    assert "4 of 7" in await walk.say("not fixed yet")
    form = await walk.open("Answer privately")
    await form.fill(what=MARKUP, worth="soonish")
    assert len(await form.refused()) == 1
    await expect(form.field("What will you do")).to_have_value(MARKUP)
    await expect(form.field("What is that worth")).to_have_value("soonish")
    await form.fill(worth="70k")
    said = await walk.save()
    assert "5 of 7" in said
    assert "channel" not in said


async def test_back_and_skip_lose_nothing(walk: Walk) -> None:
    await to_question(walk, 5)
    assert "4 of 7" in await walk.say("back")
    assert "3 of 7" in await walk.press("Back")
    assert "5 of 7" in await walk.press("Keep my answer")
    assert "6 of 7" in await walk.say("skip")
    shown = await walk.say("show")
    assert "Plan B: answered" in shown
    assert "Walk-away: skipped" in shown
    assert "Target: open" in shown
    assert "6 of 7" in shown
    assert "70" not in shown.split("6 of 7")[0].split("So far")[1]


async def test_an_edited_answer_returns_to_where_one_was(walk: Walk) -> None:
    await to_question(walk, 7)
    assert "6 of 7" in await walk.say("edit target")
    said = await walk.say("90k")
    assert "90,000 USD" in said
    assert "7 of 7" in said
    assert "5 of 7" in await walk.say("change walk-away")
    assert "7 of 7" in await walk.say("74k")
    assert "sheet is ready" in await walk.say("limit 80k, high")
    form = await walk.open("Open sheet")
    text = await form.text()
    assert "90,000 USD" in text
    assert "74,000 to 80,000" in text


async def test_cancel_sets_aside_and_resumes_at_the_same_question(walk: Walk) -> None:
    await to_question(walk, 4)
    await refuses(walk, 4, "1.200", "1,200 / 1.2")
    assert "kept" in await walk.say("cancel")
    assert "of 7" not in await walk.say("70k")
    resumed = await walk.say("/negotiate prep")
    assert "4 of 7" in resumed
    assert "5 of 7" in await walk.say("70k")


async def test_help_is_short_and_keeps_the_question(walk: Walk) -> None:
    await to_question(walk, 3)
    said = await walk.say("help")
    assert "3 of 7" in said
    helped = await walk.say("/negotiate help")
    lines = helped.partition("/negotiate prep")[2].splitlines()
    assert len(lines) <= 8
    assert "/negotiate delete" in helped


async def test_the_sheet_is_offered_before_the_end(walk: Walk) -> None:
    await to_question(walk, 6)
    await expect(walk.button("Sheet now")).to_have_count(0)
    assert "6 of 7" in await walk.say("sheet now")
    assert "7 of 7" in await walk.say("85k")
    assert "1 of 7" in await walk.press("Sheet now")
    form = await walk.open("Open sheet")
    text = await form.text()
    assert "their limit" in text.casefold()
    codes = form.dialog.locator('[data-value$=":their_side_unknown"]')
    await expect(codes).to_be_visible()
    await form.close()
    assert "7 of 7" in await walk.press("Continue")


async def test_a_button_of_an_earlier_question_changes_nothing(walk: Walk) -> None:
    await walk.say("/negotiate prep job offer from Acme")
    old = walk.answer
    ts = await old.get_attribute("data-ts")
    await walk.press("Job offer")
    await walk.say("a mentor")
    before = await walk.say("show")
    stale = walk.page.locator(f'.message[data-ts="{ts}"]')
    said = await walk.press_this(stale.get_by_role("button", name="Buying", exact=True))
    assert "earlier step" in said
    assert "3 of 7" in said
    form = stale.get_by_role("button", name="Answer privately", exact=True)
    assert "earlier step" in await walk.press_this(form)
    await expect(walk.form.dialog).to_have_count(0)
    after = await walk.say("show")
    assert after.partition("So far")[2] == before.partition("So far")[2]


async def test_a_double_click_answers_once(walk: Walk) -> None:
    await walk.say("/negotiate prep job offer from Acme")
    await walk.button("Job offer").dblclick()
    await expect(walk.answer).to_contain_text("2 of 7")
    await walk.type("show")
    await expect(walk.answer).to_contain_text("So far")
    shown = await walk.said()
    assert "Situation: answered" in shown
    assert "Success: open" in shown
    await walk.say("a mentor")
    await walk.button("Not fixed yet").dblclick()
    await expect(walk.answer).to_contain_text("4 of 7")
    await walk.type("show")
    await expect(walk.answer).to_contain_text("So far")
    assert "Plan B: open" in await walk.said()


async def test_a_double_click_does_not_answer_what_comes_under_the_pointer(walk: Walk) -> None:
    await walk.say("/negotiate prep job offer from Acme")
    await walk.button("Job offer").click()
    await expect(walk.answer).to_contain_text("2 of 7")
    await walk.button("Skip").hover()
    await walk.page.mouse.down(click_count=2)
    await walk.page.mouse.up(click_count=2)
    await walk.type("show")
    await expect(walk.answer).to_contain_text("So far")
    assert "Success: open" in await walk.said()


async def test_a_form_overtaken_by_an_answer_writes_nothing(walk: Walk) -> None:
    await to_question(walk, 2)
    form = await walk.open("Answer privately")
    await form.fill(goals="a say in the roadmap")
    # The form covers the composer: this message comes from elsewhere, such as a phone.
    await walk.elsewhere("a mentor")
    assert "opened" in (await form.refused())[0]
    await expect(form.field("success look like")).to_have_value("a say in the roadmap")
    await form.close()
    text = await (await walk.command("/negotiate sheet")).text()
    assert "a mentor" in text
    assert "roadmap" not in text
