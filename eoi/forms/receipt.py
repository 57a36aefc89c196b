"""What anybody sends to have a receipt checked: its digest, however it was copied, or the receipt file."""

import re
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from eoi.file_checks import size_in_words
from eoi.forms.plain_text import PlainTextForm
from eoi.receipt import NotAReceipt, Receipt, read_receipt

LARGEST = 5 * 1024 * 1024
DIGITS = 64
LONGEST_AROUND_A_DIGEST = 20_000
GROUPS = re.compile(r"(?<![0-9a-f])(?:[0-9a-f]\s{0,3}){63}[0-9a-f](?![0-9a-f])")
NO_TEXT = "This file is not a text, so it is not the receipt file. {}Take the one whose name ends in -receipt.json."


class ReceiptForm(PlainTextForm):
    """Either one; after validation `digest` or `receipt` is what was sent."""

    receipt = forms.CharField(
        label="The digest of the receipt, or the text of the receipt file",
        required=False,
        max_length=LARGEST,
        help_text="64 letters and digits, with or without spaces. The mail that contains it will do.",
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false", "autocomplete": "off"}),
        error_messages={"max_length": "This has %(show_value)s characters; the limit is %(limit_value)s."},
    )
    file = forms.FileField(
        label="Or the receipt file",
        required=False,
        allow_empty_file=True,
        help_text=f"The JSON file from your receipt’s page; at most {size_in_words(LARGEST)}. We read it, answer, and keep nothing.",
        widget=forms.FileInput(attrs={"accept": ".json"}),
    )

    digest: str | None = None
    sent: Receipt | None = None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.errors:
            return cleaned
        text, file = cleaned.get("receipt", ""), cleaned.get("file")
        if text and file:
            self.add_error("receipt", "Send either a digest or a file, not both: empty this box, or choose no file.")
        elif file:
            self._read("file", _text_of(file))
        elif text:
            self._read("receipt", text)
        else:
            self.add_error("receipt", "Paste the digest of a receipt, or choose the receipt file.")
        return cleaned

    def clean_file(self) -> UploadedFile | None:
        file: UploadedFile | None = self.cleaned_data["file"]
        if file and (file.size or 0) > LARGEST:
            raise forms.ValidationError(
                f"“{file.name}” is larger than {size_in_words(LARGEST)}, which is the most that we read here. Check it with the "
                "program further down, which knows no limit."
            )
        if file and not file.size:
            raise forms.ValidationError(f"“{file.name}” is empty. Download the receipt file again.")
        return file

    def _read(self, name: str, text: str | None) -> None:
        try:
            if text is None:
                pdf = "It may be the PDF of the receipt, which is for reading. "
                raise NotAReceipt(NO_TEXT.format(pdf))
            text = text.lstrip("\ufeff \t\r\n")
            if text.startswith(("{", "[")):
                self.sent = read_receipt(text)
            else:
                self.digest = digest_in(text)
        except NotAReceipt as error:
            self.add_error(name, str(error))


def digest_in(text: str) -> str:
    """The one digest in a text. Refuses none, a part of one, and several."""
    if len(text) > LONGEST_AROUND_A_DIGEST:
        raise NotAReceipt("This is too long to look for a digest in it. Send the digest alone, or the receipt file.")
    bare = "".join(text.lower().split())
    if re.fullmatch("[0-9a-f]+", bare):
        if len(bare) == DIGITS:
            return bare
        raise NotAReceipt(f"A digest has {DIGITS} letters and digits; this has {len(bare):,}. Copy the whole of it.")
    found = {"".join(digest.split()) for digest in GROUPS.findall(text.lower())}
    if len(found) == 1:
        return found.pop()
    if found:
        raise NotAReceipt(f"There are {len(found)} digests in this text. Send one at a time.")
    raise NotAReceipt(
        f"There is no digest in this text: {DIGITS} of the digits 0 to 9 and the letters a to f, in one piece or in groups."
    )


def _text_of(file: UploadedFile) -> str | None:
    """None for what is not UTF-8."""
    try:
        return file.read().decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
