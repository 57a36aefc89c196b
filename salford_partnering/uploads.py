"""What comes with a form: cut off at the limit, so that nobody fills the disk; the form then says what the limit is."""

from collections.abc import Callable
from contextlib import suppress

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest, HttpResponse, UnreadablePostError


class CutOffAtLimit(FileUploadHandler):
    """First of the handlers: passes on what lies within the limit and a little more, and drops the rest of the file."""

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        return raw_data if start <= settings.UPLOAD_LIMIT else None

    def file_complete(self, file_size: int) -> UploadedFile | None:
        """The next handlers hold what was passed on."""
        return None


class ReceivedFirst:
    """A request with files is received before its transaction begins: over a slow line the database would end it half-way."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.content_type == "multipart/form-data":
            with suppress(UnreadablePostError):  # who sent it has gone; the form finds nothing
                request.POST  # noqa: B018 — reads it
        return self.get_response(request)
