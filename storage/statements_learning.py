"""The statements of what people practise and who asks with them, for both databases."""

from typing import Final

from storage.several import of_ids

# commitments
_OF_WORKSPACE: Final = (
    "SELECT id, person, practice, words, until, begun, ended, state, about, posted_channel,"
    " posted_ts FROM commitment WHERE workspace = ?"
)
_COMMITMENT: Final = f"{_OF_WORKSPACE} AND person = ?"
GET_COMMITMENT: Final = f"{_COMMITMENT} AND id = ?"
COMMITMENTS_OF: Final = f"{_COMMITMENT} ORDER BY begun DESC, id"
COMMITMENTS_OF_PEOPLE: Final = of_ids(
    f"{_OF_WORKSPACE} AND person {{several}} ORDER BY begun DESC, id"
)
POSTED_OF: Final = (
    "SELECT posted_channel, posted_ts FROM commitment WHERE workspace = ? AND person = ?"
    " AND posted_ts <> '' ORDER BY begun, id"
)
ADD_COMMITMENT: Final = (
    "INSERT INTO commitment (practice, words, until, begun, ended, state, about, posted_channel,"
    " posted_ts, workspace, person, id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
SAVE_COMMITMENT: Final = (
    "UPDATE commitment SET practice = ?, words = ?, until = ?, begun = ?, ended = ?, state = ?,"
    " about = ?, posted_channel = ?, posted_ts = ? WHERE workspace = ? AND person = ? AND id = ?"
)
UNTIE_COMMITMENTS: Final = (
    "UPDATE commitment SET about = NULL WHERE workspace = ? AND person = ? AND about = ?"
)
KEEP_CHECK: Final = (
    "INSERT INTO weekly_check (workspace, commitment, week, result, note) VALUES (?, ?, ?, ?, ?)"
    " ON CONFLICT (workspace, commitment, week)"
    " DO UPDATE SET result = excluded.result, note = excluded.note"
)
FORGET_CHECK: Final = (
    "DELETE FROM weekly_check WHERE workspace = ? AND week = ? AND result IS NULL AND note IS NULL"
    " AND commitment IN (SELECT c.id FROM commitment c WHERE c.workspace = ? AND c.person = ?)"
)
# CROSS JOIN: SQLite would begin with the checks of the whole workspace.
CHECKS_OF_PEOPLE: Final = of_ids(
    "SELECT c.person, c.id, k.week, k.result, k.note FROM commitment c CROSS JOIN weekly_check k"
    " WHERE k.workspace = c.workspace AND k.commitment = c.id"
    " AND c.workspace = ? AND c.person {several}"
)
CHECKS_OF: Final = (
    "SELECT k.week, k.result, k.note FROM weekly_check k WHERE k.workspace = ? AND k.commitment = ?"
    " AND EXISTS (SELECT 1 FROM commitment c WHERE c.workspace = k.workspace"
    " AND c.id = k.commitment AND c.person = ?) ORDER BY k.week"
)

# partnerships
_PARTNERSHIP: Final = (
    "SELECT id, commitment, owner, partner, state, manager FROM partnership WHERE workspace = ?"
)
GET_PARTNERSHIP: Final = f"{_PARTNERSHIP} AND id = ?"
PARTNERSHIPS_OF: Final = f"{_PARTNERSHIP} AND owner = ? ORDER BY id"
PARTNERSHIPS_ASKED_OF: Final = f"{_PARTNERSHIP} AND partner = ? ORDER BY id"
ADD_PARTNERSHIP: Final = (
    "INSERT INTO partnership (workspace, id, commitment, owner, partner, state, manager)"
    " VALUES (?, ?, ?, ?, ?, ?, ?)"
)
SAVE_PARTNERSHIP: Final = (
    "UPDATE partnership SET state = ?, manager = ? WHERE workspace = ? AND id = ?"
)
