"""All measurements in one run: `python -m bench [--quick] [--out FOLDER]` writes RESULTS.md and its plot.

`--quick` does a little of everything, to see that it works; its figures say little, and go to the temporary folder.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from bench import cases, peers, results, watching
from bench.clock import Cost

FULL = {"times": 5, "bullets": (50, 200, 1000, 5000), "builds": (1, 10, 100, 1000), "batch": (10, 20)}
QUICK = {"times": 2, "bullets": (50, 200), "builds": (1, 10), "batch": (2, 5)}


def main(arguments: list[str]) -> None:
    """Measure, and write what was measured."""
    quick = "--quick" in arguments
    out = Path(tempfile.gettempdir()) if quick else Path(__file__).parent
    run = results.Run("python -m bench --quick" if quick else "make bench", results.commit(), time.monotonic())
    with tempfile.TemporaryDirectory(prefix="tailor-bench-") as folder:
        bench = cases.Bench(Path(folder), **(QUICK if quick else FULL))  # type: ignore[arg-type]
        others = peers.install()
        builds: dict[int, Cost] = {}
        found = results.Found(
            peers=others,
            page=_told("one page", lambda: cases.one_page(bench, others)),
            first=_told("first build", lambda: cases.first_build(bench)),
            watch=_told("watch", lambda: watching.measure(Path(folder, "watch"), bench.times)),
            tex=_told("TeX alone", lambda: cases.tex_milliseconds(bench)),
            batch=_told("many pages", lambda: cases.many_pages(bench)),
            bullets=_told("bullets", lambda: cases.by_bullets(bench)),
            builds=builds,
        )
        for pages, cost in cases.by_builds(bench):  # the longest, so what is known is written before and after it
            builds[pages] = cost
            results.write(found, out, run)
    print(out / "RESULTS.md")


def _told(name, measure):  # type: ignore[no-untyped-def]
    print(f"{name} …", file=sys.stderr, flush=True)
    return measure()


if __name__ == "__main__":
    main(sys.argv[1:])
