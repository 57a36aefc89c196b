"""The program for download: it finds every entry that was edited, removed, inserted or moved, and every changed receipt."""

import ast
import json
import random
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from eoi import seal, verify_receipt
from tests.eoi import second_verifier

TRIALS = 100
ADVERT = "SAL-2026-014"
SCRIPT = Path(verify_receipt.__file__)
HEX = "0123456789abcdef"


class Case:
    """A closing record of a few receipts, with all their files."""

    def __init__(self, chance: random.Random, *, fewest: int = 2) -> None:
        self.chance = chance
        start = datetime(2026, 12, 18, 9, tzinfo=UTC)
        moments = [start + timedelta(microseconds=chance.randrange(10**10)) for _ in range(chance.randint(fewest, 12))]
        self.receipts = [self._receipt(number, at) for number, at in enumerate(moments)]
        entries = [(receipt["receipt_digest"], at) for receipt, at in zip(self.receipts, moments, strict=True)]
        self.record = seal.closing_record(advert_reference=ADVERT, entries=entries)
        self.digest = seal.sha256_hex(self.record)

    def _receipt(self, number, at):
        expression = f"EOI-{self.chance.randrange(10**4):04d}-{number:04d}"
        content = seal.canonical(
            {"reference": expression, "advert": {"reference": ADVERT}, "answers": {"a": {"text": f"Words {number} é"}}}
        )
        reference, content_digest = f"{expression}-1", seal.sha256_hex(content)
        return {
            "format": "receipt-1",
            "advert": ADVERT,
            "reference": reference,
            "received_at": seal.seal_time(at),
            "content_digest": content_digest,
            "receipt_digest": seal.receipt_digest(content_digest=content_digest, reference=reference, received_at=at),
            "content": content,
        }

    @property
    def lines(self) -> list[str]:
        return self.record.splitlines()[1:]

    def with_lines(self, lines: list[str]) -> str:
        return "".join(f"{line}\n" for line in [f"closing-record-1 {ADVERT}", *lines])

    def another(self, text: str, places: range) -> str:
        """The text with one character changed, within these places: digits for digits, so that the form stays."""
        place = self.chance.choice([place for place in places if text[place] in HEX])
        digits = HEX[:10] if text[place].isdigit() else HEX[10:]
        letter = self.chance.choice([each for each in digits if each != text[place]])
        return text[:place] + letter + text[place + 1 :]


def edited(case):
    lines = case.lines
    place = case.chance.randrange(len(lines))
    lines[place] = case.another(lines[place], range(len(lines[place])))
    return lines, place


def removed(case):
    lines = case.lines
    place = case.chance.randrange(len(lines))
    del lines[place]
    return lines, place


def inserted(case):
    """A well-formed entry, at the place where its time belongs."""
    at = seal.seal_time(datetime(2026, 12, 18, 9, tzinfo=UTC) + timedelta(microseconds=case.chance.randrange(10**10)))
    lines = sorted([*case.lines, f"{case.chance.randbytes(32).hex()} {at}"], key=lambda line: (line[65:], line))
    return lines, None


def moved(case):
    lines = case.lines
    one, other = case.chance.sample(range(len(lines)), 2)
    lines[one], lines[other] = lines[other], lines[one]
    return lines, one


def trials(name, number=TRIALS):
    """Cases made by chance, each from a seed that a failing test shows."""
    for seed in range(number):
        yield Case(random.Random(f"{name} {seed}")), f"{name} {seed}"


@pytest.mark.parametrize("change", [edited, removed, inserted, moved])
def test_any_changed_record_is_found_out_from_the_digest_that_was_mailed(change):
    for case, seed in trials(change.__name__):
        assert verify_receipt.problems_with_record(case.record, case.digest) == [], seed
        receipt = json.dumps(case.chance.choice(case.receipts))
        assert second_verifier.is_verified(receipt, case.record, case.digest), seed

        record = case.with_lines(change(case)[0])

        assert verify_receipt.MOVED in verify_receipt.problems_with_record(record, case.digest), seed
        assert not second_verifier.is_verified(receipt, record, case.digest), seed


@pytest.mark.parametrize("change", [edited, removed])
def test_whoever_holds_the_receipt_finds_it_out_even_if_the_digest_was_forged_too(change):
    for case, seed in trials(f"forged {change.__name__}"):
        before = case.lines
        lines, place = change(case)

        [own] = [receipt for receipt in case.receipts if before[place].startswith(receipt["receipt_digest"])]
        assert verify_receipt.problems_with_receipt(own, case.with_lines(lines)), seed


def test_entries_out_of_order_are_found_out_even_if_the_digest_was_forged_too():
    for case, seed in trials("forged order"):
        record = case.with_lines(moved(case)[0])

        assert verify_receipt.problems_with_record(record, seal.sha256_hex(record)), seed


