"""Good files with anything done to them: the checker says something or nothing, and never fails."""

import io

from django.core.files.base import File
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as any_of

from eoi.file_checks import problems_with_file
from tests.eoi.files.corpus import LIMIT, whole_corpus
from tests.eoi.files.test_corpus import KINDS

BIGGEST = 30_000
GOOD = [
    (sample.name, content)
    for sample in whole_corpus()
    if not sample.refused and sample.name.startswith(("a.", "A.")) and "limit" not in sample.what
    if len(content := sample.make()) < BIGGEST
]
place = any_of.floats(0, 1, exclude_max=True)
edit = any_of.tuples(
    any_of.sampled_from(["change", "leave-out", "put-in", "double", "end"]),
    place,
    any_of.binary(min_size=1, max_size=24),
)


def edited(content: bytes, edits: list[tuple[str, float, bytes]]) -> bytes:
    for kind, where, what in edits:
        at = int(where * len(content))
        before, after = content[:at], content[at:]
        content = {
            "change": before + what + after[len(what) :],
            "leave-out": before + after[len(what) :],
            "put-in": before + what + after,
            "double": before + after[: len(what) * 40] + after,
            "end": before if len(what) == 1 else before + what + after,
        }[kind]
    return content


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(any_of.sampled_from(GOOD), any_of.lists(edit, min_size=1, max_size=6))
def test_the_checker_never_fails(good, edits):
    name, content = good

    problems = problems_with_file(File(io.BytesIO(edited(content, edits)), name=name), most=LIMIT)

    assert len(problems) <= 1
    assert {problem.code for problem in problems} <= KINDS


@settings(max_examples=100, deadline=None)
@given(
    any_of.sampled_from(["a.pdf", "a.docx", "a.xlsx", "a.odt", "a.ods", "a.jpg", "a.png"]), any_of.binary(max_size=400)
)
def test_nothing_but_noise_is_refused(name, noise):
    [problem] = problems_with_file(File(io.BytesIO(noise), name=name), most=LIMIT)

    assert problem.code in KINDS
