"""The command line: `parley`. Every command imports what it needs when it is called."""

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer
from typer.core import TyperGroup

UNUSABLE = 2  # the exit code for input that cannot be used, like a shell's for wrong arguments


class OneLineErrors(TyperGroup):
    """Commands whose wrong arguments are told in one line, as everything else they refuse."""

    def make_context(
        self, info_name: str | None, args: list[str], *parent: Any, **extra: Any
    ) -> Any:
        """Read what comes before the command; exits with 2 and one line for wrong options."""
        if not args:  # the help is what is meant
            return super().make_context(info_name, args, *parent, **extra)
        with _one_line():
            return super().make_context(info_name, args, *parent, **extra)

    def invoke(self, ctx: Any) -> Any:
        """Run the command; exits with 2 and one line for an unknown one or wrong arguments."""
        with _one_line():
            return super().invoke(ctx)


@contextmanager
def _one_line() -> Iterator[None]:
    try:
        yield
    except typer.TyperException as error:
        _refuse(" ".join(error.format_message().split()))


app = typer.Typer(
    cls=OneLineErrors,
    help="A negotiation coach in Slack.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,  # its tracebacks would show local variables: people's words
)


@app.command()
def analyse(
    source: Annotated[str, typer.Argument(metavar="FILE", help="A case as JSON; - reads it here.")],
) -> None:
    """Print the analysis of a case as JSON.

    Exits with 2 and one line on standard error when the case cannot be used.
    """
    from bot.coach.document import BadDocument
    from bot.usecases.analyse import analyse_document

    try:
        analysis = analyse_document(_read(source))
    except BadDocument as error:
        _refuse(str(error))
    _write(f"{analysis}\n")


@app.command()
def chart(
    script: Annotated[str, typer.Argument(help="The name of a guided conversation.")] = "prepare",
) -> None:
    """Draw a guided conversation as a Mermaid flowchart."""
    from bot.dialogue import chart as drawing
    from bot.guides.scripts import SCRIPTS

    if script not in SCRIPTS:
        _refuse(f"no guided conversation of that name; there is: {', '.join(SCRIPTS)}")
    _write(drawing.chart(SCRIPTS[script]))


@app.command()
def demo(
    port: Annotated[int, typer.Option(min=1, max=65535, help="Where the page is served.")] = 8080,
) -> None:
    """Serve Parley and a Slack workspace in a box, on this machine alone.

    A taken port makes it try the next ones.
    """
    from handlers.demo import serve_demo
    from handlers.starting import CannotStart

    try:
        serve_demo(Path.cwd(), port=port)
    except CannotStart as error:
        _refuse(str(error))


@app.command()
def serve() -> None:
    """Serve a real Slack workspace, as the PARLEY_* settings say."""
    from handlers import programs
    from handlers.starting import CannotStart

    try:
        programs.serve()
    except CannotStart as error:
        _refuse(str(error))


@app.command()
def work() -> None:
    """Deliver what falls due, and serve nobody: more workers beside `serve` on PostgreSQL."""
    from handlers import programs
    from handlers.starting import CannotStart

    try:
        programs.work()
    except CannotStart as error:
        _refuse(str(error))


@app.command()
def migrate() -> None:
    """Bring the database to the schema of this version."""
    from handlers import programs
    from handlers.starting import CannotStart

    try:
        programs.migrate()
    except CannotStart as error:
        _refuse(str(error))


@app.command()
def scrub(
    *,
    ner: Annotated[bool, typer.Option("--ner", help="Look for names with a model, too.")] = False,
) -> None:
    """Mask names and other identifiers in lines of JSON, {"text", "names"}, from standard input.

    Exits with 2 and one line on standard error for a line that cannot be read, or without a model.
    """
    from bot.usecases.scrub import BadLine, scrub_line
    from handlers.ner import NoModel, load_recogniser

    try:
        recognise = load_recogniser() if ner else None
        for number, line in enumerate(sys.stdin.buffer if sys.stdin else (), start=1):
            try:
                _write(f"{scrub_line(line, recognise)}\n")
            except BadLine as error:
                _refuse(f"line {number}: {error}")
    except NoModel as error:
        _refuse(str(error))


@app.command()
def when(
    *,
    zone: Annotated[str, typer.Option(metavar="NAME", help="An IANA time zone.")],
    weekly: Annotated[str, typer.Option(metavar="DAY@HH:MM", help="Such as tue@10:00.")],
    start: Annotated[
        str, typer.Option("--from", metavar="TIME", help="ISO 8601 with Z or an offset.")
    ],
    count: Annotated[
        int, typer.Option(min=1, max=10_000, help="How many to print, 10,000 at most.")
    ] = 4,
    vacation: Annotated[
        list[str] | None,
        typer.Option(metavar="FIRST..LAST", help="Local days to leave out; may be repeated."),
    ] = None,
) -> None:
    """Print when a weekly wall-clock time is due, in UTC, one line each.

    Exits with 2 and one line on standard error when the question cannot be read.
    """
    from bot.calendar.when import BadQuestion, weekly_instants

    try:
        found = weekly_instants(zone, weekly, start, count, vacation or ())
    except BadQuestion as error:
        _refuse(str(error))
    _write("".join(f"{one}\n" for one in found))


def _read(source: str) -> str:
    try:
        raw = sys.stdin.buffer.read() if source == "-" else Path(source).read_bytes()
        return raw.decode()
    except OSError as error:
        _refuse(f"{source}: {error.strerror}")
    except UnicodeDecodeError:
        _refuse("document: not UTF-8")


def _write(text: str) -> None:
    """Write to standard output at once; exits with 1 and one line when that cannot be done."""
    if sys.stdout is None:  # it was closed when Python started
        _unwritable(os.strerror(errno.EBADF))
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        raise  # a reader such as head has read enough: Typer ends silently
    except OSError as error:
        # What is left in the buffer would be tried, and told, once more at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        _unwritable(error.strerror)


def _unwritable(why: str | None) -> NoReturn:
    print(f"standard output: {why}", file=sys.stderr)
    raise typer.Exit(1)


def _refuse(why: str) -> NoReturn:
    print(why, file=sys.stderr)
    raise typer.Exit(UNUSABLE)


def main() -> None:
    """Run the command named by the arguments."""
    app()


if __name__ == "__main__":
    main()
