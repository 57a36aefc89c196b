"""Partners who sign in and submit in the last minute before the closing time. Run by name; ends by itself:

    .venv/bin/python -m tests.load.run                     200 partners, half of them in the last ten seconds
    .venv/bin/python -m tests.load.run --partners 1000 --even --most 3

It speaks to the loopback address only, to a service and a database of its own (var/load). Prints its seed and counts.
"""

import argparse
import random
import sys
import time

from tests.load import service as places

FOLDER = "var/load"


def main() -> int:
    wanted = _arguments()
    print(f"seed {wanted.seed}, {wanted.partners} partners, {wanted.workers} web workers", flush=True)
    places.prepare(FOLDER)
    from tests.load.figures import print_figures, shortcomings
    from tests.load.files import stage_for
    from tests.load.population import make_advert, make_partners
    from tests.load.proof import problems
    from tests.load.rush import Rush

    began = time.monotonic()
    world = make_advert()
    service = places.Service(workers=wanted.workers, log=places.HERE / FOLDER / "service.log")
    partners = list(make_partners(world, wanted.partners, port=service.port))
    print(f"drafts made in {time.monotonic() - began:.0f} s", flush=True)
    chance = random.Random(wanted.seed)
    with places.running(service):
        began = time.monotonic()
        stage_for(partners, chance, files=wanted.files, size=5_000_000)
        print(f"{wanted.files} files of 5 MB staged for each in {time.monotonic() - began:.0f} s", flush=True)
        rush = Rush(partners, chance, is_crowded=not wanted.even)
        rush.run()
        print_figures(rush)
        found = shortcomings(rush, most=wanted.most) + problems(world.advert, partners, places.HERE / FOLDER)
    print("\n".join(found[:30]) or "Nothing lost, nothing doubled, nothing refused, nothing late.")
    return 1 if found else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--partners", type=int, default=200)
    parser.add_argument("--files", type=int, default=3, help="of 5 MB, staged earlier by each partner")
    parser.add_argument("--even", action="store_true", help="over the minute, instead of half in the last 10 seconds")
    parser.add_argument("--most", type=float, default=1.0, help="seconds that 95 of 100 requests may take at most")
    parser.add_argument("--workers", type=int, default=3)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10_000))
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
