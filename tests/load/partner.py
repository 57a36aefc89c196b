"""A prospective partner's browser, as far as the service notices: cookies, forms, redirects, one connection a request."""

import html
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPResponse
from urllib.parse import urlencode

from django.urls import reverse

HIDDEN = re.compile(r'<input\b[^>]*\btype="hidden"[^>]*>')
ATTRIBUTE = re.compile(r'\b(name|value)="([^"]*)"')
DIGEST = re.compile(r'class="digest">([0-9a-f ]{64,}?)</')
FACT = re.compile(r"<dt>(Reference|Received)</dt><dd>(.*?)</dd>")
DECLARED = {"name": "Lead Person", "position": "Director", "authorised": "on", "statements_acknowledged": "on"}
SEAM = "between-the-parts-of-a-form"
TIMEOUT = 60.0
BROKEN = (OSError, HTTPException)


class NotAsExpected(Exception):
    """The service answered something that this step cannot go on from."""


class SignedOut(NotAsExpected):
    """The session is not there any more, or its forms are of an earlier one."""


@dataclass(frozen=True)
class Taken:
    """One request: what it was, when it began (seconds of this process's clock), how long it took, how it was answered."""

    what: str
    began: float
    seconds: float
    status: int


@dataclass(frozen=True)
class ShownReceipt:
    """What the page of a receipt showed; of its files the digests, in their order."""

    reference: str
    received: str
    receipt_digest: str
    content_digest: str
    files: tuple[str, ...]


@dataclass
class Partner:
    """One person with a draft. `number` chooses an address of its own on the loopback network, so that sign-in limits see many people."""

    number: int
    port: int
    email: str
    password: str
    expression: str
    cookies: dict[str, str] = field(default_factory=dict)
    taken: list[Taken] = field(default_factory=list)
    receipts: list[ShownReceipt] = field(default_factory=list)

    def sign_in(self, *, then: str) -> str:
        """Returns the page that comes after the sign-in."""
        address = f"{reverse('account_login')}?" + urlencode({"next": then})
        page = self.get("sign-in page", address)
        form = {**fields_of(page), "login": self.email, "password": self.password, "next": then}
        return self.follow("sign in", self.post("sign in", address, form), then)

    def stage(self, name: str, content: bytes) -> None:
        """One supporting file, as the form without a script sends it."""
        address = reverse("eoi:file-list", args=[self.expression])
        token = fields_of(self.get("files page", address))["csrfmiddlewaretoken"]
        fields = f'--{SEAM}\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n{token}\r\n'
        head = f'--{SEAM}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'
        body = (
            f"{fields}{head}Content-Type: application/pdf\r\n\r\n".encode() + content + f"\r\n--{SEAM}--\r\n".encode()
        )
        kind = {"Content-Type": f"multipart/form-data; boundary={SEAM}"}
        answer = self.ask("add a file", "POST", address, body, kind)
        if answer.status != 302:
            raise unexpected("add a file", answer)

    def check(self) -> str:
        return self.get("check page", self.check_address)

    def submit(self, page: str) -> ShownReceipt:
        """Click, and read the receipt."""
        answer = self.post(
            "submit", reverse("eoi:expression-submit", args=[self.expression]), {**fields_of(page), **DECLARED}
        )
        return self._keep(self.follow("submit", answer, "/submissions/"))

    def _keep(self, page: str) -> ShownReceipt:
        self.receipts.append(receipt_on(page))
        return self.receipts[-1]

    @property
    def check_address(self) -> str:
        return reverse("eoi:expression-check", args=[self.expression])

    def get(self, what: str, address: str) -> str:
        response = self.ask(what, "GET", address)
        if response.status != 200:
            raise unexpected(what, response)
        return response.text

    def post(self, what: str, address: str, form: Mapping[str, str]) -> "Answer":
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        return self.ask(what, "POST", address, urlencode(form).encode(), headers)

    def follow(self, what: str, answer: "Answer", expected: str) -> str:
        """The page to which a sent form leads; it must be the one expected."""
        if answer.status != 302 or expected not in answer.location:
            raise unexpected(what, answer)
        return self.get(f"page after {what}", answer.location)

    def ask(
        self, what: str, method: str, address: str, body: bytes | None = None, headers: Mapping[str, str] | None = None
    ) -> "Answer":
        connection = HTTPConnection(
            "127.0.0.1", self.port, timeout=TIMEOUT, source_address=(_own_address(self.number), 0)
        )
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        began, status = time.monotonic(), 0
        try:
            connection.request(method, address, body, {**(headers or {}), "Cookie": cookies, "Connection": "close"})
            response = connection.getresponse()
            text = response.read().decode()
            status = response.status
        finally:
            connection.close()
            self.taken.append(Taken(what, began, time.monotonic() - began, status))
        self._keep_cookies(response)
        return Answer(status, response.headers.get("Location", ""), text)

    def _keep_cookies(self, response: HTTPResponse) -> None:
        for line in response.headers.get_all("Set-Cookie") or []:
            name, _, value = line.partition(";")[0].partition("=")
            self.cookies[name] = value


@dataclass(frozen=True)
class Answer:
    status: int
    location: str
    text: str


def fields_of(page: str) -> dict[str, str]:
    """What the page's forms carry hidden; their tokens are all alike."""
    inputs = [dict(ATTRIBUTE.findall(found)) for found in HIDDEN.findall(page)]
    return {each["name"]: html.unescape(each.get("value", "")) for each in inputs if "name" in each}


def receipt_on(page: str) -> ShownReceipt:
    facts = dict(FACT.findall(page))
    digests = [found.replace(" ", "") for found in DIGEST.findall(page)]
    if len(digests) < 2 or len(facts) != 2:
        raise NotAsExpected("The page of the receipt does not show what it should.")
    receipt_digest, content_digest, *files = digests
    received = html.unescape(facts["Received"])
    return ShownReceipt(facts["Reference"], received, receipt_digest, content_digest, tuple(files))


def _own_address(number: int) -> str:
    return f"127.1.{number // 250}.{number % 250 + 1}"


def unexpected(what: str, answer: Answer) -> NotAsExpected:
    heading = re.search(r"<h1[^>]*>(.*?)</h1>", answer.text, re.DOTALL)
    said = answer.location or (heading[1].strip() if heading else "")
    signed_out = answer.status == 403 or "login" in answer.location
    return (SignedOut if signed_out else NotAsExpected)(f"{what}: {answer.status} {said}")
