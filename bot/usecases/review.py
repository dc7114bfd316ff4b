"""Review how estimates and results differ over the negotiations somebody looked back on."""

from datetime import datetime

from bot.cards import Screen
from bot.coach.calibration import Past
from bot.coach.looking_back import LookingBack
from bot.dialogue.engine import read_answers
from bot.guides.calibration_view import review
from bot.guides.figures import short_title
from bot.guides.reflect import REFLECT
from bot.ports import Conversation, Person, Unit
from bot.usecases.listing import untitled
from bot.usecases.talk import preparation_of, zone_of


def review_screen(unit: Unit, person: Person, now: datetime) -> Screen:
    """The calibration view of everything this person looked back on."""
    pasts: list[Past] = []
    titles: list[str] = []
    for reflection in _last_rounds(unit.conversations.of(person.id, REFLECT.name)):
        past = _past(reflection)
        if past:
            pasts.append(past)
            titles.append(_title(reflection, person, now))
    return review(pasts, titles)


def _last_rounds(found: tuple[Conversation, ...]) -> list[Conversation]:
    """The last reflection with a result of each negotiation, the first negotiation first."""
    last: dict[str, Conversation] = {}
    for one in sorted(found, key=lambda reflection: reflection.started):
        if _past(one) is not None and one.about:
            last[one.about] = one
    return sorted(last.values(), key=lambda reflection: reflection.started)


def _past(reflection: Conversation) -> Past | None:
    told = LookingBack.model_validate(read_answers(REFLECT, reflection.state))
    if told.result is None or not told.result.took_place:
        return None
    return Past(expected=preparation_of(reflection).case(), result=told.result)


def _title(reflection: Conversation, person: Person, now: datetime) -> str:
    what = preparation_of(reflection).situation.what
    if what:
        return short_title(what)
    line = untitled(reflection, zone_of(person), now)
    return line.text.format_map(line.values)
