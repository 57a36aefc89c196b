"""Which triggers and policies the database must have: compared with the live one by a test and by `manage.py doctor` (DESIGN §9)."""

from django.db import connection

EXPECTED_TRIGGERS = {
    "eoi_advert": {
        "advert_aims_gate",
        "advert_gate",
        "advert_scope_gate",
        "amendment_is_announced",
        "assistant_opens_nothing",
        "criteria_version_gate",
        "published_with_pack",
    },
    "eoi_advertchange": {
        "advert_change_gate",
        "append_only",
        "material_change_gate",
        "never_truncated",
        "withdrawal_change_gate",
        "withdrawn_gate",
    },
    "eoi_advertissue": {"advert_issue_gate", "never_truncated"},
    "eoi_advertneed": {"advert_need_gate", "never_truncated"},
    "eoi_advertofficer": {"advert_officer_leave_gate"},
    "eoi_advertservice": {"advert_service_gate", "never_truncated", "pinned_profile_gate"},
    "eoi_advertwithdrawal": {
        "advert_withdrawal_gate",
        "advert_withdrawal_is_announced",
        "advert_withdrawal_takes_effect",
        "append_only",
        "never_truncated",
    },
    "eoi_answer": {
        "answer_edition_rule",
        "answer_editions_kept",
        "answer_gate",
        "deletion_is_logged",
        "kept_until_due",
    },
    "eoi_answeredition": {"answer_edition_gate", "deletion_is_logged", "kept_until_due", "never_truncated"},
    "eoi_assistance": {"assistance_gate", "never_truncated"},
    "eoi_auditevent": {"append_only", "audit_event_gate", "never_truncated"},
    "eoi_auditseal": {"append_only", "never_truncated"},
    "eoi_availabilityprobe": {"append_only", "availability_probe_gate", "never_truncated"},
    "eoi_bodyrepresentative": {"representative_gate"},
    "eoi_clarification": {
        "append_only",
        "clarification_gate",
        "clarification_has_asker",
        "never_truncated",
        "withdrawn_gate",
    },
    "eoi_clarificationanswer": {"append_only", "clarification_answer_gate", "never_truncated"},
    "eoi_clarificationasker": {"append_only", "never_truncated"},
    "eoi_clarificationdraft": {"clarification_draft_gate"},
    "eoi_clarificationreveal": {"append_only", "clarification_reveal_gate", "never_truncated"},
    "eoi_closingrecord": {
        "append_only",
        "closing_record_gate",
        "never_truncated",
        "public_version_raised",
        "withdrawn_gate",
    },
    "eoi_communicationactivity": {"plan_entry_gate"},
    "eoi_consortiummember": {"consortium_gate", "deletion_is_logged", "kept_until_due"},
    "eoi_consultation": {"append_only", "consultation_gate", "never_truncated"},
    "eoi_consultationbody": {"body_gate"},
    "eoi_consultationevent": {"append_only", "event_gate", "never_truncated"},
    "eoi_consultationevent_bodies": {"append_only", "event_addressee_gate", "never_truncated"},
    "eoi_consultationeventedition": {"append_only", "event_edition_gate", "never_truncated"},
    "eoi_consultedbody": {"append_only", "consulted_body_gate", "never_truncated"},
    "eoi_criteriaagreer": {"criteria_agreer_gate", "never_truncated"},
    "eoi_criteriaopinion": {"append_only", "criteria_opinion_gate", "never_truncated"},
    "eoi_criterion": {
        "criteria_version_delete",
        "criteria_version_insert",
        "criteria_version_update",
        "criterion_gate",
        "criterion_set_gate",
        "never_truncated",
    },
    "eoi_decisionrequest": {"append_only", "decision_request_gate", "never_truncated"},
    "eoi_decisiontoadvertise": {"append_only", "decision_gate", "never_truncated"},
    "eoi_deletionlogentry": {"append_only", "deletion_log_gate", "never_truncated"},
    "eoi_expressionofinterest": {"expression_gate", "withdrawn_gate"},
    "eoi_extension": {"append_only", "extension_gate", "extension_is_told", "never_truncated", "withdrawn_gate"},
    "eoi_extensionrequest": {"extension_is_told", "extension_request_gate", "never_truncated"},
    "eoi_feedback": {"append_only", "feedback_gate", "never_truncated"},
    "eoi_feedbackgiven": {"append_only", "feedback_given_gate", "never_truncated"},
    "eoi_handover": {"handover_gate", "never_truncated"},
    "eoi_issuerelease": {"append_only", "issue_release_gate", "never_truncated"},
    "eoi_issuereleasewithdrawal": {"append_only", "issue_withdrawal_gate", "never_truncated"},
    "eoi_knownissue": {"issue_gate", "never_truncated", "public_version_raised"},
    "eoi_leadrecovery": {"lead_recovery_gate", "never_truncated"},
    "eoi_letter": {"letter_gate", "never_truncated"},
    "eoi_letterreading": {"append_only", "letter_reading_gate", "never_truncated"},
    "eoi_membership": {"membership_gate", "membership_history", "never_truncated", "organisation_keeps_lead"},
    "eoi_membershipchange": {"append_only", "membership_change_gate", "never_truncated"},
    "eoi_milestone": {"plan_entry_gate"},
    "eoi_minutes": {"append_only", "minutes_gate", "never_truncated"},
    "eoi_minutesanswer": {"append_only", "minutes_answer_gate", "never_truncated"},
    "eoi_minutesedition": {"append_only", "minutes_edition_gate", "never_truncated"},
    "eoi_minutesword": {"append_only", "minutes_word_gate", "never_truncated"},
    "eoi_need": {"need_gate", "never_truncated"},
    "eoi_nothingtoreport": {"append_only", "never_truncated", "nothing_to_report_gate"},
    "eoi_noticepublication": {"append_only", "never_truncated", "notice_publication_gate"},
    "eoi_noticerelease": {"append_only", "never_truncated", "notice_release_gate"},
    "eoi_objective": {"append_only", "never_truncated"},
    "eoi_objectiveset": {"never_truncated", "objective_set_gate"},
    "eoi_objectivewording": {"append_only", "never_truncated", "objective_wording_gate"},
    "eoi_packdocument": {"never_truncated", "pack_document_gate"},
    "eoi_packedition": {"append_only", "never_truncated", "pack_edition_gate", "pack_edition_is_whole"},
    "eoi_packeditiondocument": {"append_only", "never_truncated", "pack_pin_gate"},
    "eoi_planagreement": {"append_only", "never_truncated", "plan_agreement_gate"},
    "eoi_planfeed": {"plan_feed_gate"},
    "eoi_planmove": {"append_only", "never_truncated", "plan_move_gate"},
    "eoi_pledge": {"never_truncated", "pledge_gate"},
    "eoi_positioningframework": {"append_only", "never_truncated"},
    "eoi_privateanswer": {"append_only", "never_truncated", "private_answer_gate"},
    "eoi_profileindicator": {"never_truncated", "profile_indicator_gate"},
    "eoi_profilevolume": {"never_truncated", "profile_volume_gate"},
    "eoi_question": {"never_truncated", "question_gate"},
    "eoi_questionset": {"never_truncated", "question_set_gate"},
    "eoi_readback": {"append_only", "never_truncated", "read_back_gate"},
    "eoi_readinessreason": {"append_only", "never_truncated", "readiness_reason_gate"},
    "eoi_readinggrant": {"never_truncated", "reading_grant_gate"},
    "eoi_reconfirmation": {"append_only", "never_truncated", "reconfirmation_gate"},
    "eoi_representation": {"never_truncated", "representation_gate"},
    "eoi_representationanswer": {"append_only", "never_truncated", "representation_answer_gate"},
    "eoi_representationreply": {"append_only", "never_truncated", "representation_reply_gate"},
    "eoi_retentionhold": {"never_truncated", "retention_hold_gate"},
    "eoi_retentionrule": {"append_only", "never_truncated"},
    "eoi_retentionrun": {"never_truncated", "retention_run_ends", "retention_run_gate"},
    "eoi_service": {"public_version_raised"},
    "eoi_servicekeeper": {"service_keeper_gate"},
    "eoi_serviceleftout": {"never_truncated", "service_left_out_gate"},
    "eoi_serviceprofile": {"never_truncated", "service_profile_gate"},
    "eoi_sharedmaterial": {"append_only", "never_truncated", "shared_gate"},
    "eoi_sharedmaterial_bodies": {"append_only", "material_addressee_gate", "never_truncated"},
    "eoi_sharedmaterialwithdrawal": {"append_only", "never_truncated", "shared_withdrawal_gate"},
    "eoi_staffanswer": {"append_only", "never_truncated", "staff_answer_gate"},
    "eoi_staffquestion": {"never_truncated", "staff_question_gate"},
    "eoi_staffquestionpage": {"staff_question_page_gate"},
    "eoi_staffquestionrefusal": {"append_only", "never_truncated", "staff_question_refusal_gate"},
    "eoi_stagedfile": {
        "deleted_files_are_destroyed",
        "deletion_is_logged",
        "kept_until_due",
        "never_truncated",
        "staged_file_gate",
        "staged_file_let_go",
    },
    "eoi_standingstatements": {"append_only", "never_truncated"},
    "eoi_storedfile": {"never_truncated", "stored_file_change_gate", "stored_file_gate"},
    "eoi_submission": {"append_only", "never_truncated", "submission_gate", "submission_has_content"},
    "eoi_submissioncontent": {
        "append_only",
        "deletion_is_logged",
        "kept_until_due",
        "never_truncated",
        "submission_content_gate",
        "submission_has_files",
    },
    "eoi_submissionfile": {
        "append_only",
        "kept_until_due",
        "never_truncated",
        "submission_file_gate",
        "submission_file_seals",
    },
    "eoi_submissionreminder": {"append_only", "never_truncated", "submission_reminder_gate"},
    "eoi_unsubmitteddecision": {"append_only", "never_truncated", "unsubmitted_decision_gate"},
    "eoi_unsubmitteddraft": {"append_only", "never_truncated", "unsubmitted_draft_gate"},
    "eoi_unsubmittedrequest": {"append_only", "never_truncated", "unsubmitted_names", "unsubmitted_request_gate"},
    "eoi_user_groups": {"role_gate"},
    "eoi_withdrawal": {"append_only", "never_truncated", "withdrawal_gate"},
}
EXPECTED_POLICIES = {
    "eoi_answer": {"assistant", "own_organisation", "retention", "second_reader"},
    "eoi_answeredition": {"assistant", "own_organisation", "retention"},
    "eoi_clarificationasker": {"asker_writes", "asking_organisation_reads", "revealed_to", "told_by_mail"},
    "eoi_consortiummember": {"assistant", "own_organisation", "retention", "second_reader"},
    "eoi_stagedfile": {"assistant", "granted_reader", "own_organisation", "retention", "second_reader"},
    "eoi_feedback": {"council_reads", "organisation_writes", "own_organisation"},
    "eoi_feedbackgiven": {"own_organisation"},
    "eoi_letter": {"auditor_reads", "council", "organisation_reads"},
    "eoi_letterreading": {"organisation_writes", "with_its_letter"},
    "eoi_minutes": {"auditor_reads", "council", "organisation_locks", "organisation_reads"},
    "eoi_minutesanswer": {"council_writes", "with_its_word"},
    "eoi_minutesedition": {"council_writes", "with_its_minutes"},
    "eoi_minutesword": {"organisation_writes", "with_its_edition"},
    "eoi_submissioncontent": {
        "assistant_reads",
        "assistant_writes",
        "granted_reader",
        "own_organisation_reads",
        "own_organisation_writes",
        "retention",
    },
    "eoi_submissionfile": {
        "assistant_reads",
        "assistant_writes",
        "granted_reader",
        "own_organisation_reads",
        "own_organisation_writes",
        "retention",
    },
    "eoi_submissionreminder": {"own_organisation_reads", "service_reads", "service_writes"},
    "eoi_unsubmitteddraft": {"asked_for", "concerned_read"},
}


def expect(*, triggers: dict[str, set[str]]) -> None:
    """Another app adds the triggers of its own migrations to the inventory, from its `ready()`."""
    for table, names in triggers.items():
        EXPECTED_TRIGGERS.setdefault(table, set()).update(names)


def live_triggers() -> dict[str, set[str]]:
    """Enabled triggers by table, as the database has them."""
    return _grouped(
        "SELECT tgrelid::regclass::text, tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled IN ('O', 'A')"
    )


def live_policies() -> dict[str, set[str]]:
    """Policies by table, only where row-level security is enabled and forced."""
    return _grouped(
        "SELECT p.tablename, p.policyname FROM pg_policies p JOIN pg_class c ON c.relname = p.tablename"
        " WHERE p.schemaname = 'public' AND c.relrowsecurity AND c.relforcerowsecurity"
    )


def _grouped(query: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    with connection.cursor() as cursor:
        cursor.execute(query)
        for table, name in cursor.fetchall():
            found.setdefault(table, set()).add(name)
    return found
