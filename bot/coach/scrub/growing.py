"""Masks what belongs to a masked neighbour: "Lake" before a name, "Street" after one."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.coach.scrub.kinds import Kind
from bot.coach.scrub.lexicon import Lexicon
from bot.coach.scrub.tokens import Token
from bot.coach.scrub.words import Case, Word

_NAMES = frozenset((Kind.NAME, Kind.COMPANY, Kind.PLACE, Kind.WORD))
_COUNTS = frozenset((Kind.NUMBER, Kind.ID, Kind.AMOUNT, Kind.PHONE, Kind.DATE))
_CODE, _REACH = 2, 3


@dataclass(frozen=True, slots=True)
class Grower:
    """Adds to `kinds`, by token, the words that belong to what is masked already."""

    lexicon: Lexicon
    tokens: Sequence[Token]
    words: dict[int, Word]
    kinds: dict[int, Kind]

    def grow(self) -> None:
        """Find places of several words, then go along the text once in each direction."""
        self._phrases()
        for at in self.words:
            if at not in self.kinds and (kind := self._from_before(at)):
                self.kinds[at] = kind
        for at in reversed(self.words):
            if at not in self.kinds and (kind := self._from_after(at)):
                self.kinds[at] = kind

    def _phrases(self) -> None:
        """Places of several words, however they are written: "new york"."""
        order = list(self.words)
        for first in range(len(order)):
            phrase = ""
            for last in range(first, len(order)):
                phrase = f"{phrase} {self.words[order[last]].folded}".strip()
                if phrase not in self.lexicon.place_openings:
                    break
                if last > first and phrase in self.lexicon.places:
                    self.kinds.update(dict.fromkeys(order[first : last + 1], Kind.PLACE))

    def _from_before(self, at: int) -> Kind | None:
        near = self._near(at, -1)
        if near is not None and self.tokens[near].text == "'":
            return self._from_owner(at)
        if near is None or self.kinds.get(near) not in _NAMES:
            return None
        word, kind = self.words[at], self.kinds[near]
        if word.folded in self.lexicon.cues.after_names or self._in_compound(at, near):
            return kind
        if word.case is Case.UPPER and len(word.text) == _CODE and not word.shouted:
            return kind
        if self._is_initial(at) or self._is_surname(word, self.words.get(near)):
            return kind
        return None

    def _from_owner(self, at: int) -> Kind | None:
        """The kind of a name whose "s" stands apart: "Wendy ' s"."""
        apart = [token.text for token in self.tokens[max(0, at - 3) : at]] == [" ", "'", " "]
        kind = self.kinds.get(at - 4)
        return kind if apart and self.words[at].folded == "s" and kind in _NAMES else None

    def _from_after(self, at: int) -> Kind | None:
        near, text = self._near(at, 1), self.words[at].folded
        kind = None if near is None else self.kinds.get(near)
        if near is None or kind is None:
            return self._from_beyond_of(at)
        if kind in _NAMES and (
            text in self.lexicon.cues.before_names or self._in_compound(at, near)
        ):
            return kind
        if kind in _COUNTS and text in self.lexicon.cues.address_units:
            return Kind.PLACE
        return None

    def _from_beyond_of(self, at: int) -> Kind | None:
        """The kind of the name in "city of ...", "bank of the ..."."""
        if self.words[at].folded not in self.lexicon.cues.before_of:
            return None
        near = self._near(at, 1)
        if near not in self.words or self.words[near].folded != "of":
            return None
        near = self._near(near, 1)
        if near in self.words and near not in self.kinds and self.words[near].folded == "the":
            near = self._near(near, 1)
        kind = None if near is None else self.kinds.get(near)
        return kind if kind in _NAMES - {Kind.WORD} else None

    def _is_surname(self, word: Word, before: Word | None) -> bool:
        if before is None or before.folded not in self.lexicon.given_names:
            return False
        return (
            word.folded in self.lexicon.surnames
            and word.folded not in self.lexicon.cues.function_words
        )

    def _is_initial(self, at: int) -> bool:
        """Whether it is the middle one of "Ann I. Lee"; other initials are no words anyway."""
        after = [one.text for one in self.tokens[at + 1 : at + 3]]
        return self.tokens[at].text in {"I", "A"} and after == [".", " "]

    def _in_compound(self, at: int, near: int) -> bool:
        """Whether only a hyphen is between: "Rolls-Royce", "garcia-smith"."""
        between = self.tokens[min(at, near) + 1 : max(at, near)]
        if self.words[at].folded in self.lexicon.cues.function_words:
            return False
        return [one.text for one in between] == ["-"]

    def _near(self, at: int, step: int) -> int | None:
        """The next token in that direction that is more than a space, a full stop or a hyphen."""
        for far in range(1, _REACH + 1):
            one = at + step * far
            if not 0 <= one < len(self.tokens):
                return None
            if self.tokens[one].text not in {" ", ".", "-"}:
                return one
        return None
