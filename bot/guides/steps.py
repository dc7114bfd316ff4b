"""What steps of every script are put together from: where they lead, and what their parts hold."""

from collections.abc import Callable

from pydantic import BaseModel

from bot.dialogue.script import Answers, Hearing, Reader
from bot.guides import readers
from bot.guides.prepare_echo import shown


def always(exit_: str) -> Callable[[Answers], str]:
    """Lead to the same exit whatever was answered."""
    return lambda _answers: exit_


def verbatim(name: str) -> Reader:
    """A reader that keeps the words as they are, in the field of that name."""
    return lambda text, _hearing: {name: readers.plain(text)}


def text_of(name: str) -> Callable[[BaseModel, Hearing], str]:
    """Show a field of an answer that holds words or a choice; empty when there is none."""
    return lambda answer, _hearing: str(getattr(answer, name) or "")


def amount_of(name: str) -> Callable[[BaseModel, Hearing], str]:
    """Show a field of an answer that holds an amount; empty when there is none."""
    return lambda answer, hearing: shown(getattr(answer, name), hearing)
