"""Writes text in one plain style, so that the hand behind it is harder to know."""

import re

from bot.coach.scrub.characters import normal
from bot.coach.scrub.forms import EMOJI
from bot.coach.scrub.kinds import PLACEHOLDER, Kind
from bot.coach.scrub.lexicon import cues

_DROPPED = re.compile(rf"\[(?:{Kind.EMOJI}|{Kind.SYMBOL})\]|{EMOJI}|[*_=~^|<>\\`•]")
_QUOTES = re.compile("[“”«»„]")
_ENDS = re.compile(r"(?:\s*[.!?…])+(?=\s|$)")
_DASH = re.compile(r"(?:\s*(?:[‒-―;]|(?<=\s)[-‐‑−]+(?=\s)))+\s*")
_COMMAS = re.compile(r"(?:(?<=[.!?…])|\s*)(?:\s*,)+\s*(?=([.!?…]|$)?)")
_SENTENCE = re.compile(r"(^|[.?] )([a-z])")
_WORD = re.compile(rf"{PLACEHOLDER}|[^\W\d_]+(?:'[^\W\d_]+)?")


def plain_style(text: str) -> str:
    """The text as one line of plain sentences: usual capitals, plain full stops, no emoji.

    Exclamations become statements, runs of marks one mark, dashes and semicolons commas. What
    masking left stays. Words and their order stay as well, so a reader who knows how somebody
    thinks may still know them. The result in plain style is itself.
    """
    plain = " ".join(_QUOTES.sub('"', _DROPPED.sub(" ", normal(text).text)).split())
    plain = _COMMAS.sub(lambda comma: ", " if comma[1] is None else "", _DASH.sub(", ", plain))
    plain = _ENDS.sub(lambda end: "?" if "?" in end[0] else ".", plain)
    plain = _WORD.sub(lambda word: _cased(word[0]), " ".join(plain.split()))
    plain = _SENTENCE.sub(lambda start: start[1] + start[2].upper(), plain.strip(" ,"))
    return plain if not plain or plain[-1] in ".?" else f"{plain}."


def _cased(word: str) -> str:
    if word.startswith("["):
        return word
    if word.lower().partition("'")[0] == "i":
        return f"I{word[1:].lower()}"
    return word.upper() if word.lower() in cues().negotiation_initials else word.lower()
