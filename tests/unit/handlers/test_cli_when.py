"""`parley when` as operators call it."""

import subprocess
import sys
from collections.abc import Sequence

import pytest
from typer.testing import CliRunner, Result

from handlers.cli import app

BERLIN = ("--zone", "Europe/Berlin", "--weekly", "tue@10:00", "--from", "2026-10-15T00:00Z")


def when(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["when", *arguments])


def changed(option: str, value: str) -> Sequence[str]:
    given = list(BERLIN)
    given[given.index(option) + 1] = value
    return given


def test_weekly_times_stay_wall_clock_over_the_change_of_clocks() -> None:
    answer = when(*BERLIN, "--count", "4")
    assert (answer.exit_code, answer.stderr) == (0, "")
    assert answer.stdout.splitlines() == [
        "2026-10-20T08:00:00Z",
        "2026-10-27T09:00:00Z",
        "2026-11-03T09:00:00Z",
        "2026-11-10T09:00:00Z",
    ]


def test_vacations_are_left_out_and_not_counted() -> None:
    away = ("--vacation", "2026-11-02..2026-11-06", "--vacation", "2026-10-20..2026-10-20")
    answer = when(*BERLIN, "--count", "2", *away)
    assert answer.stdout.splitlines() == ["2026-10-27T09:00:00Z", "2026-11-10T09:00:00Z"]


@pytest.mark.parametrize(
    ("option", "value", "first"),
    [
        ("--from", "2026-10-20T08:00Z", "2026-10-20T08:00:00Z"),
        ("--from", "2026-10-20T08:00:01+00:00", "2026-10-27T09:00:00Z"),
        ("--from", "2026-10-20T10:00+02:00", "2026-10-20T08:00:00Z"),
        ("--weekly", "SUN@2:30", "2026-10-18T00:30:00Z"),
        ("--zone", "Pacific/Kiritimati", "2026-10-19T20:00:00Z"),
    ],
)
def test_the_first_instant(option: str, value: str, first: str) -> None:
    answer = when(*changed(option, value), "--count", "1")
    assert answer.stdout.splitlines() == [first]


@pytest.mark.parametrize(
    ("vacation", "first"),
    [
        # Days are local: Monday evening in UTC is Tuesday there.
        ("2026-10-19..2026-10-19", "2026-10-19T20:00:00Z"),
        ("2026-10-20..2026-10-20", "2026-10-26T20:00:00Z"),
    ],
)
def test_days_of_a_vacation_are_local(vacation: str, first: str) -> None:
    given = changed("--zone", "Pacific/Kiritimati")
    answer = when(*given, "--count", "1", "--vacation", vacation)
    assert answer.stdout.splitlines() == [first]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (changed("--zone", "Europe/Atlantis"), "--zone"),
        (changed("--zone", "a\nb"), "--zone"),
        (changed("--zone", "europe/berlin"), "--zone"),
        (changed("--zone", "Factory"), "--zone"),
        (changed("--zone", "localtime"), "--zone"),
        (changed("--zone", "posixrules"), "--zone"),
        (changed("--zone", "posix/Europe/Berlin"), "--zone"),
        (changed("--zone", "right/Europe/Berlin"), "--zone"),
        (changed("--weekly", "tuesday@10:00"), "--weekly"),
        (changed("--weekly", "day@10:00"), "--weekly"),
        (changed("--weekly", "tue@24:00"), "--weekly"),
        (changed("--weekly", "tue"), "--weekly"),
        (changed("--from", "2026-10-15T00:00"), "--from"),
        (changed("--from", "2026-10-15"), "--from"),
        (changed("--from", "yesterday"), "--from"),
        (changed("--from", "0001-01-01T00:00+14:00"), "--from"),
        (changed("--from", "9999-12-31T23:59-12:00"), "--from"),
        ((*BERLIN, "--count", "0"), "--count"),
        ((*BERLIN, "--count", "many"), "--count"),
        ((*BERLIN, "--count", "10001"), "--count"),
        ((*BERLIN, "--vacation", "2026-11-06..2026-11-02"), "--vacation"),
        ((*BERLIN, "--vacation", "2026-11-31..2026-12-02"), "--vacation"),
        ((*BERLIN, "--vacation", "2026-11-02"), "--vacation"),
        # Every week until the end of the calendar is taken, or too few are left.
        ((*BERLIN, "--vacation", "2026-01-01..9999-12-31"), "--count"),
        (changed("--from", "9999-12-20T00:00Z"), "--count"),
        (BERLIN[2:], "--zone"),
        (("--zone",), "--zone"),
        ((*BERLIN, "--monthly"), "--monthly"),
        ((*BERLIN, "more"), "more"),
    ],
)
def test_what_cannot_be_answered_is_told_in_one_line(arguments: Sequence[str], told: str) -> None:
    answer = when(*arguments)
    assert (answer.exit_code, answer.stdout) == (2, "")
    (line,) = answer.stderr.splitlines()
    assert told in line


def test_the_help_says_how_many_there_may_be() -> None:
    assert "10,000" in when("--help").stdout


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("whn",), "No such command 'whn'"),
        (("--when",), "--when"),
        (("chart", "a", "b"), "b"),
        (("demo", "--port", "x"), "--port"),
        (("analyse",), "FILE"),
    ],
)
def test_wrong_arguments_are_told_in_one_line(arguments: Sequence[str], told: str) -> None:
    answer = CliRunner().invoke(app, arguments)
    assert (answer.exit_code, answer.stdout) == (2, "")
    (line,) = answer.stderr.splitlines()
    assert told in line


def test_without_arguments_the_commands_are_listed() -> None:
    answer = CliRunner().invoke(app, [])
    assert "analyse" in answer.output
    assert len(answer.output.splitlines()) > 5


@pytest.mark.parametrize("output", ["> /dev/full", ">&-"])
@pytest.mark.parametrize("count", ["1", "5000"])
def test_an_output_that_takes_nothing_is_told_in_one_line(output: str, count: str) -> None:
    command = [sys.executable, "-m", "handlers.cli", "when", *BERLIN, "--count", count]
    shell = ["sh", "-c", f'"$@" {output}', "sh", *command]
    ended = subprocess.run(shell, capture_output=True, text=True, check=False, timeout=60)
    (line,) = ended.stderr.splitlines()
    assert line.startswith("standard output: ")
    assert (ended.returncode, ended.stdout) == (1, "")


def test_a_reader_that_has_read_enough_ends_it_silently() -> None:
    command = [sys.executable, "-m", "handlers.cli", "when", *BERLIN, "--count", "9999"]
    shell = ["sh", "-c", '"$@" | head -1', "sh", *command]
    ended = subprocess.run(shell, capture_output=True, text=True, check=False, timeout=60)
    assert (ended.stdout, ended.stderr) == ("2026-10-20T08:00:00Z\n", "")
