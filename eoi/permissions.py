"""Who may. Each rule cites the row of DOMAIN §2 or DESIGN §5 it comes from; when a thing may be done is in `policies`."""

from eoi.models import (
    Advert,
    AdvertOfficer,
    Assistance,
    BodyRepresentative,
    CommunicationActivity,
    ConsultationBody,
    Handover,
    KnownIssue,
    Membership,
    MembershipRole,
    Milestone,
    Organisation,
    Representation,
    Role,
    Service,
    ServiceKeeper,
    SharedMaterial,
    User,
)
from eoi.models.issue import READERS

ASKED_TO_AGREE = frozenset(
    role.value
    for role in (
        Role.PROCUREMENT_OFFICER,
        Role.APPROVER,
        Role.EVALUATOR,
        Role.SERVICE_MANAGER,
        Role.LEAD_MEMBER,
        Role.REPRESENTATIVE,
    )
)


def is_officer(user: User) -> bool:
    return Role.PROCUREMENT_OFFICER.value in user.roles


def is_approver(user: User) -> bool:
    return Role.APPROVER.value in user.roles


def is_auditor(user: User) -> bool:
    return Role.AUDITOR.value in user.roles


def is_administrator(user: User) -> bool:
    return Role.ADMINISTRATOR.value in user.roles


def is_partner(user: User) -> bool:
    return Role.PROSPECTIVE_PARTNER.value in user.roles


def is_service_manager(user: User) -> bool:
    return Role.SERVICE_MANAGER.value in user.roles


def is_representative(user: User) -> bool:
    return Role.REPRESENTATIVE.value in user.roles


def may_see_services(user: User) -> bool:
    """Signed-off profiles, published or not: the council's own people but the administrator, who sees no content, and the auditor."""
    return user.is_council_staff and not is_administrator(user) and not is_auditor(user)


def may_see_aims(user: User) -> bool:
    """Objectives, pledges and needs: as `may_see_services`. What is still to be confirmed stays within the council (S2)."""
    return user.is_council_staff and not is_administrator(user) and not is_auditor(user)


def may_change_aims(user: User) -> bool:
    return is_officer(user)


def may_keep_service(user: User, service: Service) -> bool:
    """Its owner or a deputy, while they are a service manager (S9, S10). One query."""
    return is_service_manager(user) and ServiceKeeper.objects.filter(service=service, user=user).exists()


def may_answer_staff_questions(user: User) -> bool:
    """Officers and service managers; which questions, `StaffQuestion.objects.answerable_by` says (S12)."""
    return is_officer(user) or is_service_manager(user)


def may_word_axes(user: User) -> bool:
    """The names of the axes on which services are placed are the council's (S4)."""
    return is_officer(user)


def may_see_issues(user: User) -> bool:
    """Problem areas and internal issues: service managers, officers, approvers, panels (DESIGN §5). Nobody of a partner, no observer."""
    return bool(user.roles & READERS)


def may_record_issues(user: User) -> bool:
    """Of a service they keep, or of the whole (S9, S11); for which, `may_keep_issue` says."""
    return is_service_manager(user)


def may_keep_issue(user: User, issue: KnownIssue) -> bool:
    """Who keeps its service; of the whole of Corporate Services and of Personnel, any service manager. One query at most."""
    if issue.service is None:
        return is_service_manager(user)
    return may_keep_service(user, issue.service)


def may_release_issue(user: User, issue: KnownIssue) -> bool:
    """A named person who answers for it: who keeps it, or an officer. One query at most."""
    return is_officer(user) or may_keep_issue(user, issue)


def may_represent(user: User, body: ConsultationBody) -> bool:
    """Somebody who speaks for this body today (S12). One query."""
    return is_representative(user) and BodyRepresentative.objects.filter(body=body, user=user).exists()


def may_answer_representations(user: User, advert: Advert) -> bool:
    """By a named person of the council: who runs the advert, or an approver (S12). One query at most."""
    return is_approver(user) or may_run_advert(user, advert)


def may_read_representation(user: User, representation: Representation) -> bool:
    """Officers and approvers all; a representative what their body made, or another body lets them read. One query."""
    if may_see_officer_pages(user):
        return True
    bodies = ConsultationBody.objects.represented_by(user)
    mine = Representation.objects.readable_by_bodies(bodies).filter(pk=representation.pk)
    return is_representative(user) and mine.exists()


def may_ask_for_drafts(user: User) -> bool:
    """Who may learn whether there is a draft of some reference at all."""
    return may_see_officer_pages(user) or is_representative(user)


def may_see_draft(user: User, advert: Advert) -> bool:
    """Officers and approvers; a representative with whom the draft was shared, until that is withdrawn. One query."""
    if may_see_officer_pages(user):
        return True
    bodies = ConsultationBody.objects.represented_by(user)
    shown = SharedMaterial.objects.showing_draft_of(advert).readable_by_bodies(bodies)
    return is_representative(user) and shown.exists()


