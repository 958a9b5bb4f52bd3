"""The start of the process: nothing heavy is imported before the command is known."""

from __future__ import annotations


def main() -> None:
    """Run the command line, or tell at once that there is nothing to do."""
    import sys

    from tailor.cli.recall import recalled

    if not recalled(sys.argv[1:]):
        from tailor.cli.app import run

        run()


if __name__ == "__main__":
    main()
