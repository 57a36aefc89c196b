"""Supporting files, as a partner adds, describes, removes and submits them."""

from tests.browser.visitor import Visitor
from tests.factories.files import docx
from tests.factories.partner_files import fresh_pdf


def choose(partner: Visitor, name: str, content: bytes, caption: str = "") -> None:
    partner.page.set_input_files("input[type=file]", {"name": name, "mimeType": "application/pdf", "buffer": content})
    partner.fill("What it is", caption)
    partner.press("Add this file")


def add_files(partner: Visitor) -> None:
    """From the task list; the limits stand before the choice."""
    partner.follow("Add supporting files", within="main")
    partner.sees_heading("Supporting files")
    partner.sees("No files yet", "Up to 20 MB for each file")
    choose(partner, "Our structure.pdf", fresh_pdf(), "Who does what")
    partner.sees("Received “Our structure.pdf”", "1 file,", "Who does what")
    choose(partner, "accounts.pdf", fresh_pdf())
    partner.sees("Received “accounts.pdf”", "2 files,")


def be_refused(partner: Visitor) -> None:
    """What was typed about it stays."""
    choose(partner, "letter.pdf", docx(), "A letter of support")
    partner.sees("“letter.pdf” is named as a PDF but is not one", "2 files,")
    assert partner.page.get_by_label("What it is").first.input_value() == "A letter of support"


def describe(partner: Visitor) -> None:
    partner.follow("Say what it is", within="main")
    partner.fill("What it is", "Accounts of the last three years")
    partner.press("Save what it is")
    partner.sees("What “accounts.pdf” is, is saved.", "Accounts of the last three years")


def remove_and_put_back(partner: Visitor) -> None:
    partner.follow("Remove accounts.pdf")
    partner.sees_heading("Remove this file?")
    partner.press("Remove this file")
    partner.sees("“accounts.pdf” is removed.", "1 file,")
    partner.follow("Put it back", within="main")
    partner.press("Put this file back")
    partner.sees("“accounts.pdf” is back.", "2 files,")
    partner.follow("Remove accounts.pdf")
    partner.press("Remove this file")
    partner.sees("“accounts.pdf” is removed.")


def see_them_sealed(partner: Visitor) -> None:
    """On the check page, and after submitting on the receipt, from where they are downloaded."""
    partner.follow("Check and submit", within="main")
    partner.sees("Our structure.pdf", "Who does what", "SHA-256")
    partner.fill("Your position", "Director")
    partner.choose("I am authorised to make this expression of interest")
    partner.choose("I have read the standing statements")
    partner.press("Submit this expression of interest")
    partner.sees_heading("Expression of interest submitted")
    partner.sees("Our structure.pdf", "Who does what")
    partner.does_not_see("accounts.pdf")
    with partner.page.expect_download() as download:
        partner.follow("Our structure.pdf", within="main")
    assert download.value.suggested_filename == "our-structure.pdf"
