"""What somebody chooses to practise: the answers of the commitment as value objects."""

from datetime import date
from typing import Literal, get_args

from bot.coach.preparation import Answer

Scope = Literal["preparation", "everyday"]
"""What a practice is tied to: one negotiation, or every meeting."""

SCOPES: tuple[Scope, ...] = get_args(Scope)

Result = Literal["did", "missed", "no_chance"]

RESULTS: tuple[Result, ...] = get_args(Result)


class Ahead(Answer):
    """A negotiation that a practice may be tied to: its preparation, and a name for a form."""

    id: str = ""
    title: str = ""


class Known(Answer):
    """What was known before the first question.

    `suggested` and `taken` are codes of practices: those that fit, and those worked on already;
    `preparation` is the one it may be tied to and `title` what it is called in the chat; `ahead`
    are all that it may be tied to, to choose from in a form; `noted` is the line
    that a reflection says to try next; `replaces` the commitment that makes room for this one.
    """

    suggested: tuple[str, ...] = ()
    taken: tuple[str, ...] = ()
    preparation: str = ""
    title: str = ""
    ahead: tuple[Ahead, ...] = ()
    noted: str = ""
    replaces: str = ""


class Chosen(Answer):
    """The practice: a code of the library, one in their own words, or the line noted before."""

    code: str | None = None
    own: str = ""
    noted: bool = False


class Words(Answer):
    """A piece of the plan in their own words; empty to take what is suggested."""

    words: str = ""


class Cue(Words):
    """When it comes up; `act` holds the second half of somebody who told both at once."""

    act: str = ""


class Until(Answer):
    """The last day of it; None for the usual time."""

    day: date | None = None


class TiedTo(Answer):
    """What it is tied to; None while that is not told.

    `preparation` is the one that was picked; empty for the one that was named in the question.
    """

    scope: Scope | None = None
    preparation: str = ""


class Plan(Answer):
    """All answers together; an unanswered step is None."""

    known: Known = Known()
    practice: Chosen | None = None
    cue: Cue | None = None
    act: Words | None = None
    evidence: Words | None = None
    until: Until | None = None
    about: TiedTo | None = None
    start: Words | None = None


class Checked(Answer):
    """What came of a week, and what was told with it."""

    result: Result | None = None
    note: str = ""
