"""Officers', approvers' and auditors' pages (DESIGN §5). In the closed phase the first officer has asked for the opening."""

from tests.matrix.words import read

# A submission of which somebody has no leave to read does not exist for them, whatever their role: its page stands in eoi,
# which knows leave to read and no panels. Why a recused evaluator has none, evaluation's own pages say.
SHOWN = read(
    """
                        draft     open      closed    opened    scoring   concluded
eoi:officer-start
    officers            page
    approver            page
eoi:advert-manage
    officers            page
    approver            page
eoi:advert-readiness
    officers            page
    approver            page
eoi:decision-paper
    officers            page
    approver            page
    auditor             no        no        no        page      page      page
eoi:decision-paper-pdf
    officers            page
    approver            page
    auditor             no        no        no        page      page      page
eoi:decision-detail
    officers            absent    page      page      page      page      page
    approver            absent    page      page      page      page      page
    auditor             no        no        no        page      page      page
eoi:decision-detail-pdf
    officers            absent    page      page      page      page      page
    approver            absent    page      page      page      page      page
    auditor             no        no        no        page      page      page
eoi:advert-preview
    officers            page      onward    onward    onward    onward    onward
    approver            page      onward    onward    onward    onward    onward
    representative      page      onward    onward    onward    onward    onward
eoi:opening-detail
    officers            page
    approver            page
eoi:submission-list
    its-officers        page
    approver            page
    auditor             page
eoi:submission-detail
    signed-in           absent
    its-officers        absent    absent    absent    page      page      page
    approver            absent    absent    absent    page      page      page
    auditor             absent    absent    absent    page      page      page
    chair               absent    absent    absent    absent    page      page
    evaluator           absent    absent    absent    absent    page      page
eoi:audit-event-list
    auditor             page
eoi:auditor-advert-list
    auditor             page
""",
    shown=True,
)

FORMS = read(
    """
                        draft     open      closed    opened    scoring   concluded
eoi:advert-create
    officers            form
eoi:advert-edit
    its-officers        form      not-now   not-now   not-now   not-now   not-now
eoi:criteria-edit
    its-officers        form      not-now   not-now   not-now   not-now   not-now
eoi:readiness-reason
    its-officers        not-now
eoi:decision-request
    its-officers        not-now
eoi:advert-decide
    approver            form      not-now   not-now   not-now   not-now   not-now
eoi:advert-publish
    its-officers        not-now
eoi:advert-officer-add
    its-officers        form
eoi:opening-request
    its-officers        not-now
eoi:opening-cancel
    its-officers        not-now   not-now   step      not-now   not-now   not-now
eoi:opening-confirm
    officer             not-now
    second-officer      not-now   not-now   step      not-now   not-now   not-now
""",
    shown=False,
)
