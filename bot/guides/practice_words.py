"""The practices of the library as people find them: by theme, number and name."""

from typing import Final, get_args

from bot.cards import Line
from bot.coach.practices import BY_CODE, PRACTICES, Theme
from bot.guides.words import phrase

_THEMES: Final[tuple[str, ...]] = get_args(Theme)

LISTED: Final = tuple(
    practice.code
    for practice in sorted(PRACTICES, key=lambda one: (_THEMES.index(one.theme), one.code))
)
"""The codes of all practices, theme by theme."""


def number_of(code: str) -> int:
    """The number people know a practice by: 6 for "P06"."""
    return int(code[1:])


def listed(code: str) -> Line:
    """A practice in the list of all: its theme, its number and its name."""
    theme, name = phrase(f"theme.{BY_CODE[code].theme}"), phrase(f"practice.{code}.name")
    return Line(text=f"{theme} · {number_of(code)} {name}")
