"""The embedded server: shared, stopped by the last process, and never kept from starting by a killed one."""

import os
import pwd
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from salford_partnering import embedded, embedded_place
from salford_partnering.environment import SettingProblem

CHECKOUT = Path(__file__).resolve().parents[2]
HOLDER = """
import sys, psycopg2
from pathlib import Path
from salford_partnering import embedded, embedded_place
where = embedded.start(Path(sys.argv[1]))
connection = psycopg2.connect(host=where["HOST"], port=where["PORT"], user=where["USER"], dbname=where["NAME"])
cursor = connection.cursor()
cursor.execute("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
print("powerful" if cursor.fetchone()[0] else "ready", flush=True)
connection.close()
sys.stdin.read()
"""


class Holder:
    """A process that uses the server until it is told to end."""

    def __init__(self, data):
        self.process = subprocess.Popen(
            [sys.executable, "-c", HOLDER, str(data)],
            cwd=CHECKOUT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.said = self.process.stdout.readline().strip()

    def end(self):
        self.process.communicate(timeout=60)

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.communicate(timeout=60)


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    """A folder with a space in its name that the server's account can enter, and whose path a socket can bear."""
    folder = tmp_path_factory.mktemp("a b", numbered=False)
    for parent in (folder, *folder.parents):
        if parent.stat().st_uid == os.getuid() and not parent.stat().st_mode & 0o001:
            parent.chmod(parent.stat().st_mode | 0o011)
    return folder / "var" / "postgres"


def postmaster(data):
    return int((data / "postmaster.pid").read_text().split()[0])


def runs(data):
    try:
        return psutil.Process(postmaster(data)).status() != psutil.STATUS_ZOMBIE
    except (FileNotFoundError, psutil.NoSuchProcess):
        return False


def test_server_starts_on_a_path_with_a_space_and_stops_with_its_last_user(data):
    first, second = Holder(data), Holder(data)
    assert (first.said, second.said) == ("ready", "ready")
    first.end()
    assert runs(data)
    second.end()
    assert not runs(data)


def test_killed_user_leaves_a_server_that_the_next_one_takes_over(data):
    Holder(data).kill()
    assert runs(data)
    left = postmaster(data)
    after = Holder(data)
    assert after.said == "ready"
    assert postmaster(data) == left
    after.end()
    assert not runs(data)


def test_killed_server_is_started_again(data):
    holder = Holder(data)
    os.kill(postmaster(data), signal.SIGKILL)
    holder.kill()
    after = Holder(data)
    assert after.said == "ready"
    after.end()


def test_a_server_that_recovers_from_a_killed_process_is_waited_for(data):
    """As after the end of one connection's process, when PostgreSQL ends all of them and repairs itself."""
    first = Holder(data)
    assert first.said == "ready"
    server = psutil.Process(postmaster(data))
    next(child for child in server.children() if "checkpointer" in " ".join(child.cmdline())).kill()

    second = Holder(data)

    assert second.said == "ready"
    assert postmaster(data) == server.pid
    first.end()
    second.end()


def test_number_of_a_dead_server_that_belongs_to_another_program_by_now(data):
    data.joinpath("postmaster.pid").write_text(f"{os.getpid()}\n{data}\n{int(time.time())}\n5432\n{data}\n\n")
    after = Holder(data)
    assert after.said == "ready"
    after.end()


def test_files_of_another_version_are_refused_in_a_sentence(data):
    made_by = (data / "PG_VERSION").read_text()
    data.joinpath("PG_VERSION").write_text("9\n")
    try:
        with pytest.raises(SettingProblem, match=r"was made by PostgreSQL 9, which postgres .* cannot read"):
            embedded.start(data)
    finally:
        data.joinpath("PG_VERSION").write_text(made_by)


def test_folder_of_another_user_is_refused_in_a_sentence(tmp_path):
    """In a child, which gives root's powers up for good."""
    tmp_path.chmod(0o500)
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            if os.geteuid() == 0:
                os.setuid(pwd.getpwnam("nobody").pw_uid)
            embedded._refuse_foreign(tmp_path / "postgres")
        except SettingProblem as problem:
            os.write(writing, str(problem).encode())
        finally:
            os._exit(0)
    os.close(writing)
    with open(reading) as said:
        assert "belongs to another user" in said.read()
    os.waitpid(child, 0)
    tmp_path.chmod(0o700)


def test_server_starts_on_a_long_path(data):
    long = data.parent.parent / ("long" * 30) / "var" / "postgres"
    holder = Holder(long)
    holder.end()
    assert holder.said == "ready"
    embedded_place.decide(long).sockets.rmdir()


def test_long_path_gets_a_short_private_place_for_its_socket(tmp_path):
    data = tmp_path / ("long" * 30) / "postgres"
    short = embedded_place._socket_folder(data, None)
    assert len(os.fsencode(short)) <= embedded_place.LONGEST_SOCKET_FOLDER
    assert short.stat().st_mode & 0o077 == 0
    short.rmdir()
