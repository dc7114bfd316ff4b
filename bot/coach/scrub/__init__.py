"""Masks what could tell who somebody is, before a lesson is shared: deny by default."""

from bot.coach.scrub.denying import DenyList, deny_list
from bot.coach.scrub.kinds import Kind
from bot.coach.scrub.scrubbing import Scrubbed, Span, scrub

__all__ = ["DenyList", "Kind", "Scrubbed", "Span", "deny_list", "scrub"]
