"""What readers see of somebody's words: masks stay masks, whatever the author chooses."""

import re

import pytest
from hypothesis import given, strategies as st

from bot.coach.lessons import TRIED
from bot.coach.scrub import own_words
from bot.coach.scrub.kinds import PLACEHOLDER
from bot.coach.wording import LONGEST_READ, MOST, denied_words, reword
from bot.guides.words import phrase

NAMES = frozenset({"Anna Meier", "Zoltán Kovács", "team-pricing"})
OWN = frozenset({"acme", "Borealis"})
DENIED = denied_words(NAMES, OWN)
FORBIDDEN = ("anna", "meier", "zoltan", "zoltán", "kovacs", "acme", "borealis")
WORDS = st.sampled_from(
    [
        *("they", "moved", "twice", "and", "I", "waited", "the", "only", "first", "woman", "will"),
        *("mark", "low", "it", "was", "fair", "pricing", "85k", "$90,000", "monday", "12.3.2026"),
        *("anna", "ANNA", "Meier", "acme", "Acme's", "borealis", "Zoltán", "zoltan", "kovács"),
        *("[name]", "[word]", "[", "]", ":smile:", "🎉", "@here", "<!channel>", "x@example.com"),
        *("example.com", "(ok)", "a-b", "!!", "..."),
    ]
)
TEXTS = st.lists(WORDS, max_size=25).map(" ".join) | st.text(max_size=80)
CHOSEN = st.frozensets(
    st.sampled_from(("low", "moved", "anna", "acme", "mark", "only", "will", "pricing", "kovács")),
    max_size=4,
)


@given(text=TEXTS, hidden=CHOSEN, shown=CHOSEN, plainer=st.booleans())
def test_no_name_is_ever_left(
    text: str, hidden: frozenset[str], shown: frozenset[str], *, plainer: bool
) -> None:
    read = reword(text, DENIED, hidden, shown, plainer=plainer).text
    for word in re.findall(r"[^\W\d_]+", re.sub(PLACEHOLDER, "", read).casefold()):
        assert word not in FORBIDDEN


@given(text=TEXTS, hidden=CHOSEN, shown=CHOSEN)
def test_hidden_words_are_not_read_and_others_stay(
    text: str, hidden: frozenset[str], shown: frozenset[str]
) -> None:
    wording = reword(text, DENIED, hidden, shown)
    left = re.sub(PLACEHOLDER, " ", wording.text).casefold()
    for word in hidden:
        assert not re.search(rf"(?<!\w){re.escape(word)}(?!\w)", left)
    assert not hidden & {*wording.may_show}
    plain = reword(text, DENIED)
    assert {word for word in hidden if word in plain.may_hide} <= {*wording.may_hide}
    assert len(wording.may_hide) <= MOST


@given(text=TEXTS, shown=CHOSEN)
def test_only_what_may_be_shown_is_shown_again(text: str, shown: frozenset[str]) -> None:
    masked, wording = reword(text, DENIED), reword(text, DENIED, (), shown)
    assert wording.may_show == masked.may_show
    if not shown & {*masked.may_show}:
        assert wording == masked
    for word in wording.may_show:
        assert word.isascii()
        assert word.islower()
        assert word not in FORBIDDEN


@given(text=TEXTS)
def test_every_mask_is_told_to_the_author(text: str) -> None:
    wording = reword(text, DENIED)
    masks, typed = set(re.findall(PLACEHOLDER, wording.text)), set(re.findall(PLACEHOLDER, text))
    assert masks - typed <= {mask for _, mask in wording.masked} <= masks
    left = re.sub(PLACEHOLDER, "", wording.text)
    assert wording.has_words == any(map(str.isalpha, left))


