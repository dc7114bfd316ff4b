"""Starts the processes of a bench, pins them to cores, and reads what they used."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
SECRET = "bench-signing-secret"
_CORES = sorted(os.sched_getaffinity(0))
SERVER_CORE = {_CORES[0]}
OTHER_CORE = {_CORES[-1]}
_READY_SECONDS = 30
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Server:
    """A process that answers at `url`."""

    url: str
    process_id: int

    def cpu(self) -> float:
        """Seconds of processor time it used so far, all threads together."""
        return _used(_stat(self.process_id))

    def memory(self) -> int:
        """Bytes of memory that are its alone: resident, without what it shares."""
        rollup = Path(f"/proc/{self.process_id}/smaps_rollup").read_text()
        lines = (line.split() for line in rollup.splitlines())
        return sum(int(line[1]) * 1024 for line in lines if line[0].startswith("Private_"))


def family_cpu(parent: int) -> float:
    """Seconds of processor time of a process and its children, those that ended too."""
    used = _used(_stat(parent), ended=True)
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            fields = _stat(int(folder.name))
            used += _used(fields) if int(fields[1]) == parent else 0.0
    return used


def _stat(process_id: int) -> list[str]:
    """What the kernel tells of a process, after its name; see proc_pid_stat(5)."""
    return Path(f"/proc/{process_id}/stat").read_text().rsplit(")", 1)[1].split()


def _used(fields: Sequence[str], *, ended: bool = False) -> float:
    return sum(map(int, fields[11 : 15 if ended else 13])) / _TICKS


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def server(
    command: Sequence[str], port: int, cores: set[int], env: Mapping[str, str] | None = None
) -> Iterator[Server]:
    """Run `python -m command` on these cores until the block ends; it must answer /healthz."""
    process = subprocess.Popen(
        [sys.executable, "-m", *command],
        cwd=ROOT,
        env=os.environ | dict(env or {}),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.sched_setaffinity(process.pid, cores)
    started = Server(f"http://127.0.0.1:{port}", process.pid)
    try:
        _wait_until_healthy(started, process)
        yield started
    finally:
        process.terminate()
        process.wait()


def _wait_until_healthy(started: Server, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + _READY_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"the server ended with {process.returncode}")
        try:
            get(f"{started.url}/healthz")
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError("the server did not start")


def get(url: str) -> bytes:
    """The body of an answer to GET."""
    with urllib.request.urlopen(url, timeout=5) as answer:
        body: bytes = answer.read()
    return body


def post(url: str) -> None:
    """POST nothing."""
    urllib.request.urlopen(urllib.request.Request(url, method="POST"), timeout=5).close()


def load(url: str, plan: Path, rate: float = 0.0) -> dict[str, Any]:
    """Run the load generator on its own core; see `tests.bench.load` for what it gives."""
    command = [
        sys.executable,
        "-m",
        "tests.bench.load",
        url,
        SECRET,
        str(plan),
        "--rate",
        str(rate),
    ]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as process:
        os.sched_setaffinity(process.pid, OTHER_CORE)
        output, _ = process.communicate()
    if process.returncode:
        raise RuntimeError(f"the load generator ended with {process.returncode}")
    met: dict[str, Any] = json.loads(output)
    return met
