"""All lints together: what they find in a profile, and findings as problems, with severity, reason and source."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

from tailor.base.errors import Problem, Severity
from tailor.core.lints.bullet_lints import bullet_lints
from tailor.core.lints.catalogue import LINTS, Finding, Lint
from tailor.core.lints.date_lints import date_lints
from tailor.core.lints.name_lints import spelling_lints, tag_lints
from tailor.core.lints.word_lints import word_lints
from tailor.core.profile.candidates import Candidate
from tailor.models.dates import Day

Writing = Callable[[Sequence[Candidate], Day], Iterator[Finding]]

ENGLISH: tuple[Writing, ...] = (word_lints,)
"""What knows English words."""

ANY_LANGUAGE: tuple[Writing, ...] = (bullet_lints, date_lints, spelling_lints)


def writing(
    candidates: Sequence[Candidate], today: Day, locale: str = "en", wanted: Collection[str] | None = ()
) -> list[Finding]:
    """All remarks on the writing of a profile, in its order; those on words only where they are English. `wanted`
    are the tags that some target speaks of; None if that is not known."""
    lints = (*ENGLISH, *ANY_LANGUAGE) if locale.split("-")[0] == "en" else ANY_LANGUAGE
    found = dict.fromkeys(finding for lint in lints for finding in lint(candidates, today))
    if wanted is not None:
        found |= dict.fromkeys(tag_lints(candidates, wanted))
    return sorted(found, key=lambda one: (one.place.line, one.place.column) if one.place else (0, 0))


def problems(findings: Iterable[Finding], off: Collection[str] = (), least: Severity = Severity.NOTE) -> list[Problem]:
    """Findings as problems, without the codes that are switched off and what matters less than `least`."""
    order = list(Severity)
    return [
        _problem(finding, LINTS[finding.code])
        for finding in findings
        if finding.code not in off and order.index(LINTS[finding.code].severity) >= order.index(least)
    ]


def _problem(finding: Finding, lint: Lint) -> Problem:
    hint = "; ".join(part for part in (finding.mend, lint.why) if part)
    return Problem(finding.code, finding.message, f"{hint} ({lint.source})", finding.place, lint.severity)
