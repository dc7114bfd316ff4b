"""What somebody's own notes and sentences name: companies, people and products, to be masked."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from bot.coach.scrub.characters import normal
from bot.coach.scrub.kinds import Kind
from bot.coach.scrub.lexicon import EVERYDAY, cues, lexicon
from bot.coach.scrub.scrubbing import scrub
from bot.coach.scrub.tokens import Token, tokens
from bot.coach.scrub.words import Case, Word, words_of

_TELLING = frozenset((Kind.NAME, Kind.COMPANY, Kind.PLACE, Kind.HANDLE, Kind.WORD, Kind.ID))
_TITLE, _SHORT = 4, 4  # long words
_BEFORE_PARTIES = frozenset(("at", "from", "with"))
_NO_NAMES = ("ed", "ing", "ly", "al")
_BEGINS = frozenset("\"'“”:(")


def own_words(notes: Iterable[str], sentences: Iterable[str] = ()) -> frozenset[str]:
    """What names a counterpart, a company or a product, for the deny-list of who wrote it.

    Words that are unknown to the word list, and words with a capital that neither opens a sentence
    nor stands in a title, where four long words or more all have one. `notes` say what something is
    about ("raise at orange"): in a short one, and in a title, words that are also a name, or stand
    where one is named, count without a capital, or with one that tells nothing.
    """
    told = [_words(text, is_note=True) for text in {*notes}]
    told += [_words(text, is_note=False) for text in {*sentences}]
    return frozenset(word for words in told for word in words)


def _words(text: str, *, is_note: bool) -> Iterator[str]:
    for span in scrub(text.casefold()).spans:
        if span.kind in _TELLING:
            yield text.casefold()[span.start : span.end]
    pieces = list(tokens(normal(text).text))
    words = words_of(pieces)
    long = {at: word for at, word in words.items() if _may_name(word)}
    titled = len(long) >= _TITLE and all(word.case is not Case.LOWER for word in long.values())
    short = is_note and (titled or len(long) <= _SHORT)
    for at, word in long.items():
        usual = lexicon().level(word.folded) <= EVERYDAY
        opens = word.opens or _begins(pieces, at)
        capital = word.case is not Case.LOWER and not (titled or opens)
        also_name = (short or (opens and not usual)) and _is_name(word, long.get(at + 2))
        party = short and (len(long) == 1 or _is_party(pieces, words, at))
        if word.folded not in cues().topics and (capital or also_name or party):
            yield word.text


def _is_party(pieces: Sequence[Token], words: Mapping[int, Word], at: int) -> bool:
    """Whether it stands where a party is named: "offer from box", "puma contract"."""
    text, before, after = words[at].folded, words.get(at - 2), words.get(at + 2)
    if text in cues().persons | cues().of_every_note or text.endswith(_NO_NAMES):
        return False
    if before and pieces[at - 1].text == " " and before.folded in _BEFORE_PARTIES:
        return True
    rare = lexicon().level(text) > EVERYDAY
    return rare and after is not None and after.folded in cues().topics


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


def _is_name(word: Word, after: Word | None) -> bool:
    lex, text = lexicon(), word.folded
    if text in lex.cues.of_every_note:
        if after is None or after.folded in lex.cues.topics:
            return False
        return word.case is not Case.LOWER and after.case is not Case.LOWER
    if text in lex.capitals or text in lex.given_names or text in lex.places:
        return True
    return text in lex.surnames and lex.level(text) > EVERYDAY
