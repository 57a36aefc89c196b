"""`/receipts/`: anybody who has a receipt checks it, without an account; nothing is stored (DESIGN §4, ADR 0030)."""

from pathlib import Path

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from eoi import verify_receipt
from eoi.asking import times_asked
from eoi.forms.receipt import ReceiptForm
from eoi.policies.receipt import problems_with_checking_often
from eoi.problems import Problem
from eoi.receipt_check import Finding, finding_of_digest, finding_of_receipt
from eoi.requests import TimedRequest

VERIFIER = Path(verify_receipt.__file__)
SPECIFICATION = Path(settings.BASE_DIR) / "docs" / "receipts.md"


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def receipt_check(request: TimedRequest) -> HttpResponse:
    """The answer stands on the same page; what was sent is in no address and no table."""
    form = ReceiptForm(request.POST, request.FILES) if request.method == "POST" else ReceiptForm()
    problems: list[Problem] = []
    finding = None
    if form.is_bound and form.is_valid():
        problems = problems_with_checking_often(times_asked(request, "receipts"))
        finding = None if problems else _finding(form)
    status = 200 if not form.is_bound or finding else 429 if problems else 422
    facts = {"form": ReceiptForm() if finding else form, "problems": problems, "finding": finding}
    return TemplateResponse(request, "eoi/public/receipt_check.html", facts, status=status)


@login_not_required
@require_safe
def receipt_verifier(request: TimedRequest) -> HttpResponse:
    """The program that checks offline, as it stands in the source."""
    response = HttpResponse(VERIFIER.read_bytes(), content_type="text/x-python; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="verify_receipt.py"'
    return response


@login_not_required
@require_safe
def receipt_specification(request: TimedRequest) -> HttpResponse:
    """How receipts and closing records are made, for whoever writes a program of their own."""
    return HttpResponse(SPECIFICATION.read_bytes(), content_type="text/plain; charset=utf-8")


def _finding(form: ReceiptForm) -> Finding:
    return finding_of_receipt(form.sent) if form.sent else finding_of_digest(form.digest or "")
