"""Conversations of one workspace, sealed with their person's key."""

from collections.abc import Collection
from secrets import token_hex
from typing import Any, Final

from bot.dialogue.script import State
from bot.guides.scripts import fitted
from bot.ports import Conflict, Conversation, Recorded
from storage import statements, statements_due, statements_learning
from storage.session import Session

_STATE: Final = ("conversation", "state")
_SAID: Final = ("answer", "said")
_REVISION: Final = 2  # its place in a row
# What names a conversation without a reference to it: (workspace, person, conversation).
_LEFT_BEHIND: Final = (
    statements.DELETE_MESSAGES,
    statements.LEAVE_CONVERSATION,
    statements_due.PAST_DUE,
    statements_due.DELETE_DUE,
    statements_learning.UNTIE_COMMITMENTS,
)


class Conversations:
    """Keeps `bot.ports.Conversations`."""

    __slots__ = ("_session",)

    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, person: str, conversation: str) -> Conversation | None:
        """The conversation if it is this person's, else None.

        After a lost race it is locked, so that the same race is not lost twice.
        """
        session, key = self._session, ("conversation", person, conversation)
        row = session.ahead.get(key)
        statement = statements.GET_CONVERSATION
        if session.lost_race:
            row, statement = None, statements.LOCK_CONVERSATION[session.dialect]
        row = row or session.one(statement, session.workspace, person, conversation)
        if row is None:
            return None
        session.ahead[key] = row
        return self._conversation(row)

    def ahead(self, conversations: Collection[str]) -> None:
        """Read these at once, so that `get` need not ask for each of them in this unit.

        They stay sealed until then: one that does not open is the trouble of who gets it.
        """
        session = self._session
        values = (session.workspace, session.several(conversations))
        rows = session.execute(statements.GET_CONVERSATIONS[session.dialect], values).fetchall()
        session.ahead |= {("conversation", row[1], row[0]): row for row in rows}

    def of(self, person: str, script: str = "prepare") -> tuple[Conversation, ...]:
        """All of this person's that follow this script, the last changed first."""
        session = self._session
        values = (session.workspace, person, script)
        rows = session.execute(statements.CONVERSATIONS_OF, values).fetchall()
        return tuple(one for one in map(self._conversation, rows) if one)

    def add(self, conversation: Conversation) -> None:
        """Keep a new conversation."""
        session = self._session
        session.later(
            statements.ADD_CONVERSATION,
            session.workspace,
            conversation.id,
            conversation.person,
            conversation.revision,
            self._sealed_state(conversation),
            session.moment(conversation.started),
            session.moment(conversation.changed),
            conversation.state.script,
            conversation.about,
        )

    def save(self, conversation: Conversation, expected: int) -> None:
        """Write the state with its new revision; Conflict unless the stored one is `expected`.

        Where that was read in this unit, only another process can have changed it since: Conflict
        may then come as late as at the unit's end.
        """
        session = self._session
        read = session.ahead.pop(("conversation", conversation.person, conversation.id), None)
        values = (
            conversation.revision,
            self._sealed_state(conversation),
            session.moment(conversation.changed),
            session.workspace,
            conversation.id,
            conversation.person,
            expected,
        )
        if read is not None and read[_REVISION] == expected:
            session.later(statements.SAVE_CONVERSATION, *values, rows=1)
        elif session.write(statements.SAVE_CONVERSATION, *values).rowcount != 1:
            raise Conflict

    def record(self, conversation: Conversation, said: str) -> None:
        """Append what was answered (JSON) to the history."""
        session = self._session
        row = token_hex(16)
        table, column = _SAID
        session.later(
            statements.RECORD_ANSWER,
            session.workspace,
            conversation.id,
            row,
            conversation.revision,
            session.moment(conversation.changed),
            session.seal(conversation.person, table, row, column, said),
        )

    def history(self, person: str, conversation: str) -> tuple[Recorded, ...]:
        """What was answered in the conversation, the oldest first; nothing of somebody else's."""
        session = self._session
        values = (session.workspace, conversation, person)
        rows = session.execute(statements.HISTORY, values).fetchall()
        table, column = _SAID
        return tuple(
            Recorded(
                at=session.read_moment(at),
                said=session.unseal(person, table, row, column, said),
            )
            for row, at, said in rows
        )

    def delete(self, person: str, conversation: str) -> None:
        """Delete one conversation with its history, links, waiting messages and what falls due.

        So are those that look back on it, which repeat its figures. A commitment that was tied to
        it stays, tied to nothing, and so does that something was sent on a day.
        """
        session = self._session
        whose = (session.workspace, person, conversation)
        session.ahead.clear()
        if not session.write(statements.DELETE_CONVERSATION, *whose).rowcount:
            return
        for statement in _LEFT_BEHIND:
            session.later(statement, *whose)
        for (reflection,) in session.execute(statements.CONVERSATIONS_ABOUT, whose).fetchall():
            self.delete(person, reflection)
        session.erased = True

    def _sealed_state(self, conversation: Conversation) -> bytes:
        table, column = _STATE
        state = conversation.state.model_dump_json()
        return self._session.seal(conversation.person, table, conversation.id, column, state)

    def _conversation(self, row: Any) -> Conversation | None:
        """What was stored, fitted to this version; None when it belongs to a script we have not."""
        name, person, revision, sealed, started, changed, about = row
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
            about=about,
        )
