"""Set up a channel for lessons, change how it gets them, and stop them."""

from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from bot.calendar.zones import local, zone
from bot.cards import Card, Frozen
from bot.coach.lessons import AUDIENCE, FEWEST, week_of
from bot.dialogue.script import Remark
from bot.guides import pool_view
from bot.guides.pool_view import QUESTION, THRESHOLD, TOGETHER
from bot.guides.words import say
from bot.ports import ChannelFacts, Ids, Outgoing, Person, Pool, Unit
from bot.usecases.clearing import clear
from bot.usecases.knock import Knock, Reply, fields
from bot.usecases.settling_pool import settle
from bot.usecases.talk import Details, zone_of

Sent = Mapping[str, str]

SET_UP = "set_up"
INTRODUCE = "introduce"
"""The kinds of waiting errands; their details are a `Wish`."""


_DIRECT: Final = {"im:read", "mpim:read"}
"""Rights that only direct messages need."""


class Wish(Frozen):
    """A channel that is to get lessons, alone or with the ones another channel gets.

    `pool` is the id that its pool has or will have, once the channel was looked at; `few` says
    that too few of its people use Parley for now.
    """

    channel: str
    pool: str = ""
    together: str = ""
    threshold: int = FEWEST
    question: bool = False
    few: bool = False


def here(unit: Unit, knock: Knock, person: Person) -> Reply:
    """Open the form for the channel in which the command was typed."""
    if knock.place is None:
        return Reply(answer=pool_view.answer("pool.elsewhere"))
    pool = unit.lessons.pool_of(knock.place)
    if pool is None:
        return Reply(open=pool_view.set_up_form(knock.place))
    if pool.owner in {"", person.user}:
        form = pool_view.change_form(
            pool.id,
            knock.place,
            pool.threshold,
            question=pool.question,
            owned=bool(pool.owner),
        )
        return Reply(open=form)
    return Reply(answer=pool_view.answer("pool.already", stop=knock.place))


def wish(unit: Unit, knock: Knock, person: Person, rest: str, values: Sent) -> Reply:
    """Take how the channel is to get lessons; it is looked at before anything is kept."""
    together = values.get(TOGETHER, "")
    if together == rest:
        together = ""
    if together and unit.lessons.pool_of(together) is None:
        return Reply(errors={TOGETHER: say("pool.form.not_there")})
    wanted = Wish(
        channel=rest,
        together=together,
        threshold=_threshold(values, FEWEST),
        question=pool_view.wants_question(values.get(QUESTION, "")),
    )
    apart = _apart(unit, wanted, person)
    if apart is not None:
        return Reply(errors={TOGETHER: say(f"pool.told.{apart}")})
    unit.outbox.put(_errand(knock.ids, person.id, SET_UP, wanted), knock.now)
    return Reply(update=pool_view.under_way(rest))


def change(unit: Unit, knock: Knock, person: Person, rest: str, values: Sent) -> Reply:
    """Raise the threshold and switch the question; a raise counts for what waits already."""
    pool = unit.lessons.pool(rest)
    if pool is None or not pool.channels:
        return Reply(errors={THRESHOLD: say("pool.gone")})
    if pool.owner not in {"", person.user}:
        return Reply(errors={THRESHOLD: say("pool.not_yours")})
    changes = {
        "owner": person.user,
        "threshold": _threshold(values, pool.threshold),
        "question": pool_view.wants_question(values.get(QUESTION, "")),
    }
    unit.lessons.keep(pool.model_copy(update=changes))
    settle(unit, pool.id, knock.now, knock.ids)
    return Reply(update=pool_view.kept())


def stop(unit: Unit, knock: Knock, value: str) -> Reply:
    """Stop lessons in a channel for whoever presses; the channel is told, without a name.

    Nothing is kept of who pressed, not even that somebody did.
    """
    channel, below = fields(value, 2)
    if unit.lessons.drop_channel(channel) is None:
        return Reply(answer=pool_view.answer("pool.stopped_already"))
    thread = knock.thread if below else None
    return Reply(
        answer=pool_view.answer("pool.stopped_answer"),
        posts=((channel, pool_view.stopped(), thread),),
    )


def disown(unit: Unit, user: str) -> None:
    """Forget that somebody set up channels; whoever changes them next takes them over."""
    for pool in unit.lessons.pools():
        mine = unit.lessons.pool(pool.id) if pool.owner == user else None
        if mine is not None:
            unit.lessons.keep(mine.model_copy(update={"owner": ""}))


def looked_at(
    unit: Unit,
    message: Outgoing,
    found: Mapping[str, ChannelFacts],
    now: datetime,
    ids: Ids,
) -> None:
    """It is known what the platform says of the channels that are to get the same lessons."""
    person = unit.people.get(message.person)
    if person is None:
        return
    wanted = Wish.model_validate_json(message.details)
    before = unit.lessons.last_pool_of(wanted.channel)
    spoke = before is not None and before.spoke == _week(now, zone(before.zone))
    problem = _problem(found.values(), person) or ("this_week" if spoke else None)
    problem = problem or _apart(unit, wanted, person)
    if unit.lessons.pool_of(wanted.channel) is not None:
        problem = "already"
    if problem is not None:
        _tell(unit, message, now, ids, problem)
        return
    readers = frozenset[str]().union(*(facts.members for facts in found.values()))
    joined = unit.lessons.pool_of(wanted.together) if wanted.together else None
    pool = joined or (before if before and not before.channels else None)
    changes = {"few": not enough(unit, readers), "pool": pool.id if pool else ids.new()}
    wanted = wanted.model_copy(update=changes)
    unit.outbox.put(_errand(ids, person.id, INTRODUCE, wanted), now)


