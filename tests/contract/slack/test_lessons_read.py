"""Lessons that are out, in the app as it is shipped: compared, found useful, tried; and masked."""

import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from handlers.sandbox.cast import Message
from tests.contract.slack.team import AUTHORS, MONDAY, TEXTS, Json, Team
from tests.contract.slack.world import ANA, BEN, Mode, World, create_box, spoken


@pytest.fixture
async def team(folder: Path, mode: Mode) -> AsyncIterator[Team]:
    """Twelve people who use Parley in one channel that gets lessons."""
    async with World(create_box(folder), folder, mode, worker=True).going() as world:
        team = Team(world)
        team.move(MONDAY)
        await team.gather()
        await team.set_up()
        yield team


async def released(team: Team) -> list[Message]:
    for person in AUTHORS[:5]:
        await team.shares(person)
    await team.reaches_due()
    return await team.posted(5)


def alone(team: Team, words: str) -> bool:
    """Whether Ben alone reads these words in the channel."""
    said = [one for one in team.box.messages("general") if words in spoken(one)]
    return bool(said) and all(one.ephemeral_to == BEN for one in said)


async def test_a_reader_marks_tries_and_compares(team: Team) -> None:
    below = await released(team)
    before = len(team.read() + team.below())
    await team.world.press("Useful", below[0], BEN)
    await team.box.until(lambda: alone(team, "Noted as useful"))
    await team.world.press("I will try this", below[0], BEN)
    await team.box.until(lambda: alone(team, "I ask you in our chat"))
    await team.world.hears("What do you want to practise?", BEN)
    assert len(team.read() + team.below()) == before

    await team.box.command("Ben", "/negotiate", "lessons")
    found = await team.world.hears("5 of them", BEN)
    assert not [text for text in TEXTS.values() if text in spoken(found)]
    await team.world.press("Show two", found, BEN)
    view = await team.screen("What do they have in common?", "Ben")
    shown = json.dumps(view)
    assert sum(text in shown for text in TEXTS.values()) == 2
    await team.world.press("Two others", view, BEN)
    await team.box.until(lambda: json.dumps(team.box.views("Ben")[-1]) != shown)
    other = json.dumps(team.box.views("Ben")[-1])
    assert not [text for text in TEXTS.values() if text in shown and text in other]


async def test_who_is_in_no_channel_with_lessons_is_told_so(team: Team) -> None:
    await released(team)
    general = team.box._site.workspace.channel("general")
    members = tuple(one for one in general.members if one != BEN)
    team.box._site.workspace.channels[general.id] = type(general)(
        id=general.id, name=general.name, kind=general.kind, members=members
    )
    await team.box.command("Ben", "/negotiate", "lessons")
    await team.world.hears("The channels you are in have no lessons yet", BEN)


async def test_without_the_right_to_look_it_says_that_slack_did_not_tell(team: Team) -> None:
    await released(team)
    team.box.grant("channels:read", granted=False)
    await team.box.command("Ben", "/negotiate", "lessons")
    await team.world.hears("did not tell me which channels", BEN)


async def test_who_is_not_in_the_channel_is_not_offered_to_share_there(team: Team) -> None:
    general = team.box._site.workspace.channel("general")
    members = tuple(one for one in general.members if one != BEN)
    team.box._site.workspace.channels[general.id] = type(general)(
        id=general.id, name=general.name, kind=general.kind, members=members
    )
    await team.box.command("Ben", "/negotiate", "share")
    await team.screen("You are in none of the channels", "Ben")
    team.box.grant("channels:read", granted=False)
    await team.box.command("Ana", "/negotiate", "share")
    await team.screen("did not tell me which channels", "Ana")
    await team.box.command("Ana", "/negotiate", "share", "general")
    await team.screen("share:text", "Ana")


async def test_names_of_the_workspace_are_masked_before_anybody_reads(team: Team) -> None:
    names = [one.name for one in team.box._site.workspace.people.values()]
    text = f"{names[1].lower()} of #general told me to wait, {names[2].split()[0].upper()} agreed."
    view = await team.preview("Ana", text)
    (read,) = [
        block["text"]["text"]
        for block in view["blocks"]
        if block["type"] == "section" and block["text"]["type"] == "plain_text"
    ]
    assert "told me to wait" in read
    words = {word for name in names for word in name.casefold().split()} | {"general"}
    assert not words & {word.strip("“”,.#") for word in read.casefold().split()}
    assert await team.waits() == 0


async def test_words_are_hidden_in_the_form_and_the_tick_is_asked_for_again(team: Team) -> None:
    view = await team.preview("Ana", TEXTS["Ana"])
    ids = [block["block_id"] for block in view["blocks"]]
    (hide,) = [one for one in ids if one.endswith(":hide")]
    (agree,) = [one for one in ids if one.endswith(":agree")]
    await team.box.submit("Ana", view["id"], {hide: ["low"], agree: ["yes"]})
    again = await team.screen("has changed", "Ana")
    assert "They opened [word] and I asked" in json.dumps(again)
    assert await team.waits() == 0
    assert agree not in [block["block_id"] for block in again["blocks"]]


async def test_a_tap_masks_a_word_and_a_button_takes_out_the_style_at_once(team: Team) -> None:
    view = await team.preview("Ana", "they OPENED low!! and I asked why they did.")
    hide, field = _hiding(view)
    await team.box.press("Ana", view, field["action_id"], block_id=hide, value=["low"])
    masked = await team.screen("[word]!! and I asked", "Ana")
    style = next(
        one
        for block in masked["blocks"]
        if block["type"] == "actions"
        for one in block["elements"]
        if one["text"]["text"] == "Make my style plainer"
    )
    typed = {"share:text": "they OPENED low!! and I waited, and then they MOVED."}
    await team.box.press("Ana", masked, style["action_id"], values=typed)
    plain = await team.screen("Back to my own style", "Ana")
    assert _read(plain) == "“They opened [word]. And I waited, and then they moved.”"
    assert "they MOVED" in json.dumps(plain), "what was typed stays"
    assert plain["id"] == view["id"]
    assert await team.waits() == 0


async def test_two_quick_taps_are_both_taken_and_nothing_is_told_in_the_chat(team: Team) -> None:
    view = await team.preview("Ana", TEXTS["Ana"])
    hide, field = _hiding(view)
    await team.box.press("Ana", view, field["action_id"], block_id=hide, value=["low"])
    await team.screen("They opened [word]", "Ana")
    heard = len(team.box.messages(ANA))
    await team.box.press("Ana", view, field["action_id"], block_id=hide, value=["low", "asked"])
    await team.world.parts.tasks.drain(1)
    (shown,) = team.box.views("Ana")
    assert "They opened [word] and I asked" in _read(shown), "it had changed since"
    assert len(team.box.messages(ANA)) == heard
    await team.box.submit("Ana", view["id"], {hide: ["low", "asked"]})
    assert "They opened [word] and I [word] how" in _read(await team.screen("has changed", "Ana"))


def _hiding(view: Json) -> tuple[str, Json]:
    """The field of the words that can be hidden: its block, and its element."""
    return next(
        (block["block_id"], block["element"])
        for block in view["blocks"]
        if block["block_id"].endswith(":hide")
    )


def _read(view: Json) -> str:
    """The words of a preview as others would read them."""
    (found,) = (
        block["text"]["text"]
        for block in view["blocks"]
        if block["type"] == "section" and block["text"]["type"] == "plain_text"
    )
    return str(found)
