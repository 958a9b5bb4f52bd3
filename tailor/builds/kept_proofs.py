"""Choices that were proved once: the same problem is not solved again, by a forced build or by `explain` after it.

A choice is kept in the cache folder under a hash of the whole problem, and with its certificate. Nothing is taken on
trust when it is read back: it must keep every rule, and the certificate must show that no page is worth more. So a
damaged or forged file costs the time of another search, and nothing else. What the limit cut short is not kept.
"""

from __future__ import annotations

import contextlib
import hashlib
from pathlib import Path
from typing import Any

from msgspec import MsgspecError, Struct, msgpack

from tailor.core.optimise.certificate import certifies
from tailor.core.optimise.problem import Certificate, PageProblem, Row, Selection
from tailor.storage.digests import program_digest
from tailor.storage.files import make_room, write_whole

MOST = 2_000
"""Choices kept (5 to 100 kB each); the oldest go first."""


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


class Kept(Struct, frozen=True, array_like=True):
    """A choice as it is kept: the layout, the options, what the search took, and the proof."""

    layout: int
    chosen: tuple[int, ...]
    work: int
    certificate: Certificate


class Proofs:
    """The kept choices of a folder. One that cannot be written is done without."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def find(self, key: str, problem: PageProblem, claims: Claims | None = None) -> Selection | None:
        """The proved choice for a problem, if it is known, and if it holds; with `claims`, if it may hold: these check
        the certificate later."""
        try:
            kept = msgpack.decode((self._folder / f"{key}.proof").read_bytes(), type=Kept)
        except (OSError, MsgspecError, ValueError, RecursionError):
            return None
        claimed = claim(problem, kept)
        if claimed is not None and claims is not None:
            claims.add(kept.certificate, problem)
        elif claimed is not None and not certifies(kept.certificate, problem):
            return None
        return claimed

    def keep(self, key: str, selection: Selection) -> None:
        """Remember a choice that is proved to be the best."""
        if not selection.optimal or selection.certificate is None:
            return
        kept = Kept(selection.layout, tuple(sorted(selection.chosen)), selection.work, selection.certificate)
        with contextlib.suppress(OSError, OverflowError):
            write_whole(self._folder / f"{key}.proof", msgpack.encode(kept))
            make_room(self._folder, MOST)


class Claims:
    """Kept certificates that are still to be checked: it takes as long as TeX takes to set the page."""

    def __init__(self) -> None:
        self._waiting: list[tuple[Certificate, PageProblem]] = []

    def add(self, certificate: Certificate, problem: PageProblem) -> None:
        """One more."""
        self._waiting.append((certificate, problem))

    def hold(self) -> bool:
        """Whether all of them are true."""
        return all(certifies(certificate, problem) for certificate, problem in self._waiting)


def claim(problem: PageProblem, kept: Kept) -> Selection | None:
    """What was kept as a choice, where there are such options, they keep every rule, and they are worth what its
    certificate claims to be the most."""
    chosen, known = frozenset(kept.chosen), range(len(problem.options))
    if kept.layout not in range(len(problem.layouts)) or not all(index in known for index in chosen):
        return None
    if problem.broken(chosen, kept.layout):
        return None
    value = problem.value(chosen, kept.layout)
    if kept.certificate.bound != value:
        return None
    work = max(0, kept.work)
    return Selection(kept.layout, chosen, value, value, "certified", False, True, work, kept.certificate)
