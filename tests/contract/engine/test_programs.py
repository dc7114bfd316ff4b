"""`parley work` as a program: who may start it beside whom, and what it says when it may not."""

import json
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

from tests.contract.slack.test_programs import refused, serving, started


def test_beside_a_server_on_the_same_file_it_is_refused(tmp_path: Path) -> None:
    env = serving(tmp_path)
    with started("serve", tmp_path, env, "is serving"):
        assert "Another Parley" in refused("work", tmp_path, env)
    with started("work", tmp_path, env, "is at work"):
        assert "Another Parley" in refused("serve", tmp_path, env)


def test_beside_a_server_on_postgresql_any_number_may_work(
    tmp_path: Path, postgresql_url: str
) -> None:
    env = serving(tmp_path, PARLEY_DATABASE_URL=postgresql_url)
    with (
        started("serve", tmp_path, env, "is serving"),
        started("work", tmp_path, env, "is at work"),
        started("work", tmp_path, env, "is at work"),
    ):
        pass


def ask(port: int, path: str) -> tuple[int, str]:
    try:
        with urlopen(f"http://127.0.0.1:{port}{path}", timeout=20) as answer:
            return answer.status, answer.read().decode()
    except HTTPError as error:
        return error.code, error.read().decode()


def ready(port: int) -> dict[str, bool]:
    """What works, once the worker has looked for the first time."""
    looks: Iterator[dict[str, bool]] = (json.loads(ask(port, "/readyz")[1]) for _ in range(1000))
    return next(parts for parts in looks if parts["worker"])


def test_a_worker_answers_health_and_metrics_where_it_is_told_to(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = int(taken.getsockname()[1])
        env = serving(tmp_path, PARLEY_WORK_PORT=str(port))
        assert "Cannot listen" in refused("work", tmp_path, env)
    with started("work", tmp_path, env, "is at work"):
        assert ask(port, "/healthz")[0] == 200
        assert ask(port, "/metrics")[0] == 200
        assert ready(port) == {"database": True, "slack": False, "worker": True}
        assert ask(port, "/readyz")[0] == 503, "this Slack is away"
        assert ask(port, "/slack/events")[0] == 404


def test_a_server_tells_whether_its_worker_works(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = int(taken.getsockname()[1])
    with started("serve", tmp_path, serving(tmp_path, PARLEY_PORT=str(port)), "is serving"):
        assert ready(port) == {"database": True, "slack": False, "worker": True}


def test_a_database_without_the_engines_tables_is_told_in_one_line(
    tmp_path: Path, postgres_url: str
) -> None:
    env = serving(tmp_path, PARLEY_DATABASE_URL=postgres_url)
    code = f"from storage.migrate import upgrade; upgrade({postgres_url!r})"
    subprocess.run([sys.executable, "-c", code], env=env, check=True, timeout=60)
    assert "parley migrate" in refused("work", tmp_path, env)
    assert "parley migrate" in refused("serve", tmp_path, env)
