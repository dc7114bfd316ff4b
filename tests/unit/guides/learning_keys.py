"""The keys that the code builds about practices: words, plan and weekly question."""

from typing import get_args

from bot.coach.committing import RESULTS, SCOPES
from bot.coach.practices import BY_CODE, Theme
from bot.guides.commit_echo import SUGGESTED
from bot.guides.learning_view import MARKS


def of_practices() -> set[str]:
    """The library, as it is listed and taken as a suggestion."""
    keys = {f"practice.{code}.{part}" for code in BY_CODE for part in ("name", *SUGGESTED)}
    keys |= {f"theme.{theme}" for theme in get_args(Theme)}
    keys |= {f"commit.suggested.{step}" for step in SUGGESTED}
    return keys | {f"commit.about.heard.{scope}" for scope in SCOPES}


def of_plans() -> set[str]:
    """The plan and its weeks."""
    keys = {f"plan.{state}" for state in ("finished", "dropped", "replaced")}
    return keys | {f"plan.weeks.{state}" for state in MARKS}


def of_nudges() -> set[str]:
    """The weekly question, and what is heard of its answers."""
    keys = {f"nudge.{which}" for which in ("one", "first", "second")}
    keys |= {f"nudge.over_{which}" for which in ("one", "first", "second", "last")}
    keys |= {f"check.{result}" for result in RESULTS}
    return keys | {f"nudge.heard.{heard}" for heard in (*RESULTS, "first", "second")}


def of_learning(hints: tuple[str, ...]) -> set[str]:
    """All of them; `hints` are what is said of a wish while a practice is chosen."""
    keys = of_practices() | of_plans() | of_nudges() | {f"chat.commit.{name}" for name in hints}
    places = ("edit", "commit.edit", "reflect.edit")
    return keys | {f"{place}.{part}" for place in places for part in ("title", "intro")}
