"""The command line: `parley`. Every command imports what it needs when it is called."""

import sys
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer
from typer.core import TyperCommand

UNUSABLE = 2  # the exit code for input that cannot be used, like a shell's for wrong arguments

app = typer.Typer(
    help="A negotiation coach in Slack.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,  # its tracebacks would show local variables: people's words
)


class OneLineErrors(TyperCommand):
    """A command whose wrong arguments are told in one line, as everything else it refuses."""

    def make_context(self, *args: Any, **extra: Any) -> Any:
        """Read the arguments; exits with 2 and one line on standard error for wrong ones."""
        try:
            return super().make_context(*args, **extra)
        except typer.TyperException as error:
            _refuse(" ".join(error.format_message().split()))


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
        print(analyse_document(_read(source)))
    except BadDocument as error:
        _refuse(str(error))


@app.command()
def chart(
    script: Annotated[str, typer.Argument(help="The name of a guided conversation.")] = "prepare",
) -> None:
    """Draw a guided conversation as a Mermaid flowchart."""
    from bot.dialogue import chart as drawing
    from bot.guides.scripts import SCRIPTS

    if script not in SCRIPTS:
        _refuse(f"no guided conversation of that name; there is: {', '.join(SCRIPTS)}")
    print(drawing.chart(SCRIPTS[script]), end="")


@app.command()
def demo(
    port: Annotated[int, typer.Option(min=1, max=65535, help="Where the page is served.")] = 8080,
) -> None:
    """Serve Parley and a Slack workspace in a box, on this machine alone.

    A taken port makes it try the next ones.
    """
    from handlers.demo import serve_demo
    from handlers.wiring import CannotStart

    try:
        serve_demo(Path.cwd(), port=port)
    except CannotStart as error:
        _refuse(str(error))


@app.command()
def serve() -> None:
    """Serve a real Slack workspace, as the PARLEY_* settings say."""
    from handlers import wiring

    try:
        wiring.serve()
    except wiring.CannotStart as error:
        _refuse(str(error))


@app.command()
def work() -> None:
    """Deliver what falls due, and serve nobody: more workers beside `serve` on PostgreSQL."""
    from handlers import wiring

    try:
        wiring.work()
    except wiring.CannotStart as error:
        _refuse(str(error))


@app.command()
def migrate() -> None:
    """Bring the database to the schema of this version."""
    from handlers import wiring

    try:
        wiring.migrate()
    except wiring.CannotStart as error:
        _refuse(str(error))


@app.command(cls=OneLineErrors)
def when(
    *,
    zone: Annotated[str, typer.Option(metavar="NAME", help="An IANA time zone.")],
    weekly: Annotated[str, typer.Option(metavar="DAY@HH:MM", help="Such as tue@10:00.")],
    start: Annotated[
        str, typer.Option("--from", metavar="TIME", help="ISO 8601 with Z or an offset.")
    ],
    count: Annotated[int, typer.Option(min=1, max=10_000, help="How many to print.")] = 4,
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
    print(*found, sep="\n")


def _read(source: str) -> str:
    try:
        raw = sys.stdin.buffer.read() if source == "-" else Path(source).read_bytes()
        return raw.decode()
    except OSError as error:
        _refuse(f"{source}: {error.strerror}")
    except UnicodeDecodeError:
        _refuse("document: not UTF-8")


def _refuse(why: str) -> NoReturn:
    print(why, file=sys.stderr)
    raise typer.Exit(UNUSABLE)


def main() -> None:
    """Run the command named by the arguments."""
    app()


if __name__ == "__main__":
    main()
