"""Lessons in a channel, in the app as it is shipped: set up, shared, released, edited, stopped."""

import json
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from handlers.sandbox.cast import Channel, Message
from tests.contract.slack.team import AUTHORS, MONDAY, ROOM, TEXTS, Team
from tests.contract.slack.world import ANA, BEN, Mode, World, create_box, spoken


@asynccontextmanager
async def gathered(folder: Path, mode: Mode) -> AsyncIterator[Team]:
    """Twelve people who use Parley in one channel, and Parley at work."""
    async with World(create_box(folder), folder, mode, worker=True).going() as world:
        team = Team(world)
        team.move(MONDAY)
        await team.gather()
        yield team


@pytest.fixture
async def either(folder: Path, mode: Mode) -> AsyncIterator[Team]:
    """The team, reached in both ways."""
    async with gathered(folder, mode) as team:
        yield team


@pytest.fixture
async def team(folder: Path) -> AsyncIterator[Team]:
    """The team, reached over HTTP: what comes to a channel is the same in both ways."""
    async with gathered(folder, "http") as team:
        yield team


async def test_five_share_one_withdraws_a_sixth_joins_and_the_batch_appears_once(
    either: Team, caplog: pytest.LogCaptureFixture
) -> None:
    team = either
    caplog.set_level(logging.INFO)
    await team.set_up()
    receipts = {person: await team.shares(person) for person in AUTHORS[:5]}
    await team.withdraws("Mei", receipts["Mei"])
    assert (await team.pool()).release is None
    await team.shares(AUTHORS[5])
    await team.reaches_due()
    below = await team.posted(5)
    introduction, parent = team.read()
    assert introduction.ts < parent.ts
    assert {one.thread_ts for one in below} == {parent.ts}
    told = [spoken(one) for one in below]
    for person in ("Ana", "Ben", "Ivo", "Lea", "Noor"):
        assert sum(TEXTS[person] in said for said in told) == 1
    assert not [said for said in told if TEXTS["Mei"] in said]
    ids = [one.id for one in team.box._site.workspace.people.values()]
    for message in (*team.read(), *below):
        kept = json.dumps([message.text, message.blocks, message.metadata])
        assert not [one for one in ids if one in kept]
        assert message.metadata is None
    assert len({one.text for one in below}) == 1
    for message in below:
        assert_plain(message)
    logged = "\n".join(f"{one.getMessage()} {one.__dict__.get('facts')}" for one in caplog.records)
    assert "A batch of lessons is released." in logged
    secrets = (*ids, ROOM, *TEXTS.values(), *receipts.values())
    assert not [secret for secret in secrets if secret in logged]
    await team.shares("Omar")
    for _ in range(6):
        team.box.clock.advance(timedelta(days=7))
        await team.world.quiet()
    assert await team.waits() == 1
    assert (len(team.read()), len(team.below())) == (2, 5)


async def test_what_was_released_and_is_withdrawn_is_edited_in_its_place(team: Team) -> None:
    await team.set_up()
    receipts = {person: await team.shares(person) for person in AUTHORS[:5]}
    await team.reaches_due()
    below = await team.posted(5)
    (mine,) = [one for one in below if TEXTS["Lea"] in spoken(one)]
    await team.withdraws("Lea", receipts["Lea"])

    def edited() -> bool:
        return any(
            one.ts == mine.ts and "Withdrawn by who wrote it" in spoken(one) for one in team.below()
        )

    await team.box.until(edited)
    assert TEXTS["Lea"] not in json.dumps([spoken(one) for one in team.below()])
    assert len(team.below()) == 5


async def test_a_missing_right_is_named_and_nothing_is_posted(team: Team) -> None:
    team.box.grant("channels:read", granted=False)
    await team.asks_for()
    await team.world.hears("`channels:read`")
    assert team.read() == []
    team.box.grant("channels:read")
    await team.set_up()
    assert len(team.read()) == 1


