"""Conversations of one workspace, sealed with their person's key."""

from typing import Any, Final
from uuid import uuid4

from bot.dialogue.script import State
from bot.guides.scripts import fitted
from bot.ports import Conflict, Conversation
from storage import statements
from storage.session import Session

_STATE: Final = ("conversation", "state")
_SAID: Final = ("answer", "said")


class Conversations:
    """Keeps `bot.ports.Conversations`."""

    __slots__ = ("_session",)

    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, person: str, conversation: str) -> Conversation | None:
        """The conversation if it is this person's, else None.

        After a lost race it is locked, so that the same race is not lost twice.
        """
        session = self._session
        statement = statements.GET_CONVERSATION
        if session.lost_race:
            statement = statements.LOCK_CONVERSATION[session.dialect]
        row = session.one(statement, session.workspace, person, conversation)
        return None if row is None else self._conversation(row)

    def of(self, person: str) -> tuple[Conversation, ...]:
        """All of this person's, the last changed first."""
        session = self._session
        values = (session.workspace, person)
        rows = session.execute(statements.CONVERSATIONS_OF, values).fetchall()
        return tuple(one for one in map(self._conversation, rows) if one)

    def add(self, conversation: Conversation) -> None:
        """Keep a new conversation."""
        session = self._session
        session.write(
            statements.ADD_CONVERSATION,
            session.workspace,
            conversation.id,
            conversation.person,
            conversation.revision,
            self._sealed_state(conversation),
            session.moment(conversation.started),
            session.moment(conversation.changed),
        )

    def save(self, conversation: Conversation, expected: int) -> None:
        """Write the state with its new revision; Conflict unless the stored one is `expected`."""
        session = self._session
        written = session.write(
            statements.SAVE_CONVERSATION,
            conversation.revision,
            self._sealed_state(conversation),
            session.moment(conversation.changed),
            session.workspace,
            conversation.id,
            conversation.person,
            expected,
        )
        if written.rowcount != 1:
            raise Conflict

    def record(self, conversation: Conversation, said: str) -> None:
        """Append what was answered (JSON) to the history."""
        session = self._session
        row = uuid4().hex
        table, column = _SAID
        session.write(
            statements.RECORD_ANSWER,
            session.workspace,
            conversation.id,
            row,
            conversation.revision,
            session.moment(conversation.changed),
            session.seal(conversation.person, table, row, column, said),
        )

    def delete(self, person: str, conversation: str) -> None:
        """Delete one conversation with its history, links and waiting messages."""
        session = self._session
        whose = (session.workspace, person, conversation)
        if session.write(statements.DELETE_CONVERSATION, *whose).rowcount:
            session.write(statements.DELETE_MESSAGES, *whose)
            session.write(statements.LEAVE_CONVERSATION, *whose)
            session.erased = True

    def _sealed_state(self, conversation: Conversation) -> bytes:
        table, column = _STATE
        state = conversation.state.model_dump_json()
        return self._session.seal(conversation.person, table, conversation.id, column, state)

    def _conversation(self, row: Any) -> Conversation | None:
        """What was stored, fitted to this version; None when it belongs to a script we have not."""
        name, person, revision, sealed, started, changed = row
        table, column = _STATE
        stored = self._session.unseal(person, table, name, column, sealed)
        state = fitted(State.model_validate_json(stored))
        if state is None:
            return None
        return Conversation(
            id=name,
            person=person,
            revision=revision,
            state=state,
            started=self._session.read_moment(started),
            changed=self._session.read_moment(changed),
        )
