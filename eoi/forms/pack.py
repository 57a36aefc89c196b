"""What an officer enters about a document of the information pack (S10)."""

from typing import Any, cast

from django import forms
from django.conf import settings
from django.http import QueryDict

from eoi.file_checks import FORMATS_IN_WORDS, size_in_words
from eoi.forms.file import CheckedFileField
from eoi.forms.objective import LongText
from eoi.forms.plain_text import PlainTextForm
from eoi.models import Advert, PackDocument


class AnnouncedForm(PlainTextForm):
    """Of a published advert, with the sentence in which everybody reads what changed."""

    def __init__(self, data: Any = None, *, advert: Advert, **options: Any) -> None:
        super().__init__(data, **options)
        if advert.is_published:
            self.fields["announcement"] = LongText(
                label="What changed, in a sentence for everybody",
                max_length=600,
                rows=3,
                help_text="It stands in the public log of changes and in the mail to followers. Name nobody. Such as: The "
                "list of properties now has the lease of each.",
            )

    def announcement(self) -> str:
        return str(self.cleaned_data.get("announcement", ""))


class PackDocumentForm(AnnouncedForm):
    """A further document."""

    title = forms.CharField(label="Title", max_length=120, help_text="What readers look for, such as: Property list.")
    description = LongText(
        label="What it is",
        max_length=600,
        rows=3,
        required=False,
        help_text="One or two sentences: for whom, as of when.",
    )
    file = CheckedFileField(label="File")

    def __init__(self, data: Any = None, **options: Any) -> None:
        super().__init__(data, **options)
        self.fields[
            "file"
        ].help_text = f"{FORMATS_IN_WORDS}; at most {size_in_words(settings.UPLOAD_LIMIT)}; no macros, no password. Everybody can read it."


class PackDocumentEditForm(PackDocumentForm):
    """Other words, or another file in its place. `version`: the one it was made from (P13)."""

    file = CheckedFileField(label="Another file in its place", required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)

    @classmethod
    def of(cls, document: PackDocument, data: Any = None, files: Any = None) -> "PackDocumentEditForm":
        initial = {name: getattr(document, name) for name in ("title", "description", "version")}
        return cls(data, files=files, advert=document.advert, initial=initial)

    def show_version(self, document: PackDocument) -> None:
        """What was typed, on the page for the document as it stands now: sent again, it counts."""
        cast(QueryDict, self.data)["version"] = str(document.version)


class PackDocumentRemoveForm(AnnouncedForm):
    """Asks first."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    @classmethod
    def of(cls, document: PackDocument, data: Any = None) -> "PackDocumentRemoveForm":
        return cls(data, advert=document.advert, initial={"version": document.version})

    def show_version(self, document: PackDocument) -> None:
        cast(QueryDict, self.data)["version"] = str(document.version)
