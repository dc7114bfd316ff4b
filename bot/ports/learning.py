"""What somebody practises, what came of it each week, and who asks with them."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Literal, Protocol

from bot.cards import Frozen

CommitmentState = Literal["active", "finished", "dropped", "replaced"]
CheckResult = Literal["did", "missed", "no_chance"]
PartnershipState = Literal["invited", "accepted", "declined", "ended"]


class Commitment(Frozen):
    """One practice as a plan: "If <cue>, then I <act>".

    `practice` is a code of the library ("P06") or None for an own one; `evidence` is what counts
    as done; `until` the last day, local; `about` a preparation it is tied to, None for everyday
    meetings. `start` and `finish` are what somebody said about the same measure at both ends.
    `public` is how they worded it for a channel; `posted` where that was sent, if anywhere:
    (channel, timestamp), with an empty timestamp while it is on its way.
    """

    id: str
    person: str
    practice: str | None
    cue: str
    act: str
    evidence: str
    until: date
    begun: datetime
    about: str | None = None
    state: CommitmentState = "active"
    ended: datetime | None = None
    start: str = ""
    finish: str = ""
    public: str = ""
    posted: tuple[str, str] | None = None


class Check(Frozen):
    """What came of a commitment in one scheduled week: `week` is the local day of its nudge.

    `result` is None while the question is not answered; `note` is what else was told.
    """

    commitment: str
    week: date
    result: CheckResult | None = None
    note: str = ""


class Partnership(Frozen):
    """Somebody who asks the owner of a commitment about it; `partner` is a person of ours.

    The partner ever sees the words of the commitment and whether it was done this week.
    """

    id: str
    commitment: str
    owner: str
    partner: str
    state: PartnershipState = "invited"
    manager: bool = False


class Commitments(Protocol):
    """Commitments of one workspace; words are sealed with their owner's key."""

    def ahead(self, people: Collection[str]) -> None:
        """Read what these people practise at once, so that this unit need not ask for each."""

    def add(self, commitment: Commitment) -> None:
        """Keep a new one."""

    def save(self, commitment: Commitment) -> None:
        """Keep what changed of it."""

    def get(self, person: str, commitment: str) -> Commitment | None:
        """The commitment if it is this person's, else None."""

    def of(self, person: str) -> tuple[Commitment, ...]:
        """All of this person's, the last begun first."""

    def posted(self, person: str) -> tuple[tuple[str, str], ...]:
        """Channel and message of what this person has in channels, also when nothing else opens."""

    def check(self, person: str, check: Check) -> None:
        """Keep the result of a week (its note sealed); a later one replaces an earlier."""

    def checks(self, person: str, commitment: str) -> tuple[Check, ...]:
        """All weeks of a commitment, the oldest first."""

    def uncheck(self, person: str, week: date) -> None:
        """Forget a week of which nothing is told, of all this person's commitments."""


class Partnerships(Protocol):
    """Who asks with whom, in one workspace."""

    def add(self, partnership: Partnership) -> None:
        """Keep a new one."""

    def save(self, partnership: Partnership) -> None:
        """Keep its new state."""

    def get(self, partnership: str) -> Partnership | None:
        """The partnership, or None."""

    def of(self, owner: str) -> tuple[Partnership, ...]:
        """Those of this owner's commitments."""

    def asked_of(self, partner: str) -> tuple[Partnership, ...]:
        """Those in which this person is the partner."""
