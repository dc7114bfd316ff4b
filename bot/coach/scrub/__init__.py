"""Masks what could tell who somebody is, before a lesson is shared: deny by default."""

from bot.coach.scrub.choosing import may_unmask, unmask, word_places
from bot.coach.scrub.denying import DenyList, deny_list
from bot.coach.scrub.english import is_english
from bot.coach.scrub.generalising import relative_band
from bot.coach.scrub.kinds import Kind
from bot.coach.scrub.naming import own_words
from bot.coach.scrub.scrubbing import Scrubbed, Span, scrub
from bot.coach.scrub.singling import Because, Singled, singling_out
from bot.coach.scrub.style import plain_style

__all__ = [
    "Because",
    "DenyList",
    "Kind",
    "Scrubbed",
    "Singled",
    "Span",
    "deny_list",
    "is_english",
    "may_unmask",
    "own_words",
    "plain_style",
    "relative_band",
    "scrub",
    "singling_out",
    "unmask",
    "word_places",
]
