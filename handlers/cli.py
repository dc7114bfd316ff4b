"""The command line: `parley`. Every command imports what it needs when it is called."""

import sys
from pathlib import Path
from typing import Annotated, NoReturn

import typer

UNUSABLE = 2  # the exit code for input that cannot be used, like a shell's for wrong arguments

app = typer.Typer(
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
def migrate() -> None:
    """Bring the database to the schema of this version."""
    from handlers import wiring

    try:
        wiring.migrate()
    except wiring.CannotStart as error:
        _refuse(str(error))


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
