"""What comes with a form: cut off at the limit, so that nobody fills the disk; the form then says what the limit is."""

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler


class CutOffAtLimit(FileUploadHandler):
    """First of the handlers: passes on what lies within the limit and a little more, and drops the rest of the file."""

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        return raw_data if start <= settings.UPLOAD_LIMIT else None

    def file_complete(self, file_size: int) -> UploadedFile | None:
        """The next handlers hold what was passed on."""
        return None
