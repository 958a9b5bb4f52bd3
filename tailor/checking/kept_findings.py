"""What machines read of a built page is kept: poppler takes some 20 ms a page, and most pages are as they were."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence
from typing import Any

import msgspec

from tailor.core.lints.catalogue import Finding
from tailor.storage.digests import digest, program_digest
from tailor.storage.files import make_room, write_whole
from tailor.storage.locations import cache_folder

MOST = 5_000
"""Pages of which it is kept."""


def kept_findings(asked: Sequence[Any], find: Callable[[], Sequence[Finding]]) -> tuple[Finding, ...]:
    """The findings on a page; they are found once for all that they depend on, `asked`, and for this program."""
    folder = cache_folder() / "findings"
    path = folder / f"{digest(msgspec.json.encode([*asked, program_digest()]))}.json"
    with contextlib.suppress(OSError, msgspec.DecodeError):
        return msgspec.json.decode(path.read_bytes(), type=tuple[Finding, ...])
    found = tuple(find())
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        write_whole(path, msgspec.json.encode(found))
        make_room(folder, MOST)
    return found
