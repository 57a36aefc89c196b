"""The information pack for its officers: what it will hold, what is missing, its documents, its editions (S10)."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods, require_safe

from eoi.actions.pack import add_pack_document, change_pack_document, remove_pack_document
from eoi.forms.pack import PackDocumentEditForm, PackDocumentForm, PackDocumentRemoveForm
from eoi.models import Advert, PackDocument, PackEdition
from eoi.pack.composition import pack_of
from eoi.pack.contents import contents_of
from eoi.pack.document import with_sizes
from eoi.policies.pack import (
    problems_with_adding_document,
    problems_with_changing_document,
    problems_with_changing_pack,
)
from eoi.problems import ActionRefused, Problem
from eoi.requests import PersonRequest
from eoi.views.officer.access import advert_to_change, advert_to_see, for_officers, page_facts
from eoi.views.officer.refusal import not_now

HERE = "pack-manage"


@require_safe
@for_officers
def pack_manage(request: PersonRequest, reference: str) -> HttpResponse:
    """Its queries do not grow with its documents or its editions."""
    advert = advert_to_see(reference)
    facts = {
        **page_facts(request, advert, HERE),
        "documents": with_sizes(PackDocument.objects.of_advert(advert).standing().with_people()),
        "may_change": not problems_with_changing_pack(advert, at=request.now),
        "contents": contents_of(advert, at=request.now),
        "editions": PackEdition.objects.of_advert(advert).newest_first().without_content(),
    }
    return TemplateResponse(request, "eoi/officer/pack_manage.html", facts)


@require_safe
@for_officers
def pack_preview(request: PersonRequest, reference: str) -> HttpResponse:
    """The whole pack as it would be published now; afterwards the published one."""
    advert = advert_to_see(reference)
    if advert.is_published:
        return redirect("eoi:pack-detail", advert.reference)
    facts = {**page_facts(request, advert, HERE), "document": pack_of(advert, at=request.now).as_data()}
    return TemplateResponse(request, "eoi/officer/pack_preview.html", facts)


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def pack_document_create(request: PersonRequest, reference: str) -> HttpResponse:
    advert = advert_to_change(request, reference)
    title = "Add a document"
    if problems := problems_with_adding_document(advert, at=request.now):
        return not_now(request, advert, title, problems, here=HERE)
    is_sent = request.method == "POST"
    form = PackDocumentForm(request.POST if is_sent else None, files=request.FILES if is_sent else None, advert=advert)
    if is_sent and form.is_valid():
        try:
            document = add_pack_document(advert=advert, **_typed(form), by=request.user, at=request.now)
        except ActionRefused as refusal:
            return not_now(request, advert_to_see(reference), title, refusal.problems, here=HERE)
        messages.success(request, f"“{document}” is in the pack.{_what_follows(advert)}")
        return redirect("eoi:pack-manage", advert.reference)
    return _form_page(request, advert, "eoi/officer/pack_document_create.html", form=form)


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def pack_document_edit(request: PersonRequest, reference: str, document: str) -> HttpResponse:
    """Title, description, and another file in its place."""
    advert = advert_to_change(request, reference)
    found = _document(advert, document)
    if problems := problems_with_changing_document(found, at=request.now):
        return not_now(request, advert, found.title, problems, here=HERE)
    is_sent = request.method == "POST"
    form = PackDocumentEditForm.of(found, request.POST if is_sent else None, request.FILES if is_sent else None)
    refused: list[Problem] = []
    if is_sent and form.is_valid():
        given = {**_typed(form), "version": form.cleaned_data["version"]}
        try:
            changed = change_pack_document(document=found, **given, by=request.user, at=request.now)
        except ActionRefused as refusal:
            refused, found = refusal.problems, _document(advert, document)
            form.show_version(found)
        else:
            messages.success(request, f"“{changed}” is saved.{_what_follows(advert)}")
            return redirect("eoi:pack-manage", advert.reference)
    page = "eoi/officer/pack_document_edit.html"
    return _form_page(request, advert, page, form=form, problems=refused, document=with_sizes([found])[0])


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def pack_document_remove(request: PersonRequest, reference: str, document: str) -> HttpResponse:
    """Says first what becomes of it."""
    advert = advert_to_change(request, reference)
    found = _document(advert, document)
    if problems := problems_with_changing_document(found, at=request.now):
        return not_now(request, advert, found.title, problems, here=HERE)
    form = PackDocumentRemoveForm.of(found, request.POST if request.method == "POST" else None)
    refused: list[Problem] = []
    if request.method == "POST" and form.is_valid():
        given = {"version": form.cleaned_data["version"], "announcement": form.announcement()}
        try:
            remove_pack_document(document=found, **given, by=request.user, at=request.now)
        except ActionRefused as refusal:
            refused, found = refusal.problems, _document(advert, document)
            form.show_version(found)
        else:
            messages.success(request, f"“{found}” is out of the pack.{_what_follows(advert)}")
            return redirect("eoi:pack-manage", advert.reference)
    page = "eoi/officer/pack_document_remove.html"
    return _form_page(request, advert, page, form=form, problems=refused, document=with_sizes([found])[0])


def _document(advert: Advert, reference: str) -> PackDocument:
    """404 where this advert has none of that reference."""
    document = get_object_or_404(PackDocument.objects.of_advert(advert), reference=reference)
    document.advert = advert
    return document


def _typed(form: PackDocumentForm) -> dict[str, Any]:
    kept = {name: form.cleaned_data[name] for name in ("title", "description", "file")}
    return {**kept, "announcement": form.announcement()}


def _form_page(request: PersonRequest, advert: Advert, template: str, **facts: Any) -> HttpResponse:
    status = 409 if facts.get("problems") else 422 if facts["form"].is_bound else 200
    return TemplateResponse(request, template, {**page_facts(request, advert, HERE), **facts}, status=status)


def _what_follows(advert: Advert) -> str:
    if advert.is_published:
        return " A further edition is published, and followers are told by mail."
    return " A decision to advertise taken before no longer covers the draft."
