"""The bodies that the page posts."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from handlers.sandbox.faults import Fault


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Acted(_Body):
    """Something that a person does; `as` names who."""

    person: str = Field(alias="as")


class MessageBody(_Acted):
    """A message to send."""

    channel: str
    text: str = Field(max_length=40_000)
    thread_ts: str | None = None


class CommandBody(_Acted):
    """A slash command to use."""

    channel: str
    command: str
    text: str = ""


class Container(_Body):
    """Where an element stands."""

    type: Literal["message", "view"]
    channel: str = ""
    ts: str = ""
    view_id: str = ""


class State(_Body):
    """What the inputs of a screen hold, by block and action id."""

    values: dict[str, dict[str, Any]] = Field(default_factory=dict)


class ActionBody(_Acted):
    """A press or a choice."""

    container: Container
    block_id: str | None = None
    action_id: str
    action: dict[str, Any] = Field(default_factory=dict)
    state: State = State()


class SubmitBody(_Acted):
    """A form to send."""

    view_id: str
    state: State = State()


class CloseBody(_Acted):
    """A form to close, or the whole stack."""

    view_id: str
    all: bool = False


class HomeBody(_Acted):
    """A tab of the app to open."""

    tab: Literal["home", "messages"] = "home"


class ClockBody(_Body):
    """How to move the clock."""

    advance_seconds: int = Field(default=0, ge=-10 * 366 * 86400, le=10 * 366 * 86400)
    reset: bool = False


class FaultBody(_Body):
    """Which fault to set, for how many strikes."""

    fault: Fault
    times: int = Field(default=1, ge=0, le=1000)


class AppBody(_Body):
    """What to do with the app: uninstall or install it, grant or withhold an optional scope."""

    action: Literal["uninstall", "install", "grant", "withhold"]
    scope: str = ""


class ChannelBody(_Body):
    """What to do with a channel: close it, open it again, let the app in or take it out."""

    channel: str
    action: Literal["archive", "unarchive", "invite", "remove"]


class NothingBody(_Body):
    """Nothing to be said."""
