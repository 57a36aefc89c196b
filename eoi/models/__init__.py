"""One file a noun; this page lists them all, so that `from eoi.models import Advert` works everywhere."""

from eoi.models.advert import (
    Advert,
    AdvertOfficer,
    Phase,
)
from eoi.models.advert_change import (
    AdvertChange,
    ChangeKind,
)
from eoi.models.advert_withdrawal import (
    AdvertWithdrawal,
)
from eoi.models.answer_edition import (
    AnswerEdition,
)
from eoi.models.assistance import (
    Assistance,
    AssistanceChannel,
    AssistanceState,
    ReadBack,
)
from eoi.models.audit import (
    AuditEvent,
    AuditSeal,
    WorkerHeartbeat,
)
from eoi.models.availability import (
    AvailabilityProbe,
    ProbeResult,
    hours_between,
)
from eoi.models.clarification import (
    Clarification,
    ClarificationAnswer,
    ClarificationAsker,
    ClarificationDraft,
    ClarificationReveal,
    ClarificationState,
    PrivateAnswer,
)
from eoi.models.communication import (
    Audience,
    CommunicationActivity,
)
from eoi.models.consortium import (
    ConsortiumMember,
)
from eoi.models.consultation import (
    Consultation,
    ConsultationEvent,
    ConsultationEventEdition,
    ConsultedBody,
    EventKind,
    SharedMaterial,
    SharedMaterialWithdrawal,
    consultations_of,
)
from eoi.models.consultation_body import (
    BodyKind,
    BodyRepresentative,
    ConsultationBody,
)
from eoi.models.criteria_agreement import (
    CriteriaAgreer,
    CriteriaOpinion,
)
from eoi.models.criterion import (
    Criterion,
)
from eoi.models.decision import (
    DecisionRequest,
    DecisionToAdvertise,
    Outcome,
)
from eoi.models.expression_of_interest import (
    Answer,
    ExpressionOfInterest,
    Extension,
)
from eoi.models.extension_request import (
    ExtensionRequest,
)
from eoi.models.feedback import (
    Agreement,
    Feedback,
    FeedbackGiven,
)
from eoi.models.file import (
    ScanState,
    StagedFile,
    StoredFile,
    SubmissionFile,
)
from eoi.models.follower import (
    Follower,
)
from eoi.models.handover import (
    Handover,
    HandoverKind,
    HandoverState,
)
from eoi.models.issue import (
    IssueHorizon,
    IssueKind,
    IssueOutcome,
    IssueScope,
    IssueState,
    KnownIssue,
)
from eoi.models.issue_release import (
    AdvertIssue,
    IssueRelease,
    IssueReleaseWithdrawal,
)
from eoi.models.lead_recovery import (
    IdentityCheck,
    LeadRecovery,
    RecoveryState,
)
from eoi.models.letter import (
    Letter,
    LetterKind,
    LetterReading,
    LetterState,
    without_outcome,
)
from eoi.models.membership_change import (
    MembershipChange,
    MembershipChangeKind,
)
from eoi.models.minutes import (
    Minutes,
    MinutesAnswer,
    MinutesEdition,
    MinutesState,
    MinutesWord,
)
from eoi.models.need import (
    AdvertNeed,
    Need,
)
from eoi.models.nothing_to_report import (
    NothingToReport,
)
from eoi.models.notice import (
    NoticeOccasion,
    NoticePublication,
    NoticeRelease,
)
from eoi.models.objective import (
    MOST_OBJECTIVES,
    Objective,
    ObjectiveSet,
    ObjectiveWording,
    ScaleLevel,
)
from eoi.models.organisation import (
    JoinRequest,
    Membership,
    MembershipInvitation,
    MembershipRole,
    Organisation,
    OrganisationKind,
    OrganisationSize,
)
from eoi.models.pack import (
    PackDocument,
    PackEdition,
    PackEditionDocument,
)
from eoi.models.plan import (
    Anchor,
    DayKind,
    Milestone,
    PlanAgreement,
    PlanEntry,
    PlanMove,
)
from eoi.models.plan_feed import (
    PlanFeed,
)
from eoi.models.pledge import (
    Pledge,
    PledgeLink,
)
from eoi.models.positioning import (
    PositioningFramework,
)
from eoi.models.profile import (
    Direction,
    ProfileIndicator,
    ProfileReminder,
    ProfileVolume,
    ReviewState,
    ServiceProfile,
    Trend,
)
from eoi.models.question import (
    CHOOSING,
    EVERY_OPTION,
    Question,
    QuestionKind,
    QuestionSet,
)
from eoi.models.readiness import (
    ReadinessReason,
)
from eoi.models.reading import (
    ReadingGrant,
    ReadingPurpose,
)
from eoi.models.reconfirmation import (
    Reconfirmation,
)
from eoi.models.representation import (
    Closing,
    Representation,
    RepresentationAnswer,
    RepresentationReply,
    RepresentationState,
)
from eoi.models.retention import (
    DeletedKind,
    DeletionLogEntry,
    RetentionHold,
    RetentionRule,
    RetentionRun,
    due_by_advert,
    number_due,
)
from eoi.models.scope import AdvertService, ServiceLeftOut
from eoi.models.service import (
    Service,
    ServiceKeeper,
)
from eoi.models.staff_question import (
    AskingDay,
    StaffAnswer,
    StaffQuestion,
    StaffQuestionPage,
    StaffQuestionRefusal,
)
from eoi.models.standing_statements import (
    StandingStatements,
)
from eoi.models.submission import (
    ClosingRecord,
    Submission,
    SubmissionContent,
    Withdrawal,
)
from eoi.models.submission_reminder import SubmissionReminder
from eoi.models.unsubmitted import (
    LateAttempts,
    UnsubmittedDecision,
    UnsubmittedDraft,
    UnsubmittedNumbers,
    UnsubmittedOutcome,
    UnsubmittedRequest,
    late_attempts,
    unsubmitted_numbers,
)
from eoi.models.user import (
    COUNCIL_ROLES,
    Role,
    StaffInvitation,
    User,
)
