"""Who hears late, after a downtime, is asked before where they are; Slack is waited for briefly."""

import asyncio
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial

import pytest

from bot.ports import Person, Undelivered, Unit
from handlers.clock.zones import Zones
from storage import Store, claim
from tests.contract.engine.making import people_due
from tests.contract.engine.platform import Platform, Watch, delivering, until, working
from tests.contract.storage.making import ELSEWHERE, HERE, query
from tests.unit.usecases.desk import RandomIds

HOUR = timedelta(hours=1)


@dataclass
class Profiles:
    """Profiles of people who flew half around the world; `trouble` is raised instead."""

    watch: Watch
    trouble: Exception | None = None
    never: bool = False
    asked: list[str] = field(default_factory=list)

    async def zone_of(self, person: Person) -> str:
        self.asked.append(person.user)
        if self.trouble:
            raise self.trouble
        if self.never:
            await asyncio.Event().wait()
        hour = self.watch.now().hour
        return f"Etc/GMT{hour if hour <= 12 else hour - 24:+}"  # where it is past midnight

    def zones(self, store: Store) -> Zones:
        return Zones(store, self.zone_of, self.watch, RandomIds(), patience=0.1)


async def deliver(store: Store, platform: Platform, profiles: Profiles) -> None:
    """Claim what is due, and deliver it."""
    watch = profiles.watch
    work = delivering(store, platform, watch)
    work.before = profiles.zones(store).late
    work.workspaces = lambda batch: store.run_whole(partial(claim.workspaces_of, batch=batch))
    claimed = partial(claim.claim_due, now=watch.now(), limit=400, size=25)
    for name in dict(await store.run_whole(claimed)):
        await work.through(name)


async def wait(store: Store, watch: Watch) -> timedelta:
    """How long it takes until the next message to U1."""

    def read(unit: Unit) -> datetime:
        person = unit.people.find("U1")
        assert person is not None
        return min(row.due for row in unit.agenda.of(person.id))

    return await store.run(HERE, read) - watch.now()


async def test_what_is_late_keeps_the_quiet_hours_of_the_place_where_they_are(
    store: Store,
) -> None:
    platform, profiles = Platform(), Profiles(Watch())
    for workspace, user in ((HERE, "U1"), (ELSEWHERE, "U2")):
        await people_due(store, workspace, [user], profiles.watch.now() - HOUR)
    await deliver(store, platform, profiles)
    assert sorted(profiles.asked) == ["U1", "U2"]
    assert platform.arrived == []
    profiles.watch.ahead += await wait(store, profiles.watch)
    await deliver(store, platform, profiles)
    assert "U1" in {user for user, _ in platform.arrived}, "it comes when it is right there"


async def test_nobody_is_asked_about_what_is_on_time(store: Store) -> None:
    platform, profiles = Platform(), Profiles(Watch())
    await people_due(store, HERE, ["U1"], profiles.watch.now() - timedelta(minutes=1))
    await deliver(store, platform, profiles)
    assert (profiles.asked, len(platform.arrived)) == ([], 1)


@pytest.mark.parametrize(
    "trouble", [Undelivered("busy", 60), Undelivered("gone"), KeyError("user"), None]
)
async def test_slack_is_not_waited_for(store: Store, trouble: Exception | None) -> None:
    platform = Platform()
    profiles = Profiles(Watch(), trouble, never=True)
    users = [f"U{number}" for number in range(20)]
    await people_due(store, HERE, users, profiles.watch.now() - HOUR)
    await deliver(store, platform, profiles)
    assert sorted(user for user, _ in platform.arrived) == sorted(users)


async def test_a_workspace_that_asks_for_a_pause_gets_it(store: Store) -> None:
    profiles = Profiles(Watch(), Undelivered("busy", 60))
    await people_due(store, HERE, ["U1"], profiles.watch.now() - HOUR)
    await people_due(store, ELSEWHERE, ["U2"], profiles.watch.now() - HOUR)
    claimed = partial(claim.claim_due, now=profiles.watch.now(), limit=400, size=25)
    ((batch, _), _) = await store.run_whole(claimed)
    zones = profiles.zones(store)
    await zones.late(batch)
    await zones.late(batch)
    assert sorted(profiles.asked) == ["U1", "U2"]


async def test_a_worker_that_begins_after_a_downtime_asks_before_it_sends(
    url: str, store: Store
) -> None:
    platform, profiles = Platform(), Profiles(Watch())
    await people_due(store, HERE, ["U1"], profiles.watch.now() - HOUR)
    async with working(url, store, platform, profiles.watch, profiles.zones(store)):
        known = "SELECT 1 FROM person WHERE zone_checked IS NOT NULL"
        await until(store, lambda: bool(query(url, known)))
        await until(store, lambda: not query(url, "SELECT 1 FROM due WHERE state <> 'waiting'"))
    assert platform.arrived == []