def to_introduce(unit: Unit, message: Outgoing) -> tuple[str, Card] | None:
    """The channel and what it is to read; None when it gets lessons already."""
    wanted = Wish.model_validate_json(message.details)
    if unit.lessons.pool_of(wanted.channel) is not None:
        return None
    pool = unit.lessons.pool_of(wanted.together) if wanted.together else None
    people = pool.threshold if pool else wanted.threshold
    return wanted.channel, pool_view.introduction(wanted.channel, wanted.pool, people)


def introduced(
    unit: Unit, message: Outgoing, where: tuple[str, str], now: datetime, ids: Ids
) -> None:
    """Parley has introduced itself in the channel, which gets lessons from now on.

    The message is deleted again when its person erased themselves meanwhile, or when the channel
    can no longer join the other one.
    """
    person = unit.people.get(message.person)
    wanted = Wish.model_validate_json(message.details)
    apart = _apart(unit, wanted, person) if person else None
    if person is None or apart is not None:
        clear(unit, [where], now, ids)
        if apart is not None:
            _tell(unit, message, now, ids, apart)
        return
    pool = _pool_for(unit, wanted, person, now, ids)
    unit.lessons.keep(pool)
    settle(unit, pool.id, now, ids)
    _tell(unit, message, now, ids, "set_up", *(("few",) if wanted.few else ()))


def not_introduced(unit: Unit, message: Outgoing, why: str, now: datetime, ids: Ids) -> None:
    """The channel has not got the introduction, or nobody knows; nothing is set up."""
    _tell(unit, message, now, ids, why)


def enough(unit: Unit, members: frozenset[str]) -> bool:
    """Whether so many of these (platform ids) use Parley that lessons may go to them."""
    known = 0
    for user in members:
        known += unit.people.find(user) is not None
        if known >= AUDIENCE:
            return True
    return False


def _pool_for(unit: Unit, wanted: Wish, person: Person, now: datetime, ids: Ids) -> Pool:
    """The pool of a new channel: that of another one, the one it was in before, or a new one."""
    its_zone = zone_of(person)
    spoke = _week(now, its_zone)
    joined = unit.lessons.pool_of(wanted.together) if wanted.together else None
    if joined is not None:
        channels = (*joined.channels, wanted.channel)
        changes = {"owner": person.user, "channels": channels, "spoke": spoke}
        return joined.model_copy(update=changes)
    taken = unit.lessons.pool(wanted.pool) is not None
    new = Pool(
        id=ids.new() if taken else wanted.pool,
        owner=person.user,
        zone=its_zone.key,
        threshold=wanted.threshold,
        question=wanted.question,
        spoke=spoke,
        channels=(wanted.channel,),
    )
    before = unit.lessons.last_pool_of(wanted.channel)
    if before is None or before.channels:
        return new
    # Those who wrote what waits there were told of so many others: never fewer.
    return new.model_copy(
        update={"id": before.id, "threshold": max(before.threshold, wanted.threshold)}
    )


def _apart(unit: Unit, wanted: Wish, person: Person) -> str | None:
    """Why the channel cannot join the other one: the last part of the phrase that says so.

    What waits was written for the channels its authors were told of: no other one comes to read
    it, and it is not left behind in a pool without channels.
    """
    joined = unit.lessons.pool_of(wanted.together) if wanted.together else None
    if joined is None:
        return None
    if joined.owner not in {"", person.user}:
        return "not_owner"
    if unit.lessons.waiting(joined.id):
        return "meant"
    before = unit.lessons.last_pool_of(wanted.channel)
    left = before is not None and not before.channels and unit.lessons.waiting(before.id)
    return "left" if left else None


def _week(now: datetime, its_zone: ZoneInfo) -> str:
    return week_of(local(now, its_zone).date())


def _problem(found: Collection[ChannelFacts], person: Person) -> str | None:
    """Why the channels cannot get lessons: the last part of the phrase that says so."""
    checks: tuple[tuple[str, Callable[[ChannelFacts], object]], ...] = (
        ("no_channel", lambda facts: not facts.group or _DIRECT & {*facts.missing}),
        ("missing", lambda facts: facts.missing),
        ("uninvited", lambda facts: facts.hidden or not facts.member),
        ("archived", lambda facts: facts.archived),
        ("shared", lambda facts: facts.shared),
        ("outside", lambda facts: person.user not in facts.members),
    )
    return next((why for why, holds in checks if any(holds(facts) for facts in found)), None)


def _threshold(values: Sent, fewest: int) -> int:
    entered = values.get(THRESHOLD, "")
    number = int(entered) if entered.isdecimal() else fewest
    return max(fewest, min(number, max(fewest, pool_view.MOST)))


def _errand(ids: Ids, person: str, kind: str, wanted: Wish) -> Outgoing:
    return Outgoing(id=ids.new(), person=person, kind=kind, details=wanted.model_dump_json())


def _tell(unit: Unit, message: Outgoing, now: datetime, ids: Ids, *why: str) -> None:
    """Tell the person in their chat what became of it: they asked for it moments ago."""
    if unit.people.get(message.person) is None:
        return
    details = Details(remarks=tuple(Remark(code=f"pool.told.{one}") for one in why))
    told = Outgoing(
        id=ids.new(), person=message.person, kind="remarks", details=details.model_dump_json()
    )
    unit.outbox.put(told, now)
