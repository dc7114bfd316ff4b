"""Expressions written in small letters take what those that ignore case would take."""

import re
import sys

import pytest

from bot.coach.expression import either, small


def test_small_letters_are_those_that_ignoring_case_would_match() -> None:
    everything = "".join(map(chr, range(sys.maxunicode + 1)))
    ignoring = re.findall("[a-z]", everything, re.IGNORECASE)
    assert len(small(everything)) == len(everything)
    assert [
        one for one in everything if small(one) in set("abcdefghijklmnopqrstuvwxyz")
    ] == ignoring
    assert all(re.match(small(one), one, re.IGNORECASE) for one in ignoring)


def test_small_letters_begin_and_end_words_where_the_letters_did() -> None:
    everything = "".join(map(chr, range(sys.maxunicode + 1)))
    for kind in (r"\w", r"\d", r"\s"):
        places = [match.start() for match in re.finditer(kind, everything)]
        assert [match.start() for match in re.finditer(kind, small(everything))] == places


@pytest.mark.parametrize("text", ["six", "sixteen", "sixty", "US$", "two", "S$"])
def test_one_of_several_words_is_matched_whole(text: str) -> None:
    words = ("six", "sixteen", "sixty", "US$", "two", "S$")
    match = re.match(either(words), f"{text} more")
    assert match is not None
    assert match[0] == text


def test_no_other_word_is_matched() -> None:
    assert re.fullmatch(either(("six", "two")), "sixteen") is None
