"""Changes of a published advert, more time, withdrawal: officers', approvers' and partners' pages (P5, P20)."""

from django.urls import path

from eoi.urls.officer import ADVERT
from eoi.urls.partner import EXPRESSION
from eoi.views.officer import advert_withdrawal, amendment, extension
from eoi.views.partner import amendment as partner

urlpatterns = [
    path(f"{ADVERT}changes/", amendment.advert_change_list, name="advert-change-list"),
    path(f"{ADVERT}changes/new/", amendment.advert_change_create, name="advert-change-create"),
    path(f"{ADVERT}changes/more-time/", amendment.advert_extend, name="advert-extend"),
    path(f"{ADVERT}withdraw/", advert_withdrawal.advert_withdraw, name="advert-withdraw"),
    path(f"{ADVERT}extensions/", extension.extension_list, name="extension-list"),
    path(f"{ADVERT}extensions/<slug:asked>/grant/", extension.extension_grant, name="extension-grant"),
    path(f"{ADVERT}extensions/<slug:asked>/decline/", extension.extension_decline, name="extension-decline"),
    path(f"{EXPRESSION}confirm-again/", partner.submission_reconfirm, name="submission-reconfirm"),
    path(f"{EXPRESSION}more-time/", partner.extension_ask, name="extension-ask"),
]
