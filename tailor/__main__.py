"""The start of the process: nothing heavy is imported before the command is known."""

from __future__ import annotations

import gc
import os
import sys

OBJECTS = 100_000
"""The garbage collector looks only when so many objects are new: at the usual 700 it looks again and again through what
imports make, which takes a tenth of a build."""


def main() -> None:
    """Run the command line."""
    gc.set_threshold(OBJECTS)
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "true")  # looking for some, it reads what all packages say
    try:
        _run(sys.argv[1:])
    except KeyboardInterrupt:  # while modules are loaded; from then on `ending` tells of it
        sys.exit(130)
    finally:
        gc.freeze()  # the process ends: nobody needs what it still has looked through


def _run(arguments: list[str]) -> None:
    """`--version` and a plain `build` need no command-line library, which takes longer to import than such a build."""
    if arguments == ["--version"]:
        from tailor import version

        print(version())
        return
    if arguments[:1] == ["build"]:
        from tailor.cli.build_flags import parse
        from tailor.cli.output.ending import ending

        with ending():
            if (wanted := parse(arguments[1:])) is not None:
                from tailor.cli.output.builds import build_all

                sys.exit(build_all(wanted))
    from tailor.cli.app import run

    run()


if __name__ == "__main__":
    main()
