"""Share a lesson: the form, the preview of exactly what others read, consent, and the receipt."""

from datetime import date

import pytest

from bot.cards import Buttons, ChoiceField, ChoicesField, TextField
from bot.coach.lessons import Lesson
from bot.guides.share_view import lesson_card
from bot.ports import Unit
from storage import Store
from tests.unit.usecases.desk import Desk, buttons, words
from tests.unit.usecases.looking_back import opened as opens, prepared
from tests.unit.usecases.sharing import (
    READ,
    ROOM,
    follows,
    held,
    opened,
    preview,
    receipt_of,
    release_day,
    restyle,
    send,
    set_up,
    shared,
    waiting,
)

NAMES = frozenset({"Anna Meier", "Ben Carter", "team-pricing"})


@pytest.fixture
async def desk(store: Store) -> Desk:
    return Desk(store, names=NAMES)


async def test_without_a_channel_it_says_how_to_begin(desk: Desk) -> None:
    assert "/negotiate lessons here" in words(await opened(desk))


async def test_the_form_says_what_happens_who_reads_it_and_when(desk: Desk) -> None:
    await set_up(desk, ROOM, "C0OTHER", threshold=7)
    form = await opened(desk)
    said = words(form)
    assert f"everybody in @C0OTHER and @{ROOM}" in said
    assert "at least 7 different people" in said
    assert "3 to 14 days" in said
    assert "fewer than 10 people" in said
    assert "nothing is sent or kept" in said
    assert "Only you can see this." in said
    typed = [one for one in form.elements if isinstance(one, TextField)]
    assert [one.longest for one in typed] == [500]
    assert len([one for one in form.elements if isinstance(one, ChoiceField)]) == 5


async def test_the_preview_is_exactly_what_a_channel_shows(desk: Desk) -> None:
    pool = await set_up(desk)
    screen = await preview(desk, tried="P06", happened="their_first+25", tactic="T01", next="again")
    await send(desk, screen, agree="yes")
    (kept,) = await waiting(desk, pool)
    card = lesson_card(Lesson.model_validate_json(kept.content), "0" * 32)
    *lines, row = card.elements
    assert buttons(card).keys() == {"Useful", "I will try this"}
    assert row not in screen.elements
    at = screen.elements.index(lines[0])
    assert screen.elements[at : at + len(lines)] == tuple(lines)
    codes = (
        "*Job offer* · tried: ask for the basis first · agreed about 25 % above their first offer"
        " · met: an extreme opening · next time: the same again"
    )
    assert words(card).splitlines()[:2] == [codes, f"“{READ}”"]
    assert "Anna as [name], 85k as [amount]" in words(screen)


async def test_nothing_is_kept_before_consent(desk: Desk) -> None:
    pool = await set_up(desk)
    screen = await preview(desk)
    (agree,) = (name for name in held(screen) if name.endswith(":agree"))
    for _ in range(2):
        reply = await send(desk, screen)
        assert "Nothing is shared yet" in reply.errors[agree].text
    assert await waiting(desk, pool) == ()
    receipt = receipt_of(follows(await send(desk, screen, agree="yes")))
    assert len(await waiting(desk, pool)) == 1
    assert len(receipt.replace("-", "")) >= 26


async def test_consent_counts_for_what_was_previewed_alone(desk: Desk) -> None:
    pool = await set_up(desk)
    screen = await preview(desk)
    other = follows(await send(desk, screen, agree="yes", text="They moved after I was silent."))
    assert "has changed" in words(other)
    assert "after I was silent" in words(other)
    assert await waiting(desk, pool) == ()
    agree = [name for name in held(other) if name.endswith(":agree")]
    assert agree
    assert agree[0] not in held(screen)
    follows(await send(desk, other, agree="yes"))
    (kept,) = await waiting(desk, pool)
    assert "after I was silent" in kept.content


