"""The information pack: everybody's pages beneath the advert, and the officers' pages on which it is put together."""

from django.urls import path

from eoi.views import pack as public
from eoi.views.officer import pack

PUBLIC = "adverts/<slug:reference>/pack"
OFFICERS = "officer/adverts/<slug:reference>/pack/"
DOCUMENT = f"{OFFICERS}documents/<slug:document>/"

urlpatterns = [
    path(f"{PUBLIC}/", public.pack_detail, name="pack-detail"),
    path(f"{PUBLIC}.pdf", public.pack_pdf, name="pack-pdf"),
    path(f"{PUBLIC}.zip", public.pack_zip, name="pack-zip"),
    path(f"{PUBLIC}/<int:number>/", public.pack_edition, name="pack-edition"),
    path(f"{PUBLIC}/documents/<slug:document>/", public.pack_document, name="pack-document"),
    path(OFFICERS, pack.pack_manage, name="pack-manage"),
    path(f"{OFFICERS}preview/", pack.pack_preview, name="pack-preview"),
    path(f"{OFFICERS}documents/new/", pack.pack_document_create, name="pack-document-create"),
    path(f"{DOCUMENT}edit/", pack.pack_document_edit, name="pack-document-edit"),
    path(f"{DOCUMENT}remove/", pack.pack_document_remove, name="pack-document-remove"),
]
