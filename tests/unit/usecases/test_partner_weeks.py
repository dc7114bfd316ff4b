"""The weeks of a partnership: what is told, what is passed on, and how it ends."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.cards import Card
from bot.ports import CommitmentState, Profile
from tests.unit.usecases.couple import (
    ANA,
    BEN,
    SHOWN,
    TUESDAY,
    WEEK,
    ends,
    invites,
    joined,
    partners,
    practises,
)
from tests.unit.usecases.desk import Desk, buttons, words
from tests.unit.usecases.test_remind_late import killed, unsent


@pytest.fixture
async def asked(two: tuple[Desk, Desk]) -> tuple[Desk, Card, Card]:
    """Ben, and the invitations of Ana and Mei, each as if it stood alone."""
    ana, ben = two
    mei = Desk(ana.store, user="U0MEI", town=ana.town)
    await mei.command("help")
    for desk in (ana, mei):
        await practises(desk)
        await invites(desk)
    (invitation,) = await ben.tick(ana.now)
    rows = [one for one in invitation.elements if one.kind == "buttons"]
    first, second = (invitation.model_copy(update={"elements": (row,)}) for row in rows[:2])
    return ben, first, second


@pytest.mark.parametrize("label", ["👏 Cheer", "Ask how it went"])
async def test_a_tap_travels_with_the_next_message(two: tuple[Desk, Desk], label: str) -> None:
    ana, ben = two
    await practises(ana)
    await joined(ana, ben)
    await ana.tick(TUESDAY)
    (weekly,) = await ben.tick(TUESDAY + WEEK)
    assert await ana.tick(TUESDAY + WEEK) == []
    await ben.press(weekly, label)
    await ben.press(weekly, label)
    assert "with the next message" in words(ben.got[-1])
    ana.now = TUESDAY + WEEK
    came = await ana.live(TUESDAY + 3 * WEEK)
    ((moment, card),) = came
    assert moment.date() == date(2026, 12, 8)
    heard = {"👏 Cheer": "cheers for your practice", "Ask how it went": "asks how your practice"}
    assert words(card).count(f"@{BEN} {heard[label]}") == 1


async def test_ana_hears_that_ben_accepted(two: tuple[Desk, Desk]) -> None:
    ana, ben = two
    await practises(ana)
    await joined(ana, ben)
    (card,) = await ana.tick(TUESDAY)
    assert f"@{BEN} is your partner now." in words(card)


async def test_ben_ends_it_from_the_message_and_ana_reads_only_that(
    two: tuple[Desk, Desk],
) -> None:
    ana, ben = two
    await practises(ana)
    await joined(ana, ben)
    (weekly,) = await ben.tick(TUESDAY)
    await ben.press(weekly, "👏 Cheer")
    got = len(ana.got)
    await ben.press(weekly, "End partnership")
    assert await ben.live(TUESDAY + 3 * WEEK) == []
    assert await ana.live(TUESDAY + 3 * WEEK) == []
    assert f"@{BEN}: not available any more." in words(await partners(ana))
    assert len(ana.got) == got
    await ben.press(weekly, "👏 Cheer")
    assert "not open any more" in words(ben.got[-1])


async def test_ana_ends_it_and_ben_hears_nothing(two: tuple[Desk, Desk]) -> None:
    ana, ben = two
    await practises(ana)
    await joined(ana, ben)
    assert f"@{ANA}" in words(await partners(ben))
    got = len(ben.got)
    await ana.press(await partners(ana), "End partnership")
    ben.now = ana.now
    assert await ben.live(TUESDAY + 3 * WEEK) == []
    assert f"@{ANA}" not in words(await partners(ben))
    assert len(ben.got) == got


@pytest.mark.parametrize("state", ["finished", "dropped", "replaced"])
async def test_it_ends_with_the_commitment(two: tuple[Desk, Desk], state: CommitmentState) -> None:
    ana, ben = two
    made = await practises(ana)
    await joined(ana, ben)
    await ends(ana, made, state)
    ben.now = ana.now
    assert await ben.live(TUESDAY + 2 * WEEK) == []
    assert f"@{ANA}" not in words(await partners(ben))


@pytest.mark.parametrize("leaver", [0, 1])
async def test_it_ends_when_either_erases_everything(two: tuple[Desk, Desk], leaver: int) -> None:
    ana, ben = two
    await practises(ana)
    await joined(ana, ben)
    form = (await two[leaver].command("delete")).open
    assert form is not None
    await two[leaver].submit(form, confirm="delete")
    ben.now = ana.now
    assert await ben.live(TUESDAY + 2 * WEEK) == []
    assert f"@{two[leaver].user}" not in words(await partners(two[1 - leaver]))


async def test_the_weekly_words_travel_with_the_partners_own_question(
    two: tuple[Desk, Desk],
) -> None:
    ana, ben = two
    await practises(ana)
    await joined(ana, ben)
    await practises(ben)
    await ben.rhythm()
    came = await ben.live(TUESDAY + 2 * WEEK)
    assert len(came) == 2
    for _moment, card in came:
        assert "I did it" in buttons(card)
        assert f'@{ANA}: "{SHOWN}": not yet.' in words(card)


async def test_after_its_end_a_plan_is_not_told_of_until_it_goes_on(
    two: tuple[Desk, Desk],
) -> None:
    ana, ben = two
    made = await practises(ana)
    await joined(ana, ben)
    ended = made.model_copy(update={"until": date(2026, 11, 30)})
    await ana.run(lambda unit: unit.commitments.save(ended))
    ben.now = ana.now
    came = await ben.live(TUESDAY + 3 * WEEK)
    assert [moment.date().day for moment, _ in came] == [24, 1]
    await ana.run(lambda unit: unit.commitments.save(made))
    came = await ben.live(TUESDAY + 4 * WEEK)
    assert [moment.date().day for moment, _ in came] == [15]
    assert f"@{ANA}" in words(await partners(ben))


async def test_a_partner_of_several_gets_one_message(asked: tuple[Desk, Card, Card]) -> None:
    ben, *invitations = asked
    for one in invitations:
        await ben.press(one, "Accept")
    (weekly,) = await ben.tick(TUESDAY)
    assert words(weekly).count("not yet.") == 2


async def test_a_partner_who_moves_the_hour_is_not_written_to_twice_a_week(
    two: tuple[Desk, Desk],
) -> None:
    ana, ben = two
    await practises(ana)
    await joined(ana, ben)
    assert len(await ben.tick(TUESDAY)) == 1
    await ben.rhythm(weekly_day=3)
    came = await ben.live(TUESDAY + 2 * WEEK)
    assert [moment.date() for moment, _ in came] == [date(2026, 12, 3)]


@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe"])
async def test_the_weekly_words_keep_to_the_wall_clock_over_changes_of_clocks(
    two: tuple[Desk, Desk], zone: str
) -> None:
    ana, ben = two
    ana.town.profiles[BEN] = Profile(zone=zone, reachable=True)
    ana.now = ben.now = datetime(2026, 9, 21, 1, tzinfo=UTC)
    await practises(ana)
    await invites(ana)
    ((_, invitation),) = await ben.live(ana.now + timedelta(hours=20))
    await ben.press(invitation, "Accept")
    came = await ben.live(datetime(2026, 11, 23, tzinfo=UTC))
    local = [moment.astimezone(ZoneInfo(zone)) for moment, _ in came]
    assert len(local) == 9
    assert {(one.weekday(), one.time()) for one in local} == {(1, time(10))}


async def test_silence_holds_for_partners_too(two: tuple[Desk, Desk]) -> None:
    ana, ben = two
    await practises(ana)
    await joined(ana, ben)
    await ben.rhythm(paused_until=date(2026, 12, 10))
    came = await ben.live(TUESDAY + 4 * WEEK)
    assert [moment.date() for moment, _ in came] == [date(2026, 12, 15)]


async def test_a_pause_that_is_taken_back_costs_no_week(two: tuple[Desk, Desk]) -> None:
    ana, ben = two
    await practises(ana)
    await joined(ana, ben)
    assert len(await ben.tick(TUESDAY)) == 1
    ben.now = TUESDAY + timedelta(days=6)
    await ben.rhythm(paused_until=date(2026, 12, 3))
    await ben.rhythm(paused_until=None)
    came = await ben.live(TUESDAY + 2 * WEEK)
    assert [moment.date() for moment, _ in came] == [date(2026, 12, 1)]


async def test_the_words_go_on_for_who_flies_back_into_the_day_they_came(
    two: tuple[Desk, Desk],
) -> None:
    ana, ben = two
    ana.town.profiles[BEN] = Profile(zone="Australia/Sydney", reachable=True)
    ana.now = ben.now = datetime(2026, 11, 20, 1, tzinfo=UTC)
    await practises(ana)
    await invites(ana)
    ((_, invitation),) = await ben.live(ana.now + timedelta(hours=5))
    await ben.press(invitation, "Accept")
    await ben.rhythm(weekly_day=0, weekly_at=time(9))
    came = await ben.live(datetime(2026, 11, 23, 14, tzinfo=UTC))
    assert [moment.day for moment, _ in came] == [22]
    await ben.travel("America/Los_Angeles")  # where this Monday has just begun
    came = await ben.live(datetime(2026, 12, 8, tzinfo=UTC))
    assert [moment.date() for moment, _ in came] == [date(2026, 11, 30), date(2026, 12, 7)]


async def test_words_in_doubt_stay_when_the_zone_moves_and_go_on(two: tuple[Desk, Desk]) -> None:
    ana, ben = two
    await practises(ana)
    await joined(ana, ben)
    ben.now = TUESDAY
    await killed(ben, TUESDAY + timedelta(minutes=20))
    await ben.travel("America/New_York")
    came = await ben.live(TUESDAY + 2 * WEEK)
    hours = [moment.astimezone(ZoneInfo("America/New_York")) for moment, _ in came]
    assert [one.day for one in hours] == [24, 1]


async def test_a_second_plan_accepted_in_a_week_brings_no_second_words(
    asked: tuple[Desk, Card, Card],
) -> None:
    ben, first, second = asked
    await ben.press(first, "Accept")
    assert len(await ben.tick(TUESDAY)) == 1
    await ben.rhythm(weekly_day=4)
    ben.now = TUESDAY + timedelta(days=1)
    await ben.press(second, "Accept")
    came = await ben.live(TUESDAY + 2 * WEEK)
    assert [moment.date() for moment, _ in came] == [date(2026, 12, 4)]
    assert words(came[0][1]).count("not yet.") == 2


async def test_words_that_failed_on_friday_are_those_of_the_week_in_which_they_come(
    two: tuple[Desk, Desk],
) -> None:
    ana, ben = two
    await practises(ana)
    await joined(ana, ben)
    await ben.rhythm(weekly_day=4, weekly_at=time(17))
    ben.now = datetime(2026, 11, 27, 16, tzinfo=UTC)
    await unsent(ben, ben.now + timedelta(hours=2))
    came = await ben.live(datetime(2026, 12, 12, tzinfo=UTC))
    assert [moment.date() for moment, _ in came] == [date(2026, 11, 30), date(2026, 12, 11)]
