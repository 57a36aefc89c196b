"""Every good file is taken, every bad one refused for the reason that it is there for, quickly and with little memory (DESIGN §10)."""

import io
import resource
import tracemalloc
import unicodedata
from collections import Counter

import pytest
from django.core.files.base import File

from eoi.file_checks import FORMATS, contained, facts_of, file_download_name, problems_with_file, shown_name
from tests.eoi.files.corpus import LIMIT, Sample, whole_corpus
from tests.eoi.files.corpus_names import HOSTILE

CORPUS = whole_corpus()
MOST_SECONDS = 5  # of the processor, on a machine that does much else; bench_file_checker says how long each takes
MOST_MEMORY = 200 * 1024 * 1024
BIG = {"too-big", "too-hard", "too-many-parts", "packed-too-tightly", "unpacks-too-big", "too-many-pixels"}
KINDS = BIG | {
    *("format", "empty", "not-its-format", "damaged", "encrypted", "scripted", "attachment", "macros", "fetches"),
    *("file-within", "something-else-within", "unsafe-names", "unusual-text"),
}


def as_file(sample: Sample) -> File:
    return File(io.BytesIO(sample.make()), name=sample.name)


def seconds_used() -> float:
    """By this process, and by those that looked into PDFs for it."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


@pytest.mark.parametrize("sample", CORPUS, ids=str)
def test_each_is_taken_or_refused_for_its_reason(sample):
    file = as_file(sample)
    began = seconds_used()

    problems = problems_with_file(file, most=LIMIT)

    assert seconds_used() - began < MOST_SECONDS
    assert [problem.code for problem in problems] == ([sample.refused] if sample.refused else [])
    for problem in problems:
        assert problem.message.startswith(f"“{shown_name(file)}” ")
        assert problem.message.endswith(".")


def test_the_corpus_is_as_big_as_promised_and_meets_every_refusal():
    refused = Counter(sample.refused for sample in CORPUS)

    assert len(CORPUS) >= 200
    assert len(HOSTILE) >= 60
    assert refused.keys() - {""} == KINDS
    assert refused[""] >= 60
    assert set(FORMATS) <= {sample.name.rpartition(".")[2] for sample in CORPUS}
    assert len({str(sample) + sample.name for sample in CORPUS}) == len(CORPUS)


@pytest.mark.parametrize("sample", [each for each in CORPUS if each.refused in BIG or "limit" in each.what], ids=str)
def test_what_is_big_or_becomes_it_needs_little_memory(sample):
    """What Python takes; a PDF is looked into by a process that gets no more than this."""
    file = as_file(sample)
    tracemalloc.start()
    try:
        problems_with_file(file, most=LIMIT)
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

    assert most < MOST_MEMORY
    assert contained.MOST_MEMORY <= MOST_MEMORY


@pytest.mark.parametrize("name", HOSTILE, ids=lambda name: f"{name!r:.40}")
def test_a_hostile_name_is_shown_and_sent_without_danger(name):
    file = File(io.BytesIO(b"x"), name=name)

    shown, sent = shown_name(file), file_download_name(facts_of(file).name, "pdf")

    assert 0 < len(shown) <= 255
    assert not set(shown) & {"/", "\\"}
    assert not any(unicodedata.category(letter) in ("Cc", "Cf", "Cs", "Zl", "Zp") for letter in shown)
    assert set(sent) <= set("abcdefghijklmnopqrstuvwxyz0123456789-_.")
    assert sent.count(".") == 1
    assert not sent.startswith(("-", ".", "con.", "nul.", "com1.", "lpt9."))
