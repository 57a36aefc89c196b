"""Receipts under fire: partners amend and submit while web workers, database processes and the whole database are killed.

    .venv/bin/python -m tests.faults.run                           three minutes
    .venv/bin/python -m tests.faults.run --control async           and three more like it (early, unique): the proof must fail

Every receipt that was shown must exist afterwards with the same digest, time and files, none twice; the closing record must verify;
each must have its mail. It speaks to the loopback address only, to a service and a database of its own (var/faults), ends by itself,
and kills only processes that it started, by number. Prints its seed and counts. A control makes one promise untrue on purpose: then
0 means that the proof noticed.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import threading
import time
from collections import Counter
from typing import TYPE_CHECKING

from tests.load import service as places

if TYPE_CHECKING:
    from tests.faults.partner import PersistentPartner

FOLDER = "var/faults"
CONTROLS = {
    "async": "the database acknowledges before it has written",
    "unique": "neither the action nor the database minds a version submitted twice",
    "early": "the receipt is shown before the commit",
}


def main() -> int:
    wanted = _arguments()
    print(f"seed {wanted.seed}, {wanted.partners} partners, {wanted.seconds} s", flush=True)
    if wanted.control:
        print(f"control: {CONTROLS[wanted.control]}", flush=True)
    os.environ.update(FAULT_SEED=str(wanted.seed), FAULT_CHANCE="0.01", FAULT_CONTROL=wanted.control)
    places.prepare(FOLDER)
    return _run(wanted)


def _run(wanted: argparse.Namespace) -> int:
    from django.conf import settings
    from django.db import connection

    from eoi.models import Question, QuestionKind
    from tests.faults.controls import prepare
    from tests.faults.kills import KINDS, Killer
    from tests.faults.partner import PersistentPartner
    from tests.load.files import stage_for
    from tests.load.population import let_close_in, make_advert, make_partners
    from tests.load.proof import problems

    chance = random.Random(wanted.seed)
    world = make_advert()
    partners = list(make_partners(world, wanted.partners, port=int(os.environ["PORT"]), kind=PersistentPartner))
    question = next(each.key for each in Question.objects.of(world.advert) if each.kind == QuestionKind.CRITERION)
    prepare(wanted.control, settings.EMBEDDED_DATA)
    service = places.Service(
        workers=4, log=places.HERE / FOLDER / "service.log", application="tests.faults.application"
    )
    with places.running(service):
        stage_for(partners, chance, files=1, size=50_000)
        let_close_in(wanted.seconds + 5)
        ends = time.monotonic() + wanted.seconds
        for partner in partners:
            partner.ends, partner.chance, partner.question = ends, random.Random(chance.random()), question
        threads = [threading.Thread(target=partner.run) for partner in partners]
        killer = Killer(service, settings.EMBEDDED_DATA, chance, kinds=KINDS, every=wanted.every)
        for thread in (*threads, killer):
            thread.start()
        for thread in threads:
            thread.join()
        killer.stop()
        connection.close()
        print(f"killed {dict(killer.killed)}, and workers at failpoints", flush=True)
        _print_counts(partners)
        found = problems(world.advert, partners, places.HERE / FOLDER)
    return _judge(found, wanted.control)


def _print_counts(partners: list[PersistentPartner]) -> None:
    broken = sum((each.broken for each in partners), Counter[str]())
    print(f"receipts shown {len({receipt for each in partners for receipt in each.receipts})}")
    print(f"requests that broke and were tried again {broken.total()}, most often:")
    print("\n".join(f"  {number:6} {what}" for what, number in broken.most_common(8)), flush=True)


def _judge(found: list[str], control: str) -> int:
    print(
        "\n".join(found[:20])
        or "Every receipt that was shown is there as it was shown, once, in the record, and mailed."
    )
    if control:
        print("The proof noticed." if found else "THE PROOF NOTICED NOTHING.")
        return 0 if found else 1
    return 1 if found else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=int, default=120)
    parser.add_argument("--partners", type=int, default=30)
    parser.add_argument("--every", type=float, default=5.0, help="seconds between two kills, on average")
    parser.add_argument("--control", choices=CONTROLS, default="")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10_000))
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
