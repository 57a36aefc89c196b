"""A prospective partner's start page: what needs them, what they have begun, what they could begin."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_GET

from eoi.cards import answered_cards
from eoi.models import Advert, ExpressionOfInterest, JoinRequest, LeadRecovery, Membership, MembershipInvitation
from eoi.progress import next_step
from eoi.requests import PersonRequest
from eoi.views.partner.access import partners_only

ROWS_A_PAGE = 50


@require_GET
@partners_only
def partner_start(request: PersonRequest) -> HttpResponse:
    """One page for everything of one person's organisations. Its queries do not grow with its rows."""
    user, now = request.user, request.now
    begun = ExpressionOfInterest.objects.of(user).with_closing_time().with_standing_submission()
    expressions = begun.with_material_change().with_what_waits_for(user)
    page = Paginator(expressions.select_related("advert", "organisation"), ROWS_A_PAGE).get_page(
        request.GET.get("page")
    )
    memberships = Membership.objects.of(user).select_related("organisation").order_by("organisation__name")
    return TemplateResponse(
        request,
        "eoi/partner/partner_start.html",
        {
            "page_obj": page,
            "rows": [(expression, next_step(expression, at=now)) for expression in page],
            "adverts": Advert.objects.open(at=now).without_expression_of(user)[:ROWS_A_PAGE],
            "memberships": memberships,
            "invitations": MembershipInvitation.objects.to(user)
            .waiting(at=now)
            .select_related("organisation", "invited_by"),
            "answered": answered_cards(user, now),
            "recoveries": LeadRecovery.objects.led_by(user).undecided().with_people(),
            "join_requests": JoinRequest.objects.waiting().led_by(user).select_related("organisation", "user"),
        },
    )
