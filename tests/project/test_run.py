"""`make run` and the installation before it: what a newcomer reads when something is in the way."""

import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from salford_partnering import install, serve

CHECKOUT = Path(__file__).resolve().parents[2]


def test_port_in_use_is_named_with_the_way_to_choose_another():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(SystemExit) as refusal:
            serve.port_is_free_or_exit(port)
    assert str(refusal.value).startswith(f"Port {port} is in use by another program.")
    assert f"make run PORT={port + 1}" in str(refusal.value)


def test_free_port_is_no_problem():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        port = other.getsockname()[1]
    serve.port_is_free_or_exit(port)


def test_old_python_is_told_which_one_is_needed(monkeypatch):
    monkeypatch.setattr(install, "LOWEST", (99, 0))
    monkeypatch.setenv("PATH", "/nonexistent")
    with pytest.raises(SystemExit, match=r"Python 3\.11 or later is needed"):
        install.use_a_new_enough_python()


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    """A checkout with nothing to install, in a folder with a space."""
    copy = tmp_path_factory.mktemp("a checkout", numbered=False)
    (copy / "salford_partnering").mkdir()
    shutil.copy(CHECKOUT / "salford_partnering" / "install.py", copy / "salford_partnering")
    (copy / "requirements.txt").write_text("# nothing\n")
    return copy


def installing(copy):
    command = [sys.executable, "salford_partnering/install.py", "requirements.txt"]
    return subprocess.run(command, cwd=copy, capture_output=True, text=True, timeout=100, check=False)


def test_installation_is_done_once_and_again_when_something_changed(copy):
    first, second = installing(copy), installing(copy)
    assert (first.returncode, second.returncode) == (0, 0), first.stderr
    assert "Making .venv" in first.stdout
    assert second.stdout == ""
    (copy / "requirements.txt").write_text("# changed\n")
    assert "Installing requirements.txt" in installing(copy).stdout


def test_broken_environment_is_made_anew(copy):
    python = copy / ".venv" / "bin" / "python"
    python.unlink()
    python.symlink_to("/no/such/python")
    assert "Making .venv" in installing(copy).stdout


def test_failed_installation_says_what_to_do(copy):
    (copy / "requirements.txt").write_text("./no/such/folder\n")
    failed = installing(copy)
    assert failed.returncode == 1
    assert "Installing requirements.txt failed" in failed.stderr
