"""Makes .venv and installs requirements when they have changed: `python3 salford_partnering/install.py requirements.txt`.

It is run by whatever Python 3 is found, before anything is installed, so that it can say what is missing in a sentence.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import time

CHECKOUT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VENV = os.path.join(CHECKOUT, ".venv")
PYTHON = os.path.join(VENV, "bin", "python")
LOWEST = (3, 11)


def say(words):  # type: (str) -> None
    print("· " + words, flush=True)


def read(path):  # type: (str) -> bytes
    with open(path, "rb") as file:
        return file.read()


def use_a_new_enough_python():  # type: () -> None
    """Go on in a newer Python where this one is too old and one is found."""
    if sys.version_info >= LOWEST:
        return
    for name in ("python3.13", "python3.12", "python3.11"):
        newer = shutil.which(name)
        if newer:
            os.execv(newer, [newer, *sys.argv])  # noqa: S606 — the program was found by its own name
    sys.exit(
        "Python 3.11 or later is needed and {} is {}.{}. Install one (on Debian and Ubuntu: apt-get install python3 "
        "python3-venv), or name it: make PYTHON=/path/to/python3.11".format(sys.executable, *sys.version_info[:2])
    )


def works():  # type: () -> bool
    """Whether .venv can be used: it is there, it is not a copy from elsewhere, and its Python still exists."""
    if not os.path.exists(PYTHON):
        return False
    try:
        asked = subprocess.run(
            [PYTHON, "-c", "import pip, sys; print(sys.prefix)"], stdout=subprocess.PIPE, check=False
        )
    except OSError:
        return False
    return asked.returncode == 0 and os.path.realpath(asked.stdout.decode().strip()) == os.path.realpath(VENV)


def make_venv():  # type: () -> None
    if works():
        return
    say("Making .venv with Python {}.{}".format(*sys.version_info[:2]))
    try:
        import ensurepip  # noqa: F401 — Debian leaves it out without python3-venv
        import venv
    except ImportError:
        sys.exit(
            "This Python cannot make a virtual environment. On Debian and Ubuntu: apt-get install python3-venv. Then "
            "start again."
        )
    venv.EnvBuilder(clear=True, with_pip=True, symlinks=True).create(VENV)


def run_with_progress(command):  # type: (list) -> int
    """Run it, saying every ten seconds that it is still at work."""
    started = time.monotonic()
    process = subprocess.Popen(command)
    while True:
        try:
            return process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            say(f"  still installing, {round(time.monotonic() - started)} seconds so far")


def install(requirements):  # type: (str) -> None
    """Install one file of requirements, unless exactly this was installed before."""
    path = os.path.join(CHECKOUT, requirements)
    wanted = hashlib.sha256(read(path) + read(os.path.join(CHECKOUT, "requirements.txt"))).hexdigest().encode()
    stamp = os.path.join(VENV, ".installed-" + requirements)
    if os.path.exists(stamp) and read(stamp) == wanted:
        return
    say(f"Installing {requirements} (a minute or two the first time)")
    command = [PYTHON, "-m", "pip", "install", "-qq", "--disable-pip-version-check", "-r", path]
    if run_with_progress(command):
        sys.exit(
            f"Installing {requirements} failed; the lines above say why. Check that the package index can be reached, "
            "then start again."
        )
    with open(stamp, "wb") as file:
        file.write(wanted)


def main():  # type: () -> None
    use_a_new_enough_python()
    try:
        with open(os.path.join(CHECKOUT, ".venv.lock"), "w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)  # two runs at once would install over each other
            make_venv()
            for requirements in sys.argv[1:]:
                install(requirements)
    except PermissionError as problem:
        sys.exit(f"{problem.filename} cannot be written: it belongs to another user. Run as that user, or delete it.")
    except KeyboardInterrupt:
        sys.exit("Stopped. Start again to finish installing.")


if __name__ == "__main__":
    main()
