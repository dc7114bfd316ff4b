"""Sending and closing forms, and what the app may answer to it."""

from typing import Any

from handlers.sandbox import payloads
from handlers.sandbox.acting import Outcome
from handlers.sandbox.blockkit.surfaces import check_view, with_view_ids
from handlers.sandbox.cast import Person
from handlers.sandbox.delivery.answer import Answer
from handlers.sandbox.delivery.post_office import PostOffice, payload_of
from handlers.sandbox.errors import SandboxError, SlackError
from handlers.sandbox.inputs import complaints, merged_values
from handlers.sandbox.triggers import Triggers
from handlers.sandbox.views import Views
from handlers.sandbox.workspace import Workspace

Json = dict[str, Any]
TROUBLE = "We had some trouble connecting. Try again?"


class Forms:
    """Sends forms for people and does what the app answers."""

    def __init__(
        self, workspace: Workspace, views: Views, post: PostOffice, triggers: Triggers
    ) -> None:
        self._workspace = workspace
        self._views = views
        self._post = post
        self._triggers = triggers

    def _open(self, person: Person, view_id: str) -> Json:
        stack = self._views.stack(person.id)
        view = next((view for view in stack if view["id"] == view_id), None)
        if view is None:
            raise SandboxError("That form is not open.", 404)
        return view

    async def submit(self, person: Person, view_id: str, given: Json) -> Outcome:
        """Send a form with what was entered; the app is not asked while an input is amiss."""
        if not self._workspace.installed:
            raise SandboxError("The app is not installed.", 409)
        view = self._open(person, view_id)
        values = merged_values(view["blocks"], view["state"]["values"], given)
        view = self._views.note_values(person.id, view, values)
        amiss = complaints(view["blocks"], values)
        if amiss:
            return Outcome(ok=False, response_action="errors", errors=amiss)
        payload = payloads.interaction(
            "view_submission",
            person,
            trigger_id=self._triggers.issue(person.id, view_id),
            view=view,
            response_urls=[],
        )
        answer = await self._post.send("interactive", "view_submission", payload)
        if not answer.ok:
            return Outcome(ok=False, ack_ms=answer.ack_ms, error=TROUBLE)
        return self._answered(person, view_id, answer)

    def _answered(self, person: Person, view_id: str, answer: Answer) -> Outcome:
        body = payload_of(answer.body)
        action = body.get("response_action")
        found = self._views.find(view_id=view_id)
        if found is None:  # closed meanwhile: there is nothing left to change
            return Outcome(ok=True, ack_ms=answer.ack_ms, response_action=action)
        try:
            return self._respond(person, found[1], body, answer.ack_ms)
        except SlackError:
            return Outcome(ok=False, ack_ms=answer.ack_ms, error=TROUBLE)

    def _respond(self, person: Person, view: Json, body: Json, ack_ms: int) -> Outcome:
        match body.get("response_action"):
            case None:
                self._views.close(person.id, view["id"])
                return Outcome(ok=True, ack_ms=ack_ms)
            case "clear":
                self._views.close(person.id, view["id"], everything=True)
                return Outcome(ok=True, ack_ms=ack_ms, response_action="clear")
            case "errors":
                errors = checked_errors(view, body.get("errors"))
                return Outcome(ok=True, ack_ms=ack_ms, response_action="errors", errors=errors)
            case "update":
                shown = self._views.update(person.id, view, _modal(body))
                return Outcome(ok=True, ack_ms=ack_ms, response_action="update", view=shown)
            case "push":
                pushed = self._views.push(person.id, _modal(body))
                if pushed is None:
                    raise SlackError("push_limit_reached")
                return Outcome(ok=True, ack_ms=ack_ms, response_action="push", view=pushed)
            case _:
                raise SlackError("invalid_response_action")

    async def close(self, person: Person, view_id: str, *, everything: bool = False) -> Outcome:
        """Close a form or the whole stack; the app hears of those that asked for it."""
        everything = everything or self._open(person, view_id)["clear_on_close"]
        closed = self._views.close(person.id, view_id, everything=everything)
        for view in closed:
            if view["notify_on_close"] and self._workspace.installed:
                payload = payloads.interaction(
                    "view_closed", person, view=view, is_cleared=everything
                )
                await self._post.send("interactive", "view_closed", payload)
        return Outcome(ok=True)


def _modal(body: Json) -> Json:
    view = body.get("view")
    check_view(view, {"modal"})
    return with_view_ids(view if isinstance(view, dict) else {})


def checked_errors(view: Json, errors: Any) -> dict[str, str]:
    """Read the field errors of an acknowledgement; SlackError unless all name input blocks."""
    inputs = {block["block_id"] for block in view["blocks"] if block["type"] == "input"}
    if not isinstance(errors, dict) or not errors or set(errors) - inputs:
        raise SlackError("invalid_errors")
    if not all(isinstance(sentence, str) and sentence for sentence in errors.values()):
        raise SlackError("invalid_errors")
    return errors
