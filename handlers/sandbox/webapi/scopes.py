"""Checks of scopes that depend on the kind of conversation."""

from handlers.sandbox.errors import SlackError
from handlers.sandbox.site import Site


def require_scope(site: Site, scope: str) -> None:
    """Refuse with missing_scope unless the scope was granted."""
    provided = site.workspace.scopes
    if scope not in provided:
        raise SlackError("missing_scope", needed=scope, provided=",".join(provided))
