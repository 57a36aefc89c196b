"""Small files of every kind, right and wrong."""

import io
import zipfile

import pikepdf
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/{}" ContentType="application/vnd.openxmlformats-officedocument.{}.main+xml"/>{}</Types>'
)
WORD_TYPES = TYPES.format("word/document.xml", "wordprocessingml.document", "")
EXCEL_TYPES = TYPES.format("xl/workbook.xml", "spreadsheetml.sheet", "")
LINKS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
LINK = '<Relationship Id="r" Type="http://schemas.openxmlformats.org/{}" Target="{}" TargetMode="External"/>'


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def pdf(**root) -> bytes:
    """One empty page; `root` goes into the catalogue, such as OpenAction."""
    with pikepdf.new() as made:
        made.add_blank_page()
        for key, value in root.items():
            made.Root[f"/{key}"] = value
        return _saved(made)


def protected_pdf() -> bytes:
    with pikepdf.new() as made:
        made.add_blank_page()
        return _saved(made, encryption=pikepdf.Encryption(owner="owner", user="user"))


def script(words: str = "app.alert(1)") -> pikepdf.Dictionary:
    return pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String(words))


def packed(parts: dict[str, bytes | str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def docx(**parts: bytes | str) -> bytes:
    """`parts` by path, with `__` for a slash and `_dot_` for a dot: `word__vbaProject_dot_bin`."""
    return packed({"[Content_Types].xml": WORD_TYPES, "word/document.xml": "<document/>", **_paths(parts)})


def xlsx(**parts: bytes | str) -> bytes:
    return packed({"[Content_Types].xml": EXCEL_TYPES, "xl/workbook.xml": "<workbook/>", **_paths(parts)})


def open_document(kind: str = "spreadsheet", content: str = "<content/>", **parts: bytes | str) -> bytes:
    return packed(
        {
            "mimetype": f"application/vnd.oasis.opendocument.{kind}",
            "content.xml": content,
            "META-INF/manifest.xml": "<manifest/>",
            **_paths(parts),
        }
    )


def picture(kind: str, size: tuple[int, int] = (2, 2)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size).save(out, kind)
    return out.getvalue()


def _saved(made: pikepdf.Pdf, **options) -> bytes:
    out = io.BytesIO()
    made.save(out, **options)
    return out.getvalue()


def _paths(parts: dict[str, bytes | str]) -> dict[str, bytes | str]:
    return {name.replace("_dot_", ".").replace("__", "/"): content for name, content in parts.items()}
