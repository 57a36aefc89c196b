"""`/officer/adverts/…/criteria/`: the criteria of an advert. `/criteria/`: whoever is asked to agree them."""

from django.urls import path

from eoi.views import agreeing
from eoi.views.officer import criteria, criteria_agreement

CRITERIA = "officer/adverts/<slug:reference>/criteria/"

urlpatterns = [
    path(CRITERIA, criteria.criteria_edit, name="criteria-edit"),
    path(f"{CRITERIA}<int:number>/", criteria.criterion_edit, name="criterion-edit"),
    path(f"{CRITERIA}agreement/", criteria_agreement.criteria_agreement, name="criteria-agreement"),
    path(f"{CRITERIA}agreement/ask-again/", criteria_agreement.criteria_ask_again, name="criteria-ask-again"),
    path(
        f"{CRITERIA}agreement/<slug:person>/remove/",
        criteria_agreement.criteria_agreer_remove,
        name="criteria-agreer-remove",
    ),
    path("criteria/<slug:reference>/agree/", agreeing.criteria_agree, name="criteria-agree"),
]
