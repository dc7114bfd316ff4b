"""The shape of the repository: few names at the top, short files, no addresses of registries."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

TOP_LEVEL = {
    ".ci", ".editorconfig", ".gitignore", ".importlinter",
    "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "Makefile", "README.md",
    "pyproject.toml", "requirements.txt", "requirements-build.txt", "requirements-dev.txt",
    "requirements-ner.txt",
    "bot", "storage", "handlers", "deploy", "tests",
}  # fmt: skip

LONGEST = 300
REGISTRIES = re.compile(r"(pypi|pythonhosted|npmjs|docker|quay|ghcr)\.(org|com|io)\b")


def tracked() -> list[Path]:
    listing = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    paths = [Path(name) for name in listing.stdout.split("\0") if name]
    return [path for path in paths if (ROOT / path).exists()]


def test_the_top_level_holds_only_what_is_known() -> None:
    assert {path.parts[0] for path in tracked()} <= TOP_LEVEL


def test_files_are_short_enough_to_read() -> None:
    long = {
        str(path): lines
        for path in tracked()
        if path.suffix in {".py", ".js", ".css"} and "migrations" not in path.parts
        if (lines := len((ROOT / path).read_text().splitlines())) > LONGEST
    }
    assert not long


@pytest.mark.parametrize(
    "name",
    [
        "requirements.txt",
        "requirements-build.txt",
        "requirements-dev.txt",
        "requirements-ner.txt",
        "tests/bench/requirements.txt",
    ],
)
def test_lock_files_hold_hashes_and_no_addresses(name: str) -> None:
    text = (ROOT / name).read_text()
    assert "://" not in text
    pinned = re.split(r"^(?=\S+==)", text, flags=re.MULTILINE)[1:]
    assert pinned
    assert all("--hash=sha256:" in entry for entry in pinned)


def test_no_file_names_a_registry() -> None:
    naming = [
        str(path)
        for path in tracked()
        if REGISTRIES.search((ROOT / path).read_text(errors="replace"))
    ]
    assert not naming
