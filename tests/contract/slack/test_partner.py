"""A partner and a channel, in the app as it is shipped: asked, accepted, told, cheered, posted."""

import json
from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

import pytest

from bot.ports import Check, Commitment, Unit
from handlers.sandbox.cast import TEAM_ID, Message
from handlers.sandbox.faults import Fault
from tests.contract.slack.world import ANA, BEN, World, spoken, texts

Json = dict[str, Any]

MONDAY = datetime(2027, 1, 11, 15, 30, tzinfo=UTC)
TUESDAY = datetime(2027, 1, 12, 15, 1, tzinfo=UTC)
NEXT_TUESDAY = datetime(2027, 1, 19, 15, 1, tzinfo=UTC)
"""Somewhat later than 10:00 in New York, where Ben is."""
CUE = "they name <!channel> a number"
ROOM = "C0GENERAL"


UNDER_WAY = "SELECT 1 FROM due WHERE state IN ('queued', 'sending')"


async def move(world: World, moment: datetime) -> None:
    """On to a moment, once Parley has noted what it sent: it counts weeks from there."""
    while await world.parts.store.run_whole(lambda session: session.one(UNDER_WAY)):
        await world.box.until(lambda: True)
    world.box.clock.advance(moment - world.box.clock.now())


async def practises(world: World) -> str:
    """Ana, who is known already, works on something; returns its id."""
    await world.box.command(ANA, "/negotiate", "help")
    made = uuid4().hex

    def add(unit: Unit) -> None:
        person = unit.people.find(ANA)
        assert person is not None
        unit.commitments.add(
            Commitment(
                id=made,
                person=person.id,
                practice=None,
                cue=CUE,
                act="ask what it is based on",
                evidence="the secret evidence",
                until=date(2027, 4, 1),
                begun=datetime(2027, 1, 4, 9, tzinfo=UTC),
            )
        )

    await world.parts.store.run(TEAM_ID, add)
    return made


async def did(world: World, commitment: str, week: date) -> None:
    def keep(unit: Unit) -> None:
        person = unit.people.find(ANA)
        assert person is not None
        check = Check(commitment=commitment, week=week, result="did", note="a secret note")
        unit.commitments.check(person.id, check)

    await world.parts.store.run(TEAM_ID, keep)


async def screen_of_partners(world: World, person: str = ANA) -> Json:
    for view in world.box.views(person)[::-1]:
        await world.box.close_view(person, view["id"])
    await world.box.command(person, "/negotiate", "partner")
    return await world.screen("A partner sees the words of a plan", person)


async def invites(world: World, whom: str = BEN) -> None:
    await world.press("Ask a partner", await screen_of_partners(world))
    form = await world.screen("Whom shall I ask?")
    values = {"partner:who": whom, "partner:manager": "no"}
    await world.box.submit(ANA, form["id"], values)
    preview = await world.screen("I ask <@")
    await world.box.submit(ANA, preview["id"])


async def test_ben_is_invited_accepts_hears_weekly_and_cheers(awake: World) -> None:
    world = awake
    await move(world, MONDAY)
    commitment = await practises(world)
    await invites(world)
    invitation = await world.hears("asks you to be their partner", BEN)
    assert f"<@{ANA}> asks you" in spoken(invitation)
    assert "&lt;!channel&gt;" in spoken(invitation)
    await world.press("Accept", invitation, BEN)
    await world.hears("You are their partner now", BEN)
    await move(world, TUESDAY)
    await world.hears("not yet.", BEN)
    await did(world, commitment, date(2027, 1, 12))
    await move(world, NEXT_TUESDAY)
    weekly = await world.hears("done this week.", BEN)
    await world.press("👏 Cheer", weekly, BEN)
    await world.hears("I pass it on", BEN)
    await move(world, datetime(2027, 1, 26, 9, 1, tzinfo=UTC))
    cheered = await world.hears("cheers for your practice", ANA)
    assert f"<@{BEN}>" in spoken(cheered)
    got = [spoken(message) for message in world.box.messages(BEN)]
    assert not [said for said in got if "secret" in said or "<!" in said]


