"""What a check has found is kept, under all that it depends on: poppler takes some 20 ms a page, a profile's rules and
claims as long, and most files are as they were."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

import msgspec

from tailor.base.errors import Problem
from tailor.core.lints.catalogue import Finding
from tailor.sources.loading import Loaded
from tailor.storage.digests import digest, program_digest
from tailor.storage.files import make_room, write_whole
from tailor.storage.locations import cache_folder

MOST = 5_000
"""Answers that are kept."""

Found = TypeVar("Found", Finding, Problem)


def kept_findings(asked: Sequence[Any], find: Callable[[], Iterable[Finding]]) -> tuple[Finding, ...]:
    """The findings on a page; they are found once for all that they depend on, `asked`, and for this program."""
    return _kept(["page", *asked], find, Finding)


def kept_problems(
    about: str, of: Sequence[Loaded[Any]], more: Sequence[Any], find: Callable[[], Iterable[Problem]]
) -> tuple[Problem, ...]:
    """The problems of some files, found once for what is in them and how they are named in messages; `about` says
    which problems, `more` what else they depend on."""
    files = [[one.place(()).file, *sorted((str(path), value) for path, value in one.files.items())] for one in of]
    return _kept([about, *files, *more], find, Problem)


def _kept(asked: Sequence[Any], find: Callable[[], Iterable[Found]], kind: type[Found]) -> tuple[Found, ...]:
    folder = cache_folder() / "findings"
    path = folder / f"{digest(msgspec.json.encode([*asked, program_digest()]))}.json"
    with contextlib.suppress(OSError, msgspec.DecodeError):
        return msgspec.json.decode(path.read_bytes(), type=tuple[kind, ...])  # type: ignore[valid-type]
    found = tuple(find())
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        write_whole(path, msgspec.json.encode(found))
        make_room(folder, MOST)
    return found
