"""Where the program keeps what it may need again, and paths as a user would type them."""

from __future__ import annotations

import os
from pathlib import Path


def cache_folder() -> Path:
    """Where formats, measures and choices are kept: TAILOR_CACHE_DIR, or the user's cache folder."""
    if own := os.environ.get("TAILOR_CACHE_DIR"):
        return Path(own)
    from platformdirs import user_cache_path

    return user_cache_path("tailor")


def shown_from(here: Path, path: Path) -> str:
    """A path as seen from a folder, or in full if that is far."""
    relative = os.path.relpath(path, here)
    return str(path) if relative.startswith(os.path.join(*[os.pardir] * 3)) else relative


def documentation(page: str) -> str:
    """The address of a page of the documentation that ships with the program (`targets.md`): a URL that terminals and
    browsers open. The pages are in the package, or beside it in a checkout."""
    package = Path(__file__).resolve().parent.parent
    folder = package / "builtin" if (package / "builtin/docs").is_dir() else package.parent
    return (folder / "docs" / page).as_uri()
