"""Make a commitment public in one channel, in the person's own words, and take it back."""

from collections.abc import Mapping
from datetime import datetime

from bot.cards import Card
from bot.dialogue.script import Remark
from bot.guides.public_view import (
    CHANNEL,
    LONGEST,
    WORDS,
    announcement,
    digest,
    public_form,
    public_preview,
    under_way,
)
from bot.guides.words import say
from bot.ports import Commitment, Ids, Outgoing, Person, Unit
from bot.usecases.clearing import clear
from bot.usecases.knock import Knock, Reply, fields
from bot.usecases.partner import partners
from bot.usecases.partnership import active
from bot.usecases.talk import Details

Sent = Mapping[str, str]

ANNOUNCE = "announce"
RETRACT = "retract"
"""The kinds of waiting errands; their details are the id of the commitment."""


def make(unit: Unit, knock: Knock, person: Person, value: str) -> Reply:
    """Open the form for a plan that is not public."""
    commitment = active(unit, person.id, value)
    if commitment is None or commitment.posted:
        return partners(unit, knock, person)
    return Reply(open=public_form(commitment.id, commitment.public))


def worded(unit: Unit, _knock: Knock, person: Person, rest: str, values: Sent) -> Reply:
    """Keep the words and show what the channel will read."""
    commitment = active(unit, person.id, rest)
    channel, words = values.get(CHANNEL, ""), values.get(WORDS, "").strip()
    if commitment is None:
        return Reply(errors={WORDS: say("partner.gone")})
    if commitment.posted:
        return Reply(errors={WORDS: say("public.form.once")})
    if not channel:
        return Reply(errors={CHANNEL: say("public.form.channel_open")})
    if not words:
        return Reply(errors={WORDS: say("public.form.words_open")})
    if len(words) > LONGEST:
        return Reply(errors={WORDS: say("public.form.too_long")})
    unit.commitments.save(commitment.model_copy(update={"public": words}))
    return Reply(update=public_preview(commitment.id, channel, person.user, words))


def post(unit: Unit, knock: Knock, person: Person, rest: str, _values: Sent) -> Reply:
    """Send the words that were previewed, once: a second sending of the form adds nothing.

    When the plan has other words since then, those are previewed first.
    """
    name, channel, previewed = fields(rest, 3)
    commitment = active(unit, person.id, name)
    if commitment is None or not commitment.public:
        return Reply(update=partners(unit, knock, person).open)
    if commitment.posted is None:
        if previewed != digest(commitment.public):
            return Reply(
                update=public_preview(commitment.id, channel, person.user, commitment.public)
            )
        unit.commitments.save(commitment.model_copy(update={"posted": (channel, "")}))
        _errand(unit, knock, person, ANNOUNCE, commitment.id)
    return Reply(update=under_way("public.on_its_way", channel))


def delete(unit: Unit, knock: Knock, person: Person, value: str) -> Reply:
    """Delete the words in the channel, also those of a plan that is over."""
    commitment = unit.commitments.get(person.id, value)
    channel, message = (commitment and commitment.posted) or ("", "")
    if commitment is None or not message:
        return partners(unit, knock, person)
    _errand(unit, knock, person, RETRACT, commitment.id)
    return Reply(open=under_way("public.deleting", channel))


def _errand(unit: Unit, knock: Knock, person: Person, kind: str, commitment: str) -> None:
    errand = Outgoing(id=knock.ids.new(), person=person.id, kind=kind, details=commitment)
    unit.outbox.put(errand, knock.now)


def to_announce(unit: Unit, message: Outgoing) -> tuple[str, Card] | None:
    """The channel and what it is to read; None when there is nothing to post any more."""
    person = unit.people.get(message.person)
    commitment = unit.commitments.get(message.person, message.details)
    channel, sent = (commitment and commitment.posted) or ("", "")
    if person is None or commitment is None or not channel or sent:
        return None
    return channel, announcement(person.user, commitment.public)


def to_retract(unit: Unit, message: Outgoing) -> tuple[str, str] | None:
    """Channel and message to delete; None when it is deleted."""
    commitment = unit.commitments.get(message.person, message.details)
    return commitment.posted if commitment else None


def announced(
    unit: Unit, message: Outgoing, where: tuple[str, str], now: datetime, ids: Ids
) -> None:
    """The channel has the words; `where` is the channel and the message there.

    It is deleted again when its person erased themselves meanwhile.
    """
    if unit.people.get(message.person) is None:
        clear(unit, [where], now, ids)
        return
    commitment = unit.commitments.get(message.person, message.details)
    if commitment and commitment.posted:
        _keep(unit, commitment, where)
    _tell(unit, message, now, ids, "public.posted")


def not_announced(unit: Unit, message: Outgoing, why: str, now: datetime, ids: Ids) -> None:
    """The channel has not got the words, or nobody knows; they are kept for another try."""
    commitment = unit.commitments.get(message.person, message.details)
    if commitment:
        _keep(unit, commitment, None)
    more = ("public.unsure_delete",) if why == "unsure" else ()
    _tell(unit, message, now, ids, f"public.{why}", *more)


def retracted(unit: Unit, message: Outgoing, now: datetime, ids: Ids) -> None:
    """The words are gone from the channel."""
    commitment = unit.commitments.get(message.person, message.details)
    if commitment:
        _keep(unit, commitment, None)
    _tell(unit, message, now, ids, "public.deleted")


def not_retracted(unit: Unit, message: Outgoing, now: datetime, ids: Ids) -> None:
    """The platform keeps the words in the channel."""
    _tell(unit, message, now, ids, "public.not_deleted")


def _keep(unit: Unit, commitment: Commitment, posted: tuple[str, str] | None) -> None:
    unit.commitments.save(commitment.model_copy(update={"posted": posted}))


def _tell(unit: Unit, message: Outgoing, now: datetime, ids: Ids, *codes: str) -> None:
    """Tell the person in their chat what became of it: they asked for it moments ago.

    Nobody is told when they erased themselves since.
    """
    if unit.people.get(message.person) is None:
        return
    details = Details(remarks=tuple(Remark(code=code) for code in codes))
    told = Outgoing(
        id=ids.new(), person=message.person, kind="remarks", details=details.model_dump_json()
    )
    unit.outbox.put(told, now)
