"""What can be found wrong with a page by looking at it: WCAG 2.2 AA through axe, its width, its title, its headings."""

from collections.abc import Iterator

from django.conf import settings
from playwright.sync_api import Page

from tests.browser.visitor import Visitor

AXE = "/static/axe.min.js"  # fetched from the live server: the browser keeps it, which is faster than sending it each time
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
RUN_AXE = """async (tags) => {
    const found = await axe.run(document, {runOnly: {type: "tag", values: tags}, resultTypes: ["violations"]});
    return found.violations.map((fault) => `${fault.id}: ${fault.nodes.slice(0, 3).map((node) => node.html.slice(0, 200)).join(" | ")}`);
}"""
WIDER_THAN_WINDOW = """() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    const wide = [...document.querySelectorAll("body *")].filter((each) => each.getBoundingClientRect().right > width + 1);
    return wide.slice(-3).map((each) => each.outerHTML.slice(0, 160));
}"""
FOCUSED = """() => document.activeElement && document.activeElement.matches("input, select, textarea, button")
    ? document.activeElement.id : """
WIDTHS = {320: 700, 1280: 900}  # ends at the width that visitors have
FRAME = "() => [document.title, document.querySelectorAll('h1').length]"
ENDING = f" – {settings.SERVICE_NAME} – {settings.COUNCIL_NAME}"


def faults_of(visitor: Visitor) -> Iterator[str]:
    """Everything wrong with the page as it stands, at both widths."""
    page = visitor.page
    page.wait_for_load_state()  # a page that a form has just been answered with may still be coming in, without its title
    yield from _faults_of_frame(page)
    page.add_script_tag(url=AXE)
    page.evaluate("document.querySelectorAll('details').forEach((each) => each.open = true)")
    for width, height in WIDTHS.items():
        page.set_viewport_size({"width": width, "height": height})
        yield from (f"{width} px, axe {fault}" for fault in page.evaluate(RUN_AXE, WCAG))
        yield from (f"{width} px, wider than the window: {each}" for each in page.evaluate(WIDER_THAN_WINDOW))
    yield from visitor.complaints
    visitor.complaints.clear()


def faults_of_refusal(visitor: Visitor) -> Iterator[str]:
    """A form sent with bad input: the summary, its links, the title."""
    page = visitor.page
    links = page.locator(".govuk-error-summary a")
    if not page.title().startswith("Error: "):
        yield f"the title does not begin with “Error: ”: {page.title()}"
    if links.count() == 0:
        yield "no error summary with a link"
        return
    for number in range(links.count()):
        text, target = links.nth(number).inner_text(), links.nth(number).get_attribute("href") or ""
        links.nth(number).click()
        focused = page.evaluate(f"{FOCUSED} ''")
        if f"#{focused}" != target:
            yield f"the link “{text}” leads to {target}, and the focus is on “{focused}”"


def _faults_of_frame(page: Page) -> Iterator[str]:
    title, headings = page.evaluate(FRAME)
    if not title.endswith(ENDING) or title == ENDING:
        yield f"the title is “{title}”"
    if headings != 1:
        yield f"{headings} headings of the first level"