async def test_a_stranger_outside_their_hours_is_asked_in_the_morning(awake: World) -> None:
    world = awake
    await move(world, datetime(2027, 1, 11, 9, 0, tzinfo=UTC))
    await practises(world)
    await invites(world)
    await world.quiet()
    assert "users.info" in world.calls
    assert world.heard(BEN) == []
    await move(world, MONDAY)
    await world.hears("asks you to be their partner", BEN)


async def test_a_profile_that_is_not_given_at_once_is_asked_again(awake: World) -> None:
    world = awake
    await move(world, MONDAY)
    await practises(world)
    await world.press("Ask a partner", await screen_of_partners(world))
    form = await world.screen("Whom shall I ask?")
    await world.box.submit(ANA, form["id"], {"partner:who": BEN, "partner:manager": "no"})
    preview = await world.screen("I ask <@")
    world.box.set_fault(Fault.SERVER_ERROR)
    await world.box.submit(ANA, preview["id"])
    await world.hears("asks you to be their partner", BEN, seconds=10)


async def test_an_app_is_not_available(world: World) -> None:
    await move(world, MONDAY)
    await practises(world)
    await invites(world, "U0PARLEY")
    await world.quiet()
    assert "not available" in json.dumps(await screen_of_partners(world))


async def words_for_the_channel(world: World) -> Json:
    """Word the plan for the channel; returns the preview."""
    await world.press("Make it public", await screen_of_partners(world))
    form = await world.screen("What do you commit to?")
    words = "I ask @here for the <!channel> basis"
    await world.box.submit(ANA, form["id"], {"public:channel": ROOM, "public:words": words})
    return await world.screen("I post:")


async def commits(world: World) -> None:
    """Word it and agree to the preview."""
    await world.box.submit(ANA, (await words_for_the_channel(world))["id"])


def posted(world: World) -> list[Message]:
    return [message for message in world.box.messages(ROOM) if message.bot]


async def test_a_public_commitment_is_posted_and_deleted(world: World) -> None:
    await move(world, MONDAY)
    await practises(world)
    await commits(world)
    await world.hears("I am not in that channel yet")
    assert posted(world) == []
    await world.box.command(ANA, "/invite", "@Parley", channel=ROOM)
    await commits(world)
    await world.hears("are in the channel")
    (message,) = posted(world)
    said = list(texts(message.blocks))
    assert said == [f"<@{ANA}> commits: I ask @here for the &lt;!channel&gt; basis"]
    await world.press("Delete it there", await screen_of_partners(world))
    await world.hears("deleted in the channel")
    assert posted(world) == []


@pytest.mark.parametrize(
    ("fault", "arrived"), [(Fault.SERVER_ERROR, 0), (Fault.TIMEOUT_AFTER_ACCEPTING, 1)]
)
async def test_words_that_may_have_arrived_are_not_posted_twice(
    world: World, fault: Fault, arrived: int
) -> None:
    await move(world, MONDAY)
    await practises(world)
    await world.box.command(ANA, "/invite", "@Parley", channel=ROOM)
    preview = await words_for_the_channel(world)
    world.box.set_fault(fault)
    await world.box.submit(ANA, preview["id"])
    await world.hears("Slack did not tell me whether your words arrived")
    await world.quiet()
    assert len(posted(world)) == arrived


async def test_words_that_surely_did_not_arrive_are_said_so(world: World) -> None:
    await move(world, MONDAY)
    await practises(world)
    await world.box.command(ANA, "/invite", "@Parley", channel=ROOM)
    preview = await words_for_the_channel(world)
    world.box.set_fault(Fault.RATE_LIMIT)
    await world.box.submit(ANA, preview["id"])
    await world.hears("Slack is busy, so I posted nothing")
    assert posted(world) == []


async def test_erasing_everything_takes_the_words_out_of_the_channel(world: World) -> None:
    await move(world, MONDAY)
    await practises(world)
    await world.box.command(ANA, "/invite", "@Parley", channel=ROOM)
    await commits(world)
    await world.hears("are in the channel")
    for view in world.box.views(ANA)[::-1]:
        await world.box.close_view(ANA, view["id"])
    await world.box.command(ANA, "/negotiate", "delete")
    form = await world.screen("erase")
    await world.box.submit(ANA, form["id"], {"erase:confirm": "delete"})
    await world.box.until(lambda: posted(world) == [])
