"""What an export leaves behind: fields that only the choice of pages needs, other wordings, other languages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct
from pydantic import BaseModel

from tailor.importing.ledger import written_path
from tailor.models.profiles import Profile

Path = tuple[str | int, ...]

FOR_CHOOSING = ("id", "tags", "priority", "short", "needs", "group")
"""What pieces carry for the choice of pages only: no other format has it."""

NOT_TOLD = "only pages are chosen by it"
_NESTED = ("bullets", "positions", "keywords")


class Loss(Struct, frozen=True):
    """One field that is not in the export as it stood: where in the profile, and why. `changed` fields are there
    in another form."""

    path: Path
    reason: str
    changed: bool = False


def left_behind(profile: Profile, locale: str) -> list[Loss]:
    """All that no export of a whole profile holds, in the profile's order."""
    lost = [
        Loss((*path, index), "only the first wording is exported")
        for path, wordings in ((("headline",), profile.headline), (("summary", "entries"), profile.summary.entries))
        for index in range(1, len(wordings))
    ]
    for path, piece in _pieces(profile):
        lost += [Loss((*path, name), NOT_TOLD) for name in FOR_CHOOSING if _given(piece, name)]
    for section in profile.section_list():
        if section.tags:
            lost.append(Loss((*section.path[:-1], "tags"), NOT_TOLD))
    if profile.photo:
        lost.append(Loss(("photo",), "only pages show it"))
    if profile.author_names:
        lost.append(Loss(("author_names",), "it only marks names on pages"))
    return lost + [Loss(path, f"only the wording for `{locale}` is exported") for path in _translated(profile, ())]


def _given(piece: Any, name: str) -> bool:
    return bool(piece.priority != 3 if name == "priority" else getattr(piece, name))


def _pieces(profile: Profile) -> Iterator[tuple[Path, Any]]:
    """Every piece of a profile, inner ones too, with its path."""
    yield from _walk(profile.headline, ("headline",))
    yield from _walk(profile.summary.entries, ("summary", "entries"))
    for section in profile.section_list():
        yield from _walk(section.entries, section.path)


def _walk(pieces: Sequence[Any], path: Path) -> Iterator[tuple[Path, Any]]:
    for index, piece in enumerate(pieces):
        yield (*path, index), piece
        for name in _NESTED:
            yield from _walk(getattr(piece, name, ()), (*path, index, name))


def _translated(value: Any, path: Path) -> Iterator[Path]:
    """The paths of texts in several languages."""
    if isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from _translated(getattr(value, name), (*path, name))
    elif isinstance(value, tuple):
        for index, each in enumerate(value):
            yield from _translated(each, (*path, index))
    elif isinstance(value, Mapping) and len(value) > 1:
        yield path


def loss_lines(losses: Sequence[Loss]) -> list[str]:
    """The losses in words: those of one field and reason in one line. Of what is only for choosing pages, which is
    no part of a résumé, the forms of its paths are named with their number; of all else, every path."""
    groups: dict[tuple[str, str, bool], list[Path]] = {}
    for loss in losses:
        field = next((str(step) for step in reversed(loss.path) if isinstance(step, str)), "")
        groups.setdefault((field, loss.reason, loss.changed), []).append(_shown(loss.path))
    return [_line(changed, reason, paths) for (_, reason, changed), paths in groups.items()]


def _line(changed: bool, reason: str, paths: Sequence[Path]) -> str:
    places = _forms(paths) if reason == NOT_TOLD else _runs(paths)
    return f"{'changed' if changed else 'dropped'}: {', '.join(places)} ({reason})"


def _shown(path: Path) -> Path:
    """A path as most people's files have it: a section is its list of entries."""
    return (path[0], *path[2:]) if path[1:2] == ("entries",) else path


def _forms(paths: Sequence[Path]) -> list[str]:
    """`experience[…].bullets[…].tags`, and how many of them there are."""
    forms = Counter(re.sub(r"\[\d+\]", "[…]", written_path(path)) for path in paths)
    return [f"{form} ({number})" if number > 1 else form for form, number in forms.items()]


def _runs(paths: Sequence[Path]) -> list[str]:
    """Paths as people write them; neighbours that differ in one number stand together: `work[0].bullets[1-3].tags`."""
    runs: list[list[Path]] = []
    for path in dict.fromkeys(paths):
        if runs and _follows(runs[-1][-1], path):
            runs[-1].append(path)
        else:
            runs.append([path])
    return [_run(run[0], run[-1]) for run in runs]


def _last_number(path: Path) -> int:
    """Where the last number of a path stands; -1 for none."""
    return max((index for index, step in enumerate(path) if isinstance(step, int)), default=-1)


def _follows(one: Path, other: Path) -> bool:
    """Whether two paths differ by one in their last number only."""
    at = _last_number(one)
    return at >= 0 and other == (*one[:at], int(one[at]) + 1, *one[at + 1 :])


def _run(first: Path, last: Path) -> str:
    if first == last:
        return written_path(first)
    at = _last_number(first)
    return f"{written_path(first[:at])}[{first[at]}-{last[at]}]{written_path(('', *first[at + 1 :]))}"
