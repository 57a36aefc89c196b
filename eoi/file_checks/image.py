"""JPEG and PNG: what Pillow verifies, of a size that can be shown (DESIGN §10)."""

import warnings
from collections.abc import Callable
from functools import partial
from typing import BinaryIO

from PIL import Image, UnidentifiedImageError

MOST_PIXELS = 50_000_000


def _fault(file: BinaryIO, *, kind: str) -> tuple[str, str] | None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # our own limit is lower
            with Image.open(file, formats=[kind]) as image:
                if image.width * image.height > MOST_PIXELS:
                    return "too-many-pixels", "has more than 50 million points. Make the picture smaller."
                image.verify()
    except UnidentifiedImageError:
        return "not-its-format", f"is named as {kind} but is something else. Save it as {kind}, then choose it again."
    except (OSError, SyntaxError, ValueError, EOFError, Image.DecompressionBombError):
        return "damaged", f"cannot be opened as {kind}: it is damaged. Save it again, then choose it once more."
    return None


def _images(kind: str) -> Callable[[BinaryIO], tuple[str, str] | None]:
    return partial(_fault, kind=kind)


fault_of_jpeg = _images("JPEG")
fault_of_png = _images("PNG")
