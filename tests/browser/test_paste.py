"""Pasting from a word processor keeps paragraphs and bullets, and drops the rest (P9)."""

import pytest
from django.urls import reverse

from tests.browser.chromium import Visit

pytestmark = pytest.mark.browser

PASTE = """([html, plain]) => {
  const carried = new DataTransfer()
  if (html) carried.setData('text/html', html)
  carried.setData('text/plain', plain)
  const box = document.querySelector('textarea')
  box.focus()
  box.setSelectionRange(box.value.length, box.value.length)
  const event = new ClipboardEvent('paste', {clipboardData: carried, bubbles: true, cancelable: true})
  return [box.dispatchEvent(event), box.value]
}"""

FROM_WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><title>Answer</title>
<style>p.MsoNormal {color:red}</style></head><body lang=EN-GB>
<!--StartFragment--><h2>What we
would do</h2><p class=MsoNormal>First <b>bold</b> paragraph,<br>second line.<o:p></o:p></p>
<p class=MsoListParagraphCxSpFirst style='mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol'><span style='mso-list:Ignore'>·<span style='font:7.0pt "Times"'>&nbsp;&nbsp;&nbsp;
</span></span></span><![endif]>One bullet</p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>2.</span>Two, numbered</p>
<p class=MsoNormal>&nbsp;</p><img src="file:///secret.png"><script>alert(1)</script>
<table><tr><td><p>Year</p></td><td><p>Jobs</p></td></tr><tr><td>1</td><td>20</td></tr></table><!--EndFragment-->
</body></html>"""
KEPT = """What we would do

First bold paragraph,
second line.

- One bullet
2. Two, numbered

Year\tJobs
1\t20"""

OTHERS = [
    (
        "<ul><li>One</li><li><p>Two</p><ul><li>Within</li></ul></li></ul><ol start=3><li>Third</li></ol>",
        "- One\n- Two\n- Within\n3. Third",
    ),
    ("<div>One</div><div>Two</div>", "One\n\nTwo"),
    ("plain <i>words</i> only", "plain words only"),
]


@pytest.mark.parametrize(("html", "kept"), [(FROM_WORD, KEPT), *OTHERS])
def test_what_is_pasted_from_a_document_becomes_plain(visit: Visit, places, html, kept):
    partner = visit(places.lead)
    partner.open(reverse("eoi:answer-edit", args=[places.begun.reference, "objective-1"]))
    partner.fill("Your answer", "Before. ")

    not_handled, value = partner.page.evaluate(PASTE, [html, "as the browser would have it"])

    assert not not_handled
    assert value == f"Before. {kept}"
    partner.page.keyboard.press("Control+z")
    assert partner.page.get_by_label("Your answer").first.input_value() == "Before. "


def test_what_is_pasted_without_a_layout_is_left_to_the_browser(visit: Visit, places):
    partner = visit(places.lead)
    partner.open(reverse("eoi:answer-edit", args=[places.begun.reference, "objective-1"]))

    left_to_the_browser, _ = partner.page.evaluate(PASTE, ["", "•\tOne"])

    assert left_to_the_browser


def test_bullets_of_words_plain_text_are_made_plain_on_the_server(visit: Visit, places):
    partner = visit(places.lead)
    partner.open(reverse("eoi:answer-edit", args=[places.begun.reference, "objective-1"]))
    partner.fill("Your answer", "We would:\n•\tmeet\n•\ttalk")
    partner.press("Save and next")
    partner.open(reverse("eoi:answer-edit", args=[places.begun.reference, "objective-1"]))

    assert partner.page.get_by_label("Your answer").first.input_value() == "We would:\n- meet\n- talk"
