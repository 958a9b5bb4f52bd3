"""Names of people in a list of authors: which are shown, and where a line may not break; names of addresses."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

TIED = 28
"""A name of this many characters stands on one line; a longer one (a collaboration, an institute) may break."""

OTHERS = {"name": "…", "own": False}
"""Stands for authors who are left out before one who is shown."""

LONGEST_ADDRESS = 36
"""An address of more characters than this is named by its host alone."""

_AFTER_INITIAL = re.compile(r"(?<=\.) (?=\S)")


def tied(name: str) -> str:
    """The name with spaces that do not break: `N. Rao` as one piece; after initials only, in a long name."""
    return name.replace(" ", "\u00a0") if len(name) <= TIED else _AFTER_INITIAL.sub("\u00a0", name)


def shortened(
    authors: Sequence[Mapping[str, Any]], most: int, et_al: str = "et al.", spare: int = 1
) -> list[Mapping[str, Any]]:
    """The first `most` authors and `et_al`; the profile's own person (`own`) is shown wherever it stands.

    A list that is longer by `spare` authors is shown whole: leaving out one saves nothing.
    """
    if len(authors) <= most + spare:
        return list(authors)
    own = [index for index, author in enumerate(authors) if author["own"] and index >= most]
    shown = [*range(most - len(own[:1])), *own[:1]]
    listed: list[Mapping[str, Any]] = []
    for before, index in zip([-1, *shown], shown, strict=False):
        listed += [OTHERS] * (index > before + 1) + [authors[index]]
    return listed + [{"name": et_al, "own": False}] * (shown[-1] < len(authors) - 1)


def bare_address(url: str) -> str:
    """An address as one says it: `https://www.example.org/blog/` is `example.org/blog`."""
    return re.sub(r"^(https?://(www\.)?|mailto:|tel:)|/$", "", url, flags=re.IGNORECASE)


def short_address(url: str) -> str:
    """As `bare_address`; of a long one its host."""
    bare = bare_address(url)
    return bare if len(bare) <= LONGEST_ADDRESS else re.split(r"[/?#]", bare)[0]
