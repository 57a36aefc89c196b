"""Every setting that is missing or wrong stops the start with a sentence, and .env.example explains every one of them."""

import os
import re
import stat
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

from salford_partnering.environment import (
    Environment,
    SettingProblem,
    kept_secret_key,
    mail_server,
    probe_address,
    read_file,
)

CHECKOUT = Path(__file__).resolve().parents[2]
PRODUCTION = {
    "DATABASE_URL": "postgresql://partnering:p%40ss@db.example:6432/partnering",
    "SECRET_KEY": "4fPq7Zs2Lx9Vb3Nc8Md6Kj5Hg1Ty0Rw-uEiOaSdF_WmQbXzAyTgV",
    "ALLOWED_HOSTS": "partnering.example",
    "PUBLIC_ADDRESS": "https://partnering.example/",
    "EMAIL_URL": "smtp+tls://user:p%40ss@mail.example",
}


def settings_with(monkeypatch, tmp_path, **changed):
    """The settings module as a fresh process with this environment would read it."""
    values = {**PRODUCTION, "ENV_FILE": "/dev/null", "VAR_FOLDER": str(tmp_path / "var"), **changed}
    for name in names_read():
        monkeypatch.delenv(name, raising=False)
    for name, value in values.items():
        monkeypatch.setenv(name, value)
    spec = spec_from_file_location("salford_partnering.fresh_settings", CHECKOUT / "salford_partnering" / "settings.py")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return vars(module)


def names_read():
    source = (CHECKOUT / "salford_partnering" / "settings.py").read_text()
    return {*re.findall(r'env\.(?:text|flag|number|words)\(\s*"([A-Z_]+)"', source), "ENV_FILE"}


def test_production_settings_are_read(monkeypatch, tmp_path):
    settings = settings_with(monkeypatch, tmp_path)
    database = settings["DATABASES"]["default"]
    assert (database["HOST"], database["PORT"], database["PASSWORD"]) == ("db.example", "6432", "p@ss")
    assert "lock_timeout=5s" in database["OPTIONS"]["options"]
    assert settings["DEMO"] is False
    assert settings["SESSION_COOKIE_SECURE"]
    assert settings["SECURE_SSL_REDIRECT"]
    assert "SECURE_PROXY_SSL_HEADER" not in settings
    assert settings["PUBLIC_ADDRESS"] == "https://partnering.example"
    assert (settings["EMAIL_HOST"], settings["EMAIL_PORT"], settings["EMAIL_HOST_PASSWORD"]) == (
        "mail.example",
        587,
        "p@ss",
    )


def test_proxy_header_is_trusted_only_when_asked(monkeypatch, tmp_path):
    settings = settings_with(monkeypatch, tmp_path, BEHIND_TLS_PROXY="1")
    assert settings["SECURE_PROXY_SSL_HEADER"] == ("HTTP_X_FORWARDED_PROTO", "https")


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("SECRET_KEY", "", "SECRET_KEY is missing."),
        ("SECRET_KEY", "too-short", "SECRET_KEY has 9 characters; it needs at least 50."),
        ("SECRET_KEY", "django-insecure-" + PRODUCTION["SECRET_KEY"], "SECRET_KEY is a default or an example"),
        ("SECRET_KEY", "x" * 60, "SECRET_KEY is a default or an example"),
        ("ALLOWED_HOSTS", "", "ALLOWED_HOSTS is missing."),
        ("ALLOWED_HOSTS", "*", "ALLOWED_HOSTS is *"),
        ("PUBLIC_ADDRESS", "", "PUBLIC_ADDRESS is missing."),
        ("PUBLIC_ADDRESS", "http://partnering.example", "PUBLIC_ADDRESS is 'http://partnering.example'"),
        ("EMAIL_URL", "", "EMAIL_URL is missing."),
        ("EMAIL_URL", "mail.example:25", "EMAIL_URL cannot be read."),
        ("EMAIL_URL", "smtp://mail.example:post", "EMAIL_URL cannot be read."),
        ("DATABASE_URL", "mysql://somewhere/else", "DATABASE_URL cannot be read."),
        ("DATABASE_URL", "postgresql://host", "DATABASE_URL cannot be read."),
        ("DATABASE_URL", "postgresql://host:port/name", "DATABASE_URL cannot be read."),
        ("DEBUG", "1", "DEBUG=1 is refused"),
        ("DEMO", "yes", "DEMO=1 is refused"),
        ("DEMO", "maybe", "DEMO is 'maybe', which is neither yes nor no."),
        ("PORT", "eighty", "PORT is 'eighty'. Set it to a whole number from 1 to 65535"),
        ("PORT", "70000", "PORT is '70000'."),
        ("TRUSTED_PROXY_COUNT", "-1", "TRUSTED_PROXY_COUNT is '-1'."),
    ],
)
def test_wrong_setting_is_named_in_a_sentence(monkeypatch, tmp_path, name, value, sentence):
    with pytest.raises(SettingProblem) as refusal:
        settings_with(monkeypatch, tmp_path, **{name: value})
    assert str(refusal.value).startswith(sentence)
    assert str(refusal.value).endswith("." if name != "SECRET_KEY" else (".", "'"))


