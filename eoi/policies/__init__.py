"""When may. Each rule lists its problems as sentences; empty means go. One function feeds page, button, refusal and test.

One file a noun; this page lists them all, so that `from eoi.policies import problems_with_publishing` works everywhere.
"""

from eoi.policies.advert import problems_with_content, problems_with_editing
from eoi.policies.consultation_body import (
    problems_with_editing_body,
    problems_with_naming_representative,
    problems_with_reinstating_body,
    problems_with_removing_representative,
    problems_with_retiring_body,
)
from eoi.policies.criteria import (
    FULL_WEIGHT,
    contract_vehicles_in,
    criterion_page,
    problems_with_answering_criteria,
    problems_with_asking_again,
    problems_with_asking_to_agree,
    problems_with_criteria,
    problems_with_criterion,
    problems_with_taking_off,
    total_weighting,
)
from eoi.policies.decision import (
    latest_decision,
    problems_with_answering,
    problems_with_deciding,
    problems_with_giving_reason,
    problems_with_proceeding,
    problems_with_publishing,
    problems_with_readiness,
    problems_with_requesting_decision,
    waiting_request,
)
from eoi.policies.expression_of_interest import problems_with_changing, problems_with_starting
from eoi.policies.opening import (
    problems_with_cancelling_opening,
    problems_with_confirming_opening,
    problems_with_opening,
    problems_with_requesting_opening,
)
from eoi.policies.person import (
    problems_with_accepting,
    problems_with_changing_roles,
    problems_with_disabling,
    problems_with_enabling,
    problems_with_inviting,
    problems_with_new_roles,
    problems_with_resending,
    problems_with_resetting_second_factor,
    problems_with_withdrawing,
)
from eoi.policies.service import (
    problems_with_adding_deputy,
    problems_with_naming_owner,
    problems_with_removing_keeper,
)
from eoi.policies.staff_question import (
    problems_with_answering_question,
    problems_with_asking,
    problems_with_closing_day,
    problems_with_declining_question,
    problems_with_number_of_questions,
    problems_with_removing_wording,
)

__all__ = [
    "FULL_WEIGHT",
    "contract_vehicles_in",
    "criterion_page",
    "latest_decision",
    "problems_with_accepting",
    "problems_with_adding_deputy",
    "problems_with_answering",
    "problems_with_answering_criteria",
    "problems_with_answering_question",
    "problems_with_asking",
    "problems_with_asking_again",
    "problems_with_asking_to_agree",
    "problems_with_cancelling_opening",
    "problems_with_changing",
    "problems_with_changing_roles",
    "problems_with_closing_day",
    "problems_with_confirming_opening",
    "problems_with_content",
    "problems_with_criteria",
    "problems_with_criterion",
    "problems_with_deciding",
    "problems_with_declining_question",
    "problems_with_disabling",
    "problems_with_editing",
    "problems_with_editing_body",
    "problems_with_enabling",
    "problems_with_giving_reason",
    "problems_with_inviting",
    "problems_with_naming_owner",
    "problems_with_naming_representative",
    "problems_with_new_roles",
    "problems_with_number_of_questions",
    "problems_with_opening",
    "problems_with_proceeding",
    "problems_with_publishing",
    "problems_with_readiness",
    "problems_with_reinstating_body",
    "problems_with_removing_keeper",
    "problems_with_removing_representative",
    "problems_with_removing_wording",
    "problems_with_requesting_decision",
    "problems_with_requesting_opening",
    "problems_with_resending",
    "problems_with_resetting_second_factor",
    "problems_with_retiring_body",
    "problems_with_starting",
    "problems_with_taking_off",
    "problems_with_withdrawing",
    "total_weighting",
    "waiting_request",
]
