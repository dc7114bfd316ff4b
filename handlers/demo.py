"""The demo: Parley and a Slack workspace in a box, in one process, on this machine alone."""

import asyncio
import base64
import json
import secrets
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from bot.settings import GivenSettings, Serving
from handlers import logs
from handlers.sandbox.app import Sandbox, SandboxConfig, create_sandbox
from handlers.slack import MANIFEST
from handlers.starting import CannotStart, listen, told_to_stop
from handlers.wiring import running
from storage import AlreadyServed, hold

_PORTS_TRIED = 20


class Keys(BaseModel):
    """Made at the first start and kept beside the data that they open."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    master_key: str
    signing_secret: str
    bot_token: str


def serve_demo(folder: Path, host: str = "127.0.0.1", port: int = 8080) -> None:
    """Serve the demo from `folder` until it is told to stop; a taken port makes it try the next.

    Everything is kept in `.parley` inside the folder. Raises CannotStart.
    """
    logs.configure("text")
    kept = folder / ".parley"
    try:
        kept.mkdir(mode=0o700, exist_ok=True)
        keys = _keys(kept / "keys.json")
    except OSError as error:
        raise CannotStart(f"{kept}: {error.strerror}") from None
    asyncio.run(_serve(kept, keys, host, port))


def _keys(file: Path) -> Keys:
    """The keys in the file, made if there is none; only its owner can read it."""
    try:
        return Keys.model_validate_json(file.read_bytes())
    except FileNotFoundError:
        pass
    except ValidationError:
        raise CannotStart(f"{file} is damaged; move .parley away to begin anew") from None
    keys = Keys(
        master_key=base64.b64encode(secrets.token_bytes(32)).decode(),
        signing_secret=secrets.token_hex(16),
        bot_token=f"xoxb-sandbox-{secrets.token_hex(16)}",
    )
    file.touch(mode=0o600, exist_ok=False)
    file.write_text(keys.model_dump_json())
    return keys


async def _serve(kept: Path, keys: Keys, host: str, port: int) -> None:
    stop = told_to_stop()
    with _alone(kept / "workspace.db"), closing(listen(host, 0)) as listening:
        bot_url = f"http://{host}:{listening.getsockname()[1]}"
        sandbox = create_sandbox(
            SandboxConfig(
                manifest=json.loads(MANIFEST.read_text()),
                signing_secret=keys.signing_secret,
                bot_token=keys.bot_token,
                state_file=kept / "workspace.db",
                bot_url=f"{bot_url}/slack/events",
            )
        )
        url = await _started(sandbox, host, port)
        try:
            serving = _serving(kept, keys, sandbox.api_url, bot_url)
            async with running(serving, listening, sandbox.clock):
                _say(f"Parley is ready: {url}")
                _say("Everything stays in .parley; Ctrl-C stops.")
                await stop.wait()
        finally:
            await sandbox.stop()


@contextmanager
def _alone(file: Path) -> Iterator[None]:
    """Hold the demo's data against another demo in the same folder. Raises CannotStart."""
    try:
        with hold(f"sqlite:///{file}"):
            yield
    except AlreadyServed as error:
        raise CannotStart(str(error)) from None


def _serving(kept: Path, keys: Keys, api_url: str, bot_url: str) -> Serving:
    settings = GivenSettings(
        database_url=f"sqlite:///{(kept / 'parley.db').absolute()}",
        slack_api_url=api_url,
        public_url=bot_url,
    )
    return Serving(
        settings=settings,
        master_key=base64.b64decode(keys.master_key),
        bot_token=keys.bot_token,
        signing_secret=keys.signing_secret,
        app_token=None,
    )


async def _started(sandbox: Sandbox, host: str, port: int) -> str:
    """Start the sandbox on the port, or on the next free one, and say so."""
    for tried in range(port, port + _PORTS_TRIED):
        try:
            listen(host, tried).close()
            url = await sandbox.start(host, tried)
        except (CannotStart, OSError):
            continue
        if tried != port:
            _say(f"Port {port} is taken, so it is {tried}.")
        return url
    raise CannotStart(f"No free port between {port} and {port + _PORTS_TRIED - 1}")


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
