"""Forms and Home tabs: each person's stack of at most three modals, and one Home view."""

import secrets
from typing import Any

from handlers.sandbox.cast import APP_ID, BOT_ID, TEAM_ID
from handlers.sandbox.inputs import initial_values
from handlers.sandbox.workspace import Workspace

Json = dict[str, Any]
STACK_LIMIT = 3

_DEFINED = (
    "type",
    "title",
    "submit",
    "close",
    "blocks",
    "private_metadata",
    "callback_id",
    "external_id",
    "clear_on_close",
    "notify_on_close",
)
_DEFAULTS: Json = {
    "private_metadata": "",
    "callback_id": "",
    "external_id": "",
    "title": None,
    "submit": None,
    "close": None,
    "clear_on_close": False,
    "notify_on_close": False,
}


class Views:
    """Every open view, kept in the store and told to the person it belongs to."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._stacks: dict[str, list[Json]] = workspace.store.all("stack")
        self._homes: dict[str, Json] = workspace.store.all("home")

    def stack(self, person_id: str) -> list[Json]:
        """Give a person's open modals, bottom first."""
        return list(self._stacks.get(person_id, []))

    def home(self, person_id: str) -> Json | None:
        """Give a person's Home view."""
        return self._homes.get(person_id)

    def find(self, *, view_id: str = "", external_id: str = "") -> tuple[str, Json] | None:
        """Find an open modal or a Home view, with its person."""
        views = [(who, view) for who, stack in self._stacks.items() for view in stack]
        views += list(self._homes.items())
        for who, view in views:
            if view["id"] == view_id or (external_id and view["external_id"] == external_id):
                return who, view
        return None

    def open(self, person_id: str, definition: Json) -> Json:
        """Open a modal in place of whatever was open."""
        view = self._make(definition)
        self._keep(person_id, [view])
        self._tell(person_id, "view_opened", view=view)
        return view

    def push(self, person_id: str, definition: Json) -> Json | None:
        """Open a modal on top of the others; None when three are open already."""
        stack = self.stack(person_id)
        if len(stack) >= STACK_LIMIT:
            return None
        view = self._make(definition)
        if stack:
            view |= {"root_view_id": stack[0]["id"], "previous_view_id": stack[-1]["id"]}
        self._keep(person_id, [*stack, view])
        self._tell(person_id, "view_opened", view=view)
        return view

    def update(self, person_id: str, view: Json, definition: Json) -> Json:
        """Replace what a modal shows; entered values stay where block and action stay."""
        kept = ("id", "root_view_id", "previous_view_id")
        changed = self._make(definition, view["state"]["values"]) | {k: view[k] for k in kept}
        stack = [changed if v["id"] == view["id"] else v for v in self.stack(person_id)]
        self._keep(person_id, stack)
        self._tell(person_id, "view_updated", view=changed)
        return changed

    def publish(self, person_id: str, definition: Json) -> Json:
        """Replace a person's Home view."""
        before = self._homes.get(person_id)
        view = self._make(definition, before["state"]["values"] if before else {})
        if before is not None:
            view |= {"id": before["id"], "root_view_id": before["id"]}
        self._homes[person_id] = view
        self._workspace.store.put("home", person_id, view)
        self._workspace.stream.tell({"type": "home", "home": view}, frozenset({person_id}))
        return view

    def note_values(self, person_id: str, view: Json, values: Json) -> Json:
        """Keep what a person entered so far, without a new hash; a view that changed stays."""
        noted = view | {"state": {"values": values}}
        found = self.find(view_id=view["id"])
        if found is None or found[1]["hash"] != view["hash"]:
            return noted
        if self._homes.get(person_id, {}).get("id") == view["id"]:
            self._homes[person_id] = noted
            self._workspace.store.put("home", person_id, noted)
        else:
            stack = [noted if v["id"] == view["id"] else v for v in self.stack(person_id)]
            self._keep(person_id, stack)
        return noted

    def close(self, person_id: str, view_id: str, *, everything: bool = False) -> list[Json]:
        """Close a modal and those above it, or the whole stack; gives the closed, top first."""
        stack = self.stack(person_id)
        place = next((i for i, view in enumerate(stack) if view["id"] == view_id), None)
        if place is None:
            return []
        cut = 0 if everything or stack[place]["clear_on_close"] else place
        self._keep(person_id, stack[:cut])
        self._tell(person_id, "view_closed", view_id=view_id)
        return stack[cut:][::-1]

    def _make(self, definition: Json, kept: Json | None = None) -> Json:
        view_id = "V" + secrets.token_hex(5).upper()
        values = initial_values(definition["blocks"], kept or {})
        defined = {key: definition[key] for key in _DEFINED if key in definition}
        return {
            "id": view_id,
            "team_id": TEAM_ID,
            **_DEFAULTS,
            **defined,
            "state": {"values": values},
            "hash": f"{int(self._workspace.clock.now().timestamp())}.{secrets.token_hex(4)}",
            "root_view_id": view_id,
            "previous_view_id": None,
            "app_id": APP_ID,
            "app_installed_team_id": TEAM_ID,
            "bot_id": BOT_ID,
        }

    def _keep(self, person_id: str, stack: list[Json]) -> None:
        self._stacks[person_id] = stack
        self._workspace.store.put("stack", person_id, stack)

    def _tell(self, person_id: str, kind: str, **payload: Any) -> None:
        event = {"type": kind, **payload, "views": self.stack(person_id)}
        self._workspace.stream.tell(event, frozenset({person_id}))
