"""What has to be true before a council advertises (S16): one function a condition, one file a noun.

Each returns a `Condition` with its state, why, and where it is mended. `register` fixes their order on the readiness page.
"""

from eoi.conditions import advert, aims, consultation, criteria, issue, notice, plan, profile, staff_question
from eoi.registry import register_condition


def register() -> None:
    """Called when the app is ready. Gaps are left between the positions for what comes later."""
    register_condition(10, advert.words_and_dates)
    register_condition(20, advert.standing_statements)
    register_condition(30, advert.working_days)
    register_condition(35, notice.notice_complete)
    register_condition(50, criteria.criteria_drafted)
    register_condition(51, criteria.criteria_agreed)
    register_condition(52, criteria.no_contract_vehicle)
    register_condition(60, profile.profiles_signed_off)
    register_condition(61, profile.profiles_in_date)
    register_condition(70, consultation.has_begun)
    register_condition(71, consultation.formal_representations_are_answered)
    register_condition(40, aims.objectives)
    register_condition(41, aims.needs)
    register_condition(75, staff_question.staff_questions_answered)
    register_condition(80, plan.project_plan)
    register_condition(81, plan.communication_plan)
    register_condition(65, issue.issues_of_services)
    register_condition(66, issue.issues_of_the_whole)
