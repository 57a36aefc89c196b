"""How long the checker of files takes, and how much memory: run by name, `python -m tests.load.bench_file_checker`.

Each file of the corpus three times, the best counts. Memory is what the process, or the one that looks into a PDF, ever had.
"""

import io
import os
import resource
import sys
from time import monotonic

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "salford_partnering.test_settings")
TIMES, SHOWN = 3, 12


def main() -> None:
    import django

    django.setup()
    from django.core.files.base import File

    from eoi.file_checks import problems_with_file
    from tests.eoi.files.corpus import LIMIT, whole_corpus

    figures = []
    for sample in whole_corpus():
        content, took = sample.make(), []
        for _ in range(TIMES):
            began = monotonic()
            problems_with_file(File(io.BytesIO(content), name=sample.name), most=LIMIT)
            took.append(monotonic() - began)
        figures.append((min(took), len(content), str(sample)))
    figures.sort(reverse=True)
    for seconds, size, what in figures[:SHOWN]:
        print(f"{seconds:6.2f} s  {size / 1024:9.0f} KB  {what}")
    print(f"{len(figures)} files, {sum(each[0] for each in figures):.1f} s in all, longest {figures[0][0]:.2f} s")
    for name, who in (
        ("this process, with the corpus", resource.RUSAGE_SELF),
        ("looking into a PDF", resource.RUSAGE_CHILDREN),
    ):
        print(f"{resource.getrusage(who).ru_maxrss / 1024:.0f} MB at most: {name}")


if __name__ == "__main__":
    sys.exit(main())
