"""What is made of what a model finds; the model itself is measured by `make bench`."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from bot.coach.scrub import Kind, Span, scrub
from handlers.ner import Recogniser


@dataclass(frozen=True)
class Found:
    start_char: int
    end_char: int
    label_: str


@dataclass(frozen=True)
class Read:
    ents: Iterable[Found]


def knowing(name: str, label: str) -> Callable[[str], Read]:
    """A pipeline that knows one name, in that spelling."""

    def read(text: str) -> Read:
        at = text.find(name)
        return Read([] if at < 0 else [Found(at, at + len(name), label)])

    return read


def test_a_found_name_is_masked_with_its_kind() -> None:
    text = "We met at Orchestra hall"
    found = Recogniser(knowing("Orchestra hall", "FAC"))(text)
    assert found == [Span(10, 24, Kind.PLACE)]
    assert scrub(text, found=found).text == "We met at [place]"


def test_lower_case_writing_is_read_once_more_with_capitals() -> None:
    text = "straße is near orchestra hall, i think"
    found = Recogniser(knowing("Orchestra Hall", "ORG"))(text)
    assert [text[one.start : one.end] for one in found] == ["orchestra hall"]
    assert found[0].kind is Kind.COMPANY


def test_mixed_writing_is_read_as_it_stands() -> None:
    assert Recogniser(knowing("Orchestra Hall", "ORG"))("With Ann in orchestra hall") == []


def test_what_is_no_name_is_left_to_the_rules() -> None:
    assert Recogniser(knowing("last week", "DATE"))("we met last week") == []
