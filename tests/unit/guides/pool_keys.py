"""The keys of what a channel that gets lessons reads, and its owner hears, put together by code."""

from bot.guides.pool_view import QUESTIONS

TOLD = (
    *("set_up", "few", "missing", "uninvited", "archived", "shared", "no_channel", "outside"),
    *("this_week", "already", "not_owner", "meant", "left"),
    *("refused", "busy", "unsure"),
)


def of_pools() -> set[str]:
    """What became of a set-up, and the questions of the week."""
    return {f"pool.told.{why}" for why in TOLD} | {f"pool.question.{code}" for code in QUESTIONS}
