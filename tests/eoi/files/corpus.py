"""Files that partners might send, good and bad, all made here: nothing dangerous lies in the repository.

Each is made when it is asked for; `refused` is the reason by name, empty for what is taken. `bench_file_checker` measures them.
"""

from collections.abc import Callable
from dataclasses import dataclass

LIMIT = 20 * 1024 * 1024


@dataclass(frozen=True)
class Sample:
    """`what` says what it is; `name` is what it is called, which is never believed."""

    what: str
    name: str
    make: Callable[[], bytes]
    refused: str = ""

    def __str__(self) -> str:
        return f"{self.refused or 'good'}: {self.what}"


def whole_corpus() -> list[Sample]:
    from tests.eoi.files import corpus_images, corpus_names, corpus_open_document, corpus_pdf, corpus_word, corpus_zip

    modules = (corpus_pdf, corpus_word, corpus_open_document, corpus_zip, corpus_images, corpus_names)
    return [sample for module in modules for sample in module.SAMPLES]
