"""The notice of an advert: for its officers, and as open data for everybody (R2, R3)."""

from django.urls import path

from eoi.urls.officer import ADVERT
from eoi.views import notice as public
from eoi.views.officer import notice

urlpatterns = [
    path("adverts/<slug:reference>/notice.json", public.notice_json, name="notice-json"),
    path(f"{ADVERT}notice/", notice.notice_detail, name="notice-detail"),
    path(f"{ADVERT}notice/text/", notice.notice_copy, name="notice-copy"),
    path(f"{ADVERT}notice.txt", notice.notice_text_file, name="notice-text-file"),
    path(f"{ADVERT}notice/publication/", notice.notice_record, name="notice-record"),
]