@pytest.mark.parametrize("name", ["reference", "received_at", "content_digest", "receipt_digest", "content", "advert"])
def test_any_changed_line_of_a_receipt_is_found_out(name):
    for case, seed in trials(name):
        receipt = case.chance.choice(case.receipts)
        assert verify_receipt.problems_with_receipt(receipt, case.record) == [], seed

        changed = {**receipt, name: case.another(receipt[name], range(len(receipt[name])))}

        assert verify_receipt.problems_with_receipt(changed, case.record), seed


@pytest.fixture
def case(tmp_path):
    case = Case(random.Random(7), fewest=3)
    case.record_file, case.receipt_files = tmp_path / "record.txt", []
    case.record_file.write_text(case.record, newline="")
    for number, receipt in enumerate(case.receipts):
        file = tmp_path / f"{number}-receipt.json"
        file.write_text(json.dumps(receipt, ensure_ascii=False), newline="")
        case.receipt_files.append(file)
    return case


def run(*arguments):
    """As a stranger runs it: alone, without our packages or settings, warnings as errors."""
    command = [sys.executable, "-I", "-W", "error", str(SCRIPT), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_run_on_its_own_it_says_plainly_that_everything_agrees(case):
    spaced = " ".join(case.digest[start : start + 4] for start in range(0, 64, 4)).upper()

    done = run(case.record_file, spaced, *case.receipt_files)

    assert (done.returncode, done.stderr) == (0, "")
    assert f"Closing record {case.record_file}: agrees." in done.stdout
    first = case.receipts[0]
    assert f"Receipt {first['reference']}, received at {first['received_at']}: agrees." in done.stdout


def test_run_on_its_own_it_says_plainly_what_does_not_agree(case):
    case.record_file.write_text(case.with_lines(case.lines[:-1]), newline="")
    last = next(n for n, each in enumerate(case.receipts) if case.lines[-1].startswith(each["receipt_digest"]))

    done = run(case.record_file, case.digest, case.receipt_files[last])

    assert (done.returncode, done.stderr) == (1, "")
    assert "does NOT agree.\n  It is not the record with this digest" in done.stdout
    assert "The closing record does not have this receipt digest with this time of receipt." in done.stdout


def test_a_record_of_another_advert_is_named(case):
    record = case.record.replace(ADVERT, "SAL-2026-015")

    problems = verify_receipt.problems_with_receipt(case.receipts[0], record)

    assert problems == ["The closing record is of another advert."]


@pytest.mark.parametrize(
    "record", ["", "closing-record-1 SAL-2026-014", "<html>\n", "closing-record-1 SAL-1\nnothing\n"]
)
def test_what_is_no_closing_record_is_not_accepted_with_its_own_digest(record):
    assert verify_receipt.problems_with_record(record, seal.sha256_hex(record))


def test_a_record_to_which_nobody_submitted_is_whole():
    record = "closing-record-1 SAL-1\n"

    assert verify_receipt.problems_with_record(record, seal.sha256_hex(record)) == []


@pytest.mark.parametrize(
    "receipt",
    [
        "",
        "{",
        "[]",
        "null",
        "3",
        '"text"',
        "{}",
        '{"reference": 1}',
        "[" * 100_000,
        "9" * 5_000,
        '{"content": "nothing"}',
    ],
)
def test_what_is_no_receipt_file_is_said_and_ends_with_2(case, capsys, receipt):
    case.receipt_files[0].write_text(receipt)

    assert verify_receipt.main([str(case.record_file), case.digest, str(case.receipt_files[0])]) == 2
    assert "no closing record or no receipt file" in capsys.readouterr().out


def test_a_file_that_is_not_text_or_not_there_is_said(case, capsys, tmp_path):
    case.receipt_files[0].write_bytes(b"%PDF-1.7\xff\xfe")

    assert verify_receipt.main([str(case.record_file), case.digest, str(case.receipt_files[0])]) == 2
    assert verify_receipt.main([str(tmp_path / "nowhere.txt"), case.digest]) == 2
    assert verify_receipt.main([str(case.record_file)]) == 2
    assert "python3 verify_receipt.py" in capsys.readouterr().out


def test_it_has_at_most_80_lines_and_needs_nothing_but_the_standard_library():
    source = SCRIPT.read_text()
    imported = {
        name.name.split(".")[0]
        for node in ast.walk(ast.parse(source, feature_version=(3, 8)))
        if isinstance(node, ast.Import)
        for name in node.names
    }

    assert len(source.splitlines()) <= 80
    assert imported == {"hashlib", "json", "re", "sys"}
    assert imported <= sys.stdlib_module_names
    assert "from " not in [line[:5] for line in source.splitlines()]
