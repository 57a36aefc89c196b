"""`/`: what everybody may read. `/start/`: everybody's own start page."""

from django.urls import path

from eoi.views import plan_feed, public, question_set, start

urlpatterns = [
    path("", public.advert_list, name="advert-list"),
    path("adverts/<slug:reference>/", public.advert_detail, name="advert-detail"),
    path("adverts/<slug:reference>/closing-record/", public.closing_record_detail, name="closing-record-detail"),
    path("adverts/<slug:reference>/closing-record.txt", public.closing_record_text, name="closing-record-text"),
    path("adverts/<slug:reference>/question-set.docx", question_set.question_set_word, name="question-set-word"),
    path("adverts/<slug:reference>/question-set.txt", question_set.question_set_text, name="question-set-text"),
    path("calendar/<slug:token>/plan.ics", plan_feed.plan_feed, name="plan-feed"),
    path("start/", start.start, name="start"),
    path("help/", public.help, name="help"),
    path("privacy/", public.privacy, name="privacy"),
    path("cookies/", public.cookies, name="cookies"),
    path("accessibility/", public.accessibility, name="accessibility"),
    path("contact/", public.contact, name="contact"),
    path("components/", public.gallery, name="gallery"),
]
