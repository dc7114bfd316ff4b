"""People's words in a channel can neither mention, link, format nor draw anything."""

from typing import Any

from bot.coach.lessons import Lesson
from bot.guides.share_view import lesson_card
from handlers.slack import render
from handlers.slack.text import visible
from tests.contract.slack.hostile import variants

Json = dict[str, Any]

NAME = "0" * 32
HARMLESS = "ordinary words"


def drawn(text: str) -> tuple[str, list[Json]]:
    """A released lesson as it leaves for Slack."""
    return render.message(lesson_card(Lesson(kind="job_offer", text=text), NAME))


def of_people(blocks: list[Json]) -> list[Json]:
    """The text objects that show what somebody typed."""
    return [
        one["text"]
        for one in blocks
        if one["type"] == "section" and one["text"]["type"] == "plain_text"
    ]


def test_whatever_is_typed_stands_in_plain_text_alone() -> None:
    said, blocks = drawn(HARMLESS)
    (place,) = of_people(blocks)
    shell = str(blocks).replace(str(place), "")
    count = 0
    for text in variants():
        top, found = drawn(text)
        (words,) = of_people(found)
        assert top == said, "the words for notifications never change"
        assert str(found).replace(str(words), "") == shell, "nothing else changes with the words"
        assert words.keys() == {"type", "text", "emoji"}
        assert words["emoji"] is False
        inside = words["text"].removeprefix("“").removesuffix("”")
        assert inside == " ".join(visible(text).split())
        count += 1
    assert count > 4000
