"""The criteria and their agreement (S15). The approver is the one who is asked, and has agreed."""

from tests.matrix.words import read

SHOWN = {}

FORMS = read(
    """
                        draft     open      closed    opened    scoring   concluded
eoi:criterion-edit
    its-officers        form      not-now   not-now   not-now   not-now   not-now
eoi:criteria-agreement
    other-officer       reads
    approver            reads
    its-officers        form      not-now   not-now   not-now   not-now   not-now
eoi:criteria-ask-again
    its-officers        not-now
eoi:criteria-agreer-remove
    its-officers        form      not-now   not-now   not-now   not-now   not-now
eoi:criteria-agree
    officers            reads
    evaluators          absent
    lead-member         absent
    representatives     absent
    service-manager     absent
    approver            form      not-now   not-now   not-now   not-now   not-now
""",
    shown=False,
)
