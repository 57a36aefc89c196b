"""Public pages that are not built again while nothing on them has changed (DESIGN §11).

The tag of a page is made of all that it depends on: the advert's `public_version`, which the database raises with whatever the
public reads; what the clock makes of its dates; the address; and this build of the service. A browser that sends the tag back
gets 304; one that does not gets the page that was built for the last visitor. Whoever has signed in gets neither: their pages
carry their name.
"""

from collections import OrderedDict
from collections.abc import Callable, Iterable
from functools import cache, wraps
from hashlib import sha256
from pathlib import Path
from threading import Lock

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers

from eoi.models import Advert
from eoi.templatetags.times import time_left

View = Callable[..., HttpResponse]
SOURCES = ("eoi/**/*.py", "templates/**/*.html", "salford_partnering/*.py", "static/css/*.css")
MOST_PAGES = 64
OWN_COOKIES = (settings.SESSION_COOKIE_NAME, CookieStorage.cookie_name)


class Pages:
    """The last pages that were built for visitors, by their tags. In this process only; the one looked at longest ago goes first."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, tuple[bytes, str]] = OrderedDict()
        self._lock = Lock()

    def get(self, tag: str) -> HttpResponse | None:
        with self._lock:
            if tag not in self._kept:
                return None
            self._kept.move_to_end(tag)
            content, content_type = self._kept[tag]
        return HttpResponse(content, content_type=content_type)

    def keep(self, tag: str, response: HttpResponse) -> None:
        with self._lock:
            self._kept[tag] = (response.content, response["Content-Type"])
            while len(self._kept) > MOST_PAGES:
                self._kept.popitem(last=False)


PAGES = Pages()


def unless_changed(view: View) -> View:
    """For a public page about one advert, by its `reference`, or about all of them. One query when nothing has changed.

    Only a page that is found gets a tag. Browsers ask about it each time; caches in between keep apart who has cookies.
    """

    @wraps(view)
    def asked(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        tag = _tag(request, str(kwargs["reference"]) if "reference" in kwargs else None)
        if tag is None:
            return view(request, *args, **kwargs)
        response = get_conditional_response(request, etag=tag) or _kept(request, tag)
        if response is None:
            response = view(request, *args, **kwargs)
            if response.status_code != 200:
                return response
            _keep(request, tag, response)
        response["ETag"] = tag
        patch_cache_control(response, no_cache=True)
        patch_vary_headers(response, ["Cookie"])
        return response

    return asked


def _kept(request: HttpRequest, tag: str) -> HttpResponse | None:
    return PAGES.get(tag) if _is_anybodys(request) else None


def _keep(request: HttpRequest, tag: str, response: HttpResponse) -> None:
    if isinstance(response, TemplateResponse) and _is_anybodys(request):
        response.add_post_render_callback(lambda rendered: PAGES.keep(tag, rendered))


def _is_anybodys(request: HttpRequest) -> bool:
    """Without a cookie that could put something of one visitor's own on the page, such as a message."""
    return not any(name in request.COOKIES for name in OWN_COOKIES)


def _tag(request: HttpRequest, reference: str | None) -> str | None:
    """One query. None for whoever has signed in, and for what the public does not know."""
    if request.user.is_authenticated:
        return None
    found = Advert.objects.published().for_tag()
    adverts = list(found if reference is None else found.filter(reference=reference))
    if reference and not adverts:
        return None
    facts = (*_facts(adverts, request), request.get_full_path(), build())
    return f'"{sha256(repr(facts).encode()).hexdigest()[:32]}"'


def _facts(adverts: Iterable[Advert], request: HttpRequest) -> Iterable[object]:
    now = request.now  # type: ignore[attr-defined]
    for advert in adverts:
        asked_until = advert.questions_until or advert.closes_at
        yield advert.opens_at, advert.closes_at, advert.questions_until
        yield advert.pk, advert.public_version, str(advert.phase(at=now)), advert.takes_questions(at=now)
        yield time_left(advert.closes_at, now), time_left(asked_until, now)


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
        settings.PUBLIC_ADDRESS,
        settings.DEMO,
    )
    made_of.update(repr(shown).encode())
    return made_of.hexdigest()
