"""Masks whatever is not an ordinary word in an ordinary form."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.coach.scrub.characters import Normal, normal
from bot.coach.scrub.denying import DenyList, deny_list, spelt_out
from bot.coach.scrub.growing import Grower
from bot.coach.scrub.judging import Judge
from bot.coach.scrub.kinds import Kind
from bot.coach.scrub.lexicon import lexicon
from bot.coach.scrub.merging import Passage, passages
from bot.coach.scrub.tokens import Token, tokens
from bot.coach.scrub.words import Word, words_of

_AS_THEY_ARE = frozenset(("word", "line", "space", "mark"))


@dataclass(frozen=True, slots=True)
class Span:
    """A masked passage: half-open code-point offsets into the original text, and its kind."""

    start: int
    end: int
    kind: Kind


@dataclass(frozen=True, slots=True)
class Scrubbed:
    """The masked text, not yet escaped for a platform, and what was masked, in order."""

    text: str
    spans: tuple[Span, ...]


def scrub(text: str, names: DenyList | Iterable[str] = (), found: Sequence[Span] = ()) -> Scrubbed:
    """Mask all of the text but ordinary words in ordinary forms.

    `names` are masked whole and word by word, whatever their case; give a `deny_list` when there
    are many. `found` are further passages to mask, as offsets into `text`, in any order: what a
    recogniser of names has found, or what the author wants masked. What was masked before stays
    as it is: the masked text masks to itself.
    """
    denied = names if isinstance(names, DenyList) else deny_list(names)
    clean = normal(text)
    pieces = list(tokens(clean.text))
    words = words_of(pieces)
    kinds = _kinds(pieces, words)
    kinds |= _covered(clean, pieces, found) | spelt_out(pieces, words) | denied.kinds(pieces, words)
    Grower(lexicon(), pieces, words, kinds).grow()
    return _masked(clean, passages(clean.text, pieces, words, kinds))


def _kinds(pieces: Sequence[Token], words: dict[int, Word]) -> dict[int, Kind]:
    judge = Judge(lexicon(), pieces, words)
    kinds: dict[int, Kind] = {}
    for at, piece in enumerate(pieces):
        if piece.what == "word":
            kind = judge.kind(at)
        elif piece.what == "kept":
            kind = Kind(piece.text[1:-1].partition(",")[0])
        elif piece.what in _AS_THEY_ARE:
            kind = None
        else:
            kind = Kind(piece.what)
        if kind:
            kinds[at] = kind
    return kinds


def _covered(clean: Normal, pieces: Sequence[Token], found: Sequence[Span]) -> dict[int, Kind]:
    kinds: dict[int, Kind] = {}
    if not found:
        return kinds
    for at, piece in enumerate(pieces):
        if piece.what != "word":
            continue
        start, end = clean.original(piece.start, piece.end)
        for one in found:
            if one.start < end and start < one.end:
                kinds[at] = one.kind
    return kinds


def _masked(clean: Normal, masked: Sequence[Passage]) -> Scrubbed:
    spans: list[Span] = []
    for one in masked:
        start, end = clean.original(*clean.widened(one.start, one.end))
        if spans and start < spans[-1].end:
            spans[-1] = Span(spans[-1].start, max(end, spans[-1].end), spans[-1].kind)
        else:
            spans.append(Span(start, end, one.kind))
    return Scrubbed(rendered(clean, spans), tuple(spans))


def rendered(clean: Normal, spans: Sequence[Span], said: Mapping[Span, str] | None = None) -> str:
    """The normal text with placeholders for the spans of the original, in order and disjoint.

    `said` is what stands in the placeholder of a span instead of its kind.
    """
    said = said or {}
    out: list[str] = []
    last = 0
    for span in spans:
        out += [
            clean.text[last : bisect_left(clean.starts, span.start)],
            f"[{said.get(span, span.kind)}]",
        ]
        last = bisect_left(clean.starts, span.end)
    return "".join([*out, clean.text[last:]])
