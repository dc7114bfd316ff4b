"""What the share form asks beside masking."""

from decimal import Decimal

import pytest

from bot.coach.scrub import (
    deny_list,
    is_english,
    plain_style,
    relative_band,
    scrub,
    singling_out,
)


@pytest.mark.parametrize(
    "text",
    [
        "We asked for more and they agreed",
        "Ask early",
        "Wait long before you answer an offer",
        "gotta wait lol, dont rush",
        "Asked for [amount] at [company], and Xiaoping Okonkwo said that it was fine",
        "I'm glad that we didn't sign",
    ],
)
def test_english(text: str) -> None:
    assert is_english(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "12 %",
        "[name] [name]",
        "Ich habe nach mehr gefragt und sie haben zugestimmt",
        "Dann will man in die Stadt",
        "de man is in het huis",
        "Demande toujours une semaine de plus",
        "pedir siempre mas tiempo",
        "chiedi sempre di più",
        "我们要求更多",
        "мы просили больше",
        "I asked for more. Dann hat er gesagt dass es geht",
        "Мark said no to the offer мы просили больше",
    ],
)
def test_not_english_or_not_to_be_told(text: str) -> None:
    assert not is_english(text)


@pytest.mark.parametrize(
    ("text", "passages"),
    [
        ("I was the only woman there", ["the only woman there"]),
        ("She is the first female engineer", ["first female engineer"]),
        ("our head of legal said no", ["our head of legal"]),
        ("the CFO and Chief People Officer", ["the CFO", "Chief People Officer"]),
        ("ask the one who left", ["the one who"]),
        ("nobody else in sales", ["nobody else in"]),
        ("the o\u200bnly nurse", ["the o\u200bnly nurse"]),
        ("she was first\nwoman director here", ["first\nwoman director"]),
        ("the first  woman director here", ["first  woman director"]),
        ("the sole\nfemale engineer", ["the sole\nfemale engineer"]),
        ("our head\nof data", ["our head\nof data"]),
        ("the person\n who left", ["the person\n who"]),
        ("the *only* woman", ["the *only* woman"]),
        ("the _only_ woman", ["the _only_ woman"]),
        ("the only, woman", ["the only, woman"]),
        ("the only ... woman", ["the only ... woman"]),
        ("the only-woman on my team", ["the only-woman on my"]),
        ("our co-founder, a vice-president", ["our co-founder", "a vice-president"]),
        ("the first, woman director", ["the first, woman director"]),
        ("I am the first from my family", ["the first from my family"]),
        ("as the youngest I asked", ["the youngest"]),
        ("as the youngest, I asked", ["the youngest"]),
        ("no one but me said so", ["no one but me"]),
        ("unlike anyone else here", ["unlike anyone else"]),
        ("unlike my colleagues I waited", ["unlike my colleagues"]),
        ("I alone handle payroll", ["I alone"]),
        ("the only way to get more", []),
        ("At first, the manager said no", []),
        ("At first the manager said no", []),
        ("First, people wait. I asked first. Then my manager agreed.", []),
        ("the newest offer, the price alone, the first of the month", []),
        ("I only asked once, first of all", []),
        ("ask for more than you want", []),
    ],
)
def test_passages_that_single_somebody_out(text: str, passages: list[str]) -> None:
    assert [text[one.start : one.end] for one in singling_out(text)] == passages


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("SOOO good!!! i asked... and they said YES 😀", "Sooo good. I asked. And they said yes."),
        ("[name] said no?!  why :tada: [emoji]", "[name] said no? Why."),
        ("batna first — then talk ; ok", "BATNA first, then talk, ok."),
        ("“quoted” , and *bold*", '"quoted", and bold.'),
        ("", ""),
    ],
)
def test_plain_style(text: str, plain: str) -> None:
    assert plain_style(text) == plain


@pytest.mark.parametrize(
    ("amount", "reference", "said"),
    [
        ("110", "100", "about 10 % above"),
        ("88", "100", "about 10 % below"),
        ("102.5", "100", "about the same as"),
        ("102.6", "100", "about 5 % above"),
        ("300", "100", "more than 100 % above"),
        ("-90", "-100", "about 10 % above"),
    ],
)
def test_relative_bands(amount: str, reference: str, said: str) -> None:
    assert relative_band(Decimal(amount), Decimal(reference)) == said


def test_nothing_is_relative_to_nothing() -> None:
    with pytest.raises(ValueError, match="relative to 0"):
        relative_band(Decimal(1), Decimal(0))


def test_a_comparison_is_masked_to_itself() -> None:
    read = "they said [amount] and [amount, about 20 % above the one before], or [number]"
    assert scrub(read).text == read
    typed = "[amount, about 23 % above the one before] and [name, about 20 % above the one before]"
    assert "23" not in scrub(typed).text
    assert "20" not in scrub(typed).text


def test_everyday_words_of_channels_are_masked_only_with_their_whole_name() -> None:
    denied = deny_list(channels=["general", "team-pricing", "falcon-launch"])
    assert scrub("in general the team talked about pricing first", denied).spans == ()
    assert scrub("as we said in Team Pricing", denied).text == "as we said in [name]"
    assert scrub("it was about the falcon", denied).text == "it was about the [name]"
