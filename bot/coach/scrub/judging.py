"""Tells for each word whether it is an ordinary word in an ordinary form, or what else it is."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.coach.scrub.kinds import Kind
from bot.coach.scrub.lexicon import COMMON, EVERYDAY, KNOWN, Lexicon
from bot.coach.scrub.tokens import Token
from bot.coach.scrub.words import Case, Word

_NO_NOUNS = ("ed", "ing", "ly")
_JOINS = frozenset(" -&./'")
_APART = frozenset(" ,\n-–—")
_TRAILS = frozenset(("space", "mark", Kind.EMOJI))
_AUXILIARIES = frozenset(("will", "may"))
_REACH = 3


@dataclass(frozen=True, slots=True)
class Judge:
    """Judges the words of one text, each by itself and by the words beside it."""

    lexicon: Lexicon
    tokens: Sequence[Token]
    words: dict[int, Word]

    def kind(self, at: int) -> Kind | None:
        """What the word at this token is masked as, or None when it is kept."""
        word = self.words[at]
        if self._is_house_term(at, word) or self._is_chat(word):
            return None
        if word.case is Case.LOWER or (word.shouted and word.case is Case.UPPER):
            masked = self._lower(at, word)
        elif word.case is Case.CAPITAL:
            masked = self._capital(at, word)
        elif word.case is Case.UPPER:
            masked = self._upper(word)
        else:
            masked = True
        return self._named(at, word) if masked else None

    def _named(self, at: int, word: Word) -> Kind:
        lex, text = self.lexicon, word.folded
        if text in lex.given_names:
            return Kind.NAME
        if text in lex.places:
            return Kind.PLACE
        if word.case is Case.LOWER and text not in lex.surnames and text not in lex.capitals:
            return Kind.WORD
        before = self.beside(at, -1)
        return Kind.COMPANY if before and before.folded == "at" else Kind.NAME

    def _is_house_term(self, at: int, word: Word) -> bool:
        """Whether it is a word of negotiating; "Plan B" is one of two words."""
        if word.folded in {"plan", "b"}:
            step, other = (1, "b") if word.folded == "plan" else (-1, "plan")
            near = self.beside(at, step)
            return near is not None and near.folded == other
        return word.folded in self.lexicon.cues.house_terms

    def _is_chat(self, word: Word) -> bool:
        if word.case is not Case.LOWER and not (word.opens or word.shouted):
            return False
        return word.whole in self.lexicon.contractions or word.folded in self.lexicon.cues.chat

    def _lower(self, at: int, word: Word) -> bool:
        lex, text = self.lexicon, word.folded
        if self._is_function_word(text) or self._is_part(at, text):
            return False
        if self._is_titled(at, text) or self._owns_as_name(at, word):
            return True
        if self._has_role(at, text) or self._is_greeted(at, text):
            return True
        level = lex.level(text)
        if len(text) == 1 or level > KNOWN:
            return True
        if text in lex.given_names:
            return level > EVERYDAY or self._stands_as_name(at)
        return level > COMMON and (
            text in lex.places or text in lex.surnames or text in lex.capitals
        )

    def _is_titled(self, at: int, text: str) -> bool:
        """Whether a title is before it: "mr" before any word, "Ms" or "Captain" before a name."""
        lex, before = self.lexicon, self.beside(at, -1)
        if before is None or before.folded in lex.cues.short_titles:
            return before is not None
        is_title = before.folded == "ms" or before.case is not Case.LOWER
        is_name = text in lex.surnames or text in lex.given_names
        return is_name and is_title and before.folded in lex.cues.titles

    def _has_role(self, at: int, text: str) -> bool:
        """Whether a role is before a name: "director park", but not "my director will agree"."""
        small, role = self.lexicon.cues, self._place_beside(at, -1)
        if role is None or self.words[role].folded not in small.roles or not self._is_name(text):
            return False
        owner, after = self.beside(role, -1), self.beside(at, 1)
        if after is not None and after.folded in small.speaks:
            return True
        return text not in _AUXILIARIES and (owner is None or owner.folded not in small.determiners)

    def _is_greeted(self, at: int, text: str) -> bool:
        """Whether it is a name that ends a line after a greeting: "thanks, will", "dear park,"."""
        if not self._is_name(text):
            return False
        first = at
        while first and self.tokens[first - 1].text in _APART:
            first -= 1
        gap = "".join(token.text for token in self.tokens[first:at])
        before, small = self.words.get(first - 1), self.lexicon.cues
        if before is None or not gap:
            return False
        said = before.folded in small.greetings or self._is_thank_you(first - 1)
        if gap == " ":
            return said and (self._ends_line(at) or self.tokens[at + 1].text == ",")
        return (said or before.folded in small.closings) and self._ends_line(at)

    def _is_name(self, text: str) -> bool:
        """Whether people are called so, and nobody is addressed by it for another reason."""
        lex = self.lexicon
        if text not in lex.given_names and text not in lex.surnames:
            return False
        small = lex.cues
        return not (self._is_function_word(text) or text in small.openers or text in small.persons)

    def _is_thank_you(self, at: int) -> bool:
        thank = self.beside(at, -1)
        return self.words[at].folded == "you" and thank is not None and thank.folded == "thank"

    def _ends_line(self, at: int) -> bool:
        """Whether only punctuation and emoji are behind it in its line."""
        for token in self.tokens[at + 1 :]:
            if token.what not in _TRAILS:
                return token.what == "line"
        return True

    def _owns_as_name(self, at: int, word: Word) -> bool:
        """Whether it is a name with an "s": "smith's offer", not "my boss's" or "the king's"."""
        lex, text, before = self.lexicon, word.folded, self.beside(at, -1)
        if not word.whole.endswith("'s") or text in lex.cues.persons | lex.cues.topics:
            return False
        if before and before.folded in lex.cues.determiners:
            return False
        usual = lex.level(text) <= EVERYDAY
        return text in lex.surnames and (not usual or text in lex.given_names)

    def _is_function_word(self, text: str) -> bool:
        small = self.lexicon.cues
        return text in small.function_words and text not in small.function_names

    def _is_part(self, at: int, text: str) -> bool:
        """Whether it is the "s" of "it 's" or the "e" of "e-mail"."""
        after = self.tokens[at + 1].text if at + 1 < len(self.tokens) else ""
        if text in self.lexicon.cues.prefixes and after == "-":
            return True
        before = [token.text for token in self.tokens[max(0, at - 2) : at] if token.text != " "]
        return text in self.lexicon.cues.clitics and before[-1:] == ["'"]

    def _stands_as_name(self, at: int) -> bool:
        before, after = self.beside(at, -1), self.beside(at, 1)
        if after and (after.folded in self.lexicon.cues.speaks or self._is_rare_surname(after)):
            return True
        return before is not None and before.folded in self.lexicon.cues.spoken_to

    def _is_rare_surname(self, word: Word) -> bool:
        return word.folded in self.lexicon.surnames and self.lexicon.level(word.folded) > EVERYDAY

    def _upper(self, word: Word) -> bool:
        lex, text = self.lexicon, word.folded
        if text in lex.acronyms or text in lex.given_names or text == "us":
            return True
        return lex.level(text) > EVERYDAY

    def _capital(self, at: int, word: Word) -> bool:
        lex, text = self.lexicon, word.folded
        if text in lex.cues.kept_with_capital:
            return False
        level = lex.level(text)
        if not word.opens or level > KNOWN:
            return True
        if text in lex.given_names and not self._is_function_word(text):
            return not self._before_an_object(at)
        if text in lex.cues.function_words or text in lex.cues.openers:
            return False
        if self._is_also_name(text, level) or self._alone(at) or self._leads(at, level):
            return True
        after = self.beside(at, 1)
        speaks = after is not None and after.folded in lex.cues.speaks
        return speaks and text not in lex.cues.persons and text not in lex.cues.speakers

    def _is_also_name(self, text: str, level: int) -> bool:
        """Whether a word that opens a sentence may be a name; verbs such as "Rehearse" are not."""
        lex = self.lexicon
        if level > COMMON and not text.endswith(_NO_NOUNS) and not self._is_verb(text):
            return True
        return level > EVERYDAY and (
            text in lex.surnames or text in lex.capitals or text in lex.places
        )

    def _is_verb(self, text: str) -> bool:
        """Whether the list has the word's form in -ing: rehearse, rehearsing; plan, planning."""
        stems = (text, text.removesuffix("e"), text + text[-1])
        return any(f"{stem}ing" in self.lexicon.levels for stem in stems)

    def _before_an_object(self, at: int) -> bool:
        """Whether it is a verb although it could be a name: "Mark the date"."""
        after = self.beside(at, 1)
        if after is None or after.folded not in self.lexicon.cues.after_a_verb:
            return False
        if after.folded == "i":
            return self.lexicon.level(self.words[at].folded) is EVERYDAY
        return after.case is Case.LOWER

    def _leads(self, at: int, level: int) -> bool:
        """Whether a name of several words begins: "General Electric", but not with "Ask Sarah"."""
        lex, after = self.lexicon, self.beside(at, 1)
        if after is None or after.case is Case.LOWER or after.shouted:
            return False
        if after.folded in lex.cues.kept_with_capital:
            return False
        return level > EVERYDAY or (
            lex.level(after.folded) <= KNOWN and after.folded not in lex.given_names
        )

    def _alone(self, at: int) -> bool:
        """Whether the line is one word, or with a comma: somebody is greeted, or has signed."""
        before = self.tokens[at - 1].text if at else "\n"
        after = [token.text for token in self.tokens[at + 1 : at + 3]]
        return before == "\n" and (not after or after[0] == "\n" or after in ([","], [",", "\n"]))

    def beside(self, at: int, step: int) -> Word | None:
        """The next word in that direction with nothing but a space or a hyphen between."""
        place = self._place_beside(at, step)
        return None if place is None else self.words[place]

    def _place_beside(self, at: int, step: int) -> int | None:
        for far in range(1, _REACH + 1):
            one = at + step * far
            if one in self.words:
                return one
            if not 0 <= one < len(self.tokens) or self.tokens[one].text not in _JOINS:
                return None
        return None
