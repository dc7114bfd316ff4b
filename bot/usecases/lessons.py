"""Read the lessons of one's channels, two side by side, mark them, and try what one tells of."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Final

from bot.cards import Button, Card, Line, Paragraph
from bot.coach.lessons import Lesson, topics
from bot.coach.practices import BY_CODE
from bot.dialogue.script import Remark
from bot.guides.lessons_view import TWO, Shown, compared, pairs, two_screen
from bot.guides.share_forms import told_screen
from bot.guides.words import say
from bot.ports import Ids, Outgoing, Person, Released, Unit
from bot.usecases import plan
from bot.usecases.commit import attempt
from bot.usecases.knock import Knock, Reply, fields
from bot.usecases.practice_weeks import active_of
from bot.usecases.talk import Details

MEMBERSHIPS: Final = "lessons"
"""The kind of the errand that asks which channels somebody is in."""

_FRESH: Final = 1
"""Days for which somebody is taken to be still in the channels they were in."""

_MOST: Final = 50  # channels that a button can carry


def lessons(unit: Unit, knock: Knock, person: Person) -> Reply:
    """Look up which channels they are in; what there is to read is told in their chat."""
    if not channels_of(unit):
        return Reply(answer=_card(say("lessons.none")))
    _ask(unit, knock, person)
    return Reply(answer=_card(say("lessons.looking")))


def channels_of(unit: Unit) -> tuple[str, ...]:
    """The channels that get lessons."""
    return tuple(channel for pool in unit.lessons.pools() for channel in pool.channels)


def _ask(unit: Unit, knock: Knock, person: Person) -> None:
    errand = Outgoing(id=knock.ids.new(), person=person.id, kind=MEMBERSHIPS)
    unit.outbox.put(errand, knock.now)


def _card(*told: Line) -> Card:
    return Card(summary=say("summary.note"), elements=tuple(Paragraph(line=one) for one in told))


def to_ask(unit: Unit, message: Outgoing) -> tuple[tuple[str, ...], str] | None:
    """The channels that get lessons, and the platform's id of who wants to read them."""
    person = unit.people.get(message.person)
    return (channels_of(unit), person.user) if person else None


def answered(
    unit: Unit, message: Outgoing, channels: frozenset[str] | None, now: datetime, ids: Ids
) -> None:
    """Tell how many lessons there are in their channels; None: the platform does not say.

    The message holds none of them: a lesson that is withdrawn must not stand in anybody's chat.
    """
    if unit.people.get(message.person) is None:
        return
    mine = sorted(channels or ())[:_MOST]
    shown = _shown(unit, mine)
    place = f"0:{now.date().isoformat()}:{','.join(mine)}"
    button = Button(label=say("lessons.button.show"), action=TWO, value=place, style="primary")
    details = Details(
        remarks=(_count(len(shown)) if channels is not None else Remark(code="lessons.unknown"),),
        buttons=(button,) if shown else (),
    )
    told = Outgoing(
        id=ids.new(), person=message.person, kind="remarks", details=details.model_dump_json()
    )
    unit.outbox.put(told, now)


def _count(count: int) -> Remark:
    if count > 1:
        return Remark(code="lessons.found", values={"count": str(count)})
    return Remark(code="lessons.found_one" if count else "lessons.found_none")


def _shown(unit: Unit, channels: Collection[str]) -> tuple[Shown, ...]:
    """What stands in these channels, as far as they get lessons still.

    What a batch tells is told as at its posting: a kind that one alone has left is "other".
    """
    still = {*channels} & {*channels_of(unit)}
    found = {one.id: one for channel in still for one in unit.lessons.read_in(channel)}
    useful = unit.lessons.marks(found)
    batches: dict[str, list[Released]] = {}
    for one in found.values():
        batches.setdefault(one.batch, []).append(one)
    return tuple(
        Shown(id=one.id, lesson=lesson, useful=useful.get(one.id, 0))
        for batch in batches.values()
        for one, lesson in zip(batch, _told(batch), strict=True)
    )


def _told(batch: Collection[Released]) -> tuple[Lesson, ...]:
    return topics(Lesson.model_validate_json(one.content) for one in batch)


def two(unit: Unit, knock: Knock, person: Person, value: str, told: Line | None = None) -> Reply:
    """Show a pair: `<number>:<day on which the channels were looked up>:<channels>`."""
    number, day, channels = fields(value, 3)
    if (knock.now.date() - date.fromisoformat(day)).days > _FRESH:
        _ask(unit, knock, person)
        return Reply(open=told_screen("lessons.title", say("lessons.again")))
    shown = _shown(unit, channels.split(","))
    pair = compared(shown, int(number))
    if not pair:
        return Reply(open=told_screen("lessons.title", say("lessons.found_none")))
    several = pairs(shown) > 1
    others = f"{(int(number) + 1) % pairs(shown)}:{day}:{channels}" if several else None
    return Reply(open=two_screen(pair, value, others, told))


def useful(unit: Unit, knock: Knock, person: Person, value: str) -> Reply:
    """Mark a lesson as useful, or take that back: `<lesson>`, with the place it is read in if any.

    The mark is a keyed hash: nobody learns who set it, and nothing leads to an author.
    """
    name, _, place = value.partition(":")
    if _lesson(unit, name) is None:
        return _tell(unit, knock, person, place, say("lessons.gone"))
    marked = unit.lessons.mark(name, person.id, "useful")
    return _tell(
        unit, knock, person, place, say("lessons.marked" if marked else "lessons.unmarked")
    )


def tried(unit: Unit, knock: Knock, person: Person, value: str) -> Reply:
    """Begin, in their own chat, the practice that a lesson tells of; else ask which one."""
    name, _, place = value.partition(":")
    lesson = _lesson(unit, name)
    if lesson is None:
        return _tell(unit, knock, person, place, say("lessons.gone"))
    if not unit.lessons.mark(name, person.id, "try"):
        unit.lessons.mark(name, person.id, "try")  # pressed again: it stays
    code = next((one for one in (lesson.tried, lesson.next_time) if one in BY_CODE), None)
    if code and code in {one.practice for one in active_of(unit, person)}:
        return _tell(unit, knock, person, place, say("lessons.already"))
    full = plan.full(unit, person)
    if full:
        return Reply(open=full)
    attempt(unit, knock, person, code)
    return _tell(unit, knock, person, place, say("lessons.trying"))


def _lesson(unit: Unit, name: str) -> Lesson | None:
    found = unit.lessons.lesson(name)
    return Lesson.model_validate_json(found.content) if found and found.content else None


def _tell(unit: Unit, knock: Knock, person: Person, place: str, told: Line) -> Reply:
    """Above the pair they are reading, else to them alone where they pressed."""
    if place:
        return two(unit, knock, person, place, told)
    return Reply(answer=_card(told))