def may_keep_bodies(user: User) -> bool:
    """The list of those whom the council consults, and who speaks for them (S12)."""
    return is_officer(user)


def may_draft_advert(user: User) -> bool:
    return is_officer(user)


def may_see_officer_pages(user: User) -> bool:
    """Adverts in preparation: officers, who write them, and approvers, who decide on them."""
    return is_officer(user) or is_approver(user)


def may_run_advert(user: User, advert: Advert) -> bool:
    """One of the officers named on this advert. One query."""
    return is_officer(user) and AdvertOfficer.objects.filter(advert=advert, user=user).exists()


def may_read_clarifications(user: User, advert: Advert) -> bool:
    """Questions as they were asked, and private answers: the advert's officers, and approvers; never who asked (DESIGN §5). One query."""
    return is_approver(user) or may_run_advert(user, advert)


def may_be_asked_to_agree(user: User) -> bool:
    """Criteria are agreed by the council's own people and by representatives (S15); never by partners, auditors, administrators."""
    return bool(user.roles & ASKED_TO_AGREE)


def may_see_retention(user: User) -> bool:
    """How long what is kept, and what was deleted: who prepares adverts, who confirms deletion, and who audits it (R7)."""
    return may_see_officer_pages(user) or is_auditor(user)


def may_decide_on_advert(user: User) -> bool:
    return is_approver(user)


def may_read_decision_paper(user: User, advert: Advert) -> bool:
    """It holds what is internal: officers and approvers read it, auditors once the submissions are opened (DESIGN §5)."""
    return may_see_officer_pages(user) or (is_auditor(user) and advert.is_opened)


def may_see_submission_list(user: User, advert: Advert) -> bool:
    """Those who are given leave to read at the opening (DESIGN §5); before it they see numbers. One query at most."""
    return is_approver(user) or is_auditor(user) or may_run_advert(user, advert)


def may_own_plan_entry(user: User) -> bool:
    """Council staff who can read it and act on it: not the administrator, who sees no content, nor the auditor (S14)."""
    return user.is_council_staff and not is_administrator(user) and not is_auditor(user)


def may_see_plan(user: User, advert: Advert) -> bool:
    """Officers, approvers, and whoever something in it belongs to (S13, S14). Two queries at most."""
    return may_see_officer_pages(user) or (
        may_own_plan_entry(user)
        and any(kind.objects.filter(advert=advert, owner=user).exists() for kind in (Milestone, CommunicationActivity))
    )


def may_finish_plan_entry(user: User, entry: Milestone | CommunicationActivity) -> bool:
    """Whoever it belongs to, or an officer of the advert. One query at most."""
    is_theirs = entry.owner_id == user.pk and may_own_plan_entry(user)
    return is_theirs or may_run_advert(user, entry.advert)


def may_act_for(user: User, organisation: Organisation) -> bool:
    """A member today. One query."""
    return Membership.objects.of(user).filter(organisation=organisation).exists()


def may_assist(user: User, organisation: Organisation, advert: Advert) -> bool:
    """An officer whom the organisation asked to enter its answers to this advert, while that lasts (DESIGN §5). One query."""
    asked = Assistance.objects.live().filter(assistant=user, organisation=organisation, advert=advert)
    return is_officer(user) and asked.exists()


def may_lead(user: User, organisation: Organisation) -> bool:
    return Membership.objects.of(user).filter(organisation=organisation, role=MembershipRole.LEAD).exists()


def may_look_after_leads(user: User) -> bool:
    """A new lead where nobody of an organisation can act: officers and administrators, two of them (ADR 0031)."""
    return is_officer(user) or is_administrator(user)


def may_read_audit(user: User) -> bool:
    return is_auditor(user)


def may_see_availability(user: User) -> bool:
    """Officers and approvers, who answer for a disputed outage, and auditors (P18)."""
    return may_see_officer_pages(user) or is_auditor(user)


def may_see_handovers(user: User) -> bool:
    """Those who hold what can be handed over, and the administrator (DOMAIN §2)."""
    return is_administrator(user) or is_officer(user) or is_service_manager(user) or is_representative(user)


def may_hand_over(user: User, subject: Advert | Service | ConsultationBody, holder: User) -> bool:
    """The administrator for anybody, and everybody for what they hold themselves (DOMAIN §2). One query at most."""
    if is_administrator(user):
        return True
    if user != holder:
        return False
    if isinstance(subject, Advert):
        return may_run_advert(user, subject)
    return may_keep_service(user, subject) if isinstance(subject, Service) else may_represent(user, subject)


def may_change_handover(user: User, handover: Handover) -> bool:
    """Cancel it, or end a deputy's time: the administrator, whose part it is, and who recorded it."""
    return is_administrator(user) or user.pk in (handover.from_person_id, handover.recorded_by_id)


def may_manage_people(user: User) -> bool:
    return is_administrator(user)
