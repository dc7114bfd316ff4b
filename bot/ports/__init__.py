"""What the use cases need from outside, as protocols; `storage` and `handlers` keep them."""

from bot.ports.conversations import (
    CLAIM_LASTS,
    Conversation,
    Conversations,
    Deliveries,
    Exports,
    Outbox,
    Outgoing,
    Recorded,
)
from bot.ports.due import Agenda, Due, DueKind
from bot.ports.learning import (
    Check,
    CheckResult,
    Commitment,
    Commitments,
    CommitmentState,
    Partnership,
    Partnerships,
    PartnershipState,
)
from bot.ports.outside import (
    Clock,
    Conflict,
    Courier,
    Ids,
    Store,
    Turn,
    Undelivered,
    Unit,
    Workspaces,
)
from bot.ports.people import People, Person

__all__ = [
    "CLAIM_LASTS",
    "Agenda",
    "Check",
    "CheckResult",
    "Clock",
    "Commitment",
    "CommitmentState",
    "Commitments",
    "Conflict",
    "Conversation",
    "Conversations",
    "Courier",
    "Deliveries",
    "Due",
    "DueKind",
    "Exports",
    "Ids",
    "Outbox",
    "Outgoing",
    "Partnership",
    "PartnershipState",
    "Partnerships",
    "People",
    "Person",
    "Recorded",
    "Store",
    "Turn",
    "Undelivered",
    "Unit",
    "Workspaces",
]
