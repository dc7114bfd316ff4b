"""What cannot be shared: it is said beside its field, nothing is kept, and the words stay."""

from datetime import date

import pytest

from bot.cards import Screen
from bot.ports import Check, Unit
from storage import Store
from tests.unit.usecases.desk import JOB, Desk, shown, words
from tests.unit.usecases.looking_back import chat, practise, prepared
from tests.unit.usecases.sharing import TYPED, follows, opened, preview, send, set_up, waiting

DISGUISES = (
    "Anna", "anna", "ANNA", "aNNa", "A\u200bnna", "\uff21nna", "Ann\u0430", "\xc1nna", "A n n a",
    "A\u00adnna", "\u202eAnna", "anna.meier", "annameier", "anna-meier", "@anna", "Anna's",
    "<@U0ANNA>", "<@U0ANNA|anna>", "anna@example.com", "_Anna_", "*Anna*", "\U0001d400nna",
)  # fmt: skip
"""Names written so that somebody who looks for them as they are would miss them."""


@pytest.fixture
async def desk(store: Store) -> Desk:
    return Desk(store, names=frozenset({"Anna Meier", "Ben Carter"}))


async def refused(desk: Desk, field: str = "share:text", **values: str) -> str:
    """Why a first form is not previewed."""
    reply = await send(desk, await opened(desk), **{"kind": "raise", **values})
    assert reply.update is None
    assert reply.errors.keys() == {field}
    return shown(reply.errors[field])


async def test_five_hundred_characters_fit_and_one_more_does_not(desk: Desk) -> None:
    await set_up(desk)
    text = "We waited, and they moved. " * 19
    told = await refused(desk, text=f"{text[:499]}xx")
    assert "501 characters, and 500 fit" in told
    assert "words are still here" in told
    assert "moved. We" in readable(await preview(desk, f"{text[:499]}."))


@pytest.mark.parametrize("text", ["\U0001f389\U0001f389 \U0001f600", "12 % 85k !!!", "<@U1> #x"])
async def test_without_a_word_there_is_nothing_to_read(desk: Desk, text: str) -> None:
    await set_up(desk)
    assert "Nothing was kept" in await refused(desk, text=text)


@pytest.mark.parametrize(
    "text",
    [
        "Ich habe gefragt, wie sie auf diese Zahl kommen, und dann haben sie sich bewegt.",
        "J'ai attendu, puis ils ont bougé deux fois sans que je dise rien.",
        "我问他们这个数字是怎么来的",
        "Запитал их, откуда эта цифра",
    ],
)
async def test_another_language_is_refused_with_the_reason(desk: Desk, text: str) -> None:
    await set_up(desk)
    assert "English" in await refused(desk, text=text)


@pytest.mark.parametrize(
    "text",
    [
        "ok, silence works",
        "Never split the difference; trade scope instead.",
        "Prepare three packages before every meeting.",
        "my boss said no and then yes after i showed the market survey",
    ],
)
async def test_advice_in_a_few_words_is_english(desk: Desk, text: str) -> None:
    await set_up(desk)
    assert readable(await preview(desk, text)) == f"“{text}”"


async def test_without_the_names_of_the_workspace_no_words_are_shared(desk: Desk) -> None:
    pool = await set_up(desk)
    screen = await preview(desk)
    desk.names = None
    assert "look up the names" in await refused(desk, text=TYPED)
    reply = await send(desk, screen, agree="yes")
    assert "still here" in shown(reply.errors["share:text"])
    assert await waiting(desk, pool) == ()


async def test_a_lesson_must_hold_something_that_helps(desk: Desk) -> None:
    await set_up(desk)
    assert "others can use" in await refused(desk, "share:tried")
    assert "others can use" in await refused(desk, "share:tried", happened="agreed")
    assert "pick what it was about" in await refused(desk, "share:kind", kind="", tried="P01")
    assert await refused(desk, "share:kind", tried="P99")
    screen = await preview(desk)
    assert "others can use" in shown((await send(desk, screen, text="")).errors["share:text"])


@pytest.mark.parametrize("name", DISGUISES)
async def test_a_name_is_masked_in_every_disguise(desk: Desk, name: str) -> None:
    await set_up(desk)
    screen = await preview(desk, f"They opened low, so I asked {name} how they got there.")
    read = readable(screen)
    assert "They opened low, so I asked" in read
    assert "how they got there." in read
    for left in ("anna", "meier", "nna", "u0anna", "example"):
        assert left not in read.casefold()


def readable(screen: Screen) -> str:
    """What others would read of the words."""
    (line,) = [line for line in words(screen).splitlines() if line.startswith("“")]
    return line


