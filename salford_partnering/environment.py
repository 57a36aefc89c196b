"""Reads the environment (and `.env`), and names in one sentence what is missing or wrong there."""

import os
import secrets
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from urllib.parse import unquote, urlsplit

YES = {"1", "true", "yes", "on"}
NO = {"0", "false", "no", "off"}


class SettingProblem(SystemExit):
    """A setting stops the start: its sentence goes to the terminal, without a traceback, and the exit status is 1."""


class Environment:
    """The variables of `.env.example`. A variable set to nothing counts as not set."""

    def __init__(self, values: Mapping[str, str]) -> None:
        self.values = {name: value.strip() for name, value in values.items() if value.strip()}

    @classmethod
    def of_checkout(cls, folder: Path) -> "Environment":
        """The process's own environment over the file that ENV_FILE names (`.env` in the checkout by default)."""
        return cls({**read_file(folder / os.environ.get("ENV_FILE", ".env")), **os.environ})

    def text(self, name: str, default: str | None = None, *, example: str = "") -> str:
        """The variable as it stands; without a default it must be set."""
        if name in self.values:
            return self.values[name]
        if default is None:
            raise SettingProblem(f"{name} is missing. Set it in the environment or in .env{_such_as(example)}.")
        return default

    def flag(self, name: str, default: bool) -> bool:
        """1 or 0 (also true/false, yes/no, on/off)."""
        value = self.text(name, "1" if default else "0").lower()
        if value in YES | NO:
            return value in YES
        raise SettingProblem(f"{name} is {value!r}, which is neither yes nor no. Set it to 1 or 0.")

    def number(self, name: str, default: int, *, lowest: int, highest: int) -> int:
        """A whole number between two limits, both included."""
        value = self.text(name, str(default))
        if value.isascii() and value.isdigit() and lowest <= int(value) <= highest:
            return int(value)
        raise SettingProblem(
            f"{name} is {value!r}. Set it to a whole number from {lowest} to {highest}, such as {default}."
        )

    def words(self, name: str, default: list[str] | None = None, *, example: str = "") -> list[str]:
        """Several values with commas between them."""
        value = self.text(name, None if default is None else ",".join(default), example=example)
        return [word.strip() for word in value.split(",") if word.strip()]


def _such_as(example: str) -> str:
    return f", for example {example}" if example else ""


def read_file(path: Path) -> dict[str, str]:
    """NAME=value lines; blank lines and lines beginning with # are skipped, quotes round a value are dropped."""
    if not path.is_file():
        return {}
    found = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        line = line.strip().removeprefix("export ")
        if not line or line.startswith("#"):
            continue
        name, equals, value = line.partition("=")
        if not equals or not name.strip().isidentifier():
            raise SettingProblem(f"Line {number} of {path.name} is not NAME=value. Correct it or put # before it.")
        found[name.strip()] = value.strip().strip("\"'")
    return found


def secret_key(value: str) -> str:
    """A production key: long, various, and not one that somebody copied from an example."""
    advice = "Make one with: python3 -c 'import secrets; print(secrets.token_urlsafe(64))'"
    if len(value) < 50:
        raise SettingProblem(f"SECRET_KEY has {len(value)} characters; it needs at least 50. {advice}")
    known = ("insecure", "change", "example", "placeholder", "default", "your-secret")
    if len(set(value)) < 12 or any(word in value.lower() for word in known):
        raise SettingProblem(f"SECRET_KEY is a default or an example, which anyone can guess. {advice}")
    return value


def kept_secret_key(path: Path) -> str:
    """The embedded default's key: made once, kept in `var/`, readable by its owner only."""
    if not path.exists():
        draft = path.with_name(f"{path.name}.{os.getpid()}")
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(64))
        with suppress(FileExistsError):  # another process was first: then its key stands
            os.link(draft, path)
        draft.unlink()
    try:
        return path.read_text().strip()
    except PermissionError:
        raise SettingProblem(f"{path} belongs to another user. Run as that user, or delete it.") from None


def public_address(value: str, *, secure: bool) -> str:
    """The address people type, which every link in a mail begins with."""
    parts = urlsplit(value)
    schemes = ("https",) if secure else ("https", "http")
    if parts.scheme not in schemes or not parts.hostname or parts.query or parts.fragment:
        raise SettingProblem(
            f"PUBLIC_ADDRESS is {value!r}. Set it to the service's full address, such as {schemes[0]}://partnering.example."
        )
    return value.rstrip("/")


def probe_address(value: str) -> str:
    """The address that the worker asks once a minute; nothing switches the log of availability off."""
    parts = urlsplit(value)
    if value and (
        parts.scheme not in ("https", "http")
        or not parts.hostname
        or parts.username
        or parts.fragment
        or len(value) > 200
    ):
        raise SettingProblem(
            f"PROBE_ADDRESS is {value!r}. Set it to a full address such as https://partnering.example/health/, or unset it."
        )
    return value


def mail_server(url: str) -> dict[str, str | int | bool]:
    """Django's e-mail settings from EMAIL_URL: `smtp://` (plain), `smtp+tls://` (STARTTLS) or `smtps://` (TLS)."""
    parts = urlsplit(url)
    ports = {"smtp": 25, "smtp+tls": 587, "smtps": 465}
    try:
        port = parts.port or ports.get(parts.scheme)
    except ValueError:
        port = None
    if not port or parts.scheme not in ports or not parts.hostname:
        raise SettingProblem("EMAIL_URL cannot be read. Set it like smtp+tls://user:password@mail.example:587.")
    return {
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": port,
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": parts.scheme == "smtp+tls",
        "EMAIL_USE_SSL": parts.scheme == "smtps",
    }
