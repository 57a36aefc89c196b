"""The tables together."""

from tests.matrix import (
    expected_afterwards,
    expected_amendments,
    expected_answers,
    expected_anytime,
    expected_assistance,
    expected_clarification,
    expected_closing,
    expected_consultation,
    expected_criteria,
    expected_evaluation,
    expected_files,
    expected_following,
    expected_issues,
    expected_notices,
    expected_objectives,
    expected_officer,
    expected_organisations,
    expected_pack,
    expected_partner,
    expected_people,
    expected_plans,
    expected_profiles,
    expected_questions,
    expected_receipts,
)

ANYTIME = (
    expected_anytime.SHOWN
    | expected_anytime.FORMS
    | expected_afterwards.ANYTIME_SHOWN
    | expected_assistance.ANYTIME_SHOWN
    | expected_assistance.ANYTIME_FORMS
    | expected_closing.ANYTIME_SHOWN
    | expected_consultation.ANYTIME_SHOWN
    | expected_consultation.ANYTIME_FORMS
    | expected_following.ANYTIME_FORMS
    | expected_issues.ANYTIME_SHOWN
    | expected_issues.ANYTIME_FORMS
    | expected_notices.ANYTIME_SHOWN
    | expected_objectives.ANYTIME_SHOWN
    | expected_objectives.ANYTIME_FORMS
    | expected_organisations.ANYTIME_SHOWN
    | expected_organisations.ANYTIME_FORMS
    | expected_people.SHOWN
    | expected_people.FORMS
    | expected_profiles.SHOWN
    | expected_profiles.FORMS
    | expected_questions.ANYTIME_SHOWN
    | expected_questions.ANYTIME_FORMS
    | expected_receipts.ANYTIME_SHOWN
    | expected_receipts.ANYTIME_FORMS
)
BY_PHASE = {
    name: expected
    for tables in (
        expected_afterwards,
        expected_partner,
        expected_officer,
        expected_clarification,
        expected_closing,
        expected_amendments,
        expected_answers,
        expected_consultation,
        expected_criteria,
        expected_issues,
        expected_notices,
        expected_objectives,
        expected_organisations,
        expected_pack,
        expected_plans,
        expected_files,
        expected_following,
        expected_evaluation,
        expected_receipts,
    )
    for name, expected in (tables.SHOWN | tables.FORMS).items()
}
