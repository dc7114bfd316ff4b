"""What the author may still choose: which words to mask as well, and which to show after all."""

from collections.abc import Iterable

from bot.coach.scrub.characters import normal
from bot.coach.scrub.denying import DenyList, deny_list
from bot.coach.scrub.lexicon import RARE, lexicon
from bot.coach.scrub.scrubbing import Scrubbed, Span, rendered
from bot.coach.scrub.tokens import tokens
from bot.coach.scrub.words import Case, words_of


def word_places(text: str) -> tuple[tuple[int, int], ...]:
    """Where each word of the text stands, to be masked with a tap; half-open code points."""
    clean = normal(text)
    return tuple(
        clean.original(piece.start, piece.end)
        for piece in tokens(clean.text)
        if piece.what == "word"
    )


def may_unmask(
    text: str, scrubbed: Scrubbed, names: DenyList | Iterable[str] = ()
) -> tuple[Span, ...]:
    """The masked passages that the author may show: single ordinary words in lower case.

    Never one that is on the deny-list, unknown to the word list, written with a capital or with
    unusual characters, or also a given name or a place.
    """
    denied = names if isinstance(names, DenyList) else deny_list(names)
    return tuple(span for span in scrubbed.spans if _is_ordinary(text, span, denied))


def unmask(
    text: str, scrubbed: Scrubbed, shown: Iterable[Span], names: DenyList | Iterable[str] = ()
) -> Scrubbed:
    """Show the passages that the author chose among those of `may_unmask`; others stay masked."""
    chosen = set(shown) & set(may_unmask(text, scrubbed, names))
    spans = tuple(span for span in scrubbed.spans if span not in chosen)
    return Scrubbed(rendered(normal(text), spans), spans)


def _is_ordinary(text: str, span: Span, denied: DenyList) -> bool:
    lex, passage = lexicon(), text[span.start : span.end]
    pieces = list(tokens(passage))
    words = words_of(pieces)
    if len(pieces) != 1 or len(words) != 1 or not passage.isascii():
        return False
    word = words[0]
    if word.case is not Case.LOWER or lex.level(word.folded) > RARE:
        return False
    if word.folded in lex.given_names or word.folded in lex.places:
        return False
    return not denied.kinds(pieces, words)
