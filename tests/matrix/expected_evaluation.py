"""The pages of panel, scoring and ranking (DESIGN §5). Until the advert is open it has no panel here."""

from tests.matrix.words import read

SHOWN = read(
    """
                        draft     open      closed    opened    scoring   concluded
evaluation:panel-detail
    its-officers        page
    approver            page
evaluation:evaluator-start
    evaluators          page
evaluation:panel-list
    officers            page
    approver            page
    evaluators          page
    auditor             page
evaluation:assessment-list
    panel               absent    page      page      page      page      page
    outside-evaluator   absent
evaluation:panel-progress
    its-officers        absent    page      page      page      page      page
    other-officer       absent
    chair               absent    page      page      page      page      page
    evaluator           absent    no        no        no        no        no
    recused             absent    no        no        no        no        no
    outside-evaluator   absent
evaluation:ranking-detail
    its-officers        absent    page      page      page      page      page
    other-officer       absent
    approver            absent    page      page      page      page      page
    auditor             absent    page      page      page      page      page
    panel               absent    page      page      page      page      page
    outside-evaluator   absent
evaluation:ranking-record
    its-officers        absent    page      page      page      page      page
    other-officer       absent
    approver            absent    page      page      page      page      page
    auditor             absent    page      page      page      page      page
    chair               absent    page      page      page      page      page
    evaluator           absent    page      page      page      page      page
    recused             absent    page      page      page      page      no
    outside-evaluator   absent
evaluation:ranking-export
    its-officers        absent    page      page      page      page      page
    other-officer       absent
    approver            absent    page      page      page      page      page
    auditor             absent    page      page      page      page      page
    panel               absent    page      page      page      page      page
    outside-evaluator   absent
""",
    shown=True,
)

FORMS = read(
    """
                        draft     open      closed    opened    scoring   concluded
evaluation:panel-create
    its-officers        form      not-now   not-now   not-now   not-now   not-now
evaluation:panel-edit
    its-officers        absent    form      form      form      form      not-now
evaluation:panel-member-add
    its-officers        absent    form      form      form      not-now   not-now
evaluation:panel-member-remove
    its-officers        absent    step      step      step      not-now   not-now
evaluation:panel-chair-choose
    its-officers        absent    form      form      form      not-now   not-now
evaluation:scoring-open
    its-officers        absent    not-now   not-now   step      not-now   not-now
evaluation:conflict-declare
    panel               absent    not-now   not-now   not-now   not-now   not-now
    outside-evaluator   absent
evaluation:conflict-recuse
    chair               absent    absent    absent    not-now   form      form
    evaluator           absent    absent    absent    not-now   form      form
    recused             absent    absent    absent    not-now   not-now   not-now
    outside-evaluator   absent
evaluation:assessment-edit
    chair               absent    absent    absent    not-now   step      not-now
    evaluator           absent    absent    absent    not-now   step      not-now
    recused             absent    absent    absent    not-now   no        no
    outside-evaluator   absent
evaluation:score-settle
    chair               absent    absent    absent    not-now   onward    not-now
    evaluator           absent    absent    absent    not-now   form      not-now
    recused             absent    absent    absent    not-now   no        no
    outside-evaluator   absent
evaluation:assessment-lock
    chair               absent    absent    absent    not-now   step      not-now
    evaluator           absent    absent    absent    not-now   not-now   not-now
    recused             absent    absent    absent    not-now   no        no
    outside-evaluator   absent
evaluation:scoring-close
    chair               absent    not-now   not-now   not-now   form      not-now
    evaluator           absent    no        no        no        no        no
    recused             absent    no        no        no        no        no
    outside-evaluator   absent
""",
    shown=False,
)
