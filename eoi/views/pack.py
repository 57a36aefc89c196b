"""The information pack as everybody reads it: a page, a PDF, an archive, its documents (S10, DESIGN §5, §10)."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from eoi.conditional import unless_changed
from eoi.downloads import as_attachment
from eoi.file_checks import FORMATS, download_name
from eoi.models import Advert, PackDocument, PackEdition
from eoi.pack.files import kept_archive, kept_pdf, sizes_of
from eoi.pack.printing import as_printed
from eoi.permissions import may_see_officer_pages
from eoi.requests import TimedRequest

ASK_AGAIN = "no-cache"  # may be kept, but is asked for each time whether it is still the same


@login_not_required
@require_safe
@unless_changed
def pack_detail(request: TimedRequest, reference: str) -> HttpResponse:
    """The latest edition; 404 where there is none, as for a draft."""
    editions = _editions(_advert(reference))
    return _page(request, editions, editions[0])


@login_not_required
@require_safe
@unless_changed
def pack_edition(request: TimedRequest, reference: str, number: int) -> HttpResponse:
    """An earlier one, which says that there is a later one."""
    editions = _editions(_advert(reference))
    edition = next((each for each in editions if each.number == number), None)
    if edition is None:
        raise Http404
    return _page(request, editions, edition)


@login_not_required
@require_safe
def pack_pdf(request: TimedRequest, reference: str) -> HttpResponseBase:
    """Of the latest edition. Made once; what is asked for again is not even opened."""
    edition = _editions(_advert(reference))[0]
    etag = _etag(edition, "pdf")
    return _known(request, etag) or _file(kept_pdf(edition), etag, "application/pdf", _file_name(edition, "pdf"))


@login_not_required
@require_safe
def pack_zip(request: TimedRequest, reference: str) -> HttpResponseBase:
    """Of the latest edition: PDF, page, documents, and their digests."""
    edition = _editions(_advert(reference))[0]
    etag = _etag(edition, "zip")
    return _known(request, etag) or _file(kept_archive(edition), etag, "application/zip", _file_name(edition, "zip"))


@login_not_required
@require_safe
def pack_document(request: TimedRequest, reference: str, document: str) -> HttpResponseBase:
    """For everybody once an edition carries it; before that for officers and approvers, and for others it does not exist."""
    documents = PackDocument.objects.of_advert(get_object_or_404(Advert, reference=reference))
    found = documents.public().named(document)
    is_public = found is not None
    if found is None and request.user.is_authenticated and may_see_officer_pages(request.user):
        found = documents.named(document)
    if found is None:
        raise Http404
    etag = f'"{found.digest}"'
    if is_public and (known := _known(request, etag)):
        return known
    name = download_name(found.title, found.extension)
    response = _file(found.stored_as, etag, FORMATS[found.extension].content_type, name)
    if not is_public:
        response["Cache-Control"] = "no-store"
    return response


def _advert(reference: str) -> Advert:
    return get_object_or_404(Advert.objects.published(), reference=reference)


def _editions(advert: Advert) -> list[PackEdition]:
    """The latest first, without their contents. 404 for an advert of before there were packs. One query."""
    editions = list(PackEdition.objects.of_advert(advert).newest_first().without_content())
    if not editions:
        raise Http404
    for edition in editions:
        edition.advert = advert
    return editions


def _page(request: TimedRequest, editions: list[PackEdition], edition: PackEdition) -> HttpResponse:
    advert, latest = edition.advert, editions[0]
    facts = {
        "advert": advert,
        "edition": edition,
        "editions": editions,
        "is_latest": edition == latest,
        "sizes": sizes_of(edition),
        "document": as_printed(edition, address_of=lambda file: _document_address(advert, file)),
    }
    return TemplateResponse(request, "eoi/public/pack_detail.html", facts)


def _document_address(advert: Advert, file: dict[str, str]) -> str:
    return reverse("eoi:pack-document", args=[advert.reference, file["reference"]])


def _etag(edition: PackEdition, kind: str) -> str:
    return f'"{edition.digest[:32]}-{edition.number}-{kind}"'


def _file_name(edition: PackEdition, kind: str) -> str:
    return f"{edition.advert.reference}-pack-edition-{edition.number}.{kind}"


def _known(request: TimedRequest, etag: str) -> HttpResponse | None:
    """304 where the browser has it."""
    known = get_conditional_response(request, etag=etag)
    if known is not None:
        known["ETag"], known["Cache-Control"] = etag, ASK_AGAIN
    return known


def _file(key: str, etag: str, content_type: str, name: str) -> StreamingHttpResponse:
    """As every kept file is sent, but that browsers may keep what is public."""
    response = as_attachment(key, content_type=content_type, name=name)
    response["ETag"], response["Cache-Control"] = etag, ASK_AGAIN
    return response
