"""One tap on a word of the preview, or on its style, changes what others would read at once."""

from functools import partial

import pytest

from bot.cards import ChoicesField, Screen, TextField
from bot.guides.share_forms import CHANGED
from bot.usecases.press import pressed
from bot.usecases.submit import submitted
from storage import Store
from tests.unit.usecases.desk import Desk, words
from tests.unit.usecases.sharing import (
    READ,
    TYPED,
    follows,
    held,
    preview,
    receipt_of,
    restyle,
    send,
    set_up,
    tick,
    waiting,
)

NAMES = frozenset({"Anna Meier"})
AGREE = ":agree"


@pytest.fixture
async def desk(store: Store) -> Desk:
    return Desk(store, names=NAMES)


def field(screen: Screen, name: str) -> ChoicesField:
    (found,) = (
        one
        for one in screen.elements
        if isinstance(one, ChoicesField) and one.id.endswith(f":{name}")
    )
    return found


def agreeing(screen: Screen) -> list[str]:
    return [name for name in held(screen) if name.endswith(AGREE)]


async def test_a_tap_masks_a_word_at_once_and_another_one_shows_it_again(desk: Desk) -> None:
    await set_up(desk)
    screen = await preview(desk)
    assert field(screen, "hide").at_once
    masked = await tick(desk, screen, hide="low")
    assert "They opened [word], I asked [name]" in words(masked)
    assert field(masked, "hide").initial == ("low",)
    assert f"“{READ}”" in words(await tick(desk, masked, hide=""))


async def test_a_comparison_is_left_out_with_a_tap(desk: Desk) -> None:
    await set_up(desk)
    screen = await preview(desk, "They said $60k and I asked for 85k after a week of waiting.")
    near = "about 40 % above the one before"
    assert near in words(screen)
    hide = field(screen, "hide")
    assert "comparison" in hide.label.text
    assert near not in words(await tick(desk, screen, hide=hide.choices[0].value)).split("”")[0]


async def test_a_tap_shows_a_word_that_may_be_shown(desk: Desk) -> None:
    await set_up(desk)
    screen = await preview(desk, "They stonewalled anna about it, and then they moved.")
    shown = await tick(desk, screen, show="stonewalled,anna")
    assert "“They stonewalled [name] about it" in words(shown)


async def test_what_was_typed_meanwhile_is_shown_and_stays(desk: Desk) -> None:
    await set_up(desk)
    screen = await preview(desk)
    other = "They opened low and moved after I was silent."
    masked = await tick(desk, screen, text=other, hide="low")
    assert "“They opened [word] and moved after I was silent.”" in words(masked)
    plain = await restyle(desk, masked, "Make my style plainer", text=f"{other}!!")
    assert "“They opened [word] and moved after I was silent.”" in words(plain)
    (typed,) = (one for one in plain.elements if isinstance(one, TextField))
    assert (typed.id, typed.initial) == ("share:text", f"{other}!!")
    assert field(plain, "hide").initial == ("low",)


async def test_words_that_cannot_be_shared_are_said_above_and_stay(desk: Desk) -> None:
    pool = await set_up(desk)
    screen = await tick(desk, await preview(desk), hide="low")
    german = "Sie haben niedrig angefangen und ich habe lange gewartet."
    told = await tick(desk, screen, text=german)
    assert "does not read like English" in words(told)
    assert held(told)["share:text"] == german
    assert field(told, "hide").initial == ("low",)
    assert agreeing(told) == []
    fine = follows(await send(desk, told, text=TYPED))
    assert "They opened [word]" in words(fine)
    assert agreeing(fine)
    assert await waiting(desk, pool) == ()


async def test_without_names_nothing_is_previewed_and_words_can_be_emptied(desk: Desk) -> None:
    pool = await set_up(desk)
    screen = await preview(desk, tried="P06")
    desk.names = None
    told = await tick(desk, screen, hide="low")
    assert "could not look up the names" in words(told)
    emptied = follows(await send(desk, told, text=""))
    assert agreeing(emptied), "what is left is previewed before anybody can agree"
    follows(await send(desk, emptied, agree="yes"))
    assert len(await waiting(desk, pool)) == 1


async def test_a_tap_takes_consent_back_where_it_changes_what_is_read(desk: Desk) -> None:
    pool = await set_up(desk)
    screen = await preview(desk)
    masked = await tick(desk, screen, hide="low", agree="yes")
    assert not {*agreeing(masked)} & {*agreeing(screen)}
    assert held(masked)[agreeing(masked)[0]] == ""
    assert await waiting(desk, pool) == ()
    assert receipt_of(follows(await send(desk, masked, agree="yes")))
    (kept,) = await waiting(desk, pool)
    assert "They opened [word]" in kept.content


async def test_words_keep_their_ticks_while_the_preview_changes(desk: Desk) -> None:
    """Two quick taps: the second is made before the form shows the first."""
    await set_up(desk)
    screen = await preview(desk)
    masked = await tick(desk, screen, hide="low")
    assert field(masked, "hide").id == field(screen, "hide").id
    both = follows(await send(desk, masked, hide="low,twice", agree="yes"))
    assert "has changed" in words(both)
    assert "they moved [word]" in words(both)


async def test_a_preview_whose_channels_are_gone_stays_as_it_is(desk: Desk) -> None:
    pool = await set_up(desk)
    screen = await preview(desk)
    await desk.run(lambda unit: unit.lessons.drop_channel(pool.channels[0]))
    assert await tick(desk, screen, hide="low") is screen
    assert "get no lessons any more" in (await send(desk, screen)).errors["share:text"].text


async def test_a_press_that_was_made_up_shows_nothing(desk: Desk) -> None:
    pool = await set_up(desk)
    knock = desk.knock()
    for value in ("", "preview", f"preview:{pool.id}:x,P99:", f"preview:{pool.id}"):
        made_up = partial(pressed, knock=knock, action=CHANGED, value=value, values={})
        reply = await desk.run(made_up)
        assert reply.open is None


async def test_a_tick_below_another_preview_agrees_to_nothing(desk: Desk) -> None:
    pool = await set_up(desk)
    first = await preview(desk)
    second = await tick(desk, first, hide="low")
    (old,), (new,) = agreeing(first), agreeing(second)
    assert old != new
    sent = {**held(second), old: "yes"}
    del sent[new]
    knock = desk.knock()
    reply = await desk.run(lambda unit: submitted(unit, knock, second.purpose, sent))
    assert list(reply.errors) == [new]
    assert await waiting(desk, pool) == ()
