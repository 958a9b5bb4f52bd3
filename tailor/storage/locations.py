"""Where the program keeps what it may need again."""

from __future__ import annotations

import os
from pathlib import Path


def cache_folder() -> Path:
    """Where formats, measures and choices are kept: TAILOR_CACHE_DIR, or the user's cache folder."""
    if own := os.environ.get("TAILOR_CACHE_DIR"):
        return Path(own)
    from platformdirs import user_cache_path

    return user_cache_path("tailor")
