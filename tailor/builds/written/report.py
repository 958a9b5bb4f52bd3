"""What is reported of a build: one line for programs, and the report file with every candidate and its reason."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.json import encode

from tailor.base.diagnostics import problem_data
from tailor.base.errors import TailorError
from tailor.core.explain.verdicts import verdicts
from tailor.core.optimise.problem import POINT
from tailor.core.page.arrangement import total
from tailor.core.profile.candidates import Candidate
from tailor.core.scoring.score_terms import Term

if TYPE_CHECKING:
    from tailor.builds.build_values import Built, Choice, Job

SCHEMA = 1


def summary(built: Built, pdf: str | None) -> dict[str, Any]:
    """The line of a build that went well. Heights in sp, value in units of 1/16000 point."""
    choice, selection = built.choice, built.choice.selection
    return {
        **_names(choice),
        "layout": _layout(choice),
        "pdf": pdf,
        "engine": built.typeset.engine,
        "status": "built",
        "pages": built.typeset.log.pages,
        "predicted_sp": sum(total(p.predicted) for p in built.pages),
        "actual_sp": sum(built.typeset.log.heights.values()),
        "capacity_sp": sum(total(p.capacity) for p in built.pages),
        "fill": round(built.fill, 4),
        "fills": {region: round(share, 4) for region, share in built.fills.items()},
        "value": selection.value,
        "bound": selection.bound,
        "optimal": selection.optimal,
        "proof": selection.proof,
        "candidates": len(choice.candidates),
        "shown": len(choice.chosen()),
        "seconds": built.seconds,
        "warnings": [problem_data(problem) for problem in built.warnings],
        "error": None,
    }


def failure(job: Job, error: TailorError) -> dict[str, Any]:
    """The line of a build that failed; what is not known is null."""
    unknown = ["layout", "engine", "pdf", "pages", "predicted_sp", "actual_sp", "capacity_sp", "fill", "value", "bound"]
    return {
        "schema": SCHEMA,
        "profile": job.profile,
        "target": job.target,
        "template": job.template,
        "status": "failed",
        **dict.fromkeys([*unknown, "optimal", "proof", "candidates", "shown"]),
        "seconds": {},
        "warnings": [],
        "error": error_data(error),
    }


def error_data(error: TailorError) -> dict[str, Any]:
    """What a line says of the reason why a build failed."""
    return {"code": int(error.exit_code), "problems": [problem_data(problem) for problem in error.problems]}


def _names(choice: Choice) -> dict[str, Any]:
    inputs = choice.inputs
    names = {"profile": inputs.profile.name, "target": inputs.target.name, "template": inputs.template.name}
    return {"schema": SCHEMA, **names}


def _layout(choice: Choice) -> dict[str, Any]:
    layout = choice.layout
    price = choice.problem.layouts[choice.selection.layout].price
    return {"name": layout.name, "size_sp": layout.size, "leading_sp": layout.leading, "price": price}


class _TermData(Struct):
    """A term of a score as the report tells it."""

    name: str
    cause: str
    factors: list[float]
    points: float
    note: str


class _Item(Struct):
    """A candidate as the report tells it."""

    id: str
    section: str
    entry: str | None
    kind: str
    variant: str | None
    text: str
    file: str
    line: int
    score: float
    terms: list[_TermData]
    height_sp: int
    shown: bool
    reason: str


def items_json(choice: Choice) -> str:
    """For every candidate: what it is, where it stands, its score term by term, and its reason; as JSON, one a line."""
    chosen = choice.chosen()
    reasons = verdicts(choice.problem, choice.selection, choice.candidates, choice.book)
    heights = choice.measured[choice.layout.name].heights
    found = [_item(choice, candidate, chosen, heights, reasons[candidate.id]) for candidate in choice.candidates]
    return ",\n  ".join(encode(one).decode() for one in found)


def _item(
    choice: Choice,
    candidate: Candidate,
    chosen: Mapping[str, str],
    heights: Mapping[tuple[str, str], int],
    reason: str,
) -> _Item:
    variant, place = chosen.get(candidate.id), candidate.place
    score = choice.scoring.scores.get(candidate.id)
    return _Item(
        id=candidate.id,
        section=candidate.section,
        entry=candidate.parent,
        kind=candidate.kind.value,
        variant=variant,
        text=next((one.text for one in candidate.variants if one.name == variant), candidate.text),
        file=place.file,
        line=place.line,
        score=round(score.alone / POINT, 4) if score else 0.0,
        terms=[_term_data(term) for term in score.terms] if score else [],
        height_sp=heights.get((candidate.id, variant or candidate.variants[0].name), 0),
        shown=variant is not None,
        reason=reason,
    )


def _term_data(term: Term) -> _TermData:
    return _TermData(term.name, term.cause, [float(factor) for factor in term.factors], term.value / POINT, term.note)


def as_json(line: Mapping[str, Any], items: str) -> str:
    """A report as JSON text: a build's line, and its items, one a line."""
    head = [f" {json.dumps(name)}: {_json(value)}" for name, value in line.items()]
    return "{\n" + ",\n".join([*head, f' "items": [\n  {items}\n ]']) + "\n}\n"


_json = json.JSONEncoder(ensure_ascii=False).encode
