"""The words of a lesson on their way to readers: what is masked, and what the author chose."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Final

from bot.coach.amounts import Amount, Measure
from bot.coach.reading import read_amount
from bot.coach.scrub import (
    DenyList,
    Kind,
    Scrubbed,
    Span,
    deny_list,
    is_english,
    may_unmask,
    plain_style,
    relative_band,
    scrub,
    singling_out,
    unmask,
    word_places,
)
from bot.coach.scrub.characters import normal
from bot.coach.scrub.kinds import PLACEHOLDER
from bot.coach.scrub.lexicon import cues
from bot.coach.scrub.scrubbing import rendered
from bot.coach.scrub.tokens import tokens
from bot.coach.scrub.words import words_of
from bot.coach.value import Value

MOST: Final = 100
"""Words to choose from, at the most."""

LONGEST_READ: Final = 1_000
"""Characters that others read, at the most: masks are longer than what they stand for."""

_NEAR: Final = 50
"""Points of a hundred within which a figure is compared with the one before it."""

_LEAST_DIGITS: Final = 4
"""Digits that make a plain number a figure to compare."""

_SHOWN: Final = 40  # characters of a masked passage that are shown to its author
_MASK: Final = re.compile(PLACEHOLDER)
_PARTIAL: Final = re.compile(r"\[[^\[\]]{0,45}$|[^\W_]{1,45}$")


class Wording(Value):
    """What readers see of some words.

    `text` has at most LONGEST_READ characters. `masked` are the passages as typed with what stands
    for each, `singled` passages that point at one person; `may_hide` are words in lower case that
    can be masked too, and comparisons that can be left out; `may_show` what can be shown after all.
    """

    text: str = ""
    masked: tuple[tuple[str, str], ...] = ()
    singled: tuple[str, ...] = ()
    may_hide: tuple[str, ...] = ()
    may_show: tuple[str, ...] = ()

    @property
    def has_words(self) -> bool:
        """Whether a word is left to read."""
        return any(character.isalpha() for character in _MASK.sub("", self.text))


def reword(
    typed: str,
    denied: DenyList,
    hidden: Collection[str] = (),
    shown: Collection[str] = (),
    *,
    plainer: bool = False,
) -> Wording:
    """The words as readers see them.

    `hidden` and `shown` are words in lower case that the author wants masked, or not masked; the
    latter count where the scrubber leaves that choice. A comparison that is hidden leaves the bare
    mask. `plainer` takes the style out.
    """
    wanted = frozenset(hidden)
    found = scrub(typed, denied, tuple(_places(typed, wanted)))
    passages = {span: typed[span.start : span.end] for span in may_unmask(typed, found, denied)}
    free = {span: word for span, word in passages.items() if word not in wanted}
    read = unmask(typed, found, [span for span in free if free[span] in shown], denied)
    near = dict(_compared(typed, read))
    masks = _masks(typed, read, {span: how for span, how in near.items() if how not in wanted})
    text = _read(typed, masks, plainer=plainer)
    return Wording(
        text=text,
        masked=tuple(dict.fromkeys(_masked(typed, masks))),
        singled=tuple(dict.fromkeys(_singled(text))),
        may_hide=_few((*near.values(), *_hideable(typed, found, wanted))),
        may_show=_few(free.values()),
    )


def _masks(typed: str, read: Scrubbed, near: Mapping[Span, str]) -> dict[Span, str]:
    """What stands in the brackets of each passage; no comparisons where that would be too long."""
    masks = {
        span: f"{span.kind}, {near[span]}" if span in near else span.kind for span in read.spans
    }
    if len(rendered(normal(typed), read.spans, masks)) <= LONGEST_READ:
        return masks
    return {span: span.kind for span in read.spans}


def _read(typed: str, masks: Mapping[Span, str], *, plainer: bool) -> str:
    """The text with these masks, or its beginning up to a whole word or mask."""
    text = rendered(normal(typed), tuple(masks), masks)
    text = plain_style(text) if plainer else text
    if len(text) <= LONGEST_READ:
        return text
    return f"{_PARTIAL.sub('', text[: LONGEST_READ - 1]).rstrip()}…"


def reads_as_english(typed: str, denied: DenyList) -> bool:
    """Whether the words are English; names of the deny-list count neither for nor against it."""
    pieces = list(tokens(normal(typed).text))
    named = denied.kinds(pieces, words_of(pieces))
    return is_english("".join(one.text for at, one in enumerate(pieces) if at not in named))


def denied_words(names: frozenset[str], own: Iterable[str]) -> DenyList:
    """The deny-list of a workspace's names (channels with a "#") and of somebody's own words."""
    everybody, mine = _prepared(names), deny_list(own)
    return DenyList(
        words=everybody.words | mine.words,
        connectors=everybody.connectors | mine.connectors,
        phrases=everybody.phrases | mine.phrases,
    )


@lru_cache(maxsize=2)
def _prepared(names: frozenset[str]) -> DenyList:
    """A large workspace has tens of thousands of names, which are the same for an hour."""
    channels = frozenset(name for name in names if name.startswith("#"))
    return deny_list(names - channels, channels=channels)


def _places(typed: str, words: Collection[str]) -> Iterator[Span]:
    for start, end in word_places(typed) if words else ():
        if typed[start:end].lower() in words:
            yield Span(start, end, Kind.WORD)


def _compared(typed: str, read: Scrubbed) -> Iterator[tuple[Span, str]]:
    """How far a figure is from the one before it, where that is not far: the reader gains it."""
    before: Amount | None = None
    for span in read.spans:
        if span.kind not in {Kind.AMOUNT, Kind.NUMBER}:
            continue
        amount = _amount(typed[span.start : span.end], span.kind)
        if amount and before and _alike(before.measure, amount.measure):
            old, new = before.range.low, amount.range.low
            if abs(new - old) * 100 <= old * _NEAR:
                yield span, f"{relative_band(new, old)} the one before"
        before = amount if amount or span.kind is Kind.AMOUNT else before


def _alike(one: Measure, other: Measure) -> bool:
    """Whether two amounts count the same, as far as both of them say."""
    pairs = ((one.currency, other.currency), (one.unit, other.unit))
    return all(not mine or not theirs or mine == theirs for mine, theirs in pairs)


def _amount(passage: str, kind: Kind) -> Amount | None:
    """One plain amount; a share of something else is none, nor is a number such as 3 or 120."""
    if kind is Kind.NUMBER and sum(map(str.isdigit, passage)) < _LEAST_DIGITS:
        return None
    try:
        amount = read_amount(passage)
    except ValueError:
        return None
    share = amount.measure.unit == "%"
    return amount if amount.range.exact and amount.range.low > 0 and not share else None


def _masked(typed: str, masks: Mapping[Span, str]) -> Iterator[tuple[str, str]]:
    for span, mask in masks.items():
        passage = typed[span.start : span.end]
        short = passage if len(passage) <= _SHOWN else f"{passage[: _SHOWN - 1]}…"
        yield short, f"[{mask}]"


def _singled(text: str) -> Iterator[str]:
    """Passages of what is read, masks in them taken as words."""
    at = [place for place, character in enumerate(text) if character not in "[]"]
    bare = "".join(text[place] for place in at)
    for one in singling_out(bare):
        start, end = at[one.start], at[one.end - 1] + 1
        yield text[start - (text[start - 1 : start] == "[") : end + (text[end : end + 1] == "]")]


def _hideable(typed: str, found: Scrubbed, wanted: Collection[str]) -> Iterator[str]:
    for start, end in word_places(typed):
        word = typed[start:end].lower()
        masked = any(span.start < end and start < span.end for span in found.spans)
        if word in wanted or not (masked or word in cues().function_words):
            yield word


def _few(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))[:MOST]
