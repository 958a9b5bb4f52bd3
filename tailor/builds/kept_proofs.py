"""Choices that were proved once: the same problem is not solved again, by a forced build or by `explain` after it.

A choice is kept in the cache folder under a hash of the whole problem. Read back, it must keep every rule and be
worth what it was worth; only the bound, which the solver proved, is taken on trust. What the time limit cut short is
not kept.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from pathlib import Path
from typing import Any

from msgspec import Struct, msgpack

from tailor.core.optimise.problem import PageProblem, Row, Selection
from tailor.storage.digests import program_digest
from tailor.storage.files import make_room, write_whole

MOST = 2_000
"""Choices kept (about 1 kB each); the oldest go first."""


def key_of(problem: PageProblem) -> str:
    """A hash of all that the best choice depends on: every field of the problem, items by their order (a bullet with
    other words is the same problem while it is as high) and rules by their kind; this program too, as another one may
    take another of two equal choices."""
    order = {item: str(number) for number, item in enumerate(dict.fromkeys(one.item for one in problem.options))}
    options = [_but(one, "item", order[one.item]) for one in problem.options]
    layouts = [_but(one, "rows", [_unnamed(row) for row in one.rows]) for one in problem.layouts]
    own = {"options": options, "rows": [_unnamed(row) for row in problem.rows], "layouts": layouts}
    fields = [own.get(name, getattr(problem, name)) for name in problem.__struct_fields__]
    return hashlib.blake2b(msgpack.encode((program_digest(), fields)), digest_size=16).hexdigest()


def _unnamed(row: Row) -> list[Any]:
    """A row by all but its place, and the kind of its rule."""
    return [row.rule.family, *(getattr(row, name) for name in row.__struct_fields__ if name not in ("rule", "place"))]


def _but(one: Struct, field: str, value: object) -> list[Any]:
    """All fields of a value in order, one of them another."""
    return [value if name == field else getattr(one, name) for name in one.__struct_fields__]


class Proofs:
    """The kept choices of a folder. One that cannot be written is done without."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def find(self, key: str, problem: PageProblem) -> Selection | None:
        """The proved choice for a problem, if it is known and holds."""
        try:
            data = json.loads((self._folder / f"{key}.json").read_text(encoding="utf-8"))
            chosen, layout = frozenset(map(int, data["chosen"])), int(data["layout"])
            value, bound, work = int(data["value"]), int(data["bound"]), int(data["work"])
            if problem.broken(chosen, layout) or problem.value(chosen, layout) != value:
                return None
        except (OSError, ValueError, KeyError, TypeError, IndexError):
            return None
        return Selection(layout, chosen, value, bound, value == bound, work=work)

    def keep(self, key: str, selection: Selection) -> None:
        """Remember a choice that is proved to be the best."""
        if not selection.optimal:
            return
        data = {"chosen": sorted(selection.chosen), "layout": selection.layout}
        data |= {"value": selection.value, "bound": selection.bound, "work": selection.work}
        with contextlib.suppress(OSError):
            write_whole(self._folder / f"{key}.json", json.dumps(data))
            make_room(self._folder, MOST)
