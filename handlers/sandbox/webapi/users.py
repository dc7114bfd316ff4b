"""users.info and users.list."""

from typing import Any

from handlers.sandbox.cast import APP_ID, BOT_ID, BOT_USER_ID, TEAM_ID
from handlers.sandbox.errors import SlackError
from handlers.sandbox.site import Site
from handlers.sandbox.webapi.call import Call

Json = dict[str, Any]


def _bot(site: Site) -> Json:
    name = site.manifest.bot_name
    return {
        "id": BOT_USER_ID,
        "team_id": TEAM_ID,
        "name": name.lower(),
        "deleted": not site.workspace.installed,
        "real_name": name,
        "tz": "America/Los_Angeles",
        "tz_label": "Pacific Standard Time",
        "tz_offset": -28800,
        "profile": {"real_name": name, "bot_id": BOT_ID, "api_app_id": APP_ID, "team": TEAM_ID},
        "is_bot": True,
        "is_app_user": False,
    }


def _members(site: Site) -> dict[str, Json]:
    now = site.workspace.clock.now()
    members = {person.id: person.slack(now) for person in site.workspace.people.values()}
    return members | {BOT_USER_ID: _bot(site)}


def info(site: Site, call: Call) -> Json:
    """Describe one user."""
    user = _members(site).get(call.optional("user") or "")
    if user is None:
        raise SlackError("user_not_found")
    return {"user": user}


def everyone(site: Site, call: Call) -> Json:
    """Describe the users, a page at a time; the cursor is the last id of the page before."""
    members = sorted(_members(site).values(), key=lambda user: str(user["id"]))
    limit = call.number("limit", 200, 1000)
    after = call.optional("cursor") or ""
    left = [user for user in members if user["id"] > after]
    page = left[:limit]
    cursor = page[-1]["id"] if len(left) > limit else ""
    return {
        "members": page,
        "cache_ts": int(site.workspace.clock.now().timestamp()),
        "response_metadata": {"next_cursor": cursor},
    }
