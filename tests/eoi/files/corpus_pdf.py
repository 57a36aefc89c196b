"""PDFs: plain ones, and those that are scripted, protected, stuffed, broken or something else as well."""

import io
import random
import zlib
from datetime import UTC, datetime
from functools import partial

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from eoi.documents import Document, Section, pdf_of
from tests.eoi.files.corpus import LIMIT, Sample
from tests.factories.files import packed, pdf, picture, protected_pdf, script

D = Dictionary
SCRIPT = {"S": Name.JavaScript, "JS": String("app.alert(1)")}


def saved(made: pikepdf.Pdf, **options) -> bytes:
    out = io.BytesIO()
    made.save(out, **options)
    return out.getvalue()


def with_pages(number: int, **options) -> bytes:
    with pikepdf.new() as made:
        for page in range(number):
            made.add_blank_page()
            made.pages[-1].Contents = made.make_stream(b"BT /F1 12 Tf (Page %d) Tj ET" % page)
        return saved(made, **options)


def on_page(**facts) -> bytes:
    """One page with something of its own."""
    with pikepdf.new() as made:
        made.add_blank_page()
        for key, value in facts.items():
            made.pages[0][f"/{key}"] = value
        return saved(made)


def hidden(**facts) -> bytes:
    """A dictionary in an object of its own, which is packed with others."""
    with pikepdf.new() as made:
        made.add_blank_page()
        made.Root.Somewhere = made.make_indirect(D(**facts))
        return saved(made, object_stream_mode=pikepdf.ObjectStreamMode.generate)


def with_stream(content: bytes, **facts) -> bytes:
    with pikepdf.new() as made:
        made.add_blank_page()
        made.Root.Thing = made.make_stream(content, D(**facts))
        return saved(made, stream_decode_level=pikepdf.StreamDecodeLevel.none)


def of_size(size: int) -> bytes:
    """A scan that cannot be packed, and a remark that fills it to the byte."""
    scan = random.Random(1).randbytes(size - 2000)
    spare = size - len(with_stream(scan, Filter=Name.DCTDecode))
    made = with_stream(scan + bytes(spare - 9), Filter=Name.DCTDecode)
    cut = made.rindex(b"%%EOF")
    return made[:cut] + b"%" + b" " * (size - len(made) - 2) + b"\n" + made[cut:]


def report() -> bytes:
    section = Section("What we propose").text("Words.\n\nMore words.").facts([("People", "12"), ("Since", "1999")])
    document = Document("A proposal", "For the council", [["Reference", "X"]], [section])
    return pdf_of(document.as_data(), made_at=datetime(2026, 5, 1, tzinfo=UTC))


