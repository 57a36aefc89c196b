"""OpenDocument: plain ones, and those with macros, links that fetch, protection, another kind."""

from functools import partial

from tests.eoi.files.corpus import Sample
from tests.factories.files import docx, open_document, packed, picture

ADDRESSES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "meta": "urn:oasis:names:tc:opendocument:xmlns:meta:1.0",
    "script": "urn:oasis:names:tc:opendocument:xmlns:script:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
}
NAMES = " ".join(f'xmlns:{short}="{name}"' for short, name in ADDRESSES.items())


def content(body: str, encoding: str = "utf-8", names: str = NAMES) -> bytes:
    text = (
        f'<?xml version="1.0" encoding="{encoding}"?><office:document-content {names}>{body}</office:document-content>'
    )
    return text.encode(encoding)


def text(body: str = "<text:p>Words</text:p>", encoding: str = "utf-8", **parts) -> bytes:
    return open_document("text", content(body, encoding), **parts)


def sheet(body: str = "", **parts) -> bytes:
    return open_document("spreadsheet", content(body), **parts)


def renamed(body: str) -> bytes:
    """The same under short names of its own."""
    names = NAMES.replace("xmlns:draw", "xmlns:d").replace("xmlns:xlink", "xmlns:x")
    return open_document("text", content(body, names=names))


def good(what, make, name="a.odt"):
    return Sample(what, name, make)


def bad(refused, what, make, name="a.odt"):
    return Sample(what, name, make, refused)


PICTURE = '<draw:image xlink:href="{}"/>'
AWAY = "https://elsewhere.example/x.png"
LISTENER = (
    '<office:event-listeners><script:event-listener xlink:href="vnd.sun.star.script:x"/></office:event-listeners>'
)
PROTECTED = {"META-INF__manifest_dot_xml": "<manifest><encryption-data/></manifest>"}
PROTECTED_WIDE = {
    "META-INF__manifest_dot_xml": '<?xml version="1.0" encoding="utf-16"?><m><encryption-data/></m>'.encode("utf-16")
}
SAMPLES = [
    good("a text", text),
    good("a sheet", sheet, "a.ods"),
    good("called in capitals", sheet, "A.ODS"),
    good("in two bytes a letter", partial(text, "<text:p/>", "utf-16")),
    good("no script", partial(text, "<office:scripts/><text:p>a script:event-listener, dde-link</text:p>")),
    good("links to be clicked", partial(text, '<text:a xlink:href="https://salford.example">x</text:a>')),
    good("a picture within", partial(text, PICTURE.format("Pictures/a.png"), Pictures__a_dot_png=picture("PNG"))),
    good(
        "a chart within",
        partial(sheet, '<draw:object xlink:href="./Object 1"/>', **{"Object 1__content_dot_xml": "<x/>"}),
        "a.ods",
    ),
    good("its template by name", partial(text, meta_dot_xml=content('<meta:template xlink:href="/usr/x.ott"/>'))),
    good("formulas", partial(sheet, '<table:table-cell table:formula="of:=SUM([.A1:.A9])"/>'), "a.ods"),
    bad("empty", "nothing", lambda: b""),
    bad("not-its-format", "a sheet", sheet),
    bad("not-its-format", "a text", text, "a.ods"),
    bad("not-its-format", "a drawing", lambda: open_document("graphics")),
    bad("not-its-format", "a template", lambda: open_document("text-template")),
    bad("not-its-format", "a master text", lambda: open_document("text-master")),
    bad("not-its-format", "Word", docx),
    bad("not-its-format", "a kind only", lambda: packed({"mimetype": "application/vnd.oasis.opendocument.text"})),
    bad("not-its-format", "words", lambda: b"words"),
    bad("not-its-format", "one plain file of XML", lambda: content("")),
    bad("encrypted", "a password", lambda: open_document("text", **PROTECTED)),
    bad("encrypted", "a password, in two bytes a letter", lambda: open_document("text", **PROTECTED_WIDE)),
    bad("macros", "a library of macros", partial(text, Basic__Standard__a_dot_xml="<x/>")),
    bad("macros", "scripts", partial(text, Scripts__python__a_dot_txt="x")),
    bad("macros", "scripts in capitals", partial(text, SCRIPTS__python__a_dot_txt="x")),
    bad("macros", "a script", partial(text, '<office:script script:language="x"/>')),
    bad("macros", "a listener", partial(text, LISTENER)),
    bad("macros", "a listener in two bytes a letter", partial(text, LISTENER, "utf-16")),
    bad("macros", "a listener in its styles", partial(text, styles_dot_xml=content(LISTENER))),
    bad(
        "macros", "a listener in an object", partial(sheet, **{"Object 1__content_dot_xml": content(LISTENER)}), "a.ods"
    ),
    bad("macros", "a link that runs", partial(text, '<text:a xlink:href="vnd.sun.star.script:x">x</text:a>')),
    bad("macros", "a link that runs a macro", partial(text, '<text:a xlink:href="macro:///x">x</text:a>')),
    bad("fetches", "a picture from elsewhere", partial(text, PICTURE.format(AWAY))),
    bad("fetches", "the same in other quotes", partial(text, PICTURE.format(AWAY).replace('"', "'"))),
    bad("fetches", "the same in references", partial(text, PICTURE.format("&#104;ttps://x.example/x"))),
    bad("fetches", "the same in two bytes a letter", partial(text, PICTURE.format(AWAY), "utf-16")),
    bad("fetches", "the same under another short name", partial(renamed, f'<d:image x:href="{AWAY}"/>')),
    bad("fetches", "the same on many lines", partial(text, f'<draw:image\n\n\txlink:href\n=\n"{AWAY}"/>')),
    bad("fetches", "a share of the network", partial(text, PICTURE.format("//x/y.png"))),
    bad("fetches", "a file beside it", partial(text, PICTURE.format("../x.png"))),
    bad("fetches", "a section from elsewhere", partial(text, '<text:section-source xlink:href="file:///etc/passwd"/>')),
    bad(
        "fetches",
        "a page in its place",
        partial(text, meta_dot_xml=content(f'<meta:auto-reload xlink:href="{AWAY}"/>')),
    ),
    bad("fetches", "a picture among its styles", partial(text, styles_dot_xml=content(PICTURE.format(AWAY)))),
    bad(
        "fetches",
        "a sheet from elsewhere",
        partial(sheet, '<table:table-source xlink:href="https://x.example/x"/>'),
        "a.ods",
    ),
    bad("fetches", "live data", partial(sheet, "<table:dde-link/>"), "a.ods"),
    bad("fetches", "live data of a text", partial(text, "<text:dde-connection-decl/>")),
    bad("fetches", "a data base", partial(sheet, "<table:database-source-sql/>"), "a.ods"),
    bad(
        "fetches",
        "a program in a formula",
        partial(sheet, '<table:table-cell table:formula="of:=DDE(&quot;x&quot;)"/>'),
        "a.ods",
    ),
    bad(
        "fetches",
        "a service of the web",
        partial(sheet, '<table:table-cell table:formula="of:=webservice(A1)"/>'),
        "a.ods",
    ),
    bad("file-within", "a file within", partial(text, Object_1=docx())),
    bad("damaged", "entities", lambda: open_document("text", '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>')),
    bad(
        "damaged",
        "a billion laughs",
        lambda: open_document("text", '<!DOCTYPE x [<!ENTITY a "' + "b" * 99 + '"><!ENTITY c "&a;&a;">]><x>&c;</x>'),
    ),
    bad("damaged", "XML that breaks off", lambda: open_document("text", "<x>")),
    bad("damaged", "cut off", lambda: text()[:-60]),
]
