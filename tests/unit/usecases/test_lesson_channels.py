"""A channel is set up, changed, joined by another one, and stopped."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.ports import ChannelFacts, Undelivered, Unit
from bot.usecases.press import pressed
from storage import Store
from tests.unit.usecases.circle import START, USERS, Circle
from tests.unit.usecases.desk import Desk, buttons, words
from tests.unit.usecases.sharing import ROOM

OTHER = "C0OTHER"


@pytest.fixture
async def circle(store: Store) -> Circle:
    """Ten people who use Parley in two channels."""
    return await Circle.of(store, 10, ROOM, OTHER)


async def test_a_channel_is_introduced_to_parley_without_a_name(circle: Circle) -> None:
    told = await circle.set_up()
    assert f"@{ROOM}" in words(told)
    (card,) = circle.read()
    said = words(card)
    assert "at least 5 different people" in said
    assert {*buttons(card)} == {"Share a lesson", "Stop lessons here"}
    assert not [user for user in USERS if user in card.model_dump_json()]
    assert "Your channel gets lessons" in words(circle.desks[0].got[-1])
    pool = await circle.pool()
    assert (pool.owner, pool.channels, pool.threshold, pool.question) == (
        circle.desks[0].user,
        (ROOM,),
        5,
        False,
    )


async def test_the_command_outside_a_channel_says_where_to_type_it(circle: Circle) -> None:
    reply = await circle.desks[0].command("lessons here")
    assert reply.answer is not None
    assert "in the channel" in words(reply.answer)


MEMBERS = frozenset(USERS)


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        (ChannelFacts(missing=("channels:read",)), "`channels:read`"),
        (ChannelFacts(missing=("mpim:read",)), "direct message"),
        (ChannelFacts(hidden=True), "/invite @Parley"),
        (ChannelFacts(members=MEMBERS), "/invite @Parley"),
        (ChannelFacts(member=True, members=MEMBERS, archived=True), "archived"),
        (ChannelFacts(member=True, members=MEMBERS, shared=True), "Another company"),
        (ChannelFacts(member=True, members=MEMBERS, group=False), "direct message"),
        (ChannelFacts(member=True, members=frozenset({"U9"})), "Only who is in a channel"),
    ],
)
async def test_what_is_in_the_way_is_told_and_nothing_is_set_up(
    circle: Circle, facts: ChannelFacts, told: str
) -> None:
    circle.town.facts[ROOM] = facts
    await circle.set_up()
    assert told in words(circle.desks[0].got[-1])
    assert circle.read() == []
    assert await circle.pools() == ()


@pytest.mark.parametrize(
    ("why", "told"),
    [
        (Undelivered("uninvited"), "/invite @Parley"),
        (Undelivered("busy", 2), "Slack is busy"),
        (Undelivered("refused"), "did not let me"),
        (Undelivered("unsure"), "did not tell me whether"),
    ],
)
async def test_an_introduction_that_fails_sets_nothing_up(
    circle: Circle, why: Undelivered, told: str
) -> None:
    circle.town.troubles = [why]
    await circle.set_up()
    assert told in words(circle.desks[0].got[-1])
    assert await circle.pools() == ()
    await circle.set_up()
    assert len(await circle.pools()) == 1


async def test_setting_up_twice_at_once_introduces_once(circle: Circle) -> None:
    person = circle.desks[0]
    person.place = ROOM
    form = (await person.command("lessons here")).open
    assert form is not None
    await person.submit(form, threshold="5")
    await person.submit(form, threshold="9")
    assert "gets lessons already" in words(person.got[-1])
    assert len(circle.read()) == 1
    assert (await circle.pool()).threshold == 5


async def test_somebody_else_can_only_stop_it(circle: Circle) -> None:
    await circle.set_up()
    other = circle.desks[1]
    other.place = ROOM
    reply = await other.command("lessons here")
    assert reply.open is None
    assert reply.answer is not None
    assert [*buttons(reply.answer)] == ["Stop lessons here"]
    owner = circle.desks[0]
    form = (await owner.command("lessons here")).open
    assert form is not None
    refused = await other.submit(form, threshold="20")
    assert "You set this up" in words(form)
    assert "Somebody else set this up" in str(refused.errors)
    assert (await circle.pool()).threshold == 5


async def test_a_threshold_below_five_is_five(circle: Circle) -> None:
    await circle.set_up(threshold="2")
    assert (await circle.pool()).threshold == 5


async def test_anybody_stops_it_and_nothing_is_kept_of_who(circle: Circle) -> None:
    await circle.set_up()
    stranger = Desk(circle.store, user="U0STRANGER", town=circle.town, now=circle.town.moment)
    (card,) = circle.read()
    reply = await stranger.press(card, "Stop lessons here")
    assert reply.answer is not None
    (said,) = [words(one) for one in circle.read() if one is not card]
    assert "somebody in this channel stopped them" in said
    assert "/negotiate lessons here" in said
    again = await stranger.press(card, "Stop lessons here")
    assert again.answer is not None
    assert "nothing to stop" in words(again.answer)
    assert len(circle.read()) == 2

    def known(unit: Unit) -> bool:
        return unit.people.find("U0STRANGER") is not None

    assert not await circle.desks[0].run(known)


async def test_the_word_of_a_stop_stands_below_the_message_that_was_pressed(
    circle: Circle,
) -> None:
    await circle.set_up()
    (card,) = circle.read()
    button = buttons(card)["Stop lessons here"]
    knock = replace(circle.desks[3].knock(), thread="1.0", place=ROOM)
    reply = await circle.desks[3].run(
        lambda unit: pressed(unit, knock, button.action, button.value)
    )
    ((channel, _, thread),) = reply.posts
    assert (channel, thread) == (ROOM, "1.0")


async def test_after_a_stop_nothing_is_lost_and_it_can_start_again(circle: Circle) -> None:
    await circle.set_up(threshold="6")
    await circle.share(0, 1, 2, 3, 4, 5)
    await circle.desks[7].press(circle.read()[0], "Stop lessons here")
    await circle.live(START + timedelta(days=30), timedelta(hours=6))
    assert circle.below() == []
    assert await circle.waits() == 6
    await circle.set_up(ROOM, 2)
    pool = await circle.pool()
    assert (pool.owner, pool.threshold) == (circle.desks[2].user, 6)
    await circle.live(await circle.due())
    assert len(circle.below()) == 6


async def test_a_channel_that_was_written_to_starts_again_in_the_next_week(circle: Circle) -> None:
    await circle.set_up()
    await circle.desks[3].press(circle.read()[0], "Stop lessons here")
    await circle.set_up()
    assert "from Monday on" in words(circle.desks[0].got[-1])
    assert not [one for one in circle.read()[1:] if "I am Parley" in words(one)]
    circle.at(START + timedelta(days=7))
    await circle.set_up()
    assert (await circle.pool()).channels == (ROOM,)


async def test_a_press_in_a_channel_shares_with_that_channel(circle: Circle) -> None:
    await circle.set_up()
    await circle.set_up(OTHER, 1)
    for channel in (ROOM, OTHER):
        form = (await circle.desks[2].press(circle.read(channel)[0], "Share a lesson")).open
        assert form is not None
        assert [one for one in (ROOM, OTHER) if f"@{one}" in words(form)] == [channel]


async def test_two_channels_get_the_same_lessons_together(circle: Circle) -> None:
    await circle.set_up(threshold="6")
    await circle.set_up(OTHER, 0, together=ROOM, threshold="20")
    pool = await circle.pool()
    assert (set(pool.channels), pool.threshold) == ({ROOM, OTHER}, 6)
    assert pool.owner == circle.desks[0].user
    await circle.share(0, 1, 2, 3, 4, 5)
    await circle.live(await circle.due())
    below = [sorted(words(card) for card in circle.below(one)) for one in (ROOM, OTHER)]
    assert below[0] == below[1]
    assert len(below[0]) == 6


async def test_who_is_not_in_both_channels_cannot_join_them(circle: Circle) -> None:
    await circle.set_up()
    facts = circle.town.facts[ROOM]
    circle.town.facts[ROOM] = facts.model_copy(
        update={"members": facts.members - {circle.desks[0].user}}
    )
    await circle.set_up(OTHER, 0, together=ROOM)
    assert "Only who is in a channel" in words(circle.desks[0].got[-1])
    assert (await circle.pool()).channels == (ROOM,)


async def test_a_channel_without_lessons_cannot_be_joined(circle: Circle) -> None:
    person = circle.desks[0]
    person.place = OTHER
    form = (await person.command("lessons here")).open
    assert form is not None
    reply = await person.submit(form, together=ROOM, threshold="5")
    assert "gets no lessons" in str(reply.errors)


async def test_the_channels_of_a_pool_count_together(store: Store) -> None:
    circle = await Circle.of(store, 10, ROOM, OTHER)
    halves = {ROOM: USERS[:6], OTHER: (USERS[0], *USERS[6:])}
    for channel, members in halves.items():
        circle.town.facts[channel] = ChannelFacts(member=True, members=frozenset(members))
    await circle.set_up()
    assert "Fewer than ten" in words(circle.desks[0].got[-1])
    await circle.set_up(OTHER, 0, together=ROOM)
    assert "Fewer than ten" not in words(circle.desks[0].got[-1])
    await circle.share(0, 1, 2, 3, 4)
    await circle.live(await circle.due())
    assert len(circle.below(ROOM)) == len(circle.below(OTHER)) == 5


async def test_who_set_it_up_and_erases_themselves_leaves_it_to_the_next(circle: Circle) -> None:
    await circle.set_up()
    form = (await circle.desks[0].command("delete")).open
    assert form is not None
    await circle.desks[0].submit(form, confirm="delete")
    assert (await circle.pool()).owner == ""
    circle.desks[1].place = ROOM
    change = (await circle.desks[1].command("lessons here")).open
    assert change is not None
    assert "You set this up" not in words(change)
    assert "you look after it from then on" in words(change)
    await circle.desks[1].submit(change, threshold="8")
    pool = await circle.pool()
    assert (pool.owner, pool.threshold) == (circle.desks[1].user, 8)
