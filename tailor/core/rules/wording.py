"""The rules of a page in words that its owner understands, each with the name by which it can be changed."""

from __future__ import annotations

from tailor.core.optimise.problem import Row


def rule_of(row: Row) -> str:
    """The rule as it stands in the target, with its number: `sections.projects.max: 3`."""
    name, _, _ = row.name.partition(": ")
    if row.cause == "gaps":
        return f"`{name}: forbid`"
    if row.cause == "quota":
        # An entry with fewer bullets than `bullets.min` has a number of its own.
        return f"`{name}`" if name.endswith(".bullets.min") else f"`{name}: {_number(row)}`"
    if row.cause in ("require", "pin"):
        return f"`{row.cause}: {row.name.removeprefix(row.cause).lstrip()}`"
    return f"`{row.name}`"


def _number(row: Row) -> int:
    """What a quota says: its own limit, or what each entry may or must have."""
    if ".bullets." in row.name:
        return -min(coefficient for _, coefficient in row.terms)
    return (row.high if row.high is not None else row.low) or 0


def asked_by(row: Row) -> str:
    """A rule that does not stand in the way of the page as it is, but of a better one, to follow "it is left out: "."""
    if row.cause == "group":
        return f"of the {row.name.replace('group ', 'group `', 1)}` at most one is shown"
    return f"it needs `{row.name.partition(' needs ')[2]}`" if row.cause == "needs" else rule_of(row)


def held_back_by(row: Row) -> str:
    """Why a rule lets no more onto the page, to follow "it is left out: "."""
    _, _, item = row.name.partition(": ")
    if row.cause == "gaps":
        newer = item.partition(" only with ")[2]
        return f"{rule_of(row)}: the newer `{newer}` is not on the page either"
    if row.cause == "needs":
        return f"it needs `{row.name.partition(' needs ')[2]}`, which is not on the page"
    if row.cause == "group":
        return f"another of the {row.name.replace('group ', 'group `', 1)}` is on the page, and one is shown at most"
    if row.cause == "quota" and item and not _number(row):
        return f"{rule_of(row)} lets no bullet of `{item}` onto the page"
    if row.cause == "quota" and item:
        return f"{rule_of(row)}: `{item}` has that many"
    return f"{rule_of(row)} allows no more" if row.cause == "require" else f"{rule_of(row)} is reached"
