"""The people of a workspace."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from functools import partial
from zoneinfo import ZoneInfo

import pytest

import storage
from bot.calendar.rhythm import Rhythm, Vacation
from bot.ports import Person, Unit
from tests.contract.storage.making import (
    ELSEWHERE,
    HERE,
    LATER,
    NOW,
    conversation,
    person,
    somebody,
)


def full() -> Person:
    return person().model_copy(
        update={"channel": "D1", "zone": "Asia/Kolkata", "zone_checked": NOW, "welcomed": True}
    )


@pytest.mark.parametrize("someone", [person(), full()], ids=["new", "known"])
async def test_a_person_comes_back_as_they_were(store: storage.Store, someone: Person) -> None:
    await store.run(HERE, lambda unit: unit.people.add(someone))
    assert await store.run(HERE, lambda unit: unit.people.find(someone.user)) == someone
    assert await store.run(HERE, lambda unit: unit.people.get(someone.id)) == someone


async def test_nobody_is_none(store: storage.Store) -> None:
    assert await store.run(HERE, lambda unit: unit.people.find("U0")) is None
    assert await store.run(HERE, lambda unit: unit.people.get(person().id)) is None


async def test_each_field_is_kept_by_itself(store: storage.Store) -> None:
    owner, about = await somebody(store)
    writes: list[tuple[Callable[[Unit], object], dict[str, object]]] = [
        (lambda unit: unit.people.keep_channel(owner.id, "D1"), {"channel": "D1"}),
        (lambda unit: unit.people.keep_current(owner.id, about.id), {"current": about.id}),
        (lambda unit: unit.people.welcome(owner.id), {"welcomed": True}),
        (
            lambda unit: unit.people.keep_zone(owner.id, "Asia/Kolkata", NOW),
            {"zone": "Asia/Kolkata", "zone_checked": NOW},
        ),
        (lambda unit: unit.people.keep_zone(owner.id, None, LATER), {"zone_checked": LATER}),
        (lambda unit: unit.people.keep_current(owner.id, None), {"current": None}),
    ]
    expected = owner
    for write, change in writes:
        await store.run(HERE, write)
        expected = expected.model_copy(update=change)
        assert await store.run(HERE, lambda unit: unit.people.get(owner.id)) == expected


async def test_a_rhythm_is_the_usual_one_until_it_is_chosen(store: storage.Store) -> None:
    owner, _ = await somebody(store)
    assert await store.run(HERE, lambda unit: unit.people.rhythm(owner.id)) == Rhythm()
    chosen = Rhythm(
        weekly_day=2,
        weekly_at=time(16, 30),
        days_off=frozenset({4, 5}),
        country="DE",
        vacations=(Vacation(first=date(2026, 11, 2), last=date(2026, 11, 6)),),
        paused_until=date(2026, 12, 1),
        nudges="asleep",
    )
    for rhythm in (chosen, Rhythm()):
        await store.run(HERE, partial(keep_rhythm, owner, rhythm))
        assert await store.run(HERE, lambda unit: unit.people.rhythm(owner.id)) == rhythm
    assert await store.run(HERE, lambda unit: unit.people.rhythm(person().id)) == Rhythm()


def keep_rhythm(owner: Person, rhythm: Rhythm, unit: Unit) -> None:
    unit.people.keep_rhythm(owner.id, rhythm)


async def test_somebody_is_welcomed_once(store: storage.Store) -> None:
    owner, _ = await somebody(store)
    told = [await store.run(HERE, lambda unit: unit.people.welcome(owner.id)) for _ in range(2)]
    assert told == [True, False]
    assert not await store.run(HERE, lambda unit: unit.people.welcome(person().id))


async def test_moments_of_any_zone_come_back_in_utc(store: storage.Store) -> None:
    in_autumn = datetime(2026, 10, 25, 2, 30, fold=1, tzinfo=ZoneInfo("Europe/Berlin"))
    someone = person().model_copy(update={"zone_checked": in_autumn})
    await store.run(HERE, lambda unit: unit.people.add(someone))
    kept = await store.run(HERE, lambda unit: unit.people.get(someone.id))
    assert kept is not None
    assert kept.zone_checked is not None
    assert kept.zone_checked.utcoffset() == timedelta(0)
    assert kept.zone_checked.timestamp() == in_autumn.timestamp()


async def test_a_person_of_another_workspace_is_refused(store: storage.Store) -> None:
    with pytest.raises(ValueError, match="workspace"):
        await store.run(HERE, lambda unit: unit.people.add(person(ELSEWHERE)))


async def test_one_platform_user_is_one_person(store: storage.Store) -> None:
    owner, _ = await somebody(store)
    double = person().model_copy(update={"user": owner.user})
    with pytest.raises(storage.Unavailable) as refused:
        await store.run(HERE, lambda unit: unit.people.add(double))
    assert owner.user not in str(refused.value)
    same = owner.model_copy(update={"workspace": ELSEWHERE})
    await store.run(ELSEWHERE, lambda unit: unit.people.add(same))


async def test_a_new_person_can_type_at_once(store: storage.Store) -> None:
    owner = person()
    about = conversation(owner)

    def work(unit: Unit) -> None:
        assert unit.people.find(owner.user) is None
        unit.people.add(owner)
        unit.conversations.add(about)
        assert unit.conversations.get(owner.id, about.id) == about

    await store.run(HERE, work)
