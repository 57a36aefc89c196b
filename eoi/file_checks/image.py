"""JPEG and PNG: whole from the first byte to the last, of a size that can be shown, nothing behind the picture (DESIGN §10)."""

import warnings
from collections.abc import Callable
from functools import partial
from typing import BinaryIO

from PIL import Image, UnidentifiedImageError

from eoi.file_checks.entries import Fault

MOST_PIXELS = 50_000_000
TAIL = 65_557  # as far from the end as the end of a zip may lie
HEAD = 2048
PAGES = (b"%PDF-", b"<html", b"<script", b"<!doctype", b"<?php", b"<svg")
PNG_END = b"\0\0\0\0IEND\xae\x42\x60\x82"
JPEG_END, JPEG_BEGINNING = b"\xff\xd9", b"\xff\xd8\xff"
TOO_BIG: Fault = ("too-many-pixels", "has more than 50 million points. Make the picture smaller.")
ZIP_END = b"PK\x05\x06"


def _fault(file: BinaryIO, *, kind: str, ends: Callable[[bytes], Fault | None]) -> Fault | None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # our own limit is lower
            with Image.open(file, formats=[kind]) as image:
                if image.width * image.height > MOST_PIXELS:
                    return TOO_BIG
                image.verify()
    except Image.DecompressionBombError:
        return TOO_BIG
    except UnidentifiedImageError:
        return "not-its-format", f"is named as {kind} but is something else. Save it as {kind}, then choose it again."
    except Exception:
        return _damaged(kind)
    file.seek(0)
    content = file.read()
    return ends(content) or (_something_else(kind) if _is_also_something_else(content) else None)


def _end_of_png(content: bytes) -> Fault | None:
    """The first end is the end."""
    end = content.find(PNG_END)
    if end < 0:
        return _damaged("PNG")
    return None if end + len(PNG_END) == len(content) else _something_else("PNG")


def _end_of_jpeg(content: bytes) -> Fault | None:
    """What cameras put behind the picture is theirs; anything else is somebody's."""
    end = _behind_first_picture(content)
    if not end:
        return _damaged("JPEG")
    rest = content[end:]
    return None if not rest.strip(b"\0\r\n ") or _is_of_a_camera(rest) else _something_else("JPEG")


def _is_of_a_camera(rest: bytes) -> bool:
    """A smaller picture, a short film, or a maker's own notes."""
    return (rest.startswith(JPEG_BEGINNING) and JPEG_END in rest) or b"ftyp" in rest[:16] or rest.endswith(b"SEFT")


def _behind_first_picture(content: bytes) -> int:
    """From marker to marker, over what each says it is long; 0 where the picture breaks off."""
    position, has_scan = 2, False
    while position + 4 <= len(content):
        if content[position] != 0xFF:
            position = content.find(b"\xff", position)
            if position < 0:
                return 0
            continue
        marker = content[position + 1]
        if marker == 0xD9:
            return position + 2 if has_scan else 0
        if marker in (0x00, 0xFF) or 0xD0 <= marker <= 0xD7:
            position += 1 if marker == 0xFF else 2
            continue
        has_scan = has_scan or marker == 0xDA
        position += 2 + int.from_bytes(content[position + 2 : position + 4], "big")
    at_end = content[position : position + 2] == JPEG_END
    return position + 2 if has_scan and at_end else 0


def _is_also_something_else(content: bytes) -> bool:
    """What other programs take for a page, a PDF or a zip."""
    head = content[:HEAD].lower()
    return ZIP_END in content[-TAIL:] or any(each.lower() in head for each in PAGES)


def _damaged(kind: str) -> Fault:
    return "damaged", f"cannot be opened as {kind}: it is damaged. Save it again, then choose it once more."


def _something_else(kind: str) -> Fault:
    return "something-else-within", f"is more than a picture. Save it again as {kind}, then choose that."


fault_of_jpeg = partial(_fault, kind="JPEG", ends=_end_of_jpeg)
fault_of_png = partial(_fault, kind="PNG", ends=_end_of_png)