async def test_what_the_preparations_name_is_masked_in_lower_case_too(desk: Desk) -> None:
    await set_up(desk)
    await desk.command("prep job offer from Apple")
    await desk.walk(*JOB)
    read = readable(await preview(desk, "I told apple that borealis wants me, and they moved."))
    assert read == "“I told [name] that [name] wants me, and they moved.”"


async def said(desk: Desk, text: str) -> str:
    return readable(await preview(desk, f"I told {text} that this is fair, and they moved."))


async def test_what_any_answer_names_is_masked(desk: Desk) -> None:
    await set_up(desk)
    await desk.command("prep a contract with orange")
    await desk.walk("job offer", "a calm talk with Target", "17 June 2030", "stay where I am")
    assert await said(desk, "orange") == "“I told [name] that this is fair, and they moved.”"
    assert "[name]" in await said(desk, "target")
    assert "[name]" not in await said(desk, "them")


async def test_what_their_interests_name_is_masked(desk: Desk) -> None:
    await set_up(desk)
    await desk.command("prep a contract")
    await desk.walk(*JOB[:-1])
    assert "[name]" not in await said(desk, "orange")
    await desk.say("limit 80k, medium, calm at orange")
    assert "[name]" in await said(desk, "orange")


async def test_what_a_practice_and_a_reflection_name_is_masked(desk: Desk) -> None:
    await set_up(desk)
    await prepared(desk)
    assert "[name]" not in await said(desk, "gap and square and general")
    await chat(desk, "agreed", "85k", "the people at Gap were kind")
    assert "[name]" in await said(desk, "gap")
    await desk.command("commit")
    await desk.walk("ask Square for the basis first")
    assert "[name]" in await said(desk, "square")


async def test_what_a_practice_and_the_note_of_a_week_name_is_masked(desk: Desk) -> None:
    await set_up(desk)
    await desk.command("help")
    await practise(desk)
    assert "[name]" not in await said(desk, "gap and square")
    told = Check(commitment="c" * 32, week=date(2026, 12, 8), result="did", note="I asked Square")

    def note(unit: Unit) -> None:
        person = unit.people.find(desk.user)
        assert person is not None
        unit.commitments.check(person.id, told)
        (kept,) = unit.commitments.of(person.id)
        unit.commitments.save(kept.model_copy(update={"public": "I ask Gap for the basis"}))

    await desk.run(note)
    assert "[name]" in await said(desk, "gap")
    assert "[name]" in await said(desk, "square")


async def test_names_in_lower_case_do_not_make_it_another_language(desk: Desk) -> None:
    await set_up(desk)
    read = readable(await preview(desk, "anna meier told ben carter to wait, ANNA agreed"))
    assert read == "“[name] told [name] to wait, [name] agreed”"
    assert "English" in await refused(desk, text="anna meier hat ben carter gesagt, er soll warten")


async def test_two_people_of_one_name_are_one_mask(desk: Desk) -> None:
    await set_up(desk)
    desk.names = frozenset({"Anna Meier", "Anna Novak"})
    read = readable(await preview(desk, "I asked Anna, then the other anna, and they moved."))
    assert read == "“I asked [name], then the other [name], and they moved.”"


@pytest.mark.parametrize("stopped", [True, False])
async def test_channels_that_stop_between_two_forms(desk: Desk, stopped: bool) -> None:
    pool = await set_up(desk)
    first, second = await opened(desk), await preview(desk)
    if stopped:
        await desk.run(lambda unit: unit.lessons.drop_channel(pool.channels[0]))
    else:
        gone = {"purpose": second.purpose.replace(pool.id, "0" * 32)}
        second = second.model_copy(update=gone)
        first = first.model_copy(update={"purpose": f"share:write:{'0' * 32}"})
    for reply in (
        await send(desk, first, kind="raise", text=TYPED),
        await send(desk, second, agree="yes"),
    ):
        assert reply.update is None
        told = shown(reply.errors["share:text"])
        assert "no lessons any more" in told
        assert "words are still here" in told
    assert await waiting(desk, pool) == ()


async def test_a_button_of_channels_that_stopped_says_so(desk: Desk) -> None:
    pool = await set_up(desk)
    await set_up(desk, "C0OTHER")
    screen = await opened(desk)
    await desk.run(lambda unit: unit.lessons.drop_channel(pool.channels[0]))
    mine = [
        one for one in screen.elements if one.kind == "buttons" and pool.id in one.buttons[0].value
    ]
    told = (await desk.press(screen.model_copy(update={"elements": mine}), "Share there")).open
    assert told is not None
    assert "no lessons any more" in words(told)


async def test_what_was_hidden_stays_hidden_when_other_words_change(desk: Desk) -> None:
    await set_up(desk)
    screen = follows(await send(desk, await preview(desk), hide="low"))
    again = follows(await send(desk, screen, text=f"At first it was low. {TYPED}"))
    assert "low" not in readable(again)
