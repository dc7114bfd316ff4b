"""The Home tab of one person."""

from zoneinfo import ZoneInfo

from bot.cards import Screen
from bot.guides.reflect import REFLECT
from bot.ports import Unit
from bot.usecases.knock import Knock
from bot.usecases.listing import home_screen
from bot.usecases.talk import zone_of
from bot.usecases.upcoming import upcoming


def home(unit: Unit, knock: Knock) -> Screen:
    """All preparations with what can be done next; seen by this person only."""
    person = unit.people.find(knock.user)
    if person is None:  # looking is no reason to be kept
        return home_screen((), ZoneInfo("UTC"), knock.now)
    found = unit.conversations.of(person.id)
    reflections = unit.conversations.of(person.id, REFLECT.name)
    coming = upcoming(unit, person, knock.now)
    return home_screen(found, zone_of(person), knock.now, reflections, coming)
