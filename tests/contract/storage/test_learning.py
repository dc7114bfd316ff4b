"""Commitments, their weeks, and who asks with whom."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

import storage
from bot.ports import Check, Commitment, Partnership, Person, Unit
from tests.contract.storage.making import (
    HERE,
    LATER,
    WORDS,
    commitment,
    due,
    partnership,
    query,
    somebody,
)

TUESDAY = date(2026, 3, 31)
WEEK = timedelta(days=7)


async def practising(store: storage.Store) -> tuple[Person, Commitment]:
    owner, about = await somebody(store)
    practised = commitment(owner, about)
    await store.run(HERE, lambda unit: unit.commitments.add(practised))
    return owner, practised


async def asked(store: storage.Store) -> tuple[Partnership, Commitment]:
    partner, _ = await somebody(store)
    _, practised = await practising(store)
    made = partnership(practised, partner)
    await store.run(HERE, lambda unit: unit.partnerships.add(made))
    return made, practised


async def of(store: storage.Store, owner: Person | str) -> tuple[Commitment, ...]:
    name = owner if isinstance(owner, str) else owner.id
    return await store.run(HERE, lambda unit: unit.commitments.of(name))


async def test_a_commitment_comes_back_as_it_was(store: storage.Store) -> None:
    owner, practised = await practising(store)
    own = practised.model_copy(
        update={
            "id": uuid4().hex,
            "practice": None,
            "about": None,
            "begun": LATER,
            "ended": LATER,
            "state": "finished",
            "finish": "more",
            "posted": ("C1", "1790000000.000100"),
        }
    )
    await store.run(HERE, lambda unit: unit.commitments.add(own))
    assert await of(store, owner) == (own, practised), "the last begun first"
    kept = await store.run(HERE, lambda unit: unit.commitments.get(owner.id, own.id))
    assert kept == own


async def test_what_changed_of_it_is_kept(store: storage.Store) -> None:
    owner, practised = await practising(store)
    after = practised.model_copy(
        update={
            "cue": "other",
            "until": TUESDAY,
            "state": "dropped",
            "ended": LATER,
            "finish": WORDS,
            "posted": ("C1", "1.2"),
            "about": None,
        }
    )
    await store.run(HERE, lambda unit: unit.commitments.save(after))
    assert await of(store, owner) == (after,)


async def test_where_something_was_posted_is_known_also_of_what_does_not_open(
    store: storage.Store, url: str
) -> None:
    owner, practised = await practising(store)
    other, _ = await practising(store)
    places = [("C1", "1.2"), ("C2", ""), None]

    def keep(unit: Unit) -> None:
        for place in places:
            made = practised.model_copy(update={"id": uuid4().hex, "posted": place})
            unit.commitments.add(made)

    await store.run(HERE, keep)
    query(url, "UPDATE commitment SET words = (SELECT state FROM conversation LIMIT 1)")
    of_owner = await store.run(HERE, lambda unit: unit.commitments.posted(owner.id))
    assert of_owner == (("C1", "1.2"),), "one on its way has no message yet"
    assert await store.run(HERE, lambda unit: unit.commitments.posted(other.id)) == ()


async def test_it_is_its_persons_alone(store: storage.Store) -> None:
    owner, practised = await practising(store)
    other, _ = await somebody(store)
    theirs = practised.model_copy(update={"person": other.id, "cue": "other"})
    check = Check(commitment=practised.id, week=TUESDAY, result="did")

    def look(unit: Unit) -> None:
        unit.commitments.save(theirs)
        unit.commitments.check(owner.id, check)
        assert unit.commitments.get(other.id, practised.id) is None
        assert unit.commitments.checks(other.id, practised.id) == ()
        with pytest.raises(ValueError, match="of the person"):
            unit.commitments.check(other.id, check)
        assert unit.commitments.checks(owner.id, practised.id) == (check,)

    await store.run(HERE, look)
    assert await of(store, owner) == (practised,)
    assert await of(store, other) == ()


async def test_weeks_come_back_in_order_and_a_later_answer_replaces(store: storage.Store) -> None:
    owner, practised = await practising(store)
    name = practised.id
    last = Check(commitment=name, week=TUESDAY + WEEK, result="no_chance")
    asked_only = Check(commitment=name, week=TUESDAY)
    told = Check(commitment=name, week=TUESDAY, result="missed", note=WORDS)

    async def checks(*kept: Check) -> tuple[Check, ...]:
        def work(unit: Unit) -> tuple[Check, ...]:
            for check in kept:
                unit.commitments.check(owner.id, check)
            return unit.commitments.checks(owner.id, name)

        return await store.run(HERE, work)

    assert await checks(last, asked_only) == (asked_only, last)
    assert await checks(told) == (told, last)
    plain = told.model_copy(update={"note": "", "result": "did"})
    assert await checks(plain) == (plain, last)


async def test_a_week_of_which_nothing_is_told_can_be_forgotten(store: storage.Store) -> None:
    owner, practised = await practising(store)
    other, others = await practising(store)
    name, days = practised.id, [TUESDAY + WEEK * number for number in range(4)]
    answered = Check(commitment=name, week=days[1], result="missed")
    noted = Check(commitment=name, week=days[2], note=WORDS)
    left = Check(commitment=name, week=days[3])
    theirs = Check(commitment=others.id, week=days[0])

    def work(unit: Unit) -> None:
        for check in (Check(commitment=name, week=days[0]), answered, noted, left):
            unit.commitments.check(owner.id, check)
        unit.commitments.check(other.id, theirs)
        for day in days[:3]:
            unit.commitments.uncheck(owner.id, day)
        assert unit.commitments.checks(owner.id, name) == (answered, noted, left)
        assert unit.commitments.checks(other.id, others.id) == (theirs,)

    await store.run(HERE, work)


async def test_a_partnership_is_found_from_both_sides(store: storage.Store) -> None:
    made, practised = await asked(store)
    accepted = made.model_copy(update={"state": "accepted", "manager": True})

    def look(unit: Unit) -> None:
        assert unit.partnerships.get(made.id) == made
        assert unit.partnerships.of(practised.person) == (made,)
        assert unit.partnerships.asked_of(made.partner) == (made,)
        assert unit.partnerships.of(made.partner) == ()
        assert unit.partnerships.asked_of(practised.person) == ()
        unit.partnerships.save(accepted)
        assert unit.partnerships.get(made.id) == accepted
        assert unit.partnerships.get(uuid4().hex) is None

    await store.run(HERE, look)


@pytest.mark.parametrize("leaver", ["owner", "partner"])
async def test_a_partnership_goes_with_either_of_them(store: storage.Store, leaver: str) -> None:
    made, practised = await asked(store)
    partner = await store.run(HERE, lambda unit: unit.people.get(made.partner))
    assert partner is not None
    invitation = due(partner, "invitation", made.id)
    unrelated = due(partner, "nudge")

    def leave(unit: Unit) -> None:
        unit.agenda.plan(invitation)
        unit.agenda.plan(unrelated)
        unit.people.erase(getattr(made, leaver))

    await store.run(HERE, leave)
    assert await store.run(HERE, lambda unit: unit.partnerships.get(made.id)) is None
    agenda = await store.run(HERE, lambda unit: unit.agenda.of(made.partner))
    assert agenda == ((unrelated,) if leaver == "owner" else ())
    assert await of(store, made.owner) == ((practised,) if leaver == "partner" else ())


async def test_a_commitment_outlives_the_preparation_it_was_tied_to(store: storage.Store) -> None:
    owner, practised = await practising(store)
    tied = practised.about or ""
    other, _ = await somebody(store)
    await store.run(HERE, lambda unit: unit.conversations.delete(other.id, tied))
    assert await of(store, owner) == (practised,)
    await store.run(HERE, lambda unit: unit.conversations.delete(owner.id, tied))
    assert await of(store, owner) == (practised.model_copy(update={"about": None}),)
