"""What comes with a form is received before a transaction begins, and cut off at the limit."""

import io

from django.conf import settings as configured
from django.http import HttpResponse
from django.test import RequestFactory

from salford_partnering.uploads import CutOffAtLimit, ReceivedFirst

BODY = (
    b'--x\r\nContent-Disposition: form-data; name="caption"\r\n\r\nOur plan\r\n'
    b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF\r\n--x--\r\n'
)


class Line(io.BytesIO):
    """What comes over the line; it may break."""

    breaks = False

    def read(self, *size):
        if self.breaks:
            raise OSError("the line broke")
        return super().read(*size)


def sent(line: Line, content_type: str = "multipart/form-data; boundary=x"):
    request = RequestFactory().post("/", content_type=content_type)
    return type(request)({**request.environ, "wsgi.input": line, "CONTENT_LENGTH": str(len(BODY))})


def test_files_are_received_before_anything_else_is_asked():
    line, seen = Line(BODY), []

    def view(request):
        seen.append(line.tell())
        return HttpResponse(request.POST["caption"] + request.FILES["file"].name)

    assert ReceivedFirst(view)(sent(line)).content == b"Our plana.pdf"
    assert seen == [len(BODY)]


def test_other_requests_are_left_as_they_are():
    line, seen = Line(BODY), []
    ReceivedFirst(lambda request: seen.append(line.tell()))(sent(line, "application/json"))

    assert seen == [0]


def test_a_line_that_breaks_leads_to_a_form_without_anything():
    line = Line(BODY)
    line.breaks = True

    assert ReceivedFirst(lambda request: HttpResponse(str(len(request.POST))))(sent(line)).content == b"0"


def test_it_comes_before_the_transaction():
    order = configured.MIDDLEWARE
    received = order.index("salford_partnering.uploads.ReceivedFirst")

    assert (
        order.index("django.middleware.csrf.CsrfViewMiddleware")
        < received
        < order.index("eoi.identity.RequestIdentity")
    )


def test_what_comes_beyond_the_limit_is_dropped(settings):
    settings.UPLOAD_LIMIT = 10
    handler = CutOffAtLimit()

    assert handler.receive_data_chunk(b"x" * 8, 0) == b"x" * 8
    assert handler.receive_data_chunk(b"x" * 8, 8) == b"x" * 8
    assert handler.receive_data_chunk(b"x" * 8, 16) is None
    assert handler.file_complete(24) is None
