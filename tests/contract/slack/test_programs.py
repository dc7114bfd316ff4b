"""`parley serve` and `parley demo` as programs: one line when they cannot start, a clean stop."""

import base64
import os
import re
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.contract.slack.world import BOT_TOKEN, SIGNING_SECRET

ROOT = Path(__file__).parents[3]
KEY = base64.b64encode(bytes(32)).decode()


def environment(**changes: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PARLEY_")}
    return kept | {"PYTHONPATH": str(ROOT)} | changes


def serving(folder: Path, **changes: str) -> dict[str, str]:
    complete = {
        "PARLEY_DATABASE_URL": f"sqlite:///{folder / 'parley.db'}",
        "PARLEY_MASTER_KEY": KEY,
        "PARLEY_SLACK_BOT_TOKEN": BOT_TOKEN,
        "PARLEY_SLACK_SIGNING_SECRET": SIGNING_SECRET,
        "PARLEY_SLACK_API_URL": "http://127.0.0.1:9/api/",
        "PARLEY_PORT": "0",
    }
    return environment(**complete | changes)


def refused(command: str, folder: Path, env: dict[str, str]) -> str:
    """What a program says that does not start: exit 2 and one line."""
    ended = subprocess.run(
        [sys.executable, "-m", "handlers.cli", command],
        cwd=folder, env=env, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert ended.returncode == 2
    assert ended.stdout == ""
    *log, line = ended.stderr.splitlines()
    assert all(re.match(r"\d{4}-", entry) for entry in log)
    return line


@contextmanager
def started(command: str, folder: Path, env: dict[str, str], ready: str) -> Iterator[str]:
    """A program that is running; gives the line that says so, and stops it as Ctrl-C does."""
    process = subprocess.Popen(
        [sys.executable, "-m", "handlers.cli", command],
        cwd=folder, env=env, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    assert process.stdout is not None
    try:
        yield next(line for line in process.stdout if ready in line)
        process.send_signal(signal.SIGINT)
        rest = process.stdout.read()
        assert process.wait(timeout=30) == 0, rest
        assert "Traceback" not in rest
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        ({"PARLEY_MASTER_KEY": ""}, "PARLEY_MASTER_KEY is not set"),
        ({"PARLEY_SLACK_SIGNING_SECRET": ""}, "PARLEY_SLACK_SIGNING_SECRET is not set"),
        ({"PARLEY_PORT": "many"}, "PARLEY_PORT"),
        ({"PARLEY_DATABASE_URL": "mysql://u:hunter2@h/d"}, "database address"),
        ({"PARLEY_DATABASE_URL": "sqlite:////nowhere/at/all/p.db"}, "does not exist"),
    ],
)
def test_a_wrong_setting_is_one_line(tmp_path: Path, changes: dict[str, str], line: str) -> None:
    said = refused("serve", tmp_path, serving(tmp_path, **changes))
    assert line in said
    assert "hunter2" not in said


def test_a_second_server_on_the_same_file_is_refused(tmp_path: Path) -> None:
    env = serving(tmp_path)
    with started("serve", tmp_path, env, "is serving"):
        assert "Another Parley" in refused("serve", tmp_path, env)


def test_another_master_key_is_refused(tmp_path: Path) -> None:
    with started("serve", tmp_path, serving(tmp_path), "is serving"):
        pass
    another = base64.b64encode(bytes(31) + b"x").decode()
    said = refused("serve", tmp_path, serving(tmp_path, PARLEY_MASTER_KEY=another))
    assert "master key" in said
    assert another not in said


def test_postgresql_is_migrated_by_its_own_command(tmp_path: Path, postgres_url: str) -> None:
    env = serving(tmp_path, PARLEY_DATABASE_URL=postgres_url)
    assert "parley migrate" in refused("serve", tmp_path, env)
    subprocess.run(
        [sys.executable, "-m", "handlers.cli", "migrate"],
        cwd=tmp_path, env=env, check=True, timeout=60,
    )  # fmt: skip
    with started("serve", tmp_path, env, "is serving"):
        pass


def test_the_demo_keeps_everything_to_itself(tmp_path: Path) -> None:
    with started("demo", tmp_path, environment(), "is ready") as line:
        url = line.split()[-1]
        assert url.startswith("http://127.0.0.1:")
        with urlopen(url, timeout=10) as page:
            assert page.status == 200
        assert "Another Parley" in refused("demo", tmp_path, environment())
    kept = tmp_path / ".parley"
    assert kept.stat().st_mode & 0o777 == 0o700
    assert {file.stat().st_mode & 0o777 for file in kept.iterdir()} == {0o600}


def test_a_newer_database_is_one_line(tmp_path: Path) -> None:
    env = serving(tmp_path)
    subprocess.run(
        [sys.executable, "-m", "handlers.cli", "migrate"],
        cwd=tmp_path, env=env, check=True, timeout=60,
    )  # fmt: skip
    with closing(sqlite3.connect(tmp_path / "parley.db")) as database, database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
    for command in ("migrate", "serve"):
        assert "newer version" in refused(command, tmp_path, env)


@pytest.mark.parametrize(
    "changes",
    [
        {"PARLEY_PORT": "many"},
        {"PARLEY_MASTER_KEY": "short"},
        {"PARLEY_SLACK_APP_TOKEN": "?", "PARLEY_LOG_FORMAT": "loud"},
    ],
)
def test_the_demo_heeds_no_setting_of_a_real_server(
    tmp_path: Path, changes: dict[str, str]
) -> None:
    with started("demo", tmp_path, environment(**changes), "is ready") as line:
        assert "http://127.0.0.1:" in line


def test_the_demo_starts_again_where_it_stopped(tmp_path: Path) -> None:
    with started("demo", tmp_path, environment(), "is ready"):
        pass
    keys = (tmp_path / ".parley/keys.json").read_bytes()
    with started("demo", tmp_path, environment(), "is ready"):
        pass
    assert (tmp_path / ".parley/keys.json").read_bytes() == keys


def test_starting_does_at_most_three_times_the_work_of_bolts_own_import() -> None:
    count = "import sys; calls = []; sys.setprofile(lambda *_: calls.append(None))"

    def work(module: str) -> int:
        """Calls made: the same on every machine and under any load, as seconds are not."""
        lines = f"{count}; import {module}; sys.setprofile(None); print(len(calls))"
        program = [sys.executable, "-c", lines]
        runs = [
            subprocess.run(program, cwd=ROOT, capture_output=True, text=True, check=True)
            for _ in range(2)  # the first may find nothing compiled yet
        ]
        return min(int(run.stdout) for run in runs)

    assert work("handlers.cli, handlers.programs") <= 3 * work("slack_bolt.async_app")
