"""Public pages that answer conditional requests without being built (DESIGN §11).

A visitor's browser sends back the tag of the page it has. The tag is made of all that the page depends on: the advert's
`public_version`, which the database raises with whatever the public reads; what the clock makes of its dates; and this build of the
service. Whoever has signed in gets no tag: their pages carry their name.
"""

from collections.abc import Callable
from functools import cache, wraps
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.views.decorators.http import condition

from eoi.models import Advert
from eoi.requests import TimedRequest
from eoi.templatetags.times import time_left

View = Callable[..., HttpResponse]
SOURCES = ("eoi/**/*.py", "templates/**/*.html", "salford_partnering/*.py", "static/css/*.css")


def unless_changed(view: View) -> View:
    """For a public page of one advert, which takes its `reference`. A visitor who has it gets 304, after one query.

    The page is kept by browsers and asked about each time; caches in between keep apart who has cookies.
    """
    tagged = condition(etag_func=_tag_of_advert)(view)

    @wraps(view)
    def asked(request: TimedRequest, reference: str, *args: object, **kwargs: object) -> HttpResponse:
        response = tagged(request, reference, *args, **kwargs)
        if response.has_header("ETag"):
            patch_cache_control(response, no_cache=True)
            patch_vary_headers(response, ["Cookie"])
        return response

    return asked


def _tag_of_advert(request: HttpRequest, reference: str, *args: object, **kwargs: object) -> str | None:
    """One query. None for whoever has signed in, and for what the public does not know."""
    if request.user.is_authenticated:
        return None
    now = request.now  # type: ignore[attr-defined]
    advert = Advert.objects.published().for_tag().filter(reference=reference).first()
    if advert is None:
        return None
    facts = (
        advert.pk,
        advert.public_version,
        advert.phase(at=now),
        time_left(advert.closes_at, now),
        time_left(advert.questions_until, now),
        request.get_full_path(),
        build(),
    )
    return f'"{sha256(repr(facts).encode()).hexdigest()[:32]}"'


@cache
def build() -> str:
    """A digest of the code, templates and styles that make the pages, and of the settings that show on them. Once a process."""
    made_of = sha256()
    for pattern in SOURCES:
        for path in sorted(Path(settings.BASE_DIR).glob(pattern)):
            made_of.update(path.read_bytes())
    shown = (
        settings.COUNCIL_NAME,
        settings.SERVICE_NAME,
        settings.CONTACT_TELEPHONE,
        settings.CONTACT_EMAIL,
        settings.DEMO,
    )
    made_of.update(repr(shown).encode())
    return made_of.hexdigest()
