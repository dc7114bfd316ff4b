"""`parley scrub` as scripts call it."""

import json
import subprocess
import sys
from typing import Any

import pytest

COMMAND = (sys.executable, "-m", "handlers.cli", "scrub")


def run(given: bytes, *options: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([*COMMAND, *options], input=given, capture_output=True, check=False)


def lines(*texts: dict[str, Any]) -> bytes:
    return b"".join(json.dumps(text).encode() + b"\n" for text in texts)


def test_one_line_out_for_each_line_in() -> None:
    ran = run(
        lines(
            {"text": "Asked Zoë for $85k"},
            {"text": "the rose deal", "names": ["Rose Deal"], "id": 3},
            {"text": ""},
        )
    )
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert [json.loads(line) for line in ran.stdout.splitlines()] == [
        {"text": "Asked [name] for [amount]", "spans": [[6, 9, "name"], [14, 18, "amount"]]},
        {"text": "the [name]", "spans": [[4, 13, "name"]]},
        {"text": "", "spans": []},
    ]


def test_no_lines_in_no_lines_out() -> None:
    ran = run(b"")
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, b"", b"")


def test_the_last_line_needs_no_end() -> None:
    assert run(b'{"text": "ok"}').stdout == b'{"text": "ok", "spans": []}\n'


def test_lines_are_answered_while_more_may_come() -> None:
    with subprocess.Popen(COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as running:
        assert running.stdin is not None
        assert running.stdout is not None
        running.stdin.write(lines({"text": "Met Bob"}))
        running.stdin.flush()
        assert json.loads(running.stdout.readline())["text"] == "Met [name]"
        running.stdin.close()
        assert running.wait(timeout=60) == 0


@pytest.mark.parametrize(
    ("bad", "told"),
    [
        (b"{secret", "not JSON"),
        (b"", "not JSON"),
        (b"\xff", "not UTF-8"),
        (b"[" * 100_000, "not JSON"),
        (b'["secret"]', "not an object"),
        (b"{}", '"text" must be a string'),
        (b'{"text": 3}', '"text" must be a string'),
        (b'{"text": "x", "names": "secret"}', '"names" must be a list of strings'),
        (b'{"text": "x", "names": [1]}', '"names" must be a list of strings'),
    ],
)
def test_a_bad_line_is_named_and_not_repeated(bad: bytes, told: str) -> None:
    ran = run(lines({"text": "ok"}) + bad + b"\n" + lines({"text": "never"}))
    assert ran.returncode == 2
    assert ran.stdout == b'{"text": "ok", "spans": []}\n'
    assert ran.stderr.decode() == f"line 2: {told}\n"


def test_half_a_surrogate_pair_is_masked() -> None:
    ran = run(b'{"text": "no \\ud83d"}\n')
    assert json.loads(ran.stdout)["text"] == "no [word]"


def test_without_the_extra_one_sentence_says_what_is_missing() -> None:
    program = "import sys; sys.modules['spacy'] = None; from handlers.cli import main; main()"
    ran = subprocess.run(
        [sys.executable, "-c", program, "scrub", "--ner"],
        input=b'{"text": "ok"}\n',
        capture_output=True,
        check=False,
    )
    assert (ran.returncode, ran.stdout) == (2, b"")
    assert ran.stderr.startswith(b"--ner needs the extra [ner]")
    assert ran.stderr.count(b"\n") == 1
