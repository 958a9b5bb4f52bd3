"""Choices that were proved once: the same problem is not solved again, by a forced build or by `explain` after it.

A choice is kept in the cache folder under a hash of the whole problem. Read back, it must keep every rule and be
worth what it was worth; only the bound, which the solver proved, is taken on trust. What the time limit cut short is
not kept.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import marshal
from pathlib import Path

from tailor.core.optimise.problem import PageProblem, Selection
from tailor.storage.digests import program_digest
from tailor.storage.files import make_room, write_whole

MOST = 2_000
"""Choices kept (about 1 kB each); the oldest go first."""

PLAIN = 2
"""The version of marshal's form that says the same of equal values, whoever else holds them."""


def key_of(problem: PageProblem) -> str:
    """A hash of all that the best choice depends on: items by their order (a bullet with other words is the same
    problem while it is as high), rules without their names and places; this program too, as another one may take
    another of two equal choices."""
    order = {item: number for number, item in enumerate(dict.fromkeys(one.item for one in problem.options))}
    options = [(order[one.item], one.variant, one.points, one.mentions) for one in problem.options]
    rows = [(row.cause, row.terms, row.low, row.high) for row in problem.rows]
    layouts = [
        (one.name, one.price, [(row.cause, row.terms, row.low, row.high) for row in one.rows], one.heights, one.line)
        for one in problem.layouts
    ]
    flows = repr([one.flows for one in problem.layouts])
    coverages = [(one.tag, one.steps) for one in problem.coverages]
    data = marshal.dumps((program_digest(), options, rows, coverages, layouts, flows), PLAIN)
    return hashlib.blake2b(data, digest_size=16).hexdigest()


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
