"""Share a lesson: what it holds, the preview of what others read, and consent, all in forms.

None of this goes through `once`: it keeps nothing that belongs to the person but the lesson itself,
and that only once they agree. Sending the same again changes nothing and shows the same.
"""

from collections.abc import Mapping

from bot.cards import Line
from bot.coach.lessons import LONGEST, Lesson, read_codes
from bot.coach.wording import Wording, denied_words, reads_as_english, reword
from bot.guides.share_forms import (
    CHOICES,
    KIND,
    SHARE,
    TEXT,
    Place,
    pick_screen,
    receipt_screen,
    told_screen,
    waiting_screen,
    write_form,
)
from bot.guides.share_preview import PLAIN, Draft, consent_field, digest, preview_form
from bot.guides.words import say
from bot.ports import Person, Pool, Unit
from bot.usecases.knock import Knock, Reply, fields
from bot.usecases.once import known
from bot.usecases.settling_pool import settle
from bot.usecases.sharing import private_words, told_before

Sent = Mapping[str, str]


def begin(unit: Unit, knock: Knock, value: str) -> Reply:
    """Open the form: `<pool>:<reflection>`, either of them open, from a button or the command.

    It offers channels that they are in, so that nobody writes without a name to people they are
    not among. Nobody is kept for looking at it.
    """
    person = unit.people.find(knock.user)
    pool, reflection = fields(value, 2)
    places = tuple(_place(one) for one in unit.lessons.pools() if one.channels)
    asked = [one for one in places if pool in {"", one.pool}]
    chosen = [one for one in asked if _is_among(knock, one)]
    if not asked:
        return Reply(open=told_screen("share.title", say("share.gone" if places else "share.none")))
    if not chosen:
        why = "share.untold" if knock.channels is None else "share.outside"
        return Reply(open=told_screen("share.title", say(why)))
    if len(chosen) > 1:
        return Reply(open=pick_screen(chosen, reflection))
    if person and unit.lessons.waits(chosen[0].pool, person.id):
        return Reply(open=waiting_screen(chosen[0]))
    told = told_before(unit, person, reflection) if person else None
    untold = knock.channels is None and len(asked) > 1
    return Reply(open=write_form(chosen[0], told, untold=untold))


def written(unit: Unit, knock: Knock, pool: str, values: Sent) -> Reply:
    """Show what others would read; what cannot be shared is said beside its field."""
    place = _open(unit, pool)
    if place is None:
        return Reply(errors={TEXT: say("share.trouble.gone")})
    codes = ",".join(values.get(f"{SHARE}:{name}", "") for name in CHOICES)
    draft = _draft(unit, knock, codes, values)
    return (
        Reply(errors=draft) if isinstance(draft, dict) else Reply(update=preview_form(place, draft))
    )


def previewed(unit: Unit, knock: Knock, rest: str, values: Sent) -> Reply:
    """Keep what was previewed and agreed to, and nothing else; otherwise preview again."""
    pool, codes, seen, style = fields(rest, 4)
    place = _open(unit, pool)
    if place is None:
        return Reply(errors={TEXT: say("share.trouble.gone")})
    chosen = _chosen(values, style)
    draft = _draft(unit, knock, codes, values, chosen)
    if isinstance(draft, dict):
        return Reply(errors=draft)
    again = None
    if draft.wording.singled:
        again = "singled"
    elif digest(place, draft.lesson) != seen:
        again = "changed"
    if again:
        return Reply(update=preview_form(place, draft, say(f"share.again.{again}")))
    # Only to what was seen: a tick that stood below another preview agrees to nothing.
    if not values.get(consent_field(seen)):
        return Reply(errors={consent_field(seen): say("share.trouble.consent")})
    return _keep(unit, knock, place, draft.lesson)


