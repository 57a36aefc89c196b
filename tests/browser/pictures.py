"""What take_pictures.py takes: who goes where, in which order, and the name of each picture. Its `_do` reads the steps.

A name that begins with a full stop is a step without a picture. Words in braces are those of the last page with such a fact.
"""

OPEN = "/partner/ > Learning and workforce"
CLOSED = "/partner/ > Strategic partnership"
PEOPLE = "/partner/ > Aspinwall"
INVITE = f"{PEOPLE} > [Invite a colleague]"
SUBMISSION = f"{OPEN} > Your receipt"
EVIDENCE = "Telephoned back at the number in the register of companies on Tuesday; both leads have left."

WALKS: list[tuple[str, dict[str, str]]] = [
    (
        "",
        {
            "sign-in": "/account/login/ > [Sign in]",
            "create-account": "/account/signup/",
            "check-your-e-mail": "/account/confirm-email/",
            "send-the-mail-again": "/account/verification/",
            "reset-password": "/account/password/reset/",
            "check-a-receipt": "/receipts/",
        },
    ),
    (
        "ruth@aspinwall-dray.example",  # what she submitted has closed; she has not answered the open advert
        {
            "my-expressions": "/partner/",
            "start": "/partner/ > Start an expression of interest",
            "register-organisation": "/partner/organisations/new/ > [Register this organisation]",
            "closed": CLOSED,
            "after-the-closing-time": f"{CLOSED} > What stands",
            "our-questions": "/partner/questions/",
            "feedback": f"{CLOSED} > Where it stands > Tell us how it went",
            "make-lead": f"{PEOPLE} > Make a lead",
            "change-details": f"{PEOPLE} > Change the details",
            "leave": f"{PEOPLE} > Leave",
            "invite": INVITE,
            "organisation": f"{INVITE} > Your colleague = judith.fenwick@fenwickpayroll.example > (Contributor) > [Send]",
            "pass-the-lead-on": f"{PEOPLE} > Pass the lead on",
            "end-access": f"{PEOPLE} > End access",
            "withdraw-invitation": f"{PEOPLE} > Withdraw",
            "who-joined-and-left": f"{PEOPLE} > Who joined",
            ".organisation": PEOPLE,
        },
    ),
    (
        "norman.achebeplatt@fenwickpayroll.example",
        {"asked-to-join": "/partner/organisations/join/ > The organisation = {Reference} > [Ask to join]"},
    ),
    (
        "priya.nair@salford.example",
        {
            "record-a-new-lead": "/recoveries/new/",
            "new-lead": "/recoveries/new/ > The organisation = {Reference} > E-mail = callum@aspinwall-dray.example"
            f" > (Telephoned back) > What you saw = {EVIDENCE} > [Record this request]",
            "new-leads": "/recoveries/",
            "letter-about-a-new-lead": "/recoveries/ > REC > Print the letter",
        },
    ),
    (
        "ruth@aspinwall-dray.example",
        {
            "needs-you-now": "/partner/",
            "request-to-join": "/partner/ > Accept or decline",
            "stop-a-new-lead": "/partner/ > Read and object",
        },
    ),
    (
        "judith.fenwick@fenwickpayroll.example",  # letters and minutes of the closed advert are for her
        {
            "invitation": "/partner/ > Look at the invitation",
            "where-it-stands": f"{CLOSED} > Where it stands",
            "letters": f"{CLOSED} > Where it stands > Read letters",
            "letter": f"{CLOSED} > Where it stands > Read letters > One figure",
            "minutes": f"{CLOSED} > Where it stands > Read letters > Conversation",
            "minutes-confirm": f"{CLOSED} > Where it stands > Read letters > Conversation > Confirm these",
            "minutes-correct": f"{CLOSED} > Where it stands > Read letters > Conversation > Ask for a correction",
            "download": f"{CLOSED} > Download everything",
            "receipt-of-a-closed-advert": f"{CLOSED} > Your receipt",
            "receipt-found": "/receipts/ > The digest = {Receipt digest} > [Check this receipt]",
        },
    ),
    (
        "bernadette.okonjo@everyvoicemutual.example",  # a draft in which two texts meet
        {
            "ask-to-join": "/partner/organisations/join/",
            "task-list": OPEN,
            "task-list-320": OPEN,
            "answer": f"{OPEN} > Answer “Better services",
            "answer-320": f"{OPEN} > Answer “Better services",
            "needs": f"{OPEN} > Choose the needs",
            "two-versions": f"{OPEN} > Answer “Value for money > Choose which stands",
            "who-changed-what": f"{OPEN} > Who changed what",
            "restore": f"{OPEN} > Who changed what > Restore",
            "not-ready": f"{OPEN} > Check and submit",
            "consortium": f"{OPEN} > Members of your consortium",
            "consortium-member": f"{OPEN} > Members of your consortium > [Add a member] > [Save]",
            "more-time": f"{OPEN} > Ask for more time",
            "file-refused": f"{OPEN} > Add supporting files > [Add this file]",
            "ask-a-question": f"{OPEN} > Ask a question",
            "question-sent": f"{OPEN} > Ask a question > Your question = May one organisation answer for two of the five"
            " objectives, and leave the others to somebody else? > [Send this question]",
        },
    ),
    (
        "helen.okafor@northgate.example",  # complete, with a file, and not submitted
        {
            "files": f"{OPEN} > Add supporting files",
            "file-caption": f"{OPEN} > Add supporting files > Change what it is",
            "file-remove": f"{OPEN} > Add supporting files > Remove",
            "file-put-back": f"{OPEN} > Add supporting files > Remove > [Remove this file] > Put it back",
            ".file-put-back": f"{OPEN} > Add supporting files > Put it back > [Put this file back]",
            "check": f"{OPEN} > Check and submit",
            "check-320": f"{OPEN} > Check and submit",
            "check-refused": f"{OPEN} > Check and submit > [Submit this expression]",
            "assistance": f"{OPEN} > Ask an officer > The officer = tom.ashworth@salford.example > [Ask this officer]",
        },
    ),
    (
        "tom.ashworth@salford.example",  # there are two officers, and two have to be left who can open: he cannot say yes
        {
            "assistance-asked": "/assistance/ > AST",
            "assistances": "/assistance/",
            "record-a-request": "/assistance/new/",
        },
    ),
    (
        "bernadette@pendletonskills.example",  # submitted, and the advert changed since
        {
            "receipt": SUBMISSION,
            "receipt-320": SUBMISSION,
            "check-again": f"{OPEN} > Check your answers",
            "confirm-again": f"{OPEN} > read what changed",
            "ask-an-officer": f"{OPEN} > Ask an officer",
            "withdraw": f"{OPEN} > Withdraw",
            "withdrawn": f"{OPEN} > Withdraw > [Withdraw]",
        },
    ),
]