def test_passwords_are_never_quoted_in_a_refusal(monkeypatch, tmp_path):
    with pytest.raises(SettingProblem) as refusal:
        settings_with(monkeypatch, tmp_path, DATABASE_URL="mysql://me:hunter2@somewhere/else")
    assert "hunter2" not in str(refusal.value)


def test_every_variable_is_explained_in_the_example():
    explained = set(re.findall(r"^# ([A-Z_]+)=", (CHECKOUT / ".env.example").read_text(), re.MULTILINE))
    assert explained == names_read()


def test_env_file_is_read_and_the_environment_wins(monkeypatch, tmp_path):
    (tmp_path / ".env").write_text("# ours\nexport COUNCIL_NAME='Bury Council'\nPORT=8100\n\n")
    monkeypatch.setenv("ENV_FILE", ".env")
    monkeypatch.setenv("PORT", "8200")
    monkeypatch.delenv("COUNCIL_NAME", raising=False)
    env = Environment.of_checkout(tmp_path)
    assert env.text("COUNCIL_NAME") == "Bury Council"
    assert env.number("PORT", 8000, lowest=1, highest=65535) == 8200


def test_line_of_env_file_that_cannot_be_read_is_named(tmp_path):
    (tmp_path / ".env").write_text("PORT=8000\nwhat is this\n")
    with pytest.raises(SettingProblem, match=r"Line 2 of \.env is not NAME=value"):
        read_file(tmp_path / ".env")


def test_embedded_secret_key_is_made_once_and_private(tmp_path):
    path = tmp_path / "secret_key"
    first = kept_secret_key(path)
    assert len(first) >= 50
    assert kept_secret_key(path) == first
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert os.listdir(tmp_path) == ["secret_key"]


@pytest.mark.parametrize(
    ("url", "port", "tls", "ssl"),
    [
        ("smtp://mail.example", 25, False, False),
        ("smtp+tls://mail.example", 587, True, False),
        ("smtps://mail.example:2465", 2465, False, True),
    ],
)
def test_mail_server_is_read_from_its_address(url, port, tls, ssl):
    read = mail_server(url)
    assert (read["EMAIL_PORT"], read["EMAIL_USE_TLS"], read["EMAIL_USE_SSL"]) == (port, tls, ssl)


@pytest.mark.parametrize("value", ["", "https://partnering.example/health/", "http://127.0.0.1:8000/health/"])
def test_an_address_to_look_at_is_taken_as_it_stands(value):
    assert probe_address(value) == value


@pytest.mark.parametrize(
    "value", ["partnering.example", "ftp://partnering.example/", "https://a:b@partnering.example/"]
)
def test_an_address_that_cannot_be_looked_at_stops_the_start(value):
    with pytest.raises(SettingProblem, match="PROBE_ADDRESS"):
        probe_address(value)
