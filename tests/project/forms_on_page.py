"""The forms of a page, as a browser would find them."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

NO_DATA = {"button", "submit", "image", "reset", "file"}


@dataclass
class PageForm:
    """`controls`: each name with the values that the page offers for it; a text control offers what it holds."""

    action: str
    method: str
    controls: dict[str, list[str]] = field(default_factory=dict)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[PageForm] = []
        self.form: PageForm | None = None
        self.select = ""

    def handle_starttag(self, tag, attributes):
        has = {name: value or "" for name, value in attributes}
        if tag == "form":
            self.form = PageForm(has.get("action", ""), has.get("method", "get").lower())
            self.forms.append(self.form)
        elif tag == "select":
            self.select = has.get("name", "")
            self._offer(self.select)
        elif tag == "option":
            self._offer(self.select, has.get("value", ""))
        elif tag == "textarea":
            self._offer(has.get("name", ""), "")
        elif (tag == "input" and has.get("type") not in NO_DATA) or (tag == "button" and has.get("name")):
            self._offer(has.get("name", ""), has.get("value", "on"))

    def handle_endtag(self, tag):
        if tag == "form":
            self.form = None

    def _offer(self, name: str, *values: str) -> None:
        if self.form and name and name != "csrfmiddlewaretoken":
            self.form.controls.setdefault(name, []).extend(values)


def forms_on(html: str) -> list[PageForm]:
    reader = _Reader()
    reader.feed(html)
    return reader.forms
