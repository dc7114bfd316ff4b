"""The command `/negotiate` and its words."""

from collections.abc import Callable, Mapping

from bot.cards import Card, Element, Paragraph
from bot.guides.primer import primer
from bot.guides.reflect import REFLECT
from bot.guides.words import say
from bot.ports import Person, Unit
from bot.usecases import screens
from bot.usecases.commit import commit
from bot.usecases.knock import Knock, Reply
from bot.usecases.lesson_channels import here
from bot.usecases.lessons import lessons
from bot.usecases.listing import listing
from bot.usecases.once import once
from bot.usecases.partner import partners
from bot.usecases.plan import plan
from bot.usecases.reflect import reflect
from bot.usecases.review import review_screen
from bot.usecases.rhythm_settings import settings
from bot.usecases.share import begin
from bot.usecases.start import prepare
from bot.usecases.talk import zone_of
from bot.usecases.withdraw import ask


def command(unit: Unit, knock: Knock, words: str, *, in_direct_message: bool) -> Reply:
    """Do what the words after `/negotiate` ask for; without words, list the preparations."""
    verb, _, rest = words.strip().partition(" ")
    verb = verb.casefold()
    if verb == "share":
        # Not through `once`: nothing notes who opened a form of sharing.
        opens = ask if rest.casefold().split()[:1] == ["withdraw"] else begin
        return opens(unit, knock, "")

    def work(person: Person) -> Reply:
        if verb in {"prep", "prepare"}:
            prepare(unit, knock, person, rest.strip())
            return Reply() if in_direct_message else Reply(answer=told("chat.here"))
        if (verb, rest.strip().casefold()) == ("lessons", "here"):
            return here(unit, knock, person)
        reply = _VERBS.get(verb, _unknown)(unit, knock, person)
        goes_on_in_chat = reply == Reply() and not in_direct_message
        return Reply(answer=told("chat.here")) if goes_on_in_chat else reply

    return once(unit, knock, work)


def told(*keys: str) -> Card:
    """A card of these phrases."""
    elements: list[Element] = [Paragraph(line=say(key)) for key in keys]
    return Card(summary=say("summary.note"), elements=tuple(elements))


def _list(unit: Unit, knock: Knock, person: Person) -> Reply:
    found = unit.conversations.of(person.id)
    reflections = unit.conversations.of(person.id, REFLECT.name)
    return Reply(answer=listing(found, zone_of(person), knock.now, reflections))


def _sheet(unit: Unit, knock: Knock, person: Person) -> Reply:
    found = unit.conversations.of(person.id)
    if not found:
        return Reply(answer=told("list.none"))
    return Reply(open=screens.screen_of(unit, person, found[0], knock.now))


def _help(_unit: Unit, _knock: Knock, _person: Person) -> Reply:
    return Reply(answer=told("help.text"))


def _unknown(_unit: Unit, _knock: Knock, _person: Person) -> Reply:
    return Reply(answer=told("help.unknown", "help.text"))


def _delete(_unit: Unit, _knock: Knock, _person: Person) -> Reply:
    return Reply(open=screens.erase_form())


def _primer(_unit: Unit, _knock: Knock, _person: Person) -> Reply:
    return Reply(open=primer())


def _review(unit: Unit, knock: Knock, person: Person) -> Reply:
    return Reply(open=review_screen(unit, person, knock.now))


_VERBS: Mapping[str, Callable[[Unit, Knock, Person], Reply]] = {
    "": _list,
    "list": _list,
    "sheet": _sheet,
    "help": _help,
    "delete": _delete,
    "terms": _primer,
    "settings": settings,
    "reflect": reflect,
    "commit": commit,
    "plan": lambda unit, knock, person: plan(unit, knock, person, ""),
    "review": _review,
    "partner": partners,
    "lessons": lessons,
}
