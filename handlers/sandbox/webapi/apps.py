"""auth.test, api.test and apps.connections.open."""

from typing import Any

from handlers.sandbox.cast import BOT_ID, BOT_USER_ID, TEAM_ID, TEAM_NAME
from handlers.sandbox.errors import SlackError
from handlers.sandbox.site import Site
from handlers.sandbox.webapi.call import Call

Json = dict[str, Any]


def api_test(_: Site, call: Call) -> Json:
    """Answer that the API is there, or with the error that was asked for."""
    error = call.optional("error")
    if error is not None:
        raise SlackError(error)
    return {}


def auth_test(site: Site, _: Call) -> Json:
    """Say who the token belongs to."""
    return {
        "url": site.urls.base_url + "/",
        "team": TEAM_NAME,
        "user": site.manifest.bot_name.lower(),
        "team_id": TEAM_ID,
        "user_id": BOT_USER_ID,
        "bot_id": BOT_ID,
        "is_enterprise_install": False,
    }


def connections_open(site: Site, _: Call) -> Json:
    """Issue the address of a Socket Mode connection."""
    ticket = site.post.socket.ticket()
    base = site.urls.base_url.replace("http://", "ws://", 1)
    return {"url": f"{base}/link/?ticket={ticket}"}