async def test_a_channel_parley_is_not_in_is_told_how_to_invite_it(team: Team) -> None:
    team.box.remove("general")
    await team.asks_for()
    await team.world.hears("/invite @Parley")
    members = ("U0ANA", "U0BEN")
    team.box.open_channel(Channel("G0BOARD", "board", "channel", members, private=True))
    await team.asks_for("Ben", "board")
    await team.world.hears("/invite @Parley", BEN)
    team.box.invite("board")
    await team.asks_for("Ben", "board")
    await team.world.hears("Fewer than ten", BEN)
    assert len(team.read("board")) == 1


async def test_archived_shared_and_foreign_channels_get_nothing(team: Team) -> None:
    team.box.archive("general")
    await team.asks_for()
    await team.world.hears("archived")
    team.box.archive("general", archived=False)
    found = team.box._site.workspace.channel("general")
    shared = Channel(found.id, found.name, "channel", found.members, shared=True)
    team.box.open_channel(shared)
    await team.asks_for("Ben")
    await team.world.hears("Another company", BEN)
    team.box.open_channel(found)
    await team.box.command("Mei", "/negotiate", "lessons here", "general")
    form = await team.screen("Lessons in a channel", "Mei")
    team.box.remove("general", "U0MEI")
    await team.box.submit("Mei", form["id"])
    await team.world.hears("Only who is in a channel", "U0MEI")
    assert team.read() == []


async def test_the_stop_button_says_so_below_and_what_waits_is_kept(either: Team) -> None:
    team = either
    introduction = await team.set_up()
    for person in AUTHORS[:5]:
        await team.shares(person)
    due = await team.due()
    await team.world.press("Stop lessons here", introduction, "U0YUKI")

    def told() -> bool:
        return any("somebody in this channel stopped" in spoken(one) for one in team.below())

    await team.box.until(told)
    assert {one.thread_ts for one in team.below()} == {introduction.ts}
    assert "U0YUKI" not in json.dumps([one.blocks for one in team.below()])
    team.move(due + timedelta(days=1))
    await team.world.quiet()
    assert len(team.read()) == 1
    assert await team.waits() == 5
    await team.set_up()
    await team.reaches_due()
    await team.posted(6)


async def test_the_threshold_is_raised_by_who_set_it_up(team: Team) -> None:
    await team.set_up()
    for person in AUTHORS[:5]:
        await team.shares(person)
    due = await team.due()
    await team.box.command(BEN, "/negotiate", "lessons here", "general")
    assert team.box.views(BEN) == []
    await team.box.command(ANA, "/negotiate", "lessons here", "general")
    form = await team.screen("You set this up", "Ana")
    await team.box.submit(ANA, form["id"], {"pool:threshold": "6"})
    await team.screen("Noted", "Ana")
    assert (await team.pool()).release is None
    team.move(due + timedelta(days=2))
    await team.shares(AUTHORS[5])
    assert len(team.read()) == 1
    await team.reaches_due()
    await team.posted(6)


async def test_a_question_comes_on_a_monday_with_a_way_to_share(team: Team) -> None:
    await team.set_up(question=["on"])
    team.move(MONDAY + timedelta(days=7, hours=1))

    def asked() -> list[str] | None:
        found = [spoken(one) for one in team.read() if "Question of the week" in spoken(one)]
        return found or None

    (question,) = await team.box.until(asked)
    assert "No need to answer" in question
    (message,) = [one for one in team.read() if "Question of the week" in spoken(one)]
    await team.world.press("Share a lesson", message, "U0TESS")
    await team.screen("share:text", "Tess")
    assert ROOM in json.dumps(team.box.views("Tess")[-1])


def assert_plain(message: Message) -> None:
    """People's words stand in one text that the platform reads nothing into."""
    sections = [block["text"] for block in message.blocks or [] if block["type"] == "section"]
    shown = [one for one in sections if any(text in one["text"] for text in TEXTS.values())]
    assert [(one["type"], one["emoji"]) for one in shown] == [("plain_text", False)]
