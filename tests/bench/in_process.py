"""What is measured without HTTP: imports, and the steps of others beside ours."""

import subprocess
import sys
import time
import venv
from pathlib import Path

from tests.bench.servers import ROOT, SERVER_CORE
from tests.bench.table import Row

TELEGRAM = "python-telegram-bot==22.8"
PEOPLE = 100
IMPORTS = 7


def import_row() -> Row:
    """How long `parley serve` imports, beside Bolt's async app; both without Python's own start."""
    empty = _quickest("pass")
    bolt = _quickest("import slack_bolt.async_app") - empty
    own = _quickest("import handlers.cli, handlers.wiring") - empty
    note = f"{own * 1000:.0f} ms beside {bolt * 1000:.0f} ms"
    return Row("import of parley serve", own / bolt, 3.0, "at most", note)


def _quickest(statement: str) -> float:
    def once() -> float:
        start = time.perf_counter()
        subprocess.run([sys.executable, "-c", statement], cwd=ROOT, check=True)
        return time.perf_counter() - start

    return min(once() for _ in range(IMPORTS))


def seconds_of_bolt_step(folder: Path) -> float:
    """One step in Bolt with an inline upsert."""
    return _measured([sys.executable, "-m", "tests.bench.bolt_upsert"], folder / "bolt")


def seconds_of_telegram_step(folder: Path) -> float:
    """One step of python-telegram-bot's ConversationHandler, in an environment of its own."""
    environment = folder / "telegram"
    venv.create(environment, with_pip=True)
    python = environment / "bin/python"
    subprocess.run([python, "-m", "pip", "install", "--quiet", TELEGRAM], check=True)
    script = ROOT / "tests/bench/telegram_conversation.py"
    return _measured([str(python), str(script)], folder / "pickled")


def _measured(command: list[str], folder: Path) -> float:
    folder.mkdir()
    pinned = ["taskset", "--cpu-list", ",".join(map(str, SERVER_CORE)), *command]
    ran = subprocess.run(
        [*pinned, str(PEOPLE), str(folder)], cwd=ROOT, check=True, capture_output=True, text=True
    )
    return float(ran.stdout)