async def test_readers_that_are_added_meanwhile_are_shown_first(desk: Desk) -> None:
    pool = await set_up(desk)
    screen = await preview(desk)
    wider = pool.model_copy(update={"channels": (ROOM, "C0MORE")})
    await desk.run(lambda unit: unit.lessons.keep(wider))
    again = follows(await send(desk, screen, agree="yes"))
    assert "@C0MORE" in words(again)
    assert await waiting(desk, pool) == ()


async def test_a_number_of_people_that_is_raised_meanwhile_is_shown_first(desk: Desk) -> None:
    pool = await set_up(desk)
    screen = await preview(desk)
    higher = pool.model_copy(update={"threshold": 9})
    await desk.run(lambda unit: unit.lessons.keep(higher))
    again = follows(await send(desk, screen, agree="yes"))
    assert "at least 8 other people" in words(again)
    assert await waiting(desk, pool) == ()


async def test_pressing_twice_shares_once_and_shows_the_same_receipt(desk: Desk) -> None:
    pool = await set_up(desk)
    screen = await preview(desk)
    first = follows(await send(desk, screen, agree="yes"))
    assert follows(await send(desk, screen, agree="yes")) == first
    assert len(await waiting(desk, pool)) == 1


async def test_a_second_lesson_waits_for_the_next_batch(desk: Desk) -> None:
    pool = await set_up(desk)
    screen = await preview(desk)
    await shared(desk)
    told = words(await opened(desk))
    assert "waits there already" in told
    other = follows(await send(desk, screen, text="They moved after I was silent."))
    assert "waits there already" in words(follows(await send(desk, other, agree="yes")))
    assert len(await waiting(desk, pool)) == 1


async def test_an_amount_is_compared_with_the_one_before_it(desk: Desk) -> None:
    await set_up(desk)
    screen = await preview(desk, "They said $60k, I asked for 85k, and we met at 76k after a week.")
    told = words(screen)
    assert (
        "They said [amount], I asked for [amount, about 40 % above the one before], and we met at"
        " [amount, about 10 % below the one before] after a week." in told
    )
    far = words(await preview(desk, "They said $60k, and then 5k more, which is 9% in all."))
    assert "They said [amount], and then [amount] more, which is [amount] in all." in far


async def test_words_are_hidden_and_come_back(desk: Desk) -> None:
    await set_up(desk)
    screen = follows(await send(desk, await preview(desk), hide="low,twice"))
    assert "They opened [word], I asked [name]" in words(screen)
    chosen = [one for one in screen.elements if isinstance(one, ChoicesField)]
    assert chosen[0].initial == ("low", "twice")
    assert READ in words(follows(await send(desk, screen, hide="")))


async def test_only_ordinary_words_can_be_shown_again(desk: Desk) -> None:
    pool = await set_up(desk)
    text = "They stonewalled anna about pricing, and Stonewalled again."
    screen = await preview(desk, text)
    assert "“They [word] [name] about [name], and [name] again.”" in words(screen)
    (field,) = [one for one in screen.elements if one.kind == "choices" and "show" in one.id]
    assert [one.value for one in field.choices] == ["stonewalled"]
    again = follows(await send(desk, screen, show="stonewalled,anna,pricing,Stonewalled"))
    assert "“They stonewalled [name] about [name], and [name] again.”" in words(again)
    await send(desk, again, agree="yes")
    (kept,) = await waiting(desk, pool)
    assert "They stonewalled [name] about" in kept.content


async def test_plainer_style_changes_what_others_read(desk: Desk) -> None:
    await set_up(desk)
    screen = await preview(desk, "they OPENED low!!! i asked why \U0001f600 -- they moved")
    assert "a small team" in words(screen)
    plain = await restyle(desk, screen, "Make my style plainer")
    assert "“They opened low. I asked why, they moved.”" in words(plain)
    typed = next(one for one in plain.elements if isinstance(one, TextField))
    assert "OPENED" in typed.initial
    changed = follows(await send(desk, plain, text="they MOVED, in the end!!"))
    assert "“They moved, in the end.”" in words(changed)
    own = await restyle(desk, changed, "Back to my own style")
    assert "“they MOVED, in the end!!”" in words(own)


async def test_what_singles_somebody_out_is_reworded_first(desk: Desk) -> None:
    pool = await set_up(desk)
    screen = await preview(desk, "The only woman on the team asked them for the basis.")
    assert "can point at one person" in words(screen)
    assert not [name for name in held(screen) if name.endswith(":agree")]
    again = follows(await send(desk, screen, hide="basis"))
    assert "still points at one person" in words(again)
    fine = follows(await send(desk, again, text="Somebody asked them for the basis."))
    follows(await send(desk, fine, agree="yes"))
    assert len(await waiting(desk, pool)) == 1


async def test_a_lesson_of_closed_lists_alone_needs_no_names(desk: Desk) -> None:
    pool = await set_up(desk)
    desk.names = None
    screen = await preview(desk, "", tried="P06", happened="no_deal")
    follows(await send(desk, screen, agree="yes"))
    (kept,) = await waiting(desk, pool)
    assert Lesson.model_validate_json(kept.content).text == ""


async def test_several_pools_are_chosen_from_by_the_names_of_their_channels(desk: Desk) -> None:
    await set_up(desk, ROOM)
    other = await set_up(desk, "C0OTHER")
    screen = await opened(desk)
    assert f"Everybody in @{ROOM}" in words(screen)
    assert "Everybody in @C0OTHER" in words(screen)
    rows = [one for one in screen.elements if isinstance(one, Buttons)]
    (there,) = [one for one in rows if other.id in one.buttons[0].value]
    form = await opens(desk, screen.model_copy(update={"elements": (there,)}), "Share there")
    assert "everybody in @C0OTHER," in words(form)


async def test_the_end_of_a_reflection_begins_the_form(desk: Desk) -> None:
    await set_up(desk)
    await prepared(desk)
    await desk.command("reflect")
    await desk.walk("agreed at 76k", "skip", "skip")
    card = desk.got[-1]
    assert held(await opens(desk, card, "Share a lesson"))["share:happened"] == "my_target-10"
    revealed = await opens(desk, await opens(desk, card, "Add more"), "Revealed")
    result = (await desk.submit(revealed, opening="60,800")).update
    assert result is not None
    form = await opens(desk, result, "Share a lesson")
    fields = held(form)
    assert fields["share:kind"] == "job_offer"
    assert fields["share:happened"] == "their_first+25"
    assert fields["share:text"] == ""
    assert "76" not in words(form)


async def test_the_day_is_drawn_when_five_wait_and_kept_by_a_sixth(store: Store) -> None:
    desks = [Desk(store, user=f"U{number}") for number in range(6)]
    pool = await set_up(desks[0])
    days = []
    for number, desk in enumerate(desks):
        await shared(desk, f"I waited {'and waited ' * number}until they moved.")
        days.append(await release_day(desk, pool))
    assert days[:4] == [None] * 4
    assert days[4] == days[5]
    day = date.fromisoformat(str(days[4]))
    assert 3 <= (day - desks[0].now.date()).days <= 14
    assert day.isoweekday() <= 5


async def test_somebody_who_is_new_can_share(desk: Desk) -> None:
    pool = await set_up(desk)
    screen = await preview(desk)
    assert await desk.run(lambda unit: unit.people.find(desk.user)) is None, "looking keeps nobody"
    await send(desk, screen, agree="yes")

    def waits(unit: Unit) -> bool:
        person = unit.people.find(desk.user)
        return person is not None and unit.lessons.waits(pool.id, person.id)

    assert await desk.run(waits)


async def test_the_preview_says_who_else_reads_and_what_copies_keep(desk: Desk) -> None:
    await set_up(desk)
    said = words(await preview(desk))
    assert "whoever you negotiated with may read it too" in said
    assert "a copy of the database from before, such as a backup, could still tell" in said
    assert "nobody can tell" not in said
    assert "a workspace that keeps edited messages can export the original" in said
