"""views.open, views.push, views.update and views.publish."""

from typing import Any

from handlers.sandbox.blockkit.surfaces import check_view, with_view_ids
from handlers.sandbox.errors import SlackError
from handlers.sandbox.site import Site
from handlers.sandbox.webapi.call import Call

Json = dict[str, Any]


def _definition(call: Call, kinds: set[str]) -> Json:
    if not call.given("view"):
        call.required("view")
    view = call.structured("view", "invalid_arguments")
    check_view(view, kinds)
    return with_view_ids(view)


def _check_external_id(site: Site, definition: Json, own: str = "") -> None:
    external = definition.get("external_id")
    found = site.views.find(external_id=external) if external else None
    if found is not None and found[1]["id"] != own:
        raise SlackError("duplicate_external_id")


def open_modal(site: Site, call: Call) -> Json:
    """Open a modal for whoever did what the trigger belongs to."""
    definition = _definition(call, {"modal"})
    _check_external_id(site, definition)
    trigger = site.triggers.exchange(call.required("trigger_id"))
    in_modal = any(view["id"] == trigger.view_id for view in site.views.stack(trigger.person))
    if not in_modal:
        return {"view": site.views.open(trigger.person, definition)}
    return _pushed(site, trigger.person, definition)


def push(site: Site, call: Call) -> Json:
    """Open a modal on top of the one that the trigger comes from."""
    definition = _definition(call, {"modal"})
    _check_external_id(site, definition)
    trigger = site.triggers.exchange(call.required("trigger_id"))
    if not any(view["id"] == trigger.view_id for view in site.views.stack(trigger.person)):
        raise SlackError("not_found")
    return _pushed(site, trigger.person, definition)


def _pushed(site: Site, person: str, definition: Json) -> Json:
    view = site.views.push(person, definition)
    if view is None:
        raise SlackError("push_limit_reached")
    return {"view": view}


def update(site: Site, call: Call) -> Json:
    """Replace what an open view shows; a hash that is not the current one conflicts."""
    view_id, external_id = call.optional("view_id"), call.optional("external_id")
    if view_id is None and external_id is None:
        call.required("view_id")
    found = site.views.find(view_id=view_id or "", external_id=external_id or "")
    definition = _definition(call, {"modal", "home"})
    if found is None or found[1]["type"] != definition["type"]:
        raise SlackError("not_found")
    person, view = found
    _check_external_id(site, definition, view["id"])
    _check_hash(call, view)
    if view["type"] == "home":
        return {"view": site.views.publish(person, definition)}
    return {"view": site.views.update(person, view, definition)}


def _check_hash(call: Call, view: Json) -> None:
    expected = call.optional("hash")
    if expected is not None and expected != view["hash"]:
        raise SlackError("hash_conflict")


def publish(site: Site, call: Call) -> Json:
    """Replace a person's Home view."""
    person = call.required("user_id")
    definition = _definition(call, {"home"})
    if not site.manifest.features.app_home.home_tab_enabled:
        raise SlackError("not_enabled")
    if person not in site.workspace.people:
        raise SlackError("user_not_found")
    before = site.views.home(person)
    _check_external_id(site, definition, before["id"] if before is not None else "")
    if before is not None:
        _check_hash(call, before)
    return {"view": site.views.publish(person, definition)}
