"""Withdraw a lesson by its receipt, or everything of one's own that still waits."""

from collections.abc import Mapping

from bot.guides.share_forms import LOST, RECEIPT, told_screen, withdraw_form
from bot.guides.words import say
from bot.ports import Person, Unit
from bot.usecases.knock import Knock, Reply
from bot.usecases.settling_pool import settle

_MISREAD = str.maketrans("018", "OIB")
"""Digits that a receipt never holds, and the letters they are taken for."""


def ask(_unit: Unit, _knock: Knock, _value: str) -> Reply:
    """Open the form."""
    return Reply(open=withdraw_form())


def sent(unit: Unit, knock: Knock, _rest: str, values: Mapping[str, str]) -> Reply:
    """Remove it, and say whether others had it to read; anybody with the receipt may."""
    receipt = values.get(RECEIPT, "").upper().translate(_MISREAD).strip()
    if receipt:
        return _by_receipt(unit, knock, receipt)
    if values.get(LOST):
        return _without(unit, knock)
    return Reply(errors={RECEIPT: say("share.withdraw.empty")})


def _by_receipt(unit: Unit, knock: Knock, receipt: str) -> Reply:
    withdrawn = unit.lessons.withdraw(receipt)
    if withdrawn is None:
        return Reply(errors={RECEIPT: say("share.withdraw.unknown")})
    settle(unit, withdrawn.pool, knock.now, knock.ids)
    told = say("share.withdraw.before" if withdrawn.waited else "share.withdraw.after")
    return Reply(update=told_screen("share.withdraw.title", told))


def _without(unit: Unit, knock: Knock) -> Reply:
    person = unit.people.find(knock.user)
    if person is None or not all_waiting(unit, knock, person):
        return Reply(errors={RECEIPT: say("share.withdraw.nothing_waits")})
    return Reply(update=told_screen("share.withdraw.title", say("share.withdraw.waiting")))


def all_waiting(unit: Unit, knock: Knock, person: Person) -> bool:
    """Remove what waits of somebody, and their marks; whether anything waited."""
    pools = unit.lessons.forget(person.id)
    for pool in pools:
        settle(unit, pool, knock.now, knock.ids)
    return bool(pools)
