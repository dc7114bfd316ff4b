"""Tell who set up a channel that a batch waits because nothing can be brought there."""

from datetime import UTC, datetime, time, timedelta
from typing import Final

from bot.calendar.zones import local, zone
from bot.coach.lessons import week_of
from bot.dialogue.script import Remark
from bot.ports import Ids, Outgoing, Pool, Unit
from bot.usecases.talk import Details

_REMEMBERED: Final = timedelta(days=365)


def tell_held_up(unit: Unit, pool: Pool, now: datetime, ids: Ids) -> None:
    """Tell the owner once for each batch, with nothing of what waits.

    That it was told is noted with the end of a week: what is kept of lessons knows no finer moment.
    """
    owner = unit.people.find(pool.owner) if pool.owner else None
    week = week_of(pool.release) if pool.release else pool.spoke
    note = f"lessons held up {pool.id} {week}"
    if owner is None or not unit.deliveries.first(note, None, _remembered_until(pool, now)):
        return
    details = Details(remarks=(Remark(code="pool.held_up"),)).model_dump_json()
    told = Outgoing(id=ids.new(), person=owner.id, kind="remarks", details=details)
    unit.outbox.put(told, now)


def _remembered_until(pool: Pool, now: datetime) -> datetime:
    day = local(now, zone(pool.zone)).date()
    monday = day - timedelta(days=day.weekday())
    return datetime.combine(monday + _REMEMBERED, time(), UTC)
