"""Public pages that are not built again while nothing on them has changed (DESIGN §11).

The tag of a page is made of all that it depends on: the advert's `public_version`, which the database raises with whatever the
public reads; what the clock makes of its dates; the address; and this build of the service. A browser that sends the tag back
gets 304; one that does not gets the page that was built for the last visitor. Whoever has signed in gets neither, since their
pages carry their name: theirs is put together anew around what everybody reads, which is `kept`.
"""

from collections import OrderedDict
from collections.abc import Callable, Iterable
from functools import cache, wraps
from hashlib import sha256
from pathlib import Path
from threading import Lock
from typing import Any, Generic, TypeVar

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers

from eoi.models import Advert
from eoi.requests import TimedRequest
from eoi.templatetags.times import time_left

View = Callable[..., HttpResponse]
Thing = TypeVar("Thing")
SOURCES = ("eoi/**/*.py", "templates/**/*.html", "salford_partnering/*.py", "static/css/*.css")
MOST_KEPT = 64


class Kept(Generic[Thing]):
    """What was made last, by its tag. In this process only; what was asked for longest ago goes first."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, Thing] = OrderedDict()
        self._lock = Lock()

    def get(self, tag: str) -> Thing | None:
        with self._lock:
            if tag in self._kept:
                self._kept.move_to_end(tag)
            return self._kept.get(tag)

    def keep(self, tag: str, thing: Thing) -> None:
        with self._lock:
            self._kept[tag] = thing
            while len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)

    def clear(self) -> None:
        with self._lock:
            self._kept.clear()


PAGES: Kept[tuple[bytes, str]] = Kept()
FACTS: Kept[dict[str, Any]] = Kept()


def unless_changed(view: View) -> View:
    """For a public page about one advert, by its `reference`, or about all of them. One query when nothing has changed.

    Only a page that is found gets a tag. Browsers ask about it each time; caches in between keep apart who has cookies. The
    view finds the tag in `request.public_tag`, for `kept`.
    """

    @wraps(view)
    def asked(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        tag = _tag(request, str(kwargs["reference"]) if "reference" in kwargs else None)
        request.public_tag = tag  # type: ignore[attr-defined]
        if tag is None or request.user.is_authenticated:
            return view(request, *args, **kwargs)
        response = get_conditional_response(request, etag=tag) or _kept_page(request, tag)
        if response is None:
            response = view(request, *args, **kwargs)
            if response.status_code != 200:
                return response
            _keep_page(request, tag, response)
        response["ETag"] = tag
        patch_cache_control(response, no_cache=True)
        patch_vary_headers(response, ["Cookie"])
        return response

    return asked


def kept(request: TimedRequest, make: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """What everybody reads on this page, made once for a tag; for views that are `unless_changed`.

    `make` uses nothing of the request but its address and its time, and gives what is finished: no query is left in it.
    Where the page has no tag, `make` is called each time and refuses what the public does not know.
    """
    tag = request.public_tag
    facts = FACTS.get(tag) if tag else None
    if facts is None:
        facts = make()
        if tag:
            FACTS.keep(tag, facts)
    return dict(facts)


def _kept_page(request: HttpRequest, tag: str) -> HttpResponse | None:
    page = PAGES.get(tag) if _is_anybodys(request) else None
    return HttpResponse(page[0], content_type=page[1]) if page else None


def _keep_page(request: HttpRequest, tag: str, response: HttpResponse) -> None:
    if isinstance(response, TemplateResponse) and _is_anybodys(request):
        response.add_post_render_callback(
            lambda rendered: PAGES.keep(tag, (rendered.content, rendered["Content-Type"]))
        )


def _is_anybodys(request: HttpRequest) -> bool:
    """Without a session or a message, which could put something of one visitor's own on the page."""
    return request.session.is_empty() and CookieStorage.cookie_name not in request.COOKIES


def _tag(request: HttpRequest, reference: str | None) -> str | None:
    """One query. None for what the public does not know."""
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
