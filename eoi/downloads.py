"""Kept files on their way to somebody: to be saved and never shown, whatever they hold (DESIGN §10)."""

from django.http import Http404, StreamingHttpResponse

from eoi import file_store

SANDBOXED = "default-src 'none'; frame-ancestors 'none'; sandbox"


def as_attachment(key: str, *, content_type: str, name: str) -> StreamingHttpResponse:
    """Sent in pieces; a browser lets it do nothing here, and keeps no copy. `name` is plain (`download_name`). 404 if it is gone."""
    size = file_store.size_of(key)
    if size is None:
        raise Http404
    response = StreamingHttpResponse(file_store.pieces_of(key), content_type=content_type)
    response["Content-Length"] = str(size)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Content-Security-Policy"] = SANDBOXED
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-store"
    return response
