"""The auditor's pages: the trail of everything done, and the submissions of adverts that have been opened."""

from collections.abc import Callable
from functools import wraps

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from eoi.forms.audit import AuditFilterForm
from eoi.models import Advert, AuditEvent, AuditSeal
from eoi.permissions import may_read_audit
from eoi.requests import PersonRequest

PAGE_LENGTH = 50

View = Callable[..., HttpResponse]


def for_auditors(view: View) -> View:
    @wraps(view)
    def check_first(request: PersonRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not may_read_audit(request.user):
            raise PermissionDenied("Only an auditor reads the audit trail.")
        return view(request, *args, **kwargs)

    return check_first


@require_safe
@for_auditors
def audit_event_list(request: PersonRequest) -> HttpResponse:
    """Newest first, fifty a page; the filters stand in the address. Its queries do not grow with its rows."""
    form = AuditFilterForm(request.GET)
    events = AuditEvent.objects.readable_by(request.user)
    page = Paginator(form.narrow(events).newest_first(), PAGE_LENGTH).get_page(request.GET.get("page"))
    facts = {
        "form": form,
        "page_obj": page,
        "total": events.count() if form.is_narrowing else page.paginator.count,
        "sealing": AuditSeal.objects.state(),
    }
    return TemplateResponse(request, "eoi/auditor/audit_event_list.html", facts)


@require_safe
@for_auditors
def auditor_advert_list(request: PersonRequest) -> HttpResponse:
    """Adverts whose submissions have been opened: the only ones of which an auditor reads submissions."""
    opened = Advert.objects.opened().with_counts().order_by("-opened_at", "-pk")
    page = Paginator(opened, PAGE_LENGTH).get_page(request.GET.get("page"))
    return TemplateResponse(request, "eoi/auditor/auditor_advert_list.html", {"page_obj": page})
