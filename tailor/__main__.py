"""The start of the process: nothing heavy is imported before the command is known."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line, or the short way of a build that was asked for before."""
    try:
        if sys.argv[1:2] == ["build"] and _recalled():
            return
        from tailor.cli.app import run

        run()
    except KeyboardInterrupt:  # while modules are loaded; from then on `ending` tells of it
        sys.exit(130)


def _recalled() -> bool:
    from tailor.cli.ending import ending
    from tailor.cli.recall import recalled

    with ending():
        return recalled(sys.argv[1:])


if __name__ == "__main__":
    main()
