"""What somebody's own notes and sentences name: companies, people and products, to be masked."""

from collections.abc import Iterable, Iterator, Sequence

from bot.coach.scrub.characters import normal
from bot.coach.scrub.kinds import Kind
from bot.coach.scrub.lexicon import EVERYDAY, cues, lexicon
from bot.coach.scrub.scrubbing import scrub
from bot.coach.scrub.tokens import Token, tokens
from bot.coach.scrub.words import Case, Word, words_of

_TELLING = frozenset((Kind.NAME, Kind.COMPANY, Kind.PLACE, Kind.HANDLE, Kind.WORD, Kind.ID))
_TITLE, _SHORT = 4, 4  # long words
_BEGINS = frozenset("\"'“”:(")


def own_words(notes: Iterable[str], sentences: Iterable[str] = ()) -> frozenset[str]:
    """What names a counterpart, a company or a product, for the deny-list of who wrote it.

    Words that are unknown to the word list, and words with a capital that neither opens a sentence
    nor stands in a title, where four long words or more all have one. `notes` say what something is
    about ("raise at orange"): in a short one, and in a title, words that are also a name count
    without a capital, or with one that tells nothing.
    """
    told = [_words(text, is_note=True) for text in notes]
    told += [_words(text, is_note=False) for text in sentences]
    return frozenset(word for words in told for word in words)


def _words(text: str, *, is_note: bool) -> Iterator[str]:
    for span in scrub(text.casefold()).spans:
        if span.kind in _TELLING:
            yield text.casefold()[span.start : span.end]
    pieces = list(tokens(normal(text).text))
    words = words_of(pieces)
    long = {at: word for at, word in words.items() if _may_name(word)}
    titled = len(long) >= _TITLE and all(word.case is not Case.LOWER for word in long.values())
    named = is_note and (titled or len(long) <= _SHORT)
    for at, word in long.items():
        opens = word.opens or _begins(pieces, at)
        capital = word.case is not Case.LOWER and not opens and not titled
        usual = lexicon().level(word.folded) <= EVERYDAY
        if word.folded in cues().topics:
            continue
        if capital or ((named or (opens and not usual)) and _is_name(word)):
            yield word.text


def _may_name(word: Word) -> bool:
    """Whether it is more than a small word or a term of negotiating; "Will" and "Al" are."""
    small = cues()
    if word.folded in small.function_names and word.case is Case.CAPITAL and not word.opens:
        return True
    return not (
        word.folded in small.function_words
        or word.folded in small.kept_with_capital
        or word.folded in small.house_terms
        or word.folded in small.chat
        or len(word.text) == 1
    )


def _begins(pieces: Sequence[Token], at: int) -> bool:
    """Whether a sentence begins there within another: after a colon, or in quotation marks."""
    before = [piece.text for piece in pieces[max(0, at - 2) : at] if piece.text != " "]
    return bool(before) and before[-1] in _BEGINS


def _is_name(word: Word) -> bool:
    lex, text = lexicon(), word.folded
    if text in lex.capitals or text in lex.given_names or text in lex.places:
        return True
    return text in lex.surnames and lex.level(text) > EVERYDAY
