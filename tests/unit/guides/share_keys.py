"""The keys that the code builds about shared lessons."""

from bot.coach.lessons import AGAINST, HAPPENED, NEXT, TACTICS, TRIED, parts_of
from bot.guides.share_forms import CHOICES

_AT_ONCE = ("hide", "show")


def of_sharing() -> set[str]:
    """The codes of a lesson, the fields of its forms, and why a preview is shown again."""
    keys = {f"lesson.happened.{code}" for code in HAPPENED if parts_of(code) is None}
    wheres = ("same", "above", "below", "far_above", "far_below")
    keys |= {f"lesson.{against}.{where}" for against in AGAINST for where in wheres}
    keys |= {f"lesson.next.{code}" for code in NEXT if code not in TRIED}
    keys |= {f"tactic.{code}" for code in TACTICS}
    keys |= {f"share.write.label.{name}" for name in CHOICES}
    keys |= {f"share.preview.{part}.{name}" for part in ("label", "hint") for name in _AT_ONCE}
    return keys | {f"share.again.{why}" for why in ("changed", "singled")}
