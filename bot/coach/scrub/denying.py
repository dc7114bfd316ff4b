"""The deny-list: names that are masked in every spelling, before anything else is asked."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from bot.coach.scrub.characters import normal
from bot.coach.scrub.kinds import Kind
from bot.coach.scrub.lexicon import COMMON, cues, lexicon
from bot.coach.scrub.tokens import Token
from bot.coach.scrub.words import Case, Word

_LOOKALIKES = str.maketrans(
    "авсеһіјкмнопрѕтухԁгѵԛԝαβεηικμνορτυχγωøłđıæœðþħ",
    "abcehijkmhonpstyxdrvqwabehikmvoptuxywoldiaodph",
)
_SEPARATOR = re.compile(r"[\W_]+")
_LEAST_JOINED = 6
_SPELT = 3


def folded(text: str) -> str:
    """Letters and digits alone, without case, accents, width or a lookalike's alphabet."""
    if text.isascii() and text.isalnum():
        return text.lower()
    bare = unicodedata.normalize("NFKD", normal(text).text.casefold()).translate(_LOOKALIKES)
    return "".join(character for character in bare if character.isalnum())


@dataclass(frozen=True, slots=True)
class DenyList:
    """Names made ready to be found: single words, connecting words and whole phrases."""

    words: dict[str, Kind] = field(default_factory=dict)
    connectors: frozenset[str] = frozenset()
    phrases: dict[tuple[str, ...], Kind] = field(default_factory=dict)

    def kinds(self, tokens: Sequence[Token], words: dict[int, Word]) -> dict[int, Kind]:
        """What stands for the words that are names, by token."""
        if not self.words and not self.phrases:
            return {}
        pieces = [(piece, at) for at in words for piece in _pieces(tokens[at].text)]
        found = self._phrases(pieces)
        for piece, at in pieces:
            word = words[at]
            if kind := self._kind(piece):
                found[at] = kind
            elif piece in self.connectors and word.case is not Case.LOWER and not word.opens:
                found[at] = Kind.NAME
        for at, word in words.items():
            kind = self.words.get(folded(tokens[at].text)) or self.words.get(folded(word.text))
            if kind:
                found[at] = kind
        return found

    def _kind(self, piece: str) -> Kind | None:
        """What a word is in the list, also when it is several: "the Smiths"."""
        one = piece.removesuffix("s")
        return self.words.get(piece) or (self.words.get(one) if len(one) >= _SPELT else None)

    def _phrases(self, pieces: Sequence[tuple[str, int]]) -> dict[int, Kind]:
        """Names of several words that hold small ones, and names written apart."""
        found: dict[int, Kind] = {}
        lengths = {len(phrase) for phrase in self.phrases}
        for first in range(len(pieces)):
            for length in lengths:
                here = pieces[first : first + length]
                if kind := self.phrases.get(tuple(piece for piece, _ in here)):
                    found |= {at: kind for _, at in here}
            pair = pieces[first : first + 2]
            small = any(piece in cues().function_words for piece, _ in pair)
            joined = "" if small else "".join(piece for piece, _ in pair)
            if len(joined) >= _LEAST_JOINED and (kind := self.words.get(joined)):
                found |= {at: kind for _, at in pair}
        return found


def deny_list(
    names: Iterable[str] = (), companies: Iterable[str] = (), channels: Iterable[str] = ()
) -> DenyList:
    """Make a deny-list of people and products (`names`), of `companies` and of `channels`.

    A name is found whole and word by word, whatever its case, width and accents. Words such as
    "the" or "of" inside a longer name are masked with it, and alone when they have a capital
    within a sentence. Everyday words of a channel's name are masked only with the whole of it: a
    workspace has "pricing", "team-offers" and "general", and lessons speak of such things.
    """
    words: dict[str, Kind] = {}
    connectors: set[str] = set()
    phrases: dict[tuple[str, ...], Kind] = {}
    for kind, group in ((Kind.NAME, names), (Kind.COMPANY, companies)):
        for pieces in map(tuple, map(_pieces, group)):
            small = {one for one in pieces if one in cues().connectors and len(pieces) > 1}
            connectors |= small
            if small:
                phrases.setdefault(pieces, kind)
            for word in _joined(pieces) | (set(pieces) - small):
                words.setdefault(word, kind)
    for pieces in map(tuple, map(_pieces, channels)):
        if len(pieces) > 1:
            phrases.setdefault(pieces, Kind.NAME)
        for word in _joined(pieces) | {one for one in pieces if not _everyday(one)}:
            words[word] = Kind.NAME
    return DenyList(words, frozenset(connectors), phrases)


def _joined(pieces: Sequence[str]) -> set[str]:
    """A name of several words written as one."""
    return {"".join(pieces)} if len(pieces) > 1 else set()


def _everyday(word: str) -> bool:
    lex = lexicon()
    return lex.level(word) <= COMMON and word not in lex.capitals


def spelt_out(tokens: Sequence[Token], words: dict[int, Word]) -> dict[int, Kind]:
    """Words written letter by letter, "j o h n": three or more letters in a row, each alone."""
    found: dict[int, Kind] = {}
    run: list[int] = []
    for at, token in enumerate([*tokens, Token(0, 0, "\n", "line")]):
        if at in words and len(token.text) == 1:
            run.append(at)
        elif token.what not in {"space", "mark"}:
            if len(run) >= _SPELT:
                found |= dict.fromkeys(run, Kind.NAME)
            run = []
    return found


def _pieces(name: str) -> list[str]:
    if name.isascii() and name.isalnum():
        return [name.lower()]
    return [piece for part in _SEPARATOR.split(normal(name).text) if (piece := folded(part))]
