"""What is measured without HTTP: imports, and the steps of others beside ours."""

import json
import os
import subprocess
import sys
import time
import venv
from pathlib import Path

from tests.bench.over_http import slack
from tests.bench.servers import ROOT, SERVER_CORE, post
from tests.bench.table import Row

TELEGRAM = "python-telegram-bot==22.8"
PEOPLE, LANES = 96, 32
IMPORTS = 7
ROUNDS = 3


def measure(folder: Path) -> list[Row]:
    """All rows that need no HTTP; the steps in turns, the quickest round of each."""
    telegram = _telegram(folder)
    alone, together, bolt, others = [], [], [], []
    with slack() as platform:
        post(f"{platform.url}/hold")
        for number in range(ROUNDS):
            place = _made(folder / f"round{number}")
            alone.append(_parley(place / "alone", 1, platform.url))
            together.append(_parley(place / "together", LANES, platform.url))
            bolt.append(_bolt(place / "bolt"))
            others.append(_others(telegram, place / "telegram"))
    one, many = min(alone)[0], min(together)[0]
    return [
        _step_row(f"step, {LANES} people at once, of Bolt + upsert", many, min(bolt), 1.5),
        _step_row("step, one after the other, of Bolt + upsert", one, min(bolt), 1.5),
        _step_row("step, of ConversationHandler", many, min(others), 0.5),
        Row("sealing, of a step", min(alone)[1], 0.10, "at most"),
        import_row(folder),
    ]


def _step_row(name: str, own: float, other: float, bound: float) -> Row:
    note = f"{own * 1000:.2f} ms beside {other * 1000:.2f} ms"
    return Row(name, own / other, bound, "at most", note)


def import_row(folder: Path) -> Row:
    """How long `parley serve` imports, beside Bolt's async app; both without Python's own start."""
    compiled = folder / "compiled"
    empty = _quickest("pass", compiled)
    bolt = _quickest("import slack_bolt.async_app", compiled) - empty
    own = _quickest("import handlers.cli, handlers.programs", compiled) - empty
    note = f"{own * 1000:.0f} ms beside {bolt * 1000:.0f} ms"
    return Row("import of parley serve", own / bolt, 3.0, "at most", note)


def _quickest(statement: str, compiled: Path) -> float:
    """Both from bytecode, as it is once installed: an environment may forbid to keep it."""
    kept = {"PYTHONPYCACHEPREFIX": str(compiled), "PYTHONDONTWRITEBYTECODE": ""}

    def once() -> float:
        start = time.perf_counter()
        command = [sys.executable, "-c", statement]
        subprocess.run(command, cwd=ROOT, check=True, env=os.environ | kept)
        return time.perf_counter() - start

    return min(once() for _ in range(IMPORTS))


def _parley(folder: Path, lanes: int, slack_url: str) -> tuple[float, float]:
    """Seconds of a step, and the share of sealing in it."""
    script = ["-m", "tests.bench.parley_step", str(PEOPLE), str(lanes)]
    met = json.loads(_run([sys.executable, *script, str(_made(folder)), slack_url]))
    return met["seconds"], met["sealing"]


def _bolt(folder: Path) -> float:
    """Seconds of a step in Bolt with an inline upsert."""
    script = ["-m", "tests.bench.bolt_upsert", str(PEOPLE)]
    return float(_run([sys.executable, *script, str(_made(folder))]))


def _others(python: Path, folder: Path) -> float:
    """Seconds of a step of python-telegram-bot's ConversationHandler."""
    script = ROOT / "tests/bench/telegram_conversation.py"
    return float(_run([str(python), str(script), str(PEOPLE), str(_made(folder))]))


def _telegram(folder: Path) -> Path:
    """The Python of an environment with python-telegram-bot alone, made for this run."""
    environment = folder / "python-telegram-bot"
    venv.create(environment, with_pip=True)
    python = environment / "bin/python"
    subprocess.run([python, "-m", "pip", "install", "--quiet", TELEGRAM], check=True)
    return python


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


def _run(command: list[str]) -> str:
    pinned = ["taskset", "--cpu-list", ",".join(map(str, SERVER_CORE)), *command]
    return subprocess.run(pinned, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout
