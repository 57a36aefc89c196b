"""What may know what, and which packages must be there or must not."""

import ast
import re
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]


def modules_imported(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield node.module or ""


@pytest.mark.parametrize("package", ["eoi", "salford_partnering"])
def test_only_evaluation_knows_evaluation(package):
    """DESIGN §1; only the list of sign-ins that `make run` prints is asked for, and only in the demonstration."""
    allowed = {("salford_partnering/serve.py", "evaluation.demonstration.people")}
    offenders = {
        (str(path.relative_to(CHECKOUT)), module)
        for path in (CHECKOUT / package).rglob("*.py")
        for module in modules_imported(path)
        if module.split(".")[0] == "evaluation"
    }
    assert offenders <= allowed


def test_psycopg_3_is_not_installed():
    """Django would silently switch to it, and the guards' error codes would be read from another place."""
    assert find_spec("psycopg") is None


def pinned():
    lines = (CHECKOUT / "requirements.txt").read_text().splitlines()
    return {line.split("#")[0].strip(): line for line in lines if line.strip() and not line.startswith("#")}


@pytest.mark.parametrize("name", ["django", "django-crispy-forms", "psycopg2-binary", "pytest-django", "factory-boy"])
def test_package_that_was_asked_for_is_required(name):
    names = {re.split(r"[\[=]", pin)[0].lower().replace("_", "-") for pin in pinned()}
    assert name in names


def test_every_requirement_is_exact_and_says_why():
    for pin, line in pinned().items():
        assert re.fullmatch(r"[A-Za-z0-9_-]+(\[[a-z]+\])?==[0-9.]+", pin)
        assert re.search(r"  # .{10,}", line), f"{pin} does not say why"


def test_what_is_required_is_what_runs():
    for pin in pinned():
        name, number = re.split(r"(?:\[[a-z]+\])?==", pin)
        assert version(name) == number
