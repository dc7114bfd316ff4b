"""The contracts of .importlinter hold, and each catches what it is for."""

import shutil
import subprocess
import sys
from pathlib import Path

import grimp
import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("bot", "storage", "handlers")

# What a room may take from outside the standard library. What is not listed may take nothing.
LIBRARIES = {
    "bot.coach": {"pydantic"},
    "bot.dialogue": {"pydantic"},
    "bot.guides": {"pydantic"},
    "bot.calendar": {"pydantic", "pydantic_core", "holidays"},
    "bot.cards": {"pydantic"},
    "bot.ports": {"pydantic"},
    "bot.usecases": {"pydantic"},
    "bot.settings": {"pydantic", "pydantic_settings"},
    "storage": {
        "sqlmodel",
        "sqlalchemy",
        "alembic",
        "psycopg",
        "cryptography",
        "pydantic",
        "dbos",
    },
    "handlers": {"aiohttp", "pydantic", "slack_bolt", "slack_sdk", "typer", "dbos", "spacy"},
}


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the house, where a test may build what it likes."""
    for package in PACKAGES:
        shutil.copytree(
            ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__")
        )
    shutil.copy(ROOT / ".importlinter", tmp_path)
    return tmp_path


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    # Run as code, not through the installed command, so that the copy is the one looked at.
    program = "from importlinter.cli import lint_imports_command as main; main(['--no-cache'])"
    return subprocess.run(
        [sys.executable, "-c", program], cwd=folder, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize(
    ("file", "line", "contract"),
    [
        ("bot/coach/planted.py", "import storage", "handlers, then storage, then bot"),
        ("storage/planted.py", "import handlers", "handlers, then storage, then bot"),
        ("bot/coach/planted.py", "import bot.usecases", "Inside bot"),
        ("bot/dialogue/planted.py", "import bot.coach", "Inside bot"),
        ("bot/another_room.py", "", "Inside bot"),
        ("handlers/slack/planted.py", "import handlers.wiring", "Inside handlers"),
        ("handlers/another_room.py", "", "Inside handlers"),
        ("handlers/sandbox/planted.py", "import slack_sdk", "Only handlers.slack"),
        ("handlers/slack/planted.py", "import sqlalchemy", "Only storage speaks"),
        ("handlers/slack/planted.py", "import dbos", "Only handlers.clock and storage"),
        ("bot/usecases/planted.py", "import cryptography", "Only storage seals"),
        ("bot/usecases/planted.py", "import aiohttp", "Only handlers speak HTTP"),
        ("bot/usecases/planted.py", "import holidays", "Only bot.calendar"),
        ("handlers/sandbox/planted.py", "import bot.cards", "The sandbox"),
    ],
)
def test_a_planted_import_is_caught(copy: Path, file: str, line: str, contract: str) -> None:
    (copy / file).write_text(line + "\n")
    result = lint(copy)
    assert result.returncode == 1
    broken = [row for row in result.stdout.splitlines() if row.endswith("BROKEN")]
    assert any(row.startswith(contract) for row in broken), result.stdout + result.stderr


def test_a_planted_cycle_is_caught(copy: Path) -> None:
    (copy / "bot/coach/there.py").write_text("import bot.coach.back\n")
    (copy / "bot/coach/back.py").write_text("import bot.coach.there\n")
    result = lint(copy)
    assert result.returncode == 1
    assert "No cycles among siblings BROKEN" in result.stdout


def test_the_house_keeps_its_contracts(copy: Path) -> None:
    result = lint(copy)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.fixture(scope="module")
def graph() -> grimp.ImportGraph:
    return grimp.build_graph(*PACKAGES, include_external_packages=True, cache_dir=None)


def test_each_room_takes_only_its_libraries(graph: grimp.ImportGraph) -> None:
    inside = {module for package in PACKAGES for module in graph.find_descendants(package)}
    taken = {
        (module, library)
        for module in inside
        for library in graph.find_modules_directly_imported_by(module)
        if library.split(".")[0] not in {*PACKAGES, *sys.stdlib_module_names}
    }
    unexpected = {
        (module, library)
        for module, library in taken
        if not any(
            library in libraries and (module == room or module.startswith(f"{room}."))
            for room, libraries in LIBRARIES.items()
        )
    }
    assert not unexpected
    assert taken, "the graph must see libraries at all"
