"""Letters about an advert: its officers write and send, approvers approve (DESIGN §5)."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods, require_safe

from eoi.actions.letter import approve_letter, change_letter, send_letter, write_letter
from eoi.documents import pdf_of
from eoi.forms.letter import LetterForm, ReadVersionForm
from eoi.letter_document import STANDING, letter_document
from eoi.models import Advert, Letter, without_outcome
from eoi.permissions import is_approver, may_run_advert
from eoi.policies.letter import (
    problems_with_approving_letter,
    problems_with_changing_letter,
    problems_with_corresponding,
    problems_with_sending_letter,
)
from eoi.problems import ActionRefused, Problem
from eoi.requests import PersonRequest
from eoi.views.officer.access import advert_to_change, advert_to_see, for_officers, page_facts
from eoi.views.officer.refusal import not_now
from eoi.views.partner.receipt import download

PAGE_LENGTH = 50
HERE = "letter-index"


@require_safe
@for_officers
def letter_index(request: PersonRequest, reference: str) -> HttpResponse:
    """All letters of an advert, and who has not been told the outcome. Before the opening an explanation."""
    advert = concerned(request, advert_to_see(reference))
    if problems := problems_with_corresponding(advert):
        return not_now(request, advert, "Letters", problems, here=HERE)
    page = Paginator(Letter.objects.about(advert), PAGE_LENGTH).get_page(request.GET.get("page"))
    facts = {**page_facts(request, advert, HERE), "page_obj": page, "untold": without_outcome(advert).count()}
    return TemplateResponse(request, "eoi/officer/letter_index.html", facts)


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def letter_write(request: PersonRequest, reference: str) -> HttpResponse:
    """A draft that an approver reads."""
    advert = advert_to_change(request, reference)
    if problems := problems_with_corresponding(advert):
        return not_now(request, advert, "Write a letter", problems, here=HERE)
    form = LetterForm(
        request.POST if request.method == "POST" else None, advert=advert, initial={"expression": request.GET.get("to")}
    )
    refused: list[Problem] = []
    if request.method == "POST" and form.is_valid():
        try:
            letter = write_letter(**form.cleaned_data, by=request.user)
        except ActionRefused as refusal:
            refused = refusal.problems
        else:
            messages.success(request, f"{letter.reference} is written. Approvers are asked by mail to read it.")
            return redirect("eoi:letter-manage", reference, letter.reference)
    return _form_page(request, advert, form, refused, title="Write a letter")


@require_safe
@for_officers
def letter_manage(request: PersonRequest, reference: str, letter: str) -> HttpResponse:
    """One letter as it reads, and what can be done with it now."""
    found = _letter(request, reference, letter)
    return TemplateResponse(request, "eoi/officer/letter_manage.html", _facts(request, found))


@require_safe
@for_officers
def letter_print(request: PersonRequest, reference: str, letter: str) -> HttpResponse:
    """For an organisation that nobody acts for here: to print and to post."""
    found = _letter(request, reference, letter)
    pdf = pdf_of(letter_document(found).as_data(), made_at=found.sent_at or request.now)
    return download(pdf, "application/pdf", f"{found.reference}.pdf")


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def letter_change(request: PersonRequest, reference: str, letter: str) -> HttpResponse:
    """Until it is sent; a change takes the approval away. Somebody else's change meanwhile keeps what was typed (P13)."""
    advert = advert_to_change(request, reference)
    found = _letter(request, reference, letter)
    title = f"Change {found.reference}"
    if problems := problems_with_changing_letter(found):
        return not_now(request, advert, title, problems, here=HERE)
    form = LetterForm(request.POST if request.method == "POST" else None, advert=advert, letter=found)
    refused: list[Problem] = []
    if request.method == "POST" and form.is_valid():
        try:
            change_letter(letter=found, **form.cleaned_data, by=request.user)
        except ActionRefused as refusal:
            refused = refusal.problems
        else:
            messages.success(request, f"{found.reference} is changed, and needs an approver’s word before it is sent.")
            return redirect("eoi:letter-manage", reference, found.reference)
    theirs = ""
    if any(problem.code == "changed-meanwhile" for problem in refused):
        typed = request.POST.copy()
        typed["version"] = str(found.version)  # sending again replaces what is shown beside it
        form, theirs = LetterForm(typed, advert=advert, letter=found), found.body
    return _form_page(request, advert, form, refused, title=title, letter=found, theirs=theirs)


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def letter_approve(request: PersonRequest, reference: str, letter: str) -> HttpResponse:
    """By an approver who did not write it, as it reads."""
    if not is_approver(request.user):
        raise PermissionDenied("Only an approver approves letters.")
    found = _letter(request, reference, letter)
    problems = problems_with_approving_letter(found, by=request.user)

    def act(version: int) -> str:
        approve_letter(letter=found, version=version, by=request.user, at=request.now)
        return f"{found.reference} is approved as it reads. Its writer is told, and sends it."

    words = {"title": f"Approve {found.reference}?", "button": "Approve this letter", "approves": True}
    return _step(request, found, problems, act, **words)


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def letter_send(request: PersonRequest, reference: str, letter: str) -> HttpResponse:
    """By an officer of the advert, once approved. It cannot be taken back."""
    advert_to_change(request, reference)
    found = _letter(request, reference, letter)
    problems = problems_with_sending_letter(found)

    def act(version: int) -> str:
        send_letter(letter=found, by=request.user, at=request.now)
        return f"{found.reference} is sent. Everybody of {found.expression.organisation.name} is told by mail that it waits."

    words = {"title": f"Send {found.reference}?", "button": "Send this letter", "approves": False}
    return _step(request, found, problems, act, **words)


