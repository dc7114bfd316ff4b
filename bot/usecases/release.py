"""Release the lessons of a pool as one batch, post it, and ask the question of the week."""

from collections.abc import Collection, Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Final, Literal

from bot.calendar.zones import local, zone
from bot.cards import Card, Frozen
from bot.coach.lessons import FEWEST, Lesson, ready, topics, week_of
from bot.guides import pool_view
from bot.guides.share_view import lesson_card
from bot.ports import ChannelFacts, Ids, Pool, Posting, Unit
from bot.usecases.holding_up import tell_held_up
from bot.usecases.lesson_channels import enough
from bot.usecases.settling_pool import settle

_FROM: Final = time(10)
_UNTIL: Final = time(18)
"""The hours of a working day, in the zone of the pool, in which a message to a channel begins."""

_SATURDAY: Final = 5
_MONDAY: Final = 0

Outcome = Literal["released", "waits", "nothing"]
"""What became of a release: `waits` for readers, or for a channel that can be written to."""


class Begun(Frozen):
    """A posting that is to be made now: the card, and the message below which it stands."""

    posting: Posting
    card: Card
    thread: str | None


class ToDo(Frozen):
    """What is to be done now in one workspace; `post` is the next message for each channel."""

    release: tuple[Pool, ...] = ()
    ask: tuple[Pool, ...] = ()
    post: tuple[Posting, ...] = ()
    edit: tuple[Posting, ...] = ()


def to_do(unit: Unit, now: datetime) -> ToDo:
    """Pools to be released or asked, channels to be posted to, and messages to be edited."""
    if unit.workspace.locked():
        return ToDo()
    waiting = unit.lessons.to_post()
    busy = {one.pool for one in waiting}
    pools = [one for one in unit.lessons.pools() if one.id not in busy]
    return ToDo(
        release=tuple(one for one in pools if _is_due(one, now)),
        ask=tuple(one for one in pools if _is_asked(one, now)),
        post=tuple({one.channel: one for one in reversed(waiting)}.values()),
        edit=unit.lessons.to_edit(),
    )


def release(
    unit: Unit, pool: str, found: Mapping[str, ChannelFacts], now: datetime, ids: Ids
) -> Outcome:
    """Release what waits in a pool, when everything allows it in this very transaction.

    `found` is what the platform just said of the pool's channels. A channel that Parley cannot
    write to leaves the pool, unless it is the last one: then everything waits for it.
    """
    known = unit.lessons.pool(pool)
    if known is None or unit.workspace.locked() or not _is_due(known, now):
        return "nothing"
    if set(found) != set(known.channels) or _busy(unit, pool):
        return "nothing"
    closed = [one for one in known.channels if not (found[one].open or found[one].missing)]
    readers = frozenset[str]().union(*(facts.members for facts in found.values() if facts.open))
    if not any(one.open for one in found.values()):
        tell_held_up(unit, known, now, ids)
    if len(closed) == len(known.channels) or not enough(unit, readers):
        return "waits"
    waiting = unit.lessons.waiting(pool)
    if not ready(len(waiting), known.threshold):
        settle(unit, pool, now, ids)
        return "nothing"
    for channel in closed:
        unit.lessons.drop_channel(channel)
    told = topics(Lesson.model_validate_json(one.content) for one in waiting)
    contents = [
        (one.id, ids.new(), lesson.model_dump_json())
        for one, lesson in zip(waiting, told, strict=True)
    ]
    unit.lessons.release(pool, ids.new(), week_of(_today(known, now)), contents)
    return "released"


def begin_posting(unit: Unit, channel: str, turn: str | None, now: datetime) -> Begun | None:
    """The next message of a batch for this channel; None when there is none, or not for us.

    A batch of which fewer than five lessons are left before the first one stands in the channel
    is let go there: so few would stand out, or one alone. Once one stands, the others join it.
    Several processes take turns: `turn` names one, which is given to the first that asks for it.
    It is noted with the end of the week for its moment: what is kept of lessons knows no finer one.
    """
    posting = next((one for one in unit.lessons.to_post() if one.channel == channel), None)
    pool = unit.lessons.pool(posting.pool) if posting else None
    if posting is None or pool is None or unit.workspace.locked():
        return None
    if turn is not None and not unit.deliveries.first(turn, None, _end_of_week(now)):
        return None
    left = _left(unit, posting)
    if len(left) < FEWEST and not _stands(unit, posting, left):
        unit.lessons.drop_channel(channel)
        unit.lessons.keep(pool)
        return None
    if posting.lesson is None:
        question = _question(pool, now) if pool.question else None
        card = pool_view.batch(channel, pool.id, question)
    else:
        card = lesson_card(left[posting.lesson], posting.lesson)
    return Begun(posting=posting, card=card, thread=posting.thread)


