"""Tells English from everything else, by its words alone; in doubt it is not English."""

from bot.coach.scrub.characters import normal
from bot.coach.scrub.lexicon import COMMON, RARE, lexicon
from bot.coach.scrub.tokens import tokens
from bot.coach.scrub.words import Case, Word, words_of

_KNOWN_SHARE, _SMALL_SHARE, _ENGLISH_SHARE = 0.8, 0.2, 1 / 15
_FEW = 6
_COMMON = 0.9


def is_english(text: str) -> bool:
    """Whether the text is English, as far as its words tell; False when they do not.

    At least four in five of the words must be in the word list; names with a capital do not count
    against it, but at least half of all must be there. From six words on, one in five must be a
    function word, and one in fifteen one that is English alone; where nine in ten are common words,
    as in advice ("Prepare three packages before every meeting"), one of those is enough. A text
    without a known word is not English.
    """
    lex = lexicon()
    words = list(words_of(list(tokens(normal(text).text))).values())
    judged = [word for word in words if word.case is not Case.CAPITAL or _known(word)]
    known = sum(map(_known, judged))
    if not known or known < _KNOWN_SHARE * len(judged) or 2 * known < len(words):
        return False
    small = sum(word.folded in lex.cues.function_words for word in words)
    english = sum(word.whole in lex.cues.english_only for word in words)
    if len(words) < _FEW:
        return True
    if english and sum(lex.level(word.folded) <= COMMON for word in words) >= _COMMON * len(words):
        return True
    return small >= _SMALL_SHARE * len(judged) and english >= _ENGLISH_SHARE * len(judged)


def _known(word: Word) -> bool:
    lex = lexicon()
    return (
        lex.level(word.folded) <= RARE
        or word.whole in lex.contractions
        or word.folded in lex.cues.chat
        or word.folded in lex.cues.house_terms
        or word.folded in lex.cues.clitics
    )
