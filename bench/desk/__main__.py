"""`python -m bench.desk`: the pages of the desk, the same with each person left out, and with each constant moved by a
quarter up and down."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from types import ModuleType
from typing import Any

from bench.desk.measuring import by_page, line, picked
from tailor.core.scoring import bases, long_heads, ranks, strength
from tailor.core.scoring import score_terms as values
from tailor.core.scoring import tag_value as claims

HEAD = "| | texts F1 | heads F1 | must | never |\n|---|---|---|---|---|"

CONSTANTS: tuple[tuple[ModuleType, str, Any], ...] = (
    *((strength, "PRIORITIES", key) for key in (1, 2, 4, 5)),
    *((strength, "SIDES", key) for key in ("awards", "education", "projects", "talks", "volunteering")),
    (strength, "FIGURE", None),
    (strength, "BOLD", None),
    (strength, "OLDEST", None),
    (claims, "MERIT", None),
    (bases, "DEGREE", None),
    (bases, "JOB", None),
    (bases, "GATE", None),
    (bases, "SUMMARY", None),
    (bases, "NAMED", None),
    *((bases, "FILLER", key) for key in (1, 2)),
    (values, "SHORT", None),
    (ranks, "FURTHER", None),
    (long_heads, "LINE", None),
)
"""What was fitted, by module, name, and key where it is one of several."""


def main() -> None:
    """Print the tables."""
    now = by_page(picked)
    print(HEAD)
    for page, one in now.items():
        print(line(page, [one]))
    print(line("**all**", list(now.values())))
    print("\nEach person left out:\n\n" + HEAD)
    for person in dict.fromkeys(one.person for one in now.values()):
        print(line(f"without {person}", [one for one in now.values() if one.person != person]))
    print("\nEach constant moved by a quarter:\n\n" + HEAD)
    for row in moved():
        print(row, flush=True)


def moved() -> Iterator[str]:
    """A row for each constant, a quarter less and a quarter more."""
    for module, name, key in CONSTANTS:
        for factor in (Decimal("0.75"), Decimal("1.25")):
            before = getattr(module, name)
            old = before if key is None else before[key]
            new = type(old)(old * factor)
            setattr(module, name, new if key is None else {**before, key: new})
            forget()
            try:
                label = name if key is None else f"{name}[{key}]"
                yield line(f"{label} × {factor}", list(by_page(picked).values()))
            finally:
                setattr(module, name, before)
                forget()


def forget() -> None:
    """Empty what was kept of the constants before."""
    for module in (strength, claims, bases):
        for one in vars(module).values():
            if hasattr(one, "cache_clear"):
                one.cache_clear()


if __name__ == "__main__":
    main()
