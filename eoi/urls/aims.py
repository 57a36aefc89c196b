"""`/officer/objectives/`, `/officer/pledges/`, `/officer/needs/`: officers change them, most of the council reads them."""

from django.urls import path

from eoi.views.officer import need, objective, objective_set, pledge

SET = "officer/objectives/<slug:key>/"
OBJECTIVE = f"{SET}<int:number>/"
PLEDGE = "officer/pledges/<int:number>/"
NEED = "officer/needs/<slug:key>/"

urlpatterns = [
    path("officer/objectives/", objective_set.objective_list, name="objective-list"),
    path("officer/objectives/new/", objective_set.objective_set_create, name="objective-set-create"),
    path(SET, objective_set.objective_set_detail, name="objective-set-detail"),
    path(f"{SET}default/", objective_set.objective_set_default, name="objective-set-default"),
    path(f"{SET}retire/", objective_set.objective_set_retire, name="objective-set-retire"),
    path(OBJECTIVE, objective.objective_detail, name="objective-detail"),
    path(f"{OBJECTIVE}reword/", objective.objective_reword, name="objective-reword"),
    path("officer/pledges/", pledge.pledge_list, name="pledge-list"),
    path("officer/pledges/new/", pledge.pledge_create, name="pledge-create"),
    path(PLEDGE, pledge.pledge_edit, name="pledge-edit"),
    path(f"{PLEDGE}confirm/", pledge.pledge_confirm, name="pledge-confirm"),
    path(f"{PLEDGE}retire/", pledge.pledge_retire, name="pledge-retire"),
    path(f"{PLEDGE}objectives/<slug:key>/", pledge.pledge_link, name="pledge-link"),
    path("officer/needs/", need.need_list, name="need-list"),
    path("officer/needs/new/", need.need_create, name="need-create"),
    path(NEED, need.need_edit, name="need-edit"),
    path(f"{NEED}retire/", need.need_retire, name="need-retire"),
]
