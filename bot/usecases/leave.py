"""Parley is removed from a workspace, or found working there again."""

from datetime import datetime

from bot.ports import Unit


def removed(unit: Unit, now: datetime) -> None:
    """Stop everything for the workspace at once; what people wrote stays sealed."""
    unit.workspace.lock(now)


def returned(unit: Unit) -> None:
    """Go on where it stopped."""
    unit.workspace.unlock()
