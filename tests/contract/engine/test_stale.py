"""What changes while a reminder is claimed is heeded, and what became of a letter is noted."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import partial

import pytest

from bot.coach.preparation import Meeting
from bot.ports import Conversation, Due, Person, Undelivered, Unit
from bot.usecases import remind
from handlers.clock.delivering import NotOurs
from storage import Store, claim
from tests.contract.engine.making import ALWAYS, due_before, people_due
from tests.contract.engine.platform import Platform, Watch, delivering
from tests.contract.storage.making import ELSEWHERE, HERE

HOUR = timedelta(hours=1)


async def claimed(store: Store, watch: Watch) -> list[claim.Batch]:
    now = watch.now()
    return await store.run_whole(lambda session: claim.claim_due(session, now, 400, 25))


async def deliver(store: Store, platform: Platform, watch: Watch, *, ours: bool = True) -> None:
    """Claim what is due, and deliver it."""
    await deliver_batches(store, platform, watch, await claimed(store, watch), ours=ours)


async def deliver_batches(
    store: Store,
    platform: Platform,
    watch: Watch,
    batches: list[claim.Batch],
    *,
    ours: bool = True,
) -> None:
    work = delivering(store, platform, watch)
    work.workspaces = lambda batch: store.run_whole(partial(claim.workspaces_of, batch=batch))
    work.ours = lambda: ours
    for name in dict(batches):
        await work.through(name)


def meeting_moved(unit: Unit, owner: Person, about: Conversation) -> None:
    later = Meeting(at=datetime.fromisoformat("2099-01-01T10:00+00:00"))
    answers = about.state.answers | {"meeting": later.model_dump(mode="json")}
    state = about.state.model_copy(update={"answers": answers})
    moved = about.model_copy(update={"state": state, "revision": about.revision + 1})
    unit.conversations.save(moved, about.revision)


def snoozed(unit: Unit, owner: Person, about: Conversation) -> None:
    (row,) = unit.agenda.of(owner.id)
    unit.agenda.plan(row.model_copy(update={"due": row.due + timedelta(days=1)}))


def paused(unit: Unit, owner: Person, about: Conversation) -> None:
    unit.people.keep_rhythm(owner.id, ALWAYS.model_copy(update={"paused_until": date(8000, 1, 1)}))


CHANGES: dict[str, Callable[[Unit, Person, Conversation], None]] = {
    "cancelled": lambda unit, owner, about: unit.agenda.cancel(owner.id, "before", about.id),
    "snoozed": snoozed,
    "meeting moved": meeting_moved,
    "preparation deleted": lambda unit, owner, about: unit.conversations.delete(owner.id, about.id),
    "person erased": lambda unit, owner, _: unit.people.erase(owner.id),
    "uninstalled": lambda unit, _, about: unit.workspace.lock(about.changed),
    "paused": paused,
}


async def somebody_due(store: Store, watch: Watch) -> tuple[Person, Conversation]:
    (owner,) = await people_due(store, HERE, ["U1"], watch.now() - HOUR)
    (about,) = await store.run(HERE, lambda unit: unit.conversations.of(owner.id))
    return owner, about


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
async def test_what_changes_while_it_is_claimed_is_not_sent(
    store: Store, change: Callable[[Unit, Person, Conversation], None]
) -> None:
    platform, watch = Platform(), Watch()
    owner, about = await somebody_due(store, watch)
    batches = await claimed(store, watch)
    await store.run(HERE, lambda unit: change(unit, owner, about))
    await deliver_batches(store, platform, watch, batches)
    assert platform.arrived == []


@pytest.mark.parametrize(
    "name", ["meeting moved", "preparation deleted", "person erased", "uninstalled", "paused"]
)
async def test_what_changes_after_a_kill_is_not_sent(store: Store, name: str) -> None:
    platform, watch = Platform(), Watch()
    owner, about = await somebody_due(store, watch)
    ((batch, _),) = await claimed(store, watch)
    taken = partial(remind.letters, batch=batch, now=watch.now())
    assert len(await store.run(HERE, taken)) == 1
    await store.run(HERE, lambda unit: CHANGES[name](unit, owner, about))
    await deliver_batches(store, platform, watch, [(batch, HERE)])
    assert platform.arrived == []


async def rows(store: Store, owner: Person) -> tuple[Due, ...]:
    return await store.run(HERE, lambda unit: unit.agenda.of(owner.id))


@pytest.mark.parametrize("taken", [True, False])
async def test_a_letter_without_an_answer_is_looked_for_before_it_is_sent_again(
    store: Store, taken: bool
) -> None:
    platform, watch = Platform(), Watch()
    owner, _ = await somebody_due(store, watch)
    platform.busy(taken=taken)
    await deliver(store, platform, watch)
    (row,) = await rows(store, owner)
    assert row.doubtful
    assert timedelta(0) < row.due - watch.now() < timedelta(seconds=6)
    watch.ahead += timedelta(seconds=6)
    await deliver(store, platform, watch)
    assert platform.looked_for == [row.letter]
    assert platform.arrived == [("U1", row.letter)]
    assert await rows(store, owner) == ()


async def test_a_refusal_for_now_is_not_doubted_and_waits_as_long_as_it_says(
    store: Store,
) -> None:
    platform, watch = Platform(), Watch()
    owner, _ = await somebody_due(store, watch)
    platform.busy(wait=90)
    await deliver(store, platform, watch)
    (row,) = await rows(store, owner)
    assert not row.doubtful
    assert timedelta(seconds=80) < row.due - watch.now() < timedelta(seconds=91)
    watch.ahead += timedelta(seconds=91)
    await deliver(store, platform, watch)
    assert (len(platform.arrived), platform.looked_for) == (1, [])


async def test_a_refusal_for_good_ends_it(store: Store) -> None:
    platform, watch = Platform(), Watch()
    owner, _ = await somebody_due(store, watch)
    platform.troubles = [Undelivered("refused")]
    await deliver(store, platform, watch)
    assert await rows(store, owner) == ()
    assert (platform.arrived, platform.lost) == ([], [])


async def test_a_platform_that_lost_parley_is_told_of(store: Store) -> None:
    platform, watch = Platform(), Watch()
    owner, _ = await somebody_due(store, watch)
    platform.troubles = [Undelivered("gone")]
    await deliver(store, platform, watch)
    assert platform.lost == [HERE]
    assert len(await rows(store, owner)) == 1


async def test_a_letter_that_cannot_be_sent_for_a_reason_of_ours_is_given_up_after_a_while(
    store: Store,
) -> None:
    platform, watch = Platform(), Watch()
    owner, _ = await somebody_due(store, watch)
    work = delivering(store, platform, watch)
    work.workspaces = lambda batch: store.run_whole(partial(claim.workspaces_of, batch=batch))
    tried = 0
    while await rows(store, owner):
        platform.troubles = [KeyError("words")]
        for name, _ in await claimed(store, watch):
            await work.through(name)
            tried += 1
        watch.ahead += timedelta(minutes=10)
    assert (tried, platform.arrived) == (8, [])


async def test_a_batch_is_delivered_to_all_its_workspaces(store: Store) -> None:
    platform, watch = Platform(), Watch()
    for workspace, user in ((HERE, "U1"), (ELSEWHERE, "U2")):
        await people_due(store, workspace, [user], watch.now() - HOUR)
    batches = await claimed(store, watch)
    assert len({name for name, _ in batches}) == 1
    await deliver_batches(store, platform, watch, batches)
    assert sorted(user for user, _ in platform.arrived) == ["U1", "U2"]
    (kept,) = await store.run(ELSEWHERE, lambda unit: [unit.people.find("U2")])
    assert kept is not None
    assert kept.channel == "DU2", "where it went is remembered"


async def test_one_that_is_broken_does_not_hold_up_the_others(store: Store) -> None:
    platform, watch = Platform(), Watch()
    await people_due(store, HERE, ["U1", "U2", "U3"], watch.now() - HOUR)
    platform.troubles = [KeyError("words")]
    await deliver(store, platform, watch)
    assert len(platform.arrived) == 2


async def test_a_process_that_is_not_sure_of_itself_sends_nothing(store: Store) -> None:
    platform, watch = Platform(), Watch()
    owner, _ = await somebody_due(store, watch)
    with pytest.raises(NotOurs):
        await deliver(store, platform, watch, ours=False)
    assert platform.arrived == []
    assert await rows(store, owner)


async def test_what_is_due_to_one_person_on_one_day_is_one_message(store: Store) -> None:
    platform, watch = Platform(), Watch()
    owner, _ = await somebody_due(store, watch)
    meeting = watch.now() + timedelta(days=2)
    await store.run(HERE, lambda unit: due_before(unit, owner, watch.now() - HOUR, meeting))
    await deliver(store, platform, watch)
    assert len(platform.arrived) == 1
