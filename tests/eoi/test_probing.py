"""Asking an address, over real sockets on this machine: what counts as an answer, and that no question takes for ever."""

import socket
import ssl
import threading
from contextlib import closing, contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from time import monotonic

import pytest

from eoi.models import ProbeResult
from eoi.probing import look


@contextmanager
def answering(status=200, headers=()):
    """A web server that answers every question with this status, and remembers what it was asked."""
    asked = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append((self.path, self.headers["User-Agent"]))
            self.send_response(status)
            for name, value in headers:
                self.send_header(name, value)
            self.end_headers()

        def log_message(self, *_):
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}", asked
        finally:
            server.shutdown()


@contextmanager
def speaking(*pieces):
    """A server that says these bytes to whoever connects, and then nothing more, without closing."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        kept = []

        def speak():
            connection, _ = server.accept()
            kept.append(connection)
            for piece in pieces:
                connection.sendall(piece)

        threading.Thread(target=speak, daemon=True).start()
        yield f"127.0.0.1:{server.getsockname()[1]}"
        for connection in kept:
            connection.close()


def test_status_200_is_an_answer_and_its_time_is_measured():
    with answering() as (address, asked):
        finding = look(f"{address}/health/?deep=1")

    assert (finding.result, finding.status) == (ProbeResult.ANSWERED, 200)
    assert 0 <= finding.milliseconds < 5000
    assert asked == [("/health/?deep=1", "salford-partnering-probe")]


@pytest.mark.parametrize("status", [204, 404, 500, 503])
def test_any_other_status_is_not(status):
    with answering(status) as (address, _):
        finding = look(address)

    assert (finding.result, finding.status) == (ProbeResult.WRONG_ANSWER, status)


def test_a_redirection_is_not_followed():
    with answering() as (elsewhere, asked), answering(301, [("Location", elsewhere)]) as (address, _):
        finding = look(address)

    assert (finding.result, finding.status, asked) == (ProbeResult.WRONG_ANSWER, 301, [])


def test_no_proxy_of_the_environment_is_used(monkeypatch):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    with answering() as (address, _):
        assert look(address).result == ProbeResult.ANSWERED


def test_nobody_at_the_port_is_no_connection():
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        port = server.getsockname()[1]

    assert look(f"http://127.0.0.1:{port}/").result == ProbeResult.NO_CONNECTION


def test_something_that_is_no_web_server_is_a_wrong_answer():
    with speaking(b"220 mail.example ready\r\n") as where:
        finding = look(f"http://{where}/", step=0.2)

    assert (finding.result, finding.status) == (ProbeResult.WRONG_ANSWER, None)


def test_a_server_that_says_nothing_is_given_up():
    with speaking() as where:
        finding = look(f"http://{where}/", step=0.05)

    assert (finding.result, finding.status) == (ProbeResult.TIMED_OUT, None)


def test_a_question_that_hangs_is_left_to_itself():
    with speaking() as where:
        began = monotonic()
        finding = look(f"http://{where}/", step=5, in_all=0.05)

    assert finding.result == ProbeResult.TIMED_OUT
    assert monotonic() - began < 2


def test_a_server_without_tls_is_no_connection():
    with speaking(b"HTTP/1.1 200 OK\r\n\r\n") as where:
        assert look(f"https://{where}/", step=0.2).result == ProbeResult.NO_CONNECTION


def test_a_certificate_that_nobody_vouches_for_is_named(monkeypatch):
    def refuse(*_):
        raise ssl.SSLCertVerificationError("certificate has expired")

    monkeypatch.setattr("http.client.HTTPSConnection.connect", refuse)
    assert look("https://partnering.example/").result == ProbeResult.BAD_CERTIFICATE
