"""Every delivery counts once: a second one changes nothing and gets the first answer."""

from collections.abc import Callable

from bot.ports import Person, Unit
from bot.usecases.knock import Knock, Reply


def once(
    unit: Unit, knock: Knock, work: Callable[[Person], Reply], stranger: Reply | None = None
) -> Reply:
    """Do the work unless this delivery was handled before; then give its answer again.

    A screen that was opened is not opened twice. With `stranger`, somebody who is not known gets
    that answer and is not kept.
    """
    person = unit.people.find(knock.user)
    if person is None and stranger is not None:
        return stranger
    if person is None and unit.deliveries.noted(knock.key):
        return Reply()  # of somebody who has erased themselves since
    person = known(unit, knock, person)
    if not unit.deliveries.first(knock.key, person.id, knock.now):
        answer = unit.deliveries.answer(knock.key)
        return Reply.model_validate_json(answer) if answer else Reply()
    reply = work(person)
    if reply.model_fields_set:  # most are bare
        again = reply.model_copy(update={"open": None})
        if again != Reply():
            unit.deliveries.remember(knock.key, again.model_dump_json())
    return reply


def known(unit: Unit, knock: Knock, person: Person | None) -> Person:
    """The person who knocks; added when they come for the first time (`person` is None)."""
    if person is None:
        person = Person(
            id=knock.ids.new(), workspace=knock.workspace, user=knock.user, channel=knock.channel
        )
        unit.people.add(person)
    elif knock.channel and person.channel != knock.channel:
        person = person.model_copy(update={"channel": knock.channel})
        unit.people.keep_channel(person.id, knock.channel)
    return person
