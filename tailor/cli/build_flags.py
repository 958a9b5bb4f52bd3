"""The flags of `build`, and how to read them without the command-line library where they are plain.

Whatever is not plain (an unknown flag, `--help`, a missing value) is left to Typer, which says what is wrong with it. A
test holds that both read a command alike.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from tailor.api import DEFAULT, Build, InputError, Problem

USUAL = ",".join(DEFAULT)

VALUES = {
    "--target": "targets", "-t": "targets", "--profile": "profiles", "-p": "profiles", "--template": "template",
    "--out": "out", "--format": "formats", "--pages": "pages", "--jobs": "jobs", "-j": "jobs", "--date": "date",
    "--root": "root",
}  # fmt: skip
"""Flags that take a value, and what they say."""

SWITCHES = {
    "--all": "everything", "--force": "force", "--fresh": "fresh", "--draft": "draft", "--redact": "redact",
    "--json": "json", "--quiet": "quiet", "-q": "quiet"
}  # fmt: skip


class Wanted(NamedTuple):
    """What the flags of `build` say."""

    build: Build
    jobs: int | None = None
    json: bool = False
    quiet: bool = False
    scheduler: str | None = None
    junit: Path | None = None
    summaries: tuple[Path, ...] = ()
    min_fill: float | None = None
    """The lowest acceptable fill, 0 to 1."""

    @classmethod
    def of(
        cls,
        formats: str = USUAL,
        jobs: str | None = None,
        json: bool = False,
        quiet: bool = False,
        scheduler: str | None = None,
        junit: Path | None = None,
        summaries: Sequence[Path] = (),
        min_fill: str | None = None,
        **build: Any,
    ) -> Wanted:
        """The same from the flags' texts; `build` are fields of `Build`. Raises InputError for a bad number."""
        names = tuple(name.strip() for name in formats.split(",") if name.strip())
        number = count("--jobs", jobs) if jobs else None
        least = percent("--min-fill", min_fill) if min_fill else None
        return cls(Build(formats=names, **build), number, json, quiet, scheduler, junit, tuple(summaries), least)


def count(flag: str, given: str) -> int:
    """A flag's number, at least 1. Raises InputError if it is none."""
    if given.isdecimal() and int(given) > 0:
        return int(given)
    raise InputError(Problem("bad-flag", f"{flag} cannot be `{given}`", "write a whole number, at least 1"))


def percent(flag: str, given: str) -> float:
    """A flag's percentage as a share, 0 to 1: `95`, `95%`. Raises InputError if it is none."""
    bare = given.removesuffix("%")
    if bare.replace(".", "", 1).isdecimal() and 0 <= float(bare) <= 100:
        return float(bare) / 100
    raise InputError(Problem("bad-flag", f"{flag} cannot be `{given}`", "write a percentage, 0 to 100"))


def parse(arguments: Sequence[str]) -> Wanted | None:
    """What the arguments after `build` say; None if that is for Typer to say."""
    found: dict[str, Any] = {"targets": (), "profiles": ()}
    names: tuple[str, ...] = ()
    rest = iter(arguments)
    for word in rest:
        name, given, value = word.partition("=") if word.startswith("--") else (word, "", "")
        if name in SWITCHES and not given:
            found[SWITCHES[name]] = True
        elif name in VALUES:
            text = value if given else next(rest, None)
            if text is None or text.startswith("-"):
                return None
            field = VALUES[name]
            found[field] = (*found[field], text) if field in ("targets", "profiles") else text
        elif not word.startswith("-"):
            names = (*names, word)
        else:
            return None
    found["targets"] = (*names, *found["targets"])
    return Wanted.of(**found)
