"""A second opinion on names: spaCy's small English model, where somebody installed it (`[ner]`).

Nothing is fetched when Parley runs; deploy/decisions/0010 says how the model is installed.
"""

import re
from collections.abc import Callable, Iterable
from importlib import metadata
from typing import Protocol

from bot.coach.scrub import Kind, Span

MODEL, RELEASE = "en_core_web_sm", "3.8.0"
_NOT_NEEDED = ("tagger", "parser", "senter", "attribute_ruler", "lemmatizer")
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


class Read(Protocol):
    """A text that a pipeline has read."""

    @property
    def ents(self) -> Iterable[Entity]:
        """The names in it."""


class Recogniser:
    """Finds names in a text, and in lower-case writing once more with capitals put in."""

    def __init__(self, pipeline: Callable[[str], Read]) -> None:
        self._pipeline = pipeline

    def __call__(self, text: str) -> list[Span]:
        """What the pipeline takes for names, in order of finding; offsets into the text."""
        found = self._found(text)
        if not _CAPITAL_WITHIN.search(text):
            found += self._found(_WORD.sub(_capitalised, text))
        return found

    def _found(self, text: str) -> list[Span]:
        return [
            Span(entity.start_char, entity.end_char, _KINDS[entity.label_])
            for entity in self._pipeline(text).ents
            if entity.label_ in _KINDS
        ]


def load_recogniser() -> Recogniser:
    """The recogniser with the pinned model; raises NoModel, and takes a second to load."""
    try:
        import spacy

        release = metadata.version(MODEL)
    except ImportError:  # no distribution of that name is one, too
        raise NoModel(
            "--ner needs the extra [ner] and its model; deploy/decisions/0010 says how to install"
        ) from None
    if release != RELEASE:
        raise NoModel(f"--ner needs {MODEL} {RELEASE}, and {release} is installed")
    return Recogniser(spacy.load(MODEL, exclude=_NOT_NEEDED))


def _capitalised(match: re.Match[str]) -> str:
    """The word with a capital in front, as long as it was: "ß" has none of one character."""
    word = match.group()
    first = word[0].upper()
    return first + word[1:] if len(first) == 1 else word
