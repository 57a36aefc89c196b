"""JPEG and PNG: of every kind that programs write, and those that break off, are too big or something else as well."""

import io
import random
import struct
import zlib
from functools import partial

from PIL import Image, PngImagePlugin

from tests.eoi.files.corpus import LIMIT, Sample
from tests.eoi.files.corpus_pdf import plain
from tests.factories.files import docx, packed, picture

PNG_END = b"\0\0\0\0IEND\xae\x42\x60\x82"


def noise(kind: str, mode: str = "RGB", size: tuple[int, int] = (64, 48), **options) -> bytes:
    """A picture that has something to pack."""
    out, bands = io.BytesIO(), len(Image.new(mode, (1, 1)).getbands())
    made = Image.frombytes(mode, size, random.Random(6).randbytes(size[0] * size[1] * bands))
    made.save(out, kind, **options)
    return out.getvalue()


def with_words(words: str) -> bytes:
    facts = PngImagePlugin.PngInfo()
    facts.add_text("Title", words)
    return noise("PNG", pnginfo=facts)


def chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">L", len(content)) + kind + content + struct.pack(">L", zlib.crc32(kind + content))


def with_chunk(kind: bytes, content: bytes) -> bytes:
    made = picture("PNG", (9, 9))
    return made[:33] + chunk(kind, content) + made[33:]


def huge_png(width: int, height: int) -> bytes:
    """Says that it is huge, and is not."""
    header = struct.pack(">LLBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(bytes(9))) + PNG_END


def huge_jpeg() -> bytes:
    made = bytearray(picture("JPEG", (9, 9)))
    place = made.index(b"\xff\xc0")
    struct.pack_into(">HH", made, place + 5, 60_000, 60_000)
    return bytes(made)


def with_remark(words: bytes) -> bytes:
    made = picture("JPEG", (9, 9))
    return made[:2] + b"\xff\xfe" + struct.pack(">H", len(words) + 2) + words + made[2:]


def jpeg_of_size(size: int) -> bytes:
    """A maker's own notes fill it to the byte."""
    made = noise("JPEG")
    return made + b"\xff" * 0 + b"\x01" * (size - len(made) - 4) + b"SEFT"


def broken_chunk() -> bytes:
    made = bytearray(noise("PNG"))
    made[60] ^= 0xFF
    return bytes(made)


def good(what, make, name):
    return Sample(what, name, make)


def bad(refused, what, make, name):
    return Sample(what, name, make, refused)


J, P = "a.jpg", "a.png"
SAMPLES = [
    *(good(f"JPEG, {mode}", partial(noise, "JPEG", mode), J) for mode in ("RGB", "L", "CMYK")),
    *(good(f"PNG, {mode}", partial(noise, "PNG", mode), P) for mode in ("RGB", "RGBA", "L", "LA", "P")),
    good("one point", partial(picture, "JPEG", (1, 1)), J),
    good("one point", partial(picture, "PNG", (1, 1)), P),
    good("called jpeg", partial(picture, "JPEG"), "a.jpeg"),
    good("called in capitals", partial(picture, "JPEG"), "A.JPG"),
    good("in steps", partial(noise, "JPEG", progressive=True), J),
    good("with marks to begin anew", partial(noise, "JPEG", size=(400, 300), restart_marker_rows=1), J),
    good("with facts of a camera", partial(noise, "JPEG", exif=b"Exif\0\0MM\0*\0\0\0\x08\0\0\0\0\0\0"), J),
    good("a smaller picture behind it", lambda: noise("JPEG") + picture("JPEG"), J),
    good("a film behind it", lambda: noise("JPEG") + b"\0\0\0\x18ftypmp42" + bytes(999), J),
    good("a maker's notes behind it", lambda: noise("JPEG") + b"\x01\x02" * 99 + b"SEFT", J),
    good("zeros behind it", lambda: noise("JPEG") + bytes(99), J),
    good("at the limit", partial(jpeg_of_size, LIMIT), J),
    good("a title", partial(with_words, "Our structure"), P),
    good("a big picture", partial(picture, "PNG", (6000, 4000)), P),
    bad("too-big", "one byte over the limit", partial(jpeg_of_size, LIMIT + 1), J),
    *(bad("empty", "nothing", lambda: b"", name) for name in (J, P, "a.jpeg")),
    bad("not-its-format", "PNG", partial(picture, "PNG"), J),
    bad("not-its-format", "JPEG", partial(picture, "JPEG"), P),
    bad("not-its-format", "GIF", partial(picture, "GIF"), J),
    bad("not-its-format", "BMP", partial(picture, "BMP"), P),
    bad("not-its-format", "TIFF", partial(picture, "TIFF"), J),
    bad("not-its-format", "WebP", partial(picture, "WEBP"), P),
    bad("not-its-format", "SVG", lambda: b"<svg xmlns='http://www.w3.org/2000/svg'><script>x</script></svg>", P),
    bad("not-its-format", "a page of the web", lambda: b"<html><script>x</script></html>", J),
    bad("not-its-format", "a PDF", plain, J),
    bad("not-its-format", "a document", docx, P),
    bad("not-its-format", "a PDF before it", lambda: plain() + picture("JPEG"), J),
    bad("damaged", "cut off", lambda: noise("JPEG")[:-2], J),
    bad("damaged", "its first half", lambda: noise("JPEG", size=(300, 200))[:9000], J),
    bad("damaged", "its head only", lambda: noise("JPEG")[:300], J),
    bad("damaged", "cut off", lambda: noise("PNG")[:-12], P),
    bad("damaged", "its first half", lambda: noise("PNG")[:3000], P),
    bad("damaged", "a byte changed", broken_chunk, P),
    bad("not-its-format", "no picture", lambda: b"\x89PNG\r\n\x1a\n" + PNG_END, P),
    bad(
        "damaged",
        "words that unpack to gigabytes",
        lambda: with_chunk(b"zTXt", b"x\0\0" + zlib.compress(bytes(99_000_000))),
        P,
    ),
    bad("too-many-pixels", "a picture of billions", partial(huge_png, 60_000, 60_000), P),
    bad("too-many-pixels", "a very long one", partial(huge_png, 2_000_000_000, 1), P),
    bad("too-many-pixels", "a picture of billions", huge_jpeg, J),
    bad("something-else-within", "a zip behind it", lambda: picture("PNG") + packed({"a": "b"}), P),
    bad("something-else-within", "a zip behind it", lambda: picture("JPEG") + packed({"a": "b"}), J),
    bad("something-else-within", "a zip behind a smaller picture", lambda: picture("JPEG") * 2 + packed({"a": "b"}), J),
    bad("something-else-within", "a program behind it", lambda: picture("JPEG") + b"MZ\x90\0" + bytes(99), J),
    bad("something-else-within", "a page of the web behind it", lambda: picture("PNG") + b"<script>x</script>", P),
    bad("something-else-within", "a PDF in a remark", partial(with_remark, b"%PDF-1.5 and so on"), J),
    bad("something-else-within", "a page of the web in a remark", partial(with_remark, b"<html><script>x</script>"), J),
    bad("something-else-within", "a PDF in words", partial(with_words, "%PDF-1.5"), P),
    bad(
        "something-else-within",
        "a page of the web in a chunk",
        partial(with_chunk, b"tEXt", b"x\0<script>x</script>"),
        P,
    ),
]