def by_hand(objects: list[bytes], *, root: int = 1) -> bytes:
    """An old-fashioned file with exactly these objects, numbered from one."""
    out, places = io.BytesIO(b""), []
    out.write(b"%PDF-1.5\n")
    for number, body in enumerate(objects, start=1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    table = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.write(b"".join(b"%010d 00000 n \n" % place for place in places))
    out.write(b"trailer\n<</Size %d /Root %d 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, root, table))
    return out.getvalue()


PAGES = [b"<</Type/Catalog/Pages 2 0 R%s>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", b"<</Type/Page/Parent 2 0 R>>"]


def plain(catalog: bytes = b"", *further: bytes) -> bytes:
    return by_hand([PAGES[0] % catalog, *PAGES[1:], *further])


def stuffed(inside: bytes, *, times: int = 1, filters: bytes = b"/FlateDecode") -> bytes:
    """Streams that list one object each, given by its text: what a packed PDF is made of, and what bombs hide in."""
    streams, entries, first = [], [], 4
    for number in range(times):
        header = b"%d 0 " % (100 + number)
        content = zlib.compress(header + inside, 9)
        if filters.count(b"Flate") == 2:
            content = zlib.compress(content, 9)
        streams.append((first + number, header, content))
        entries.append((100 + number, first + number))
    out, places = io.BytesIO(), {}
    out.write(b"%PDF-1.5\n")
    for number, body in enumerate((PAGES[0] % b"/X 100 0 R", *PAGES[1:]), start=1):
        places[number] = out.tell()
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    for number, header, content in streams:
        places[number] = out.tell()
        head = b"<</Type/ObjStm/N 1/First %d/Filter%s/Length %d>>" % (len(header), filters, len(content))
        out.write(b"%d 0 obj\n%s\nstream\n%s\nendstream\nendobj\n" % (number, head, content))
    rows = {0: (0, 0, 65535), **{number: (1, place, 0) for number, place in places.items()}}
    rows.update({number: (2, stream, 0) for number, stream in entries})
    own = 100 + times
    rows[own] = (1, out.tell(), 0)
    table = b"".join(
        bytes([kind]) + place.to_bytes(4, "big") + index.to_bytes(2, "big")
        for kind, place, index in (rows.get(number, (0, 0, 0)) for number in range(own + 1))
    )
    start = out.tell()
    head = b"<</Type/XRef/Size %d/W[1 4 2]/Root 1 0 R/Length %d>>" % (own + 1, len(table))
    out.write(b"%d 0 obj\n%s\nstream\n%s\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % (own, head, table, start))
    return out.getvalue()


def nested(depth: int) -> bytes:
    return plain(b"/X " + b"[" * depth + b"]" * depth)


def good(what, make, name="a.pdf"):
    return Sample(what, name, make)


def bad(refused, what, make, name="a.pdf"):
    return Sample(what, name, make, refused)


LINK = D(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), A=D(S=Name.URI, URI=String("https://x.example")))
LAUNCH = D(S=Name.Launch, F=String("cmd.exe"))
SAMPLES = [
    good("one empty page", pdf),
    good("one page, called in capitals", pdf, "A.PDF"),
    good("forty pages", partial(with_pages, 40)),
    good("packed objects", partial(with_pages, 9, object_stream_mode=pikepdf.ObjectStreamMode.generate)),
    good("for the web", partial(with_pages, 9, linearize=True)),
    good("of 2001", partial(with_pages, 3, force_version="1.4")),
    good("accessible, by typst", report),
    good("opens at a page", lambda: pdf(OpenAction=Array([]))),
    good("a link to a page of the web", lambda: on_page(Annots=Array([LINK]))),
    good("a form without a script", lambda: pdf(AcroForm=D(Fields=Array([])))),
    good("bookmarks", lambda: pdf(Outlines=D(Type=Name.Outlines, Count=0))),
    good("a picture", lambda: with_stream(picture("JPEG", (90, 90)), Subtype=Name.Image, Filter=Name.DCTDecode)),
    good("written by hand", plain),
    good("words that name a script", lambda: with_stream(b"BT (We use JavaScript and Launch pads) Tj ET")),
    good("a title that names one", lambda: pdf(Title=String("JavaScript, JS and Launch"))),
    good("a line before it", lambda: b"\r\n" + plain()),
    good("lines behind it", lambda: plain() + b"\r\n\r\n\0\0"),
    good("objects in a packed list", lambda: stuffed(b"<</A 1>>", times=3)),
    good("at the limit", partial(of_size, LIMIT)),
    good("of five megabytes", partial(of_size, 5_000_000)),
    bad("too-big", "one byte over the limit", partial(of_size, LIMIT + 1)),
    bad("empty", "nothing", lambda: b""),
    bad("not-its-format", "words", lambda: b"Dear Sir or Madam, " * 99),
    bad("not-its-format", "one byte", lambda: b"%"),
    bad("not-its-format", "zeros", lambda: bytes(4096)),
    bad("not-its-format", "a zip", lambda: packed({"a": "b"})),
    bad("not-its-format", "a picture", lambda: picture("PNG")),
    bad("not-its-format", "PostScript", lambda: b"%!PS-Adobe-3.0\n%%EOF"),
    bad("damaged", "its beginning only", lambda: with_pages(9)[:700]),
    bad("damaged", "its first line only", lambda: b"%PDF-1.7\n"),
    bad("damaged", "a first and a last line", lambda: b"%PDF-1.7\n%%EOF"),
    bad("damaged", "no page", lambda: by_hand([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>"])),
    bad("damaged", "no catalogue", lambda: by_hand([b"<</Type/Font>>"])),
    bad(
        "damaged", "random bytes between the lines", lambda: b"%PDF-1.7\n" + random.Random(2).randbytes(999) + b"%%EOF"
    ),
    bad("encrypted", "a password to open", protected_pdf),
    bad("encrypted", "a password to change", lambda: with_pages(1, encryption=pikepdf.Encryption(owner="x", user=""))),
    bad("encrypted", "old encryption", lambda: with_pages(1, encryption=pikepdf.Encryption(owner="x", user="y", R=4))),
    bad("scripted", "a script when it is opened", lambda: pdf(OpenAction=script())),
    bad("scripted", "a script by name", lambda: pdf(Names=D(JavaScript=D()))),
    bad("scripted", "a script hidden in a packed object", lambda: hidden(**SCRIPT)),
    bad("scripted", "a script without its kind", lambda: hidden(JS=String("x"))),
    bad("scripted", "a script on a page", lambda: on_page(AA=D(O=D(**SCRIPT)))),
    bad("scripted", "a script in a form", lambda: pdf(AcroForm=D(Fields=Array([D(AA=D(K=D(**SCRIPT)))])))),
    bad("scripted", "a script as the next step", lambda: pdf(OpenAction=D(S=Name.GoTo, Next=Array([D(**SCRIPT)])))),
    bad("scripted", "a script deep inside", lambda: pdf(X=Array([Array([Array([D(Y=D(**SCRIPT))])])]))),
    bad("scripted", "a script in letters of codes", lambda: plain(b"/OpenAction<</S/J#61va#53cript/J#53(x)>>")),
    bad("scripted", "a key in letters of codes", lambda: plain(b"/OpenAction<</#4a#53(x)>>")),
    bad("scripted", "a script that nothing refers to", lambda: plain(b"", b"<</S/JavaScript/JS(x)>>")),
    bad("scripted", "a program to start", lambda: pdf(AA=D(O=LAUNCH))),
    bad("scripted", "a program to start, on a link", lambda: on_page(Annots=Array([D(Subtype=Name.Link, A=LAUNCH)]))),
    bad(
        "scripted",
        "a form that sends itself",
        lambda: pdf(OpenAction=D(S=Name.SubmitForm, F=String("https://x.example"))),
    ),
    bad("scripted", "data to take in", lambda: pdf(OpenAction=D(S=Name.ImportData, F=String("x.fdf")))),
    bad("scripted", "another file to open", lambda: pdf(OpenAction=D(S=Name.GoToR, F=String("\\\\x\\y.pdf")))),
    bad("scripted", "a file within to open", lambda: pdf(OpenAction=D(S=Name.GoToE))),
    bad("scripted", "a film to play", lambda: hidden(S=Name.Rendition)),
    bad("scripted", "a form of XFA", lambda: pdf(AcroForm=D(XFA=String("<xdp/>")))),
    bad("attachment", "files within, by name", lambda: pdf(Names=D(EmbeddedFiles=D()))),
    bad("attachment", "a file within", lambda: hidden(Type=Name.Filespec, EF=D())),
    bad(
        "attachment", "a file on a page", lambda: on_page(Annots=Array([D(Subtype=Name.FileAttachment, FS=D(EF=D()))]))
    ),
    bad("attachment", "rich media", lambda: on_page(Annots=Array([D(Subtype=Name.RichMedia, RichMediaContent=D())]))),
    bad("fetches", "a stream that lies elsewhere", lambda: with_stream(b"x", F=String("https://x.example/x"))),
    bad("something-else-within", "a zip behind it", lambda: plain() + packed({"a": "b"})),
    bad("something-else-within", "a long tail", lambda: plain() + b"x" * 5000),
    bad("something-else-within", "a page of the web before it", lambda: b"<html><script>x</script>" + plain()),
    bad("something-else-within", "a program before it", lambda: b"MZ\x90\0" + bytes(60) + plain()),
    bad(
        "something-else-within",
        "a page of the web in a remark",
        lambda: plain().replace(b"\n", b"\n%<script>x()</script>\n", 1),
    ),
    bad(
        "too-many-parts",
        "more parts than can be seen through",
        lambda: plain(b"", *([b"[" + b"<<>>" * 50_000 + b"]"] * 4)),
    ),
    bad("too-hard", "numbers without end in a packed list", lambda: stuffed(b"[" + b"0 " * 9_000_000 + b"]")),
    bad("too-hard", "a packed list of gigabytes", lambda: stuffed(b" " * 64_000_000)),
    bad("too-hard", "a list packed twice", lambda: stuffed(b" " * 64_000_000, filters=b"[/FlateDecode/FlateDecode]")),
    bad("too-hard", "many lists of numbers", lambda: stuffed((b"[" + b"0 " * 90_000 + b"]") * 1, times=99)),
    bad("damaged", "a list of numbers as long as the file", lambda: plain(b"/X[" + b"0 " * 5_000_000 + b"]")),
    bad("damaged", "lists within lists", lambda: nested(5000)),
    bad("packed-too-tightly", "lists packed in an old way", lambda: stuffed(b"<<>>", filters=b"/LZWDecode")),
]
