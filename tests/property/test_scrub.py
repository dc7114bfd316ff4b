"""What holds for every text: nothing gets past, and the offsets are true."""

import re
import unicodedata
from collections.abc import Callable

from hypothesis import given, strategies as st

from bot.coach.scrub import Kind, Span, plain_style, scrub, singling_out
from bot.coach.scrub.characters import is_invisible
from bot.coach.scrub.lexicon import lexicon
from tests.property.scrub_texts import DENIED, NAMES, ORDINARY, TEXTS

PLACEHOLDER = re.compile(rf"\[(?:{'|'.join(Kind)})\]")
MARKS = re.compile("[.,;:!?'\"()\\[\\]/&+=*_…“”•‐‑‒–—―−\\s-]")


def outside(text: str) -> str:
    """The text without its placeholders."""
    return PLACEHOLDER.sub(" ", text)


@given(TEXTS, DENIED)
def test_spans_are_in_order_disjoint_and_within_the_text(text: str, names: list[str]) -> None:
    spans = scrub(text, names).spans
    edges = [edge for span in spans for edge in (span.start, span.end)]
    assert edges == sorted(edges)
    assert all(0 <= span.start < span.end <= len(text) for span in spans)


@given(TEXTS, DENIED)
def test_the_masked_text_is_the_rest_with_placeholders(text: str, names: list[str]) -> None:
    scrubbed = scrub(text, names)
    rest, last = "", 0
    for span in scrubbed.spans:
        rest += text[last : span.start]
        last = span.end
    rest += text[last:]
    assert len(PLACEHOLDER.findall(scrubbed.text)) >= len(scrubbed.spans)
    letters = [c for c in outside(scrubbed.text) if c.isalpha()]
    kept = [c for c in unicodedata.normalize("NFKC", rest) if c.isalpha()]
    assert len(letters) <= len(kept)


@given(TEXTS, DENIED)
def test_masking_twice_is_masking_once(text: str, names: list[str]) -> None:
    once = scrub(text, names).text
    assert scrub(once, names).text == once


@given(TEXTS)
def test_only_words_of_the_list_and_plain_marks_are_left(text: str) -> None:
    left = outside(scrub(text).text)
    lex = lexicon()
    small = lex.cues.clitics | lex.cues.prefixes | lex.cues.house_terms | lex.cues.chat
    for word in re.findall(r"[^\W\d_]+(?:'[^\W\d_]+)*", left):
        parts = {word.lower(), *word.lower().split("'"), re.sub(r"(n't|'\w+)$", "", word.lower())}
        assert parts & (lex.levels.keys() | lex.contractions | small), word
    assert not re.sub(r"[a-zà-ÿœ]", "", MARKS.sub("", left), flags=re.IGNORECASE)


@given(TEXTS)
def test_no_digit_survives(text: str) -> None:
    assert not any(c.isnumeric() or unicodedata.category(c)[0] == "N" for c in scrub(text).text)


@given(TEXTS)
def test_nothing_invisible_survives(text: str) -> None:
    assert not any(map(is_invisible, scrub(text).text))


@given(TEXTS)
def test_nothing_that_pings_or_links_survives(text: str) -> None:
    assert not set(scrub(text).text) & set("@#<>|`$\\~^{}")


VARIANTS = st.sampled_from(
    [
        str.upper,
        str.lower,
        str.title,
        str.swapcase,
        lambda name: "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in name),
        "\u200b".join,
        "\u00ad".join,
        "\u2060".join,
        lambda name: name.replace("a", "а").replace("o", "о").replace("e", "е"),
        lambda name: unicodedata.normalize("NFD", name),
        lambda name: f"{name}'s",
        lambda name: f"{name}’s",
        lambda name: f"*{name}*",
        lambda name: f"_{name}_",
        lambda name: f"“{name}”",
        lambda name: f"x-{name}",
        lambda name: f"({name})",
    ]
)


@given(st.sampled_from([*ORDINARY, *NAMES]), VARIANTS, TEXTS, TEXTS)
def test_a_given_name_never_survives(
    name: str, vary: Callable[[str], str], before: str, after: str
) -> None:
    masked = scrub(f"{before} {vary(name)} {after} {name}", [name]).text
    bare = re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", name)).casefold()
    words = re.findall(r"[^\W_]+", outside(masked).casefold())
    assert bare not in words


@given(TEXTS, st.data())
def test_what_the_author_masks_as_well_is_masked(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    spans = scrub(text, found=[Span(start, end, Kind.WORD)]).spans
    covered = {at for span in spans for at in range(span.start, span.end)}
    covered |= {at for match in PLACEHOLDER.finditer(text) for at in range(*match.span())}
    letters = {at for at in range(start, end) if text[at].isascii() and text[at].isalpha()}
    assert letters <= covered


@given(TEXTS)
def test_plain_style_is_its_own_plain_style(text: str) -> None:
    masked = scrub(text).text
    plain = plain_style(masked)
    assert plain_style(plain) == plain


@given(TEXTS)
def test_passages_that_single_out_lie_within_the_text(text: str) -> None:
    found = singling_out(text)
    edges = [edge for one in found for edge in (one.start, one.end)]
    assert edges == sorted(edges)
    assert all(0 <= one.start < one.end <= len(text) for one in found)


SEPARATORS = st.sampled_from(
    [" ", "  ", "\n", " \n ", "\t", "-", " *", "* ", "_ ", " (", '" ', " … "]
)
SINGLING = st.sampled_from(
    ["the only woman here", "the first woman", "our head of data", "the one who left", "I alone"]
)


@given(SINGLING, st.lists(SEPARATORS, min_size=4, max_size=4))
def test_neither_breaks_nor_signs_hide_who_is_singled_out(phrase: str, between: list[str]) -> None:
    words = phrase.split()
    text = "".join(f"{word}{mark}" for word, mark in zip(words, between, strict=False))
    assert singling_out(text)
