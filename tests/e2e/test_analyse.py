"""`parley analyse` as scripts call it."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

CASE: dict[str, Any] = {
    "headline": {"name": "Salary", "unit": "€ a year", "better": "higher"},
    "mine": {"plan_b": 73000, "target": 85000},
    "theirs": {"walk_away": 80000, "opening": 60000},
}


def run(argument: str, given: bytes, folder: Path) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "handlers.cli", "analyse", argument]
    return subprocess.run(command, input=given, capture_output=True, check=False, cwd=folder)


def test_a_case_from_standard_input(tmp_path: Path) -> None:
    ran = run("-", json.dumps(CASE).encode(), tmp_path)
    answer = json.loads(ran.stdout.decode())
    assert answer["zopa"] == {"low": 73000, "high": 80000, "width": 7000}
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert {"criterion_missing", "target_beyond_their_limit"} <= {
        finding["code"] for finding in answer["findings"]
    }
    assert all(finding["message"] for finding in answer["findings"])
    assert answer["opening"]["because"].startswith("Let them open")


def test_a_case_from_a_file(tmp_path: Path) -> None:
    (tmp_path / "case.json").write_text(json.dumps(CASE))
    ran = run("case.json", b"", tmp_path)
    assert ran.returncode == 0
    assert json.loads(ran.stdout)["gap"] is None


@pytest.mark.parametrize(
    ("argument", "given", "told"),
    [
        ("-", b"{", "document"),
        ("-", b"\xff", "document"),
        ("-", b"[" * 100_000, "document"),
        ("missing.json", b"", "missing.json"),
        (".", b"", "."),
        ("-", json.dumps(CASE | {"mood": "brave"}).encode(), "mood"),
        (
            "-",
            json.dumps(
                CASE
                | {"mine": {"plan_b": {"outcomes": [{"chance": 1.5, "value": 4711}]}, "target": 1}}
            ).encode(),
            "mine.plan_b.outcomes[0].chance",
        ),
    ],
)
def test_what_cannot_be_used_is_told_in_one_line(
    argument: str, given: bytes, told: str, tmp_path: Path
) -> None:
    ran = run(argument, given, tmp_path)
    assert (ran.returncode, ran.stdout) == (2, b"")
    (line,) = ran.stderr.decode().splitlines()
    assert line.startswith(f"{told}: ")
    assert "4711" not in line
