"""What a partner keeps of a submission, and how it is proved afterwards without the service."""

import re
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from django.core import mail

from tests.browser.visitor import Visitor

DIGEST = re.compile(r"^Digest of the record: ([0-9a-f]{64})$", re.MULTILINE)


@dataclass(frozen=True)
class Proof:
    """The files that a partner has, and the digest that the mail told."""

    program: Path
    record: Path
    digest: str
    receipts: Sequence[Path]

    def verify(self) -> tuple[int, str]:
        """What the program says: in a process of its own, which has nothing of the product."""
        files = [self.record.name, self.digest, *(receipt.name for receipt in self.receipts)]
        command = [sys.executable, "-I", self.program.name, *files]
        done = subprocess.run(command, cwd=self.program.parent, env={}, capture_output=True, text=True, check=False)
        return done.returncode, done.stdout + done.stderr

    def with_one_character_changed(self, words: str, changed: str) -> "Proof":
        """In the last receipt."""
        *others, last = self.receipts
        text = last.read_text(encoding="utf-8")
        assert words in text
        assert sum(old != new for old, new in zip(words, changed, strict=True)) == 1
        altered = last.with_name(f"altered-{last.name}")
        altered.write_text(text.replace(words, changed, 1), encoding="utf-8", newline="")
        return replace(self, receipts=[*others, altered])


def download(partner: Visitor, link: str, folder: Path) -> Path:
    with partner.page.expect_download() as download:
        partner.follow(link, within="main")
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


def keep_receipt(partner: Visitor, reference: str, folder: Path) -> Path:
    """From the page of the receipt, on which the partner is."""
    path = download(partner, "Receipt as a file (JSON)", folder)
    assert path.name == f"{reference}-receipt.json"
    return path


def gather_proof(partner: Visitor, *, receipts: Sequence[Path], to: str, folder: Path) -> Proof:
    """From the receipt's page to the closing record, and from there to the program."""
    partner.follow("closing record", within="main")
    partner.sees(f"{len(receipts)} receipts")
    record = download(partner, "Download the record as a text file", folder)
    partner.follow("Check a receipt", within="main")
    program = download(partner, "verify_receipt.py", folder)
    return Proof(program, record, digest_mailed(to), receipts)


def digest_mailed(to: str) -> str:
    [found] = [match for message in mail.outbox if to in message.to for match in DIGEST.findall(message.body)]
    return found
