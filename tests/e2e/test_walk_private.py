"""What stays private: searched for in the chat, the log and the files, as the curious would."""

import json
from pathlib import Path
from typing import Any

from playwright.async_api import Browser, expect

from tests.e2e.demo import Demo, running_demo
from tests.e2e.walk import ANA, BEN, Walk, day_ahead, walking

# Seven digits: no moment or number of the program's own holds them by chance.
PRIVATE_WORDS = (
    "Quokka",
    "Zanzibar",
    "Heliotrope",
    "Marmalade",
    "Obsidian",
    "Peppercorn",
    "Tourmaline",
)
PRIVATE_FIGURES = (1_284_937, 1_352_691, 1_473_829, 1_419_573, 1_196_248)
TYPED = ("Gooseberry", "1538276")


def written(figure: int) -> tuple[str, ...]:
    """Ways in which a figure may be written."""
    plain = str(figure)
    return plain, f"{figure:,}", f"{figure / 1000:.3f}k", f"{plain[0]}.{plain[1:]}"


SECRETS = (*PRIVATE_WORDS, *(text for figure in PRIVATE_FIGURES for text in written(figure)))


def found(secrets: tuple[str, ...], where: str) -> list[str]:
    """Which of the secrets are there, in whatever case."""
    folded = where.casefold()
    return [secret for secret in secrets if secret.casefold() in folded]


async def snapshot(walk: Walk, demo: Demo, person: str) -> dict[str, Any]:
    """What the workspace holds for a person."""
    answer = await walk.page.request.get(f"{demo.url}/page/snapshot?as={person}")
    held: dict[str, Any] = await answer.json()
    return held


async def prepare_privately(walk: Walk) -> None:
    """All seven questions in forms, with words and figures that occur nowhere else."""
    await walk.say("/negotiate prep")
    form = await walk.open("Answer privately")
    await form.fill(what="contract with Quokka")
    await form.choose("kind", "Selling")
    await walk.save()
    await walk.privately(goals="a trip to Zanzibar\nmore Heliotrope")
    await walk.open("Pick date and time")
    await form.fill(day=f"{day_ahead():%Y-%m-%d}", time="10:00")
    await walk.save()
    await walk.privately(what="sell to Marmalade", worth="€1,284,937")
    asked = await walk.privately(amount="1,352,691", reason="they know Obsidian")
    assert "private" in asked
    await walk.privately(amount="1,473,829", criterion="the Peppercorn index")
    form = await walk.open("Answer privately")
    await form.fill(limit="1,419,573", opening="1,196,248")
    await form.choose("sure", "High")
    await walk.save()


async def look_everywhere(walk: Walk) -> None:
    """Everything that might make Parley talk about what it knows."""
    await walk.say("show")
    await walk.say("help")
    await walk.say("/negotiate")
    await walk.say("edit walk-away")
    await walk.press("Keep my answer")
    await walk.say("edit target")
    await walk.say("cancel")
    await walk.say("/negotiate prep")
    await walk.say("skip")
    form = await walk.command("/negotiate sheet")
    text = await form.text()
    assert "Quokka" in text
    assert "1,419,573" in text
    await form.press("This time")
    await form.fill(line="If they name Tourmaline, then I ask for its basis")
    await form.save_to_next()
    assert "Tourmaline" in await form.text()
    await form.press("Export")
    await form.close()
    await walk.page.get_by_role("tab", name="Home").click()
    await expect(walk.page.locator(".home")).to_contain_text("Quokka")
    await walk.page.get_by_role("tab", name="Messages").click()


def check_files(demo: Demo) -> None:
    """The bot's own files hold nothing readable of what was said, privately or not."""
    files = list((demo.folder / ".parley").glob("parley.db*"))
    assert any(file.stat().st_size > 10_000 for file in files)
    for file in files:
        assert found((*SECRETS, *TYPED), file.read_bytes().decode("latin-1")) == [], file.name


async def test_private_answers_stay_out_of_chat_log_and_files(
    browser: Browser, tmp_path: Path
) -> None:
    with running_demo(tmp_path) as demo:
        async with walking(browser, demo.url) as walk:
            await prepare_privately(walk)
            await look_everywhere(walk)
            assert found(SECRETS, await walk.chat()) == []
            channels = (await snapshot(walk, demo, ANA))["channels"]
            assert any(channel["messages"] for channel in channels)
            assert found(SECRETS, json.dumps(channels, ensure_ascii=False)) == []
        check_files(demo)
        demo.kill()
        check_files(demo)
        assert found(SECRETS, demo.log) == []


async def test_the_log_holds_nothing_that_was_typed(browser: Browser, tmp_path: Path) -> None:
    with running_demo(tmp_path) as demo:
        async with walking(browser, demo.url) as walk:
            await walk.say("/negotiate prep contract with Gooseberry")
            await walk.say("selling")
            faults = {"fault": "server_error", "times": 2}
            await walk.page.request.post(f"{demo.url}/page/faults", data=faults)
            await walk.say("a word from Gooseberry")
            await walk.say("not fixed yet")
            await walk.say("the Gooseberry offer, €1538276")
            assert found(("Gooseberry",), await walk.chat()) == ["Gooseberry"]
        check_files(demo)
        demo.stop()
        assert found(TYPED, demo.log) == []
        assert "ready" in demo.log


async def test_another_person_sees_nothing_of_it(browser: Browser, tmp_path: Path) -> None:
    with running_demo(tmp_path) as demo:
        async with walking(browser, demo.url) as walk, walking(browser, demo.url, BEN) as bens:
            await walk.say("/negotiate prep contract with Gooseberry")
            await walk.say("selling")
            assert "no preparations" in await bens.say("/negotiate")
            assert "no preparations" in await bens.say("/negotiate sheet")
            assert "no preparations" not in await walk.say("/negotiate")
            await bens.page.get_by_role("tab", name="Home").click()
            await expect(bens.page.locator(".home")).to_contain_text("no preparations")
            page = await bens.page.content()
            held = await snapshot(bens, demo, BEN)
            assert found(("Gooseberry",), page + json.dumps(held)) == []
            assert "D0ANA" not in json.dumps(held)


async def test_a_command_in_a_channel_tells_the_others_nothing(
    browser: Browser, tmp_path: Path
) -> None:
    with running_demo(tmp_path) as demo:
        async with walking(browser, demo.url) as walk, walking(browser, demo.url, BEN) as bens:
            channel = walk.page.locator('[data-channel="C0GENERAL"]').first
            await channel.click()
            said = await walk.say("/negotiate prep contract with Gooseberry")
            assert "direct message" in said
            await expect(walk.answer).to_have_attribute("data-ephemeral", "true")
            assert "Gooseberry" in await walk.say("/negotiate")
            assert found(("Gooseberry",), json.dumps(await snapshot(bens, demo, BEN))) == []
            await walk.page.locator('a[data-channel="D0ANA"]').click()
            await expect(walk.answer).to_contain_text("Which kind fits best?")
            await expect(walk.answer).not_to_contain_text("Gooseberry")
