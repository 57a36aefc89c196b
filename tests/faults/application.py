"""The service with places at which it fails on purpose. Only the runs of tests/faults start it; the product knows nothing of it.

What happens is in the environment: FAULT_CHANCE, that a worker is killed at each place that a submission passes; FAULT_SEED;
FAULT_CONTROL, one of the negative controls.
"""

import os
import random
import signal
import time
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse

from salford_partnering.wsgi import application as service

CHANCE = float(os.environ.get("FAULT_CHANCE", "0"))
CONTROL = os.environ.get("FAULT_CONTROL", "")
IN_FLIGHT = 0.05  # seconds that a submission stays between insert and commit, so that kills from outside meet it there
SUBMIT = "/submit/"

_chance = random.Random()


def failpoint(chance: float = CHANCE) -> None:
    """Here the process may end as if the power had gone."""
    if _chance.random() < chance:
        os.kill(os.getpid(), signal.SIGKILL)


def _seed() -> None:
    """Each worker has a sequence of its own: it is forked after this file is read."""
    _chance.seed(f"{os.environ.get('FAULT_SEED', '0')}-{os.getpid()}")


os.register_at_fork(after_in_child=_seed)


def _inserted(plain: Callable[..., None]) -> Callable[..., None]:
    @wraps(plain)
    def after_insert(*arguments: Any) -> None:
        failpoint()
        time.sleep(IN_FLIGHT)
        plain(*arguments)
        failpoint()

    return after_insert


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Before anything is done, and after the commit but before the answer."""
    submits = environ["REQUEST_METHOD"] == "POST" and environ["PATH_INFO"].endswith(SUBMIT)
    if submits:
        failpoint()
    answer = service(environ, start_response)
    if submits:
        failpoint()
    return answer


class _Forgetful:
    """Control: the action does not look whether this version was submitted already; nor does the database mind (run.py)."""

    def __init__(self, model: Any) -> None:
        self.model = model
        self.objects = self

    def __getattr__(self, name: str) -> Any:
        return getattr(self.model._default_manager, name)

    def filter(self, **wanted: Any) -> Any:
        return self.model._default_manager.none()


def _shows_early(plain: Callable[..., HttpResponse], page: Callable[..., Any]) -> Callable[..., HttpResponse]:
    """Control: the receipt goes out before the commit, and the worker may end between the two."""

    @wraps(plain)
    def early(request: HttpRequest, reference: str) -> HttpResponse:
        answer = plain(request, reference)
        if request.method == "POST" and answer.status_code == 302:
            number = int(answer["Location"].rstrip("/").rpartition("/")[2])
            request.method = "GET"
            body = page(request, reference, number).render().content
            head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
            request.META["gunicorn.socket"].sendall(head.encode() + body)
            failpoint(0.2)
        return answer

    return early


def _put_failpoints_in() -> None:
    """What is imported here asks for the models, which the web server's application has loaded."""
    from eoi.actions import submission as actions
    from eoi.urls import partner
    from eoi.views.partner.receipt import submission_receipt

    actions._send_receipt = _inserted(actions._send_receipt)
    if CONTROL == "unique":
        actions.Submission = _Forgetful(actions.Submission)
    if CONTROL == "early":
        for address in partner.urlpatterns:
            if address.name == "expression-submit":  # the address keeps the view that it was given
                address.callback = _shows_early(address.callback, submission_receipt)


_put_failpoints_in()
