"""The start of the process: nothing heavy is imported before the command is known."""

from __future__ import annotations


def main() -> None:
    """Run the command line."""
    from tailor.cli.app import run

    run()


if __name__ == "__main__":
    main()
