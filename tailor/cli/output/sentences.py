"""One item in sentences: what it is worth, why it is on the page or not, and what would change that."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from tailor.cli.output.json_lines import line_of
from tailor.core.optimise.problem import POINT
from tailor.core.profile.kinds import Kind
from tailor.core.scoring.score_terms import STRENGTH, number
from tailor.core.scoring.strength import STRONGEST, WEAKEST
from tailor.models.manifests import SP
from tailor.questions.page import points
from tailor.questions.why import Why

MOST = 12
"""Ids that a sentence lists."""


def print_why(found: Why, as_json: bool) -> None:
    """One item, in words or as JSON."""
    print(_data(found) if as_json else "\n".join(_sentences(found)))


def _data(found: Why) -> str:
    forced = found.forced
    return line_of(
        {
            "id": found.candidate.id,
            "shown": found.shown,
            "variant": found.variant if found.shown else None,
            "text": found.text,
            "terms": [f"{term}{f'  ({term.note})' if term.note else ''}" for term in found.terms],
            "alone": points(found.alone),
            "here": points(found.here),
            "height_pt": round(found.height / SP, 1),
            "reason": found.reason,
            "beside": dict(found.beside),
            "add": None if found.price is None else float(_exact(found.price)),
            "loss": points(forced.loss) if forced and forced.loss is not None else None,
            "exact": forced.exact if forced else None,
            "comes": forced.comes if forced else [],
            "goes": forced.goes if forced else [],
        }
    )


def _exact(value: int) -> Decimal:
    """Value units as points, to the last digit."""
    return Decimal(value) / POINT


def _sentences(found: Why) -> Iterator[str]:
    candidate = found.candidate
    yield f"{candidate.id}  ({candidate.place})"
    yield f"  {found.text}"
    if len(candidate.variants) > 1 and found.shown and found.variant in {one.name for one in candidate.variants}:
        others = [one.name for one in candidate.variants if one.name != found.variant]
        yield f"  (its wording `{found.variant}`; it also has {', '.join(f'`{name}`' for name in others)})"
    yield ""
    yield f"It is {'on the page' if found.shown else 'not on the page'}: {found.reason}."
    yield from _what_if(found)
    if found.terms:
        yield ""
        yield from _score(found)


def _score(found: Why) -> Iterator[str]:
    strength = [term for term in found.terms if term.cause == "strength"]
    for term in strength:
        yield f"  {term}{f'  ({term.note})' if term.note else ''}"
    if strength:
        yield f"  strength {found.strength / STRENGTH:.2f}, from {number(WEAKEST)} to {number(STRONGEST)}"
    for term in found.terms:
        if term.cause != "strength":
            yield f"  {term}{f'  ({term.note})' if term.note else ''}"
    if any(term.cause == "mention" for term in found.terms):
        yield "  (of a tag: its weight × strength × how much of a mention it is)"
    others = ", ".join(f"{tag} {count} times" for tag, count in found.beside.items() if count)
    already = f", where others mention {others.replace(' 1 times', ' once')}" if others else ""
    worth = f"Alone on a page it would earn {points(found.alone)} points, beside the others {points(found.here)}"
    yield f"  {worth}{already}."
    yield f"  {_size(found)}"


def _size(found: Why) -> str:
    if found.candidate.kind is Kind.KEYWORD:
        return f"It takes {found.width / SP:.1f} pt of a line."
    return f"It is {found.height / SP:.1f} pt high."


def _what_if(found: Why) -> Iterator[str]:
    forced = found.forced
    if forced is None:
        return
    if forced.loss is None:
        if found.shown:
            yield "No page that keeps the rules can do without it."
        return
    if found.shown:
        yield f"Without it the page would be worth {points(forced.loss)} points less."
    else:
        yield f"To bring it in, write {found.home}:  add: {{{found.candidate.id}: {_exact(found.price or 0)}}}"
    if forced.goes:
        yield f"{'This would also remove' if found.shown else 'This would remove'}: {_listed(forced.goes)}"
    if forced.comes:
        yield f"{'This would add' if found.shown else 'This would also add'}: {_listed(forced.comes)}"
    if not forced.exact:
        yield "These figures are not exact, as the search was cut short."


def _listed(ids: Sequence[str]) -> str:
    more = f" and {len(ids) - MOST} more" if len(ids) > MOST else ""
    return ", ".join(ids[:MOST]) + more
