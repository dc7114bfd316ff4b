"""The word lists, read when they are first asked for: importing the coach costs nothing."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

EVERYDAY, COMMON, KNOWN, RARE, UNKNOWN = range(1, 6)
"""How usual a word is; the smaller, the more usual."""

_LEVELS = {"everyday": EVERYDAY, "common": COMMON, "known": KNOWN, "rare": RARE}


@dataclass(frozen=True, slots=True)
class Cues:
    """Small closed lists in lower case; lists/cues.toml says what each is for."""

    function_words: frozenset[str]
    kept_with_capital: frozenset[str]
    function_names: frozenset[str]
    connectors: frozenset[str]
    house_terms: frozenset[str]
    chat: frozenset[str]
    clitics: frozenset[str]
    prefixes: frozenset[str]
    after_a_verb: frozenset[str]
    speaks: frozenset[str]
    speakers: frozenset[str]
    spoken_to: frozenset[str]
    openers: frozenset[str]
    titles: frozenset[str]
    short_titles: frozenset[str]
    roles: frozenset[str]
    greetings: frozenset[str]
    closings: frozenset[str]
    abbreviations: frozenset[str]
    before_names: frozenset[str]
    before_of: frozenset[str]
    after_names: frozenset[str]
    company_forms: frozenset[str]
    address_units: frozenset[str]
    english_only: frozenset[str]
    abstract: frozenset[str]
    negotiation_initials: frozenset[str]
    persons: frozenset[str]
    unique_titles: frozenset[str]
    topics: frozenset[str]
    of_every_note: frozenset[str]
    determiners: frozenset[str]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Ordinary words by how usual they are, and what is also a name; all in lower case.

    `place_openings` holds every phrase that a place of several words begins with.
    """

    levels: Mapping[str, int]
    contractions: frozenset[str]
    given_names: frozenset[str]
    surnames: frozenset[str]
    capitals: frozenset[str]
    acronyms: frozenset[str]
    places: frozenset[str]
    place_openings: frozenset[str]
    cues: Cues

    def level(self, word: str) -> int:
        """How usual a lower-case word is, from EVERYDAY to UNKNOWN."""
        return self.levels.get(word, UNKNOWN)


@cache
def cues() -> Cues:
    """The small lists."""
    lists = tomllib.loads((files(__package__) / "lists/cues.toml").read_text(encoding="utf-8"))
    return Cues(**{name: frozenset(words.split()) for name, words in lists.items()})


@cache
def lexicon() -> Lexicon:
    """All lists of this package; where they come from stands in lists/NOTICE."""
    places = _read("places")
    return Lexicon(
        levels={word: level for name, level in _LEVELS.items() for word in _read(name)},
        contractions=frozenset(_read("contractions")),
        given_names=frozenset(_read("given_names")),
        surnames=frozenset(_read("surnames")),
        capitals=frozenset(_read("capitals")),
        acronyms=frozenset(_read("acronyms")),
        places=frozenset(places),
        place_openings=frozenset(_openings(places)),
        cues=cues(),
    )


def _openings(places: list[str]) -> set[str]:
    found: set[str] = set()
    for place in places:
        parts = place.split(" ")
        if len(parts) > 1:
            found |= {" ".join(parts[:count]) for count in range(1, len(parts) + 1)}
    return found


def _read(name: str) -> list[str]:
    file = files(__package__) / "lists" / f"{name}.txt"
    return file.read_text(encoding="utf-8").splitlines()
