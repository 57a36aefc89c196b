"""The demonstration's people, all fictional, and the sign-ins that `make run` prints.

Production refuses to start while any of these people exists.
"""

from evaluation.demonstration.content import organisation

PASSWORD = "salford-2003-demonstration"

OFFICERS = (("Priya Nair", "priya.nair@salford.example"), ("Tom Ashworth", "tom.ashworth@salford.example"))
APPROVER = ("Margaret Doyle", "margaret.doyle@salford.example")
EVALUATORS = (
    ("Amina Yusuf", "amina.yusuf@salford.example"),
    ("Brian Hollins", "brian.hollins@salford.example"),
    ("Carys Pritchard", "carys.pritchard@salford.example"),
    ("David Osei", "david.osei@salford.example"),
    ("Ewa Kowalska", "ewa.kowalska@salford.example"),
)
AUDITOR = ("Frances Bell", "frances.bell@salford.example")
ADMINISTRATOR = ("George Mensah", "george.mensah@salford.example")
LEAD_MEMBER = ("Ian Fletcher", "ian.fletcher@salford.example")
SERVICE_MANAGERS = {  # by the key of the service that each of them owns
    "customer-services": ("Helen Stott", "helen.stott@salford.example"),
    "law-and-administration": ("Kenneth Obi", "kenneth.obi@salford.example"),
    "finance": ("Laila Rahman", "laila.rahman@salford.example"),
    "it-services": ("Martin Threlfall", "martin.threlfall@salford.example"),
    "strategy-development": ("Nadia Brook", "nadia.brook@salford.example"),
    "personnel-and-performance": ("Owen Pickering", "owen.pickering@salford.example"),
}
REPRESENTATIVES = (  # the first two speak for a union each, the third for the staff forum
    ("Joan Carver", "joan.carver@salford.example"),
    ("Ravi Deol", "ravi.deol@salford.example"),
    ("Sylvia Marsden", "sylvia.marsden@salford.example"),
)
NEWCOMERS = (  # invited from a list; only the first has accepted so far
    ("Callum Reid", "callum.reid@salford.example", "procurement-officer"),
    ("Petra Lowe", "petra.lowe@salford.example", "service-manager"),
    ("Yusuf Khan", "yusuf.khan@salford.example", "evaluator"),
)
PARTNERS = ("northgate-shared-services", "pendleton-skills-trust")  # whose leads are printed among the sign-ins


def sign_ins() -> list[tuple[str, str, str]]:
    """(role, e-mail address, password) in the order in which a newcomer would want to try them."""
    rows = [("Procurement officer", email) for _, email in OFFICERS]
    rows += [("Procurement officer, deputy", NEWCOMERS[0][1])]
    rows += [("Prospective partner", organisation(slug).people[0].email) for slug in PARTNERS]
    rows += [("Evaluator, chair of the panel", EVALUATORS[0][1])]
    rows += [("Evaluator", email) for _, email in EVALUATORS[1:3]]
    rows += [("Approver", APPROVER[1]), ("Auditor", AUDITOR[1]), ("Administrator", ADMINISTRATOR[1])]
    rows += [("Service manager", email) for _, email in list(SERVICE_MANAGERS.values())[:2]]
    rows += [("Lead member", LEAD_MEMBER[1])]
    rows += [("Staff or union representative", email) for _, email in REPRESENTATIVES]
    return [(role, email, PASSWORD) for role, email in rows]