@pytest.mark.parametrize(
    ("note", "words"),
    [
        ("job offer from acme", {"acme"}),
        ("Job offer from Acme", {"acme"}),
        ("Job Offer From Acme", {"acme"}),
        ("offer from Apple", {"apple"}),
        ("a raise, by June", set()),
        ("Raise", set()),
        ("Apple", {"apple"}),
        ("Salary at Orange", {"orange"}),
        ("Raise at Shell", {"shell"}),
        ("Shell raise", {"shell"}),
        ("Contract With Orange", {"orange"}),
        ("orange", {"orange"}),
        ("shell raise", {"shell"}),
        ("Best Buy contract", {"best", "buy"}),
        ("Stripe", {"stripe"}),
        ("offer from box", {"box"}),
        ("Virgin contract", {"virgin"}),
        ("talk with my boss, a fair deal with them", set()),
        ("Better title and annual bonus", set()),
        ("Best offer, more pay", set()),
        ("Visit Gap and ask", {"gap"}),
        ("Salary Talk And Review At Shell", {"shell"}),
        ("Raise with Will", {"will"}),
        ("I will take the other offer", set()),
        ("", set()),
    ],
)
def test_own_words_are_counterparts_companies_and_products(note: str, words: set[str]) -> None:
    assert {word.casefold() for word in own_words([note])} == words


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("What Square pays for the same role", {"square"}),
        ("Orange moved after I waited twice for them", {"orange"}),
        ('I say: "Help me with this." Then I wait. Target first.', set()),
        ("the square root of the price, a target", set()),
    ],
)
def test_own_words_of_sentences_need_a_capital(sentence: str, words: set[str]) -> None:
    assert {word.casefold() for word in own_words((), [sentence])} == words


def test_what_parley_suggests_names_nobody() -> None:
    suggested = [phrase(f"practice.{one}.{part}") for one in TRIED for part in ("cue", "act")]
    assert own_words((), suggested) == frozenset()


FIGURES = st.lists(st.integers(1, 999_999), min_size=1, max_size=5)


@given(figures=FIGURES, sign=st.sampled_from(["$", ""]))
def test_figures_leave_nothing_but_steps_of_five_points(figures: list[int], sign: str) -> None:
    said = ", then ".join(f"{sign}{figure:,}" for figure in figures)
    wording = reword(f"They said {said} and we agreed.", DENIED)
    points = [int(number) for number in re.findall(r"\d+", wording.text)]
    assert all(number % 5 == 0 and number <= 50 for number in points)
    assert len(re.findall(PLACEHOLDER, wording.text)) == len(figures)
    assert reword(wording.text, DENIED).text == wording.text


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        (
            "They offered 50,000 and I got 55,000.",
            "They offered [number] and I got [number, about 10 % above the one before].",
        ),
        (
            "They said $50,000, after 3 calls 4500 more, then 60k.",
            "They said [amount], after [number] calls [number] more, then [amount].",
        ),
        (
            "From 4500 to 4550 for 120 hours",
            "From [number] to [number, about the same as the one before] for [number] hours",
        ),
    ],
)
def test_plain_numbers_of_one_size_are_compared(typed: str, read: str) -> None:
    assert reword(typed, DENIED).text == read


def test_a_comparison_is_told_and_can_be_left_out() -> None:
    typed = "They said 50k and then 60k, low as it was."
    how = "about 20 % above the one before"
    wording = reword(typed, DENIED)
    assert ("60k", f"[amount, {how}]") in wording.masked
    assert wording.may_hide[0] == how
    hidden = reword(typed, DENIED, [how])
    assert hidden.text == "They said [amount] and then [amount], low as it was."
    assert ("60k", "[amount]") in hidden.masked
    assert how in hidden.may_hide


@given(
    piece=st.sampled_from(["$1~", "$9 ", "I 1 ", "9999 ", "they [ 8 ", "so £9 "]),
    plainer=st.booleans(),
)
def test_what_is_read_is_never_much_longer_than_what_is_typed(piece: str, *, plainer: bool) -> None:
    read = reword((piece * 250)[:500], DENIED, plainer=plainer).text
    assert len(read) <= LONGEST_READ
    assert not re.search(r"\[(?:a|n)\w*…", read)
