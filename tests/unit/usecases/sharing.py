"""Sharing a lesson, as a person does it: pools, forms with what is in their fields, receipts."""

import re

from bot.cards import ChoiceField, ChoicesField, FormField, Screen, TextField
from bot.guides.share_forms import CHANGED
from bot.ports import Pool, Unit, Waiting
from bot.usecases.knock import Reply
from bot.usecases.press import pressed
from bot.usecases.submit import submitted
from tests.unit.usecases.desk import Desk, RandomIds, buttons, words

ROOM = "C0TEAM"
TYPED = "They opened low, I asked Anna how they got to 85k, and they moved twice."
READ = "They opened low, I asked [name] how they got to [amount], and they moved twice."


async def set_up(desk: Desk, *channels: str, threshold: int = 5) -> Pool:
    """Channels that get lessons together."""
    pool = Pool(
        id=RandomIds().new(),
        owner="U0OWNER",
        zone="Europe/Berlin",
        threshold=threshold,
        channels=channels or (ROOM,),
    )
    await desk.run(lambda unit: unit.lessons.keep(pool))
    return pool


async def opened(desk: Desk, text: str = "share") -> Screen:
    """The form that a command opens."""
    screen = (await desk.command(text)).open
    assert screen is not None
    return screen


def held(screen: Screen) -> dict[str, str]:
    """What is in the fields of a form, by field id, as a client sends it."""
    values = {}
    for field in screen.elements:
        if isinstance(field, TextField):
            values[field.id] = field.initial
        elif isinstance(field, ChoicesField):
            values[field.id] = ",".join(field.initial)
        elif isinstance(field, ChoiceField):
            values[field.id] = field.initial or ""
    return values


async def send(desk: Desk, screen: Screen, **changed: str) -> Reply:
    """Send a form as it stands, but for some fields, by the last part of their ids."""
    sent, knock = _entered(screen, changed), desk.knock()
    reply = await desk.run(lambda unit: submitted(unit, knock, screen.purpose, sent))
    assert reply.answer is None
    return reply


def _entered(screen: Screen, changed: dict[str, str]) -> dict[str, str]:
    names = {one.id.rsplit(":")[-1] for one in screen.elements if isinstance(one, FormField)}
    assert {*changed} <= names, "no such field"
    return {name: changed.get(name.rsplit(":")[-1], value) for name, value in held(screen).items()}


async def tick(desk: Desk, screen: Screen, **changed: str) -> Screen:
    """Tick words of a preview; returns what it shows at once. Other fields may hold more."""
    return await _told(desk, screen, screen.purpose.partition(":")[2], changed)


async def restyle(desk: Desk, screen: Screen, label: str, **changed: str) -> Screen:
    """Press the button for the style of a preview."""
    button = buttons(screen)[label]
    assert button.action == CHANGED
    return await _told(desk, screen, button.value, changed)


async def _told(desk: Desk, screen: Screen, value: str, changed: dict[str, str]) -> Screen:
    sent, knock = _entered(screen, changed), desk.knock()
    reply = await desk.run(lambda unit: pressed(unit, knock, CHANGED, value, sent))
    assert reply.answer is None
    return reply.open or screen


def follows(reply: Reply) -> Screen:
    """The screen that took the place of the form."""
    assert not reply.errors
    assert reply.update is not None
    return reply.update


async def preview(desk: Desk, text: str = TYPED, kind: str = "job_offer", **more: str) -> Screen:
    """Fill the form; returns what others would read."""
    return follows(await send(desk, await opened(desk), text=text, kind=kind, **more))


def receipt_of(screen: Screen) -> str:
    (found,) = re.findall(r"`([A-Z2-7]+(?:-[A-Z2-7]+)+)`", words(screen))
    return str(found)


async def shared(desk: Desk, text: str = TYPED, **more: str) -> str:
    """Share a lesson; returns the receipt."""
    screen = await preview(desk, text, **more)
    return receipt_of(follows(await send(desk, screen, agree="yes")))


async def waiting(desk: Desk, pool: Pool) -> tuple[Waiting, ...]:
    return await desk.run(lambda unit: unit.lessons.waiting(pool.id))


async def release_day(desk: Desk, pool: Pool) -> str | None:
    def read(unit: Unit) -> str | None:
        found = unit.lessons.pool(pool.id)
        return found.release.isoformat() if found and found.release else None

    return await desk.run(read)
