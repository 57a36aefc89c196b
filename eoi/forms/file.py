"""Files that people choose: checked where they arrive, what is wrong said in a sentence (P8, DESIGN §10)."""

from typing import Any, cast

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict

from eoi.file_checks import FORMATS, FORMATS_IN_WORDS, problems_with_file, size_in_words
from eoi.forms.plain_text import PlainTextForm
from eoi.models import StagedFile


class CheckedFileField(forms.FileField):
    """A file whose format, size and structure are checked; what is wrong with it is said in a sentence."""

    def __init__(self, **options: Any) -> None:
        endings = ",".join(f".{extension}" for extension in FORMATS)
        super().__init__(widget=forms.FileInput(attrs={"accept": f"{endings},.jpeg"}), allow_empty_file=True, **options)

    def clean(self, data: Any, initial: Any = None) -> Any:
        file = super().clean(data, initial)
        if isinstance(file, UploadedFile):
            problems = problems_with_file(file, most=settings.UPLOAD_LIMIT)
            if problems:
                raise ValidationError([problem.message for problem in problems])
        return file


class CaptionForm(PlainTextForm):
    """What a file is. `version`: the one it was made from (P13)."""

    caption = forms.CharField(
        label="What it is",
        max_length=200,
        required=False,
        help_text="For its readers, such as: Our structure and the people we propose. It can be left empty.",
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    @classmethod
    def of(cls, file: StagedFile, data: Any = None) -> "CaptionForm":
        return cls(data, initial={"caption": file.caption, "version": file.version})

    def show_version(self, file: StagedFile) -> None:
        """What was typed, on the page for the file as it stands now: sent again, it counts."""
        cast(QueryDict, self.data)["version"] = str(file.version)


class FileForm(PlainTextForm):
    """One more file, with its caption, which stays when the file is refused."""

    file = CheckedFileField(label="Choose a file")
    caption = forms.CharField(
        label="What it is",
        max_length=200,
        required=False,
        help_text="For its readers, such as: Our structure and the people we propose. You can add it later.",
    )

    def __init__(self, data: Any = None, **options: Any) -> None:
        super().__init__(data, **options)
        self.fields["file"].help_text = f"{FORMATS_IN_WORDS}; at most {size_in_words(settings.UPLOAD_LIMIT)}."
        self.fields["file"].error_messages["required"] = "Choose a file first."