def _left(unit: Unit, posting: Posting) -> dict[str, Lesson]:
    """The lessons of a batch that were not withdrawn, by id, as they can be told now.

    A kind of which one alone is left is said as "other", though two had it at the release.
    """
    found = [one for one in unit.lessons.released([posting.pool]) if one.batch == posting.batch]
    told = topics(Lesson.model_validate_json(one.content) for one in found)
    return {one.id: lesson for one, lesson in zip(found, told, strict=True)}


def _stands(unit: Unit, posting: Posting, left: Collection[str]) -> bool:
    """Whether one of these lessons stands in the channel already."""
    if posting.lesson is None:
        return False
    to_come = {one.lesson for one in unit.lessons.to_post() if one.channel == posting.channel}
    return not to_come.issuperset(left)


def posted(unit: Unit, posting: Posting, message: str, now: datetime) -> None:
    """It is in the channel; a parent is what the pool says in this week."""
    unit.lessons.posted(posting, message)
    pool = unit.lessons.pool(posting.pool) if posting.lesson is None else None
    if pool is not None:
        _spoke(unit, pool, now)


def refused(unit: Unit, channel: str, facts: ChannelFacts, now: datetime, ids: Ids) -> None:
    """The platform does not take a message of a batch: the rest of it is let go in this channel.

    Unless the channel is closed for now and the pool's only one, or not told of: then it waits, and
    whoever set it up is told.
    """
    pool = unit.lessons.pool_of(channel)
    if pool is None:
        unit.lessons.drop_channel(channel)
    elif facts.open:
        unit.lessons.drop_channel(channel)
        unit.lessons.keep(pool)
    elif len(pool.channels) > 1 and not facts.missing:
        unit.lessons.drop_channel(channel)
    else:
        tell_held_up(unit, pool, now, ids)


def ask(unit: Unit, pool: str, now: datetime) -> tuple[tuple[str, Card], ...]:
    """The question of the week for each channel of a pool, once: who gets it here asks it."""
    known = unit.lessons.pool(pool)
    if known is None or unit.workspace.locked() or not _is_asked(known, now):
        return ()
    if _busy(unit, pool):
        return ()
    _spoke(unit, known, now)
    question = _question(known, now)
    return tuple((one, pool_view.weekly(one, known.id, question)) for one in known.channels)


def _busy(unit: Unit, pool: str) -> bool:
    """Whether a batch of this pool is still being posted."""
    return any(one.pool == pool for one in unit.lessons.to_post())


def _is_due(pool: Pool, now: datetime) -> bool:
    day = _today(pool, now)
    reached = pool.release is not None and day >= pool.release and day.weekday() < _SATURDAY
    return reached and _may_speak(pool, now)


def _is_asked(pool: Pool, now: datetime) -> bool:
    """Whether it is Monday, and nothing was or will be said there in this week."""
    day = _today(pool, now)
    comes = pool.release is not None and week_of(pool.release) == week_of(day)
    return pool.question and day.weekday() == _MONDAY and not comes and _may_speak(pool, now)


def _may_speak(pool: Pool, now: datetime) -> bool:
    at = local(now, zone(pool.zone))
    spoke = pool.spoke == week_of(at.date())
    return bool(pool.channels) and not spoke and _FROM <= at.time() < _UNTIL


def _spoke(unit: Unit, pool: Pool, now: datetime) -> None:
    week = week_of(_today(pool, now))
    unit.lessons.keep(pool.model_copy(update={"spoke": week}))


def _end_of_week(now: datetime) -> datetime:
    day = now.astimezone(UTC).date()
    return datetime.combine(day + timedelta(days=7 - day.weekday()), time(), UTC)


def _question(pool: Pool, now: datetime) -> str:
    number = _today(pool, now).isocalendar().week
    return pool_view.QUESTIONS[number % len(pool_view.QUESTIONS)]


def _today(pool: Pool, now: datetime) -> date:
    return local(now, zone(pool.zone)).date()