def changed(unit: Unit, knock: Knock, value: str, values: Sent) -> Reply:
    """Preview at once what was ticked, or pressed for another style; nothing is kept of it.

    What is in the way of sharing is said above; where there is nothing to preview the form stays as
    it is, with all that was typed, until it is sent.
    """
    _, pool, codes, _, style = fields(value, 5)
    place = _open(unit, pool)
    if place is None:
        return Reply()
    chosen = _chosen(values, style)
    draft = _draft(unit, knock, codes, values, chosen)
    if not isinstance(draft, dict):
        return Reply(open=preview_form(place, draft))
    if KIND in draft:
        return Reply()
    (why,) = draft.values()
    hidden, shown = (_several(chosen.get(name, "")) for name in ("hide", "show"))
    kept = Draft(
        lesson=read_codes(codes),
        wording=Wording(may_hide=hidden, may_show=shown),
        typed=values.get(TEXT, ""),
        hidden=hidden,
        shown=shown,
        plainer=style == PLAIN,
    )
    return Reply(open=preview_form(place, kept, why, whole=False))


def _chosen(values: Sent, style: str) -> Sent:
    """What was chosen for the words, by the last part of the ids of fields."""
    chosen = {name.rpartition(":")[2]: value for name, value in values.items()}
    return chosen | {"style": style}


def _keep(unit: Unit, knock: Knock, place: Place, lesson: Lesson) -> Reply:
    person = known(unit, knock, unit.people.find(knock.user))
    receipt = unit.lessons.contribute(place.pool, person.id, lesson.model_dump_json())
    if receipt is None:
        return Reply(update=waiting_screen(place))
    settle(unit, place.pool, knock.now, knock.ids)
    return Reply(update=receipt_screen(receipt))


def _is_among(knock: Knock, place: Place) -> bool:
    """Whether they are in one of its channels; the place tells it when the platform does not."""
    theirs = {knock.place} if knock.channels is None else knock.channels
    return not theirs.isdisjoint(place.channels)


def _place(pool: Pool) -> Place:
    return Place(pool=pool.id, channels=pool.channels, threshold=pool.threshold)


def _open(unit: Unit, pool: str) -> Place | None:
    """The pool, unless its channels get nothing any more."""
    found = unit.lessons.pool(pool)
    return _place(found) if found and found.channels else None


def _draft(
    unit: Unit, knock: Knock, codes: str, values: Sent, chosen: Sent | None = None
) -> Draft | dict[str, Line]:
    """The lesson as others would read it, or what is in the way, by field."""
    chosen = chosen or {}
    try:
        told = read_codes(codes)
    except ValueError:
        return {KIND: say("share.trouble.kind")}
    typed = values.get(TEXT, "").strip()
    hidden, shown = (_several(chosen.get(name, "")) for name in ("hide", "show"))
    plainer = chosen.get("style") == PLAIN
    wording = Wording()
    if typed:
        read = _worded(unit, knock, typed, (hidden, shown), plainer=plainer)
        if isinstance(read, Line):
            return {TEXT: read}
        wording = read
    lesson = told.model_copy(update={"text": wording.text})
    if not lesson.teaches:
        return {TEXT if chosen else f"{SHARE}:tried": say("share.trouble.thin")}
    return Draft(
        lesson=lesson,
        wording=wording,
        typed=typed,
        hidden=tuple(word for word in hidden if word in wording.may_hide),
        shown=tuple(word for word in shown if word in wording.may_show),
        plainer=plainer,
    )


def _worded(
    unit: Unit,
    knock: Knock,
    typed: str,
    choices: tuple[tuple[str, ...], tuple[str, ...]],
    *,
    plainer: bool,
) -> Wording | Line:
    """What others would see of the words, or why they cannot be shared; in doubt they are not."""
    if len(typed) > LONGEST:
        return say("share.trouble.long", count=str(len(typed)))
    if knock.names is None:
        return say("share.trouble.names")
    denied = denied_words(knock.names, _own(unit, unit.people.find(knock.user)))
    wording = reword(typed, denied, *choices, plainer=plainer)
    if any(character.isalpha() for character in typed) and not reads_as_english(typed, denied):
        return say("share.trouble.language")
    return wording if wording.has_words else say("share.trouble.no_words")


def _own(unit: Unit, person: Person | None) -> frozenset[str]:
    return private_words(unit, person) if person else frozenset()


def _several(entered: str) -> tuple[str, ...]:
    return tuple(word for word in entered.split(",") if word)
