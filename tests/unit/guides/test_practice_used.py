"""Whether a practice was used in a meeting, as people say it afterwards."""

import pytest

from bot.dialogue.script import NotUnderstood
from bot.guides.reflect_reading import practice
from tests.unit.guides.answering import HEARING


@pytest.mark.parametrize(
    ("text", "used"),
    [
        ("used it twice", "yes"),
        ("once", "yes"),
        ("sure", "yes"),
        ("of course", "yes"),
        ("No problem, I did it", "yes"),
        ("no doubt, yes", "yes"),
        ("Yes, but too late", "yes"),
        ("I tried it, they laughed", "yes"),
        ("did it", "yes"),
        ("I used the question twice", "yes"),
        ("there was a chance and I took it", "yes"),
        ("I tried but forgot", "no"),
        ("I used none of it", "no"),
        ("I used it not once", "no"),
        ("I did have it in mind but no", "no"),
        ("forgot", "no"),
        ("never", "no"),
        ("not at all", "no"),
        ("Did not use it", "no"),
        ("I was too nervous", "no"),
        ("I did it not", "no"),
        ("chance came but I froze", "no"),
        ("I had the chance but did not take it", "no"),
        ("No, it did not come up", "no_chance"),
        ("No - there was no chance", "no_chance"),
        ("not really, no chance", "no_chance"),
        ("I didn't have the chance", "no_chance"),
        ("I had no chance", "no_chance"),
        ("there was no opportunity", "no_chance"),
        ("sadly no occasion", "no_chance"),
    ],
)
def test_whether_it_was_used(text: str, used: str) -> None:
    assert practice(text, HEARING)["used"] == used


@pytest.mark.parametrize(
    "text",
    [
        "yes and no",
        "I used the whole time on small talk",
        "half",
        "sort of",
        "I should have",
        "used it once, forgot it at the end",
        "no problem",
        "I tried, but they interrupted",
        "did I?",
        "she used it",
    ],
)
def test_what_may_be_either_is_asked_back(text: str) -> None:
    with pytest.raises(NotUnderstood) as why:
        practice(text, HEARING)
    assert why.value.remark.code == "used_unknown"


def test_what_shows_it_is_told_with_it() -> None:
    found = practice("Yes, I asked how they got to 62k", HEARING)
    assert found == {"used": "yes", "evidence": "I asked how they got to 62k"}
