"""`/evaluation/` for those who score and look on, `/officer/adverts/<reference>/panel/` for those who run the panel."""

from django.urls import path

from evaluation.views import chair, observer
from evaluation.views.evaluator import assessment, conflict, start
from evaluation.views.officer import member, panel

app_name = "evaluation"

OFFICER = "officer/adverts/<slug:reference>/panel/"
PANEL = "evaluation/<slug:reference>/"
SUBMISSION = f"{PANEL}submissions/<slug:submission>/"

urlpatterns = [
    path(OFFICER, panel.panel_detail, name="panel-detail"),
    path(f"{OFFICER}new/", panel.panel_create, name="panel-create"),
    path(f"{OFFICER}edit/", panel.panel_edit, name="panel-edit"),
    path(f"{OFFICER}open/", panel.scoring_open, name="scoring-open"),
    path(f"{OFFICER}members/add/", member.panel_member_add, name="panel-member-add"),
    path(f"{OFFICER}members/<slug:person>/remove/", member.panel_member_remove, name="panel-member-remove"),
    path(f"{OFFICER}chair/", member.panel_chair_choose, name="panel-chair-choose"),
    path("evaluation/", start.evaluator_start, name="evaluator-start"),
    path("evaluation/panels/", observer.panel_list, name="panel-list"),
    path(PANEL, start.assessment_list, name="assessment-list"),
    path(f"{PANEL}conflicts/", conflict.conflict_declare, name="conflict-declare"),
    path(SUBMISSION, assessment.assessment_edit, name="assessment-edit"),
    path(f"{SUBMISSION}settle/<int:position>/", assessment.score_settle, name="score-settle"),
    path(f"{SUBMISSION}lock/", assessment.assessment_lock, name="assessment-lock"),
    path(f"{SUBMISSION}recuse/", conflict.conflict_recuse, name="conflict-recuse"),
    path(f"{PANEL}progress/", chair.panel_progress, name="panel-progress"),
    path(f"{PANEL}close/", chair.scoring_close, name="scoring-close"),
    path(f"{PANEL}ranking/", observer.ranking_detail, name="ranking-detail"),
    path(f"{PANEL}ranking/<slug:submission>/", observer.ranking_record, name="ranking-record"),
    path(f"{PANEL}ranking.csv", observer.ranking_export, name="ranking-export"),
]
