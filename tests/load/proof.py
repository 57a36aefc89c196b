"""Whether every receipt that was shown still says the truth. Reads the database; believes nothing but what the partners saw."""

import hashlib
import io
import re
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass
from pathlib import Path

from django.core.files.storage import default_storage
from post_office.models import Email

from eoi import verify_receipt
from eoi.identity import acting_as
from eoi.models import Advert, ClosingRecord, StagedFile, Submission, User
from eoi.receipt import receipt_of, receipt_text
from eoi.templatetags.times import uk_time_exact
from tests.load.partner import Partner, ShownReceipt

DIGEST_IN_MAIL = re.compile(r"^Digest: ([0-9a-f]{64})$", re.MULTILINE)
PATIENCE = 60.0


def problems(advert: Advert, partners: Sequence[Partner], folder: Path) -> list[str]:
    """Waits for the closing record, then looks at everything. `folder` takes the files that the offline script reads."""
    record = _closing_record(advert)
    if record is None:
        return ["There is no closing record."]
    submissions = {
        each.reference: each for each in Submission.objects.for_advert(advert).select_related("expression__advert")
    }
    kept = [each for partner in partners for each in _kept_for(partner, submissions.values())]
    shown = [receipt for partner in partners for receipt in partner.receipts]
    if not shown:
        return ["No receipt was shown, so nothing is proved."]
    return [
        *_lost(shown, {each.submission.reference: each for each in kept}),
        *_doubled(submissions.values()),
        *_out_of_the_record(record, submissions.values()),
        *_without_mail(submissions.values()),
        *_broken_files(kept),
        *_not_verified(record, kept, folder),
    ]


@dataclass(frozen=True)
class Kept:
    """A submission as its organisation can read it."""

    submission: Submission
    canonical: str
    files: tuple[StagedFile, ...]

    @property
    def as_shown(self) -> ShownReceipt:
        return ShownReceipt(
            self.submission.reference,
            uk_time_exact(self.submission.received_at),
            self.submission.receipt_digest,
            self.submission.content_digest,
            tuple(file.digest for file in self.files),
        )


def _kept_for(partner: Partner, submissions: Iterable[Submission]) -> list[Kept]:
    with acting_as(User.objects.get(email=partner.email)):
        return [
            Kept(each, each.content.canonical, tuple(StagedFile.objects.held_by(each)))
            for each in submissions
            if each.expression.reference == partner.expression
        ]


def _closing_record(advert: Advert) -> ClosingRecord | None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        record = ClosingRecord.objects.filter(advert=advert).first()
        if record:
            return record
        time.sleep(0.5)
    return None


def _lost(shown: Iterable[ShownReceipt], kept: dict[str, Kept]) -> list[str]:
    found = []
    for receipt in dict.fromkeys(shown):
        if receipt.reference not in kept:
            found.append(f"LOST: {receipt.reference} was shown and is not there.")
        elif kept[receipt.reference].as_shown != receipt:
            found.append(f"CHANGED: {receipt.reference} was shown otherwise than it stands.")
    return found


def _doubled(submissions: Iterable[Submission]) -> list[str]:
    times = Counter((each.expression.reference, each.draft_version) for each in submissions)
    return [
        f"DOUBLED: version {version} of {expression} is there {number} times."
        for (expression, version), number in times.items()
        if number > 1
    ]


def _out_of_the_record(record: ClosingRecord, submissions: Iterable[Submission]) -> list[str]:
    there = Counter(digest for digest, _ in record.entries)
    expected = Counter(each.receipt_digest for each in submissions)
    return [] if there == expected else ["The closing record does not list exactly the submissions that are there."]


def _without_mail(submissions: Iterable[Submission]) -> list[str]:
    mailed = {
        found for text in Email.objects.values_list("message", flat=True) for found in DIGEST_IN_MAIL.findall(text)
    }
    return [
        f"NO MAIL: of {each.reference} nothing is queued." for each in submissions if each.receipt_digest not in mailed
    ]


def _broken_files(kept: Iterable[Kept]) -> list[str]:
    """Their content in the store is what the receipt says."""
    found = []
    for file in {file.pk: file for each in kept for file in each.files}.values():
        with default_storage.open(file.stored.key) as content:
            if hashlib.file_digest(content, "sha256").hexdigest() != file.digest:
                found.append(f"FILE CHANGED: the content of {file.reference} is not what was received.")
    return found


def _not_verified(record: ClosingRecord, kept: Iterable[Kept], folder: Path) -> list[str]:
    """With the script that everybody can download."""
    (folder / "record.txt").write_text(record.content, newline="")
    files = []
    for each in kept:
        file = folder / f"{each.submission.reference}.json"
        file.write_text(receipt_text(receipt_of(each.submission, each.canonical)), newline="")
        files.append(str(file))
    with redirect_stdout(io.StringIO()) as said:
        result = verify_receipt.main([str(folder / "record.txt"), record.digest, *files])
    return [f"The offline script does not verify: {said.getvalue()[-300:]}"] if result else []
