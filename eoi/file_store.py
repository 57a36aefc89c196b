"""Where files are kept: a Django storage, the file system by default (DESIGN §10). Never served but through a view.

On the file system a file is written beside its place, flushed to the disk, then renamed: it is there whole, or not at all.
"""

import os
import secrets
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from typing import Any

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage, default_storage

CHUNK = 64 * 1024


class WholeFileStorage(FileSystemStorage):
    """Readable for the service's own account only."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"file_permissions_mode": 0o600, "directory_permissions_mode": 0o700, **options})

    def _save(self, name: str, content: File) -> str:
        path = self.path(name)
        folder = os.path.dirname(path)
        os.makedirs(folder, mode=0o700, exist_ok=True)
        handle, half = tempfile.mkstemp(dir=folder, prefix=".half-")
        try:
            with os.fdopen(handle, "wb") as file:
                content.seek(0)
                for chunk in content.chunks():
                    file.write(chunk)
                file.flush()
                os.fsync(file.fileno())
            os.replace(half, path)
        except BaseException:
            os.unlink(half)
            raise
        _flush_folder(folder)
        return name


def _flush_folder(folder: str) -> None:
    """The new name, too, is on the disk before anybody is told that the file was received."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def keep(file: File, *, folder: str) -> str:
    """The random key under which the file is kept from now on."""
    return default_storage.save(f"{folder}/{secrets.token_hex(16)}", file)


def keep_as(key: str, file: File) -> None:
    """For what is made from something that never changes: whoever makes it first, makes the same."""
    if not default_storage.exists(key):
        default_storage.save(key, file)


def opened(key: str) -> File:
    return default_storage.open(key)


def pieces_of(key: str) -> Iterator[bytes]:
    """Opened when the first piece is asked for."""
    with opened(key) as file:
        yield from file.chunks(CHUNK)


def size_of(key: str) -> int | None:
    """None where it has not been made yet."""
    try:
        return default_storage.size(key)
    except OSError:
        return None


def keys_before(moment: datetime, *, folder: str) -> Iterator[str]:
    """Of everything in a folder and those beneath it that was put there before then; also halves that were never finished."""
    try:
        folders, names = default_storage.listdir(folder)
    except FileNotFoundError:
        return
    for name in names:
        key = f"{folder}/{name}"
        with suppress(OSError):  # somebody else removed it meanwhile
            if default_storage.get_modified_time(key) < moment:
                yield key
    for each in folders:
        yield from keys_before(moment, folder=f"{folder}/{each}")


def remove(key: str) -> None:
    default_storage.delete(key)
