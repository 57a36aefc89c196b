"""Who asked a question is opened for mail in one module and nowhere else (ADR 0024)."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_one_module_and_one_policy_know_the_door():
    pages = [page for app in ("eoi", "evaluation", "salford_partnering") for page in (ROOT / app).rglob("*.py")]
    knowing = {str(page.relative_to(ROOT)) for page in pages if "app.telling" in page.read_text()}

    assert knowing == {"eoi/telling.py", "eoi/migrations/0032_guards_clarifications.py"}
