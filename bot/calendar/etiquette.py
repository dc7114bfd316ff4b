"""What Parley may send unasked, and when: the rules of politeness, as pure functions."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Sent:
    """A message that went out unasked; `for_week` says whether it counts for the week."""

    at: datetime
    for_week: bool
