"""An approver withdraws an advert, after a page that says what happens and to whom."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods

from eoi.actions.advert_withdrawal import withdraw_advert
from eoi.forms.amendment import AdvertWithdrawalForm
from eoi.models import Advert, ExpressionOfInterest, Follower
from eoi.permissions import is_approver
from eoi.policies.advert_change import problems_with_withdrawing_advert
from eoi.problems import ActionRefused, Problem
from eoi.requests import PersonRequest
from eoi.views.officer.access import advert_to_see, for_officers, page_facts
from eoi.views.officer.refusal import not_now

TITLE = "Withdraw this advert"


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def advert_withdraw(request: PersonRequest, reference: str) -> HttpResponse:
    if not is_approver(request.user):
        raise PermissionDenied("Only an approver withdraws an advert. Tell one why it should be withdrawn.")
    advert = advert_to_see(reference)
    if problems := problems_with_withdrawing_advert(advert):
        return not_now(request, advert, TITLE, problems, here="advert-withdraw")
    initial = {"public_version": advert.public_version}
    form = AdvertWithdrawalForm(request.POST if request.method == "POST" else None, initial=initial)
    refused: list[Problem] = []
    if request.method == "POST" and form.is_valid():
        try:
            withdraw_advert(advert=advert, **form.cleaned_data, by=request.user)
        except ActionRefused as refusal:
            refused = refusal.problems
            form.show_version(Advert.objects.get(pk=advert.pk))
        else:
            messages.success(
                request, f"{advert.reference} is withdrawn. Its page says so, and everybody concerned is told."
            )
            return redirect("eoi:advert-manage", advert.reference)
    facts = {
        **page_facts(request, advert, "advert-withdraw"),
        "form": form,
        "problems": refused,
        "followers": Follower.objects.of(advert).told().count(),
        "begun": ExpressionOfInterest.objects.for_advert(advert).count(),
    }
    status = 409 if refused else 422 if form.is_bound else 200
    return TemplateResponse(request, "eoi/officer/advert_withdraw.html", facts, status=status)
