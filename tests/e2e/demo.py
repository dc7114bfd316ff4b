"""The real demo, `parley demo`, as a process of its own on a fresh folder."""

import os
import select
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic

REPOSITORY = Path(__file__).parents[2]
START_SECONDS = 60
STOP_SECONDS = 20


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Demo:
    """One demo: its folder, its address, and everything that it ever printed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_port()
        self.url = ""
        self._log = folder / "log"
        self._process: subprocess.Popen[str] | None = None

    @property
    def log(self) -> str:
        """Standard output and error of all starts so far."""
        return self._log.read_text()

    def start(self) -> None:
        """Start it and wait until it says that it is ready, on the same port every time."""
        environment = {name: value for name, value in os.environ.items() if "PARLEY" not in name}
        command = [sys.executable, "-m", "handlers.cli", "demo", "--port", str(self.port)]
        with self._log.open("a") as errors:
            self._process = subprocess.Popen(
                command,
                cwd=self.folder,
                env=environment | {"PYTHONPATH": str(REPOSITORY)},
                stdout=subprocess.PIPE,
                stderr=errors,
                text=True,
            )
        self.url = self._address()

    def _address(self) -> str:
        process, deadline = self._process, monotonic() + START_SECONDS
        assert process is not None
        assert process.stdout is not None
        while select.select([process.stdout], [], [], max(0.0, deadline - monotonic()))[0]:
            line = process.stdout.readline()
            with self._log.open("a") as log:
                log.write(line)
            if "ready: " in line:
                return line.split("ready: ")[1].strip()
            assert line, f"The demo ended: {self.log}"
        raise AssertionError(f"The demo did not become ready: {self.log}")

    def kill(self) -> None:
        """End it at once, as `kill -9` or a power cut does."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """Ask it to end, as Ctrl-C does."""
        self._end(signal.SIGINT)

    def _end(self, how: signal.Signals) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.send_signal(how)
        said, _ = process.communicate(timeout=STOP_SECONDS)
        with self._log.open("a") as log:
            log.write(said)


@contextmanager
def running_demo(folder: Path) -> Iterator[Demo]:
    """A started demo in the folder; it is killed at the end whatever happened."""
    demo = Demo(folder)
    try:
        demo.start()
        yield demo
    finally:
        demo.kill()
