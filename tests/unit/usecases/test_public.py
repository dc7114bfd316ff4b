"""A commitment is made public in one channel: worded, previewed, posted at most once, deletable."""

import json

import pytest

from bot.cards import Card, Screen
from bot.ports import Undelivered, Unit
from bot.usecases.submit import submitted
from handlers.slack import render
from storage import Store
from tests.contract.storage.making import query
from tests.unit.usecases.couple import ANA, couple, ends, partners, practises
from tests.unit.usecases.desk import Desk, buttons, words
from tests.unit.usecases.town import Town

ROOM = "C0GENERAL"
TYPED = "I ask @here for the *basis* <!channel> first"


@pytest.fixture
async def ana(store: Store) -> Desk:
    desk, _ben = await couple(store)
    return desk


async def worded(desk: Desk, text: str = TYPED, channel: str = ROOM) -> Screen:
    """Fill the form; returns the preview."""
    form = (await desk.press(await partners(desk), "Make it public")).open
    assert form is not None
    preview = (await desk.submit(form, channel=channel, words=text)).update
    assert preview is not None
    return preview


async def test_what_was_previewed_is_posted_once(ana: Desk) -> None:
    await practises(ana)
    preview = await worded(ana)
    assert ana.town.channels == {}
    await ana.submit(preview)
    await ana.submit(preview)
    (card,) = ana.town.channels[ROOM].values()
    assert card.elements[0] in preview.elements
    assert f"@{ANA} commits: {TYPED}" in words(card)
    assert "are in the channel" in words(ana.got[-1])
    screen = await partners(ana)
    assert f"Public in @{ROOM}." in words(screen)
    assert "Make it public" not in buttons(screen)


async def test_the_words_ping_nobody(ana: Desk) -> None:
    await practises(ana)
    await ana.submit(await worded(ana))
    (card,) = ana.town.channels[ROOM].values()
    text, blocks = render.message(card)
    said = json.dumps([text, blocks], ensure_ascii=False)
    assert f"<@{ANA}>" in said
    assert "<!" not in said
    assert "@here" in said  # shown as typed: without Slack's own sign it notifies nobody
    assert '"verbatim": true' in said
    assert card.summary.values == {}


async def test_the_form_begins_empty_and_asks_for_both(ana: Desk) -> None:
    await practises(ana)
    form = (await ana.press(await partners(ana), "Make it public")).open
    assert form is not None
    (field,) = [one for one in form.elements if one.kind == "text"]
    assert (field.initial, field.longest) == ("", 300)
    assert "public:channel" in (await ana.submit(form, words="mine")).errors
    assert "public:words" in (await ana.submit(form, channel=ROOM, words="  ")).errors
    assert "public:words" in (await ana.submit(form, channel=ROOM, words="x" * 301)).errors
    assert ana.town.channels == {}


async def test_the_words_are_deleted_in_the_channel(ana: Desk) -> None:
    await practises(ana)
    await ana.submit(await worded(ana))
    await ana.press(await partners(ana), "Delete it there")
    assert ana.town.channels == {ROOM: {}}
    assert "deleted in the channel" in words(ana.got[-1])
    assert "Make it public" in buttons(await partners(ana))


async def test_a_plan_that_is_over_can_still_be_deleted_there(ana: Desk) -> None:
    made = await practises(ana)
    await ana.submit(await worded(ana))

    (posted,) = await ana.run(lambda unit: unit.commitments.of(made.person))
    await ends(ana, posted, "finished")
    screen = await partners(ana)
    assert "Ask a partner" not in buttons(screen)
    await ana.press(screen, "Delete it there")
    assert ana.town.channels == {ROOM: {}}


async def test_erasing_everything_deletes_the_words_too(ana: Desk) -> None:
    await practises(ana)
    await ana.submit(await worded(ana))
    form = (await ana.command("delete")).open
    assert form is not None
    await ana.submit(form, confirm="delete")
    assert ana.town.channels == {ROOM: {}}


async def test_who_has_a_practice_that_does_not_open_can_still_erase_everything(
    ana: Desk, sqlite_url: str
) -> None:
    await practises(ana)
    await ana.submit(await worded(ana))
    query(sqlite_url, "UPDATE commitment SET words = zeroblob(60)")
    form = (await ana.command("delete")).open
    assert form is not None
    assert (await ana.submit(form, confirm="delete")).erased
    assert ana.town.channels == {ROOM: {}}
    assert await ana.run(lambda unit: unit.people.find(ANA)) is None


@pytest.mark.parametrize(
    ("trouble", "told"),
    [
        (Undelivered("uninvited"), "/invite @Parley"),
        (Undelivered("busy", 30), "posted nothing"),
        (Undelivered("refused"), "nothing is there"),
        (Undelivered("unsure"), "look into the channel"),
    ],
)
async def test_words_that_were_not_posted_are_kept(
    ana: Desk, trouble: Undelivered, told: str
) -> None:
    await practises(ana)
    ana.town.trouble = trouble
    await ana.submit(await worded(ana))
    assert told in words(ana.got[-1])
    assert "Public in" not in words(await partners(ana))
    ana.town.trouble = None
    form = (await ana.press(await partners(ana), "Make it public")).open
    assert form is not None
    (field,) = [one for one in form.elements if one.kind == "text"]
    assert field.initial == TYPED
    await ana.submit(await worded(ana))
    assert len(ana.town.channels[ROOM]) == 1


async def test_only_words_that_were_previewed_for_that_channel_are_posted(ana: Desk) -> None:
    await practises(ana)
    first = await worded(ana, "the first words", "C1")
    second = await worded(ana, "the second words", "C2")
    again = (await ana.submit(first)).update
    assert again is not None
    assert ana.town.channels == {}
    assert "In @C1 I post:" in words(again)
    assert "the second words" in words(again)
    await ana.submit(again)
    assert list(ana.town.channels) == ["C1"]
    await ana.submit(second)
    assert list(ana.town.channels) == ["C1"]


async def test_words_whose_posting_was_begun_before_are_not_posted_again(ana: Desk) -> None:
    await practises(ana)
    preview, knock = await worded(ana), ana.knock()
    await ana.run(lambda unit: submitted(unit, knock, preview.purpose, {}))

    def begun(unit: Unit) -> None:
        """A process took it and stopped, nobody knows where."""
        (errand,) = unit.outbox.claim(ana.now, 5)
        unit.outbox.later(errand.id, ana.now)

    await ana.run(begun)
    await partners(ana)
    assert ana.town.channels == {}
    assert "look into the channel" in words(ana.got[-1])
    assert "Make it public" in buttons(await partners(ana))


async def test_words_posted_while_somebody_erases_themselves_are_deleted(ana: Desk) -> None:
    await practises(ana)
    preview, knock = await worded(ana), ana.knock()

    class Slow(Town):
        async def announce(self, channel: str, card: Card, thread: str | None = None) -> str:
            sent = await super().announce(channel, card)
            erased = {"erase:confirm": "delete"}
            await ana.run(lambda unit: submitted(unit, knock, "erase", erased))
            return sent

    ana.town = Slow()
    await ana.submit(preview)
    assert ana.town.channels == {ROOM: {}}
    assert ana.town.waiting == []
