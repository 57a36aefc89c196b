"""What every office format is looked through for, from the outside in: limits, layout, the format's own rules, files within."""

import struct
import zipfile
import zlib
from collections.abc import Callable
from typing import BinaryIO
from xml.parsers import expat

from eoi.file_checks.archive import fault_of_beginning, fault_of_contents, fault_of_directory
from eoi.file_checks.entries import BROKEN, BrokenEntry, Fault, fault_of_layout
from eoi.file_checks.markup import TOO_MUCH, TooMuchMarkup

MACROS: Fault = ("macros", "holds macros. Save it in a format without macros, then choose it again.")
OUTSIDE: Fault = (
    "fetches",
    "fetches parts from another file or place. Break those links or put the parts into the file, then choose it again.",
)
ENCRYPTED: Fault = ("encrypted", "is protected by a password. Save it without protection, then choose it again.")
DAMAGE = (
    BrokenEntry,
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    expat.ExpatError,
    NotImplementedError,
    OSError,
    EOFError,
    ValueError,
)


def check_zipped(
    file: BinaryIO, *, label: str, within: Callable[[BinaryIO, zipfile.ZipFile], Fault | None]
) -> Fault | None:
    """`within`: the rules of the format."""
    if fault := fault_of_beginning(file, label):
        return fault
    try:
        with zipfile.ZipFile(file) as archive:
            return (
                fault_of_directory(archive)
                or fault_of_layout(file, archive)
                or within(file, archive)
                or fault_of_contents(file, archive)
            )
    except TooMuchMarkup:
        return TOO_MUCH
    except DAMAGE:
        return BROKEN
