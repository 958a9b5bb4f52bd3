"""Stems of English words."""

from __future__ import annotations

from functools import cache
from typing import Any

import snowballstemmer


@cache
def _stemmer() -> Any:
    return snowballstemmer.stemmer("english")


@cache
def stem(word: str) -> str:
    """The stem by Snowball's English rules (M. F. Porter, 2001): `pipelines` and `pipeline` share one."""
    return str(_stemmer().stemWord(word))
