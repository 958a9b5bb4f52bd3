"""The start of the process: nothing heavy is imported before the command is known."""

from __future__ import annotations

import gc
import os
import sys

from tailor import told

OBJECTS = 100_000
"""So many new ones, and Python looks for garbage: at 700, as usual, it looks again and again through what modules make,
which takes a tenth of a build."""


def main() -> None:
    """Run the command line, or a shorter way of a build that was asked for before."""
    gc.set_threshold(OBJECTS)
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "true")  # looking for some, it reads what all packages say
    try:
        if sys.argv[1:] == ["--version"]:
            print(told())
            return
        if sys.argv[1:2] == ["build"] and _asked_before():
            return
        from tailor.cli.app import run

        run()
    except KeyboardInterrupt:  # while modules are loaded; from then on `ending` tells of it
        sys.exit(130)
    finally:
        gc.freeze()  # the process ends: nobody needs what it still has looked through


def _asked_before() -> bool:
    """The same command as before: what it came to is recalled, or at least what its words mean."""
    from tailor.cli.ending import ending
    from tailor.cli.recall import recalled, wanted_before

    with ending():
        if recalled(sys.argv[1:]):
            return True
        wanted = wanted_before(sys.argv[1:])
        if wanted is None:
            from tailor.tex.formats import begin_kernel

            begin_kernel()
            return False
        from tailor.cli.building import Wanted, build_all

        sys.exit(build_all(Wanted(**wanted)))


if __name__ == "__main__":
    main()
