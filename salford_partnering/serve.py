"""`make run`: prepares the database, then keeps the web server and the worker until either ends or Ctrl-C is pressed.

It owns nothing but its two children. The embedded database stops with the last process that uses it (embedded.py).
"""

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from types import FrameType

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "salford_partnering.settings")

PATIENCE = 20.0  # seconds that a child has to finish what it is doing
HOST = "127.0.0.1"


def say(words: str) -> None:
    """One visible step."""
    print(f"· {words}", flush=True)


def main() -> None:
    """Prepare, start, wait, stop."""
    signal.signal(signal.SIGTERM, _interrupt)
    signal.signal(signal.SIGINT, _interrupt)
    children: list[subprocess.Popen[bytes]] = []
    try:
        _prepare()
        children = _start_children()
        _announce_when_it_answers(children)
        ended = _wait_for_any(children)
    except KeyboardInterrupt:
        print(flush=True)
        say("Stopping")
        ended = None
    finally:
        _stop(children)
    if ended is not None:
        sys.exit(f"{ended} ended by itself, so everything was stopped. The lines above say why.")
    say("Stopped. Everything is kept; `make run` goes on from here.")


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _prepare() -> None:
    """Settings, port, database, tables, demonstration: each step says so before it begins."""
    say("Starting the database")
    from django.conf import settings

    port_is_free_or_exit(settings.PORT)
    _say_where_the_database_is()
    import django
    from django.core.management import call_command

    django.setup()
    say("Bringing the tables up to date")
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    if settings.EMBEDDED and settings.DEMO and _nobody_is_here():
        say("Loading the demonstration (about half a minute, the first time only)")
        call_command("seed_demo")
    if not settings.EMBEDDED:
        call_command("collectstatic", interactive=False, verbosity=0)
    from django.db import connections

    connections.close_all()


def port_is_free_or_exit(port: int) -> None:
    """Say which port is taken, before anything is done, and how to choose another."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except PermissionError:
            sys.exit(f"Port {port} is for the system administrator. Choose one above 1023: make run PORT=8001")
        except OSError:
            sys.exit(f"Port {port} is in use by another program. Stop it, or choose another: make run PORT={port + 1}")


def _say_where_the_database_is() -> None:
    from django.conf import settings

    if not settings.EMBEDDED:
        say("Using the database that DATABASE_URL names")
        return
    data = settings.EMBEDDED_DATA
    where = data.resolve()
    say(f"Embedded database in {data}")
    if where != data:
        say(f"Its account cannot enter this folder, so its files are in {where}")


def _nobody_is_here() -> bool:
    from django.contrib.auth import get_user_model

    return not get_user_model()._default_manager.exists()


def _start_children() -> list[subprocess.Popen[bytes]]:
    from django.conf import settings

    say(f"Starting the web server ({settings.WEB_WORKERS} processes) and the worker")
    return [
        subprocess.Popen(
            command,
            cwd=settings.BASE_DIR,
            start_new_session=True,  # Ctrl-C reaches this process only, which then stops them in order
            preexec_fn=end_with_parent,
        )
        for command in commands(port=settings.PORT, workers=settings.WEB_WORKERS)
    ]


def commands(*, port: int, workers: int, application: str = "salford_partnering.wsgi") -> list[list[str]]:
    """The web server's and the worker's. Pages go before mail where both want the processor (ADR 0034)."""
    web = ["-m", "gunicorn", application, "--bind", f"{HOST}:{port}", "--workers", str(workers)]
    web += ["--timeout", "30", "--log-level", "warning", "--no-control-socket"]
    return [[sys.executable, *command] for command in (web, ["manage.py", "worker", "--nice", "19"])]


def end_with_parent() -> None:
    """Linux ends the children when this process is killed; elsewhere a killed run leaves them behind."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGTERM)


def _announce_when_it_answers(children: list[subprocess.Popen[bytes]]) -> None:
    from django.conf import settings

    deadline = time.monotonic() + 30
    while time.monotonic() < deadline and all(child.poll() is None for child in children):
        with socket.socket() as probe:
            if probe.connect_ex((HOST, settings.PORT)) == 0:
                break
        time.sleep(0.1)
    else:
        return
    print(f"\n  {settings.COUNCIL_NAME} {settings.SERVICE_NAME} is at http://{HOST}:{settings.PORT}/\n", flush=True)
    if settings.DEMO:
        _print_sign_ins()
    print("  Press Ctrl-C to stop.\n", flush=True)


def _print_sign_ins() -> None:
    """One sign-in for each role of the demonstration."""
    from evaluation.demonstration.people import sign_ins

    rows = sign_ins()
    widths = [max(len(row[column]) for row in rows) for column in (0, 1)]
    for role, email, password in rows:
        print(f"  {role:<{widths[0]}}  {email:<{widths[1]}}  {password}")
    from django.conf import settings

    print(f"\n  Mail that the service sends is in {settings.MAIL_FOLDER}", flush=True)


def _wait_for_any(children: list[subprocess.Popen[bytes]]) -> str:
    """Wait until one child ends; returns what it was."""
    names = ("The web server", "The worker")
    while True:
        for name, child in zip(names, children, strict=True):
            if child.poll() is not None:
                return name
        time.sleep(0.5)


def _stop(children: list[subprocess.Popen[bytes]]) -> None:
    """Ask each to finish, then wait; a second Ctrl-C does not leave them behind."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    for child in children:
        if child.poll() is None:
            child.terminate()
    deadline = time.monotonic() + PATIENCE
    for child in children:
        try:
            child.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


if __name__ == "__main__":
    main()
