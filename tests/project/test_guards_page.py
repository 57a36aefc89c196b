"""docs/guards.md lists every sentence with which the database refuses: it must not go stale."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
RAISED = re.compile(r"RAISE EXCEPTION '((?:[^']|'')*)'")


def sentences():
    for app in ("eoi", "evaluation"):
        for migration in sorted((ROOT / app / "migrations").glob("*.py")):
            yield from (words.replace("''", "'") for words in RAISED.findall(migration.read_text()))


def test_every_sentence_of_the_guards_stands_in_the_documents():
    page = (ROOT / "docs" / "guards.md").read_text()
    missing = [said for said in sentences() if not all(part.strip() in page for part in said.split("%"))]

    assert missing == []


def test_there_are_sentences_to_look_for():
    assert len(set(sentences())) > 50