def concerned(request: PersonRequest, advert: Advert) -> Advert:
    """Letters are for the officers of the advert and approvers. One query at most."""
    if not is_approver(request.user) and not may_run_advert(request.user, advert):
        raise PermissionDenied("Letters and minutes are for the officers of this advert, and approvers.")
    return advert


def _letter(request: PersonRequest, reference: str, letter: str) -> Letter:
    advert = concerned(request, advert_to_see(reference))
    found = get_object_or_404(Letter.objects.about(advert), reference=letter)
    found.expression.advert = advert
    return found


def _facts(request: PersonRequest, letter: Letter) -> dict[str, Any]:
    advert = letter.expression.advert
    facts = page_facts(request, advert, HERE)
    return {
        **facts,
        "letter": letter,
        "standing_sentence": STANDING,
        "may_change": facts["runs"] and not problems_with_changing_letter(letter),
        "may_send": facts["runs"] and not problems_with_sending_letter(letter),
        "may_approve": is_approver(request.user) and not problems_with_approving_letter(letter, by=request.user),
        "has_readers": letter.expression.organisation.memberships.current().exists(),
    }


def _step(request: PersonRequest, letter: Letter, problems: list[Problem], act: Any, **words: Any) -> HttpResponse:
    advert = letter.expression.advert
    form = ReadVersionForm(request.POST)
    if request.method == "POST" and not problems and form.is_valid():
        try:
            done = act(form.cleaned_data["version"])
        except ActionRefused as refusal:
            problems = refusal.problems
        else:
            messages.success(request, done)
            return redirect("eoi:letter-manage", advert.reference, letter.reference)
    facts = {**_facts(request, letter), "reasons": problems, **words}
    status = 409 if problems and request.method == "POST" else 200
    return TemplateResponse(request, "eoi/officer/letter_step.html", facts, status=status)


def _form_page(
    request: PersonRequest, advert: Advert, form: LetterForm, problems: list[Problem], **words: Any
) -> HttpResponse:
    facts = {**page_facts(request, advert, HERE), "form": form, "problems": problems, **words}
    status = 409 if problems else 422 if form.is_bound else 200
    return TemplateResponse(request, "eoi/officer/letter_form.html", facts, status=status)
