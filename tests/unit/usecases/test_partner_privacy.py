"""Whatever a partner ever gets holds the words of the commitment, done or not yet, and no more."""

import json
from datetime import date, timedelta

import pytest

from bot.cards import Card, Screen
from bot.ports import CheckResult
from handlers.slack import render
from storage import Store
from tests.unit.usecases.couple import (
    ACT,
    ANA,
    CUE,
    EVIDENCE,
    NOTE,
    SHOWN,
    START,
    TUESDAY,
    checked,
    couple,
    joined,
    partners,
    practises,
)
from tests.unit.usecases.desk import JOB, buttons, words

SECRETS = (
    EVIDENCE,
    START,
    NOTE,
    "P06",
    "2027",
    "Acme",
    "Borealis",
    "mentor",
    "roadmap",
    *("70,000", "85,000", "80,000", "60,000", "70k", "85k", "80k", "60k"),
    *("no chance", "No chance", "missed", "Chance came", "streak"),
)


@pytest.mark.parametrize("result", ["did", "missed", "no_chance"])
async def test_everything_a_partner_gets_holds_the_plan_and_nothing_else(
    store: Store, result: CheckResult
) -> None:
    ana, ben = await couple(store)
    await ana.command("prep job offer from Acme")
    await ana.walk(*JOB)
    made = await practises(ana)
    got: list[Card | Screen] = [await joined(ana, ben)]
    for week in range(3):
        moment = TUESDAY + timedelta(days=7 * week)
        await checked(ana, made, date(2026, 11, 24) + timedelta(days=7 * week - 7), result)
        (weekly,) = await ben.tick(moment)
        for label in ("👏 Cheer", "Ask how it went"):
            reply = await ben.press(weekly, label)
            assert reply.open is None
        got += [weekly, await partners(ben)]
    got += ben.got
    said = [json.dumps(one.model_dump(), ensure_ascii=False) for one in got]
    assert len(said) >= 10
    assert not [(secret, one) for one in said for secret in SECRETS if secret in one]
    weekly_lines = {line for one in got for line in words(one).split("\n") if "this week" in line}
    weekly_lines |= {line for one in got for line in words(one).split("\n") if "not yet." in line}
    outcome = "done this week." if result == "did" else "not yet."
    assert weekly_lines == {f'@{ANA}: "{SHOWN}": {outcome}'}


async def test_a_miss_and_no_chance_cannot_be_told_apart(store: Store) -> None:
    ana, ben = await couple(store)
    made = await practises(ana)
    await joined(ana, ben)
    screens = []
    results: tuple[CheckResult, ...] = ("missed", "no_chance")
    for result in results:
        await checked(ana, made, date(2026, 11, 23), result)
        screens.append(await partners(ben))
    assert screens[0] == screens[1]


async def test_summaries_hold_nothing_that_was_typed(store: Store) -> None:
    ana, ben = await couple(store)
    await practises(ana)
    invitation = await joined(ana, ben)
    (weekly,) = await ben.tick(TUESDAY)
    for card in (invitation, weekly):
        assert card.summary.values == {}


async def test_a_press_carries_no_words(store: Store) -> None:
    ana, ben = await couple(store)
    await practises(ana)
    invitation = await joined(ana, ben)
    (weekly,) = await ben.tick(TUESDAY)
    for card in (invitation, weekly):
        carried = " ".join(one.value for one in buttons(card).values())
        assert CUE not in carried
        assert ACT not in carried


async def test_words_of_the_owner_do_nothing_in_the_partners_chat(store: Store) -> None:
    ana, ben = await couple(store)
    await practises(ana)
    invitation = await joined(ana, ben)
    (weekly,) = await ben.tick(TUESDAY)
    for card in (invitation, weekly):
        blocks = json.dumps(render.message(card), ensure_ascii=False)
        assert f"<@{ANA}>" in blocks
        assert "<!" not in blocks
        assert "&lt;!channel&gt;" in blocks
        assert "*it*" not in blocks


async def test_a_partner_sees_neither_plan_screen_nor_buttons_of_the_owner(store: Store) -> None:
    ana, ben = await couple(store)
    made = await practises(ana)
    await joined(ana, ben)
    for label in ("End partnership", "Make it public"):
        mine = buttons(await partners(ana))[label]
        assert mine.value
    screen = await partners(ben)
    assert "Make it public" not in buttons(screen)
    forged = screen.model_copy(
        update={"elements": tuple(one for one in (await partners(ana)).elements)}
    )
    reply = await ben.press(forged, "Make it public")
    assert reply.open is not None
    assert not [one for one in reply.open.elements if one.kind == "channel"]
    assert made.id not in reply.open.purpose
