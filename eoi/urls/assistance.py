"""`/assistance/`: the officers who enter and read back, and the organisation that asked for it."""

from django.urls import path

from eoi.urls.partner import EXPRESSION
from eoi.views import assistance
from eoi.views.partner.assistance import assistance_ask

ASSISTANCE = "assistance/<slug:reference>/"

urlpatterns = [
    path("assistance/", assistance.assistance_list, name="assistance-list"),
    path("assistance/new/", assistance.assistance_record, name="assistance-record"),
    path(ASSISTANCE, assistance.assistance_detail, name="assistance-detail"),
    path(f"{ASSISTANCE}begin/", assistance.assistance_begin, name="assistance-begin"),
    path(f"{ASSISTANCE}enter/", assistance.assistance_enter, name="assistance-enter"),
    path(f"{ASSISTANCE}read-back/", assistance.assistance_read_back, name="assistance-read-back"),
    path(f"{ASSISTANCE}end/", assistance.assistance_end, name="assistance-end"),
    path(f"{EXPRESSION}assistance/", assistance_ask, name="assistance-ask"),
]
