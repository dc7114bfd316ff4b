"""The parts of one sandbox, joined, and what it is configured with."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from handlers.sandbox.acting import Acting
from handlers.sandbox.background import Background
from handlers.sandbox.delivery.post_office import PostOffice, Timing
from handlers.sandbox.faults import FaultPanel
from handlers.sandbox.forms import Forms
from handlers.sandbox.manifest import Manifest, read_manifest
from handlers.sandbox.responses import ResponseUrls
from handlers.sandbox.store import Store
from handlers.sandbox.stream import Stream
from handlers.sandbox.triggers import Triggers
from handlers.sandbox.views import Views
from handlers.sandbox.workspace import Workspace


@dataclass(frozen=True)
class SandboxConfig:
    """How a sandbox is set up.

    `manifest` is the parsed app manifest; `state_file` where everything is kept, None for memory;
    `bot_url` the app's request URL, None for Socket Mode. `slow_seconds` is how late a slow call
    is answered and `hold_seconds` how long one that is never answered is held.
    """

    manifest: dict[str, Any]
    signing_secret: str = field(repr=False)
    bot_token: str = field(repr=False)
    app_token: str = field(default="", repr=False)
    state_file: Path | None = None
    bot_url: str | None = None
    timing: Timing = field(default_factory=Timing)
    slow_seconds: float = 4.0
    hold_seconds: float = 60.0


class Site:
    """One workspace with everything that acts on it."""

    def __init__(self, config: SandboxConfig) -> None:
        self.config = config
        self.manifest: Manifest = read_manifest(config.manifest)
        self.store = Store(config.state_file)
        self.stream = Stream()
        self.background = Background()
        self.workspace = Workspace(self.store, self.stream, self.manifest)
        self.faults = FaultPanel(self.store, self.stream)
        self.post = PostOffice(self.workspace, self.faults, self.background, config.timing)
        self.post.bot_url = config.bot_url
        self.post.signing_secret = config.signing_secret
        self.views = Views(self.workspace)
        self.triggers = Triggers(self.workspace.clock)
        self.urls = ResponseUrls(self.workspace)
        self.acting = Acting(self.workspace, self.views, self.post, self.triggers, self.urls)
        self.forms = Forms(self.workspace, self.views, self.post, self.triggers)
