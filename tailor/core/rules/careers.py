"""A career: the posts of the jobs, newest first, and which of them may go without leaving a hole.

A post is a position, or a job that has none. It may go where nobody would miss it: its months lie within those of
other jobs or of a degree (side jobs, students' jobs), or its author gave it a priority of 2 or 1 (stop-gaps).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from tailor.core.profile.candidates import Candidate
from tailor.core.profile.kinds import Kind

CAREER = "experience"
"""The section of the jobs."""

STUDIES = "education"

STOP_GAP = 2
"""The priority at which a post may go."""

EVER = 12 * 9999
"""The last month of what goes on."""


class Post(Struct, frozen=True):
    """One post: the ids of the position and of its job (the same where it has no positions), and its first and last
    month, counted from the year 0. `spare`: it may go without a hole."""

    item: str
    job: str
    first: int
    last: int
    spare: bool


def posts(candidates: Sequence[Candidate]) -> tuple[Post, ...]:
    """The dated posts of the jobs, the newest first."""
    jobs = {one.id: one for one in candidates if one.section == CAREER and one.kind is Kind.ENTRY}
    with_positions = {one.parent for one in candidates if one.kind is Kind.POSITION}
    found = [
        (one, jobs.get(one.parent or "", one))
        for one in candidates
        if one.section == CAREER and one.kind in (Kind.ENTRY, Kind.POSITION) and one.id not in with_positions
    ]
    dated = [(one, job, span) for one, job in found if (span := months(one)) is not None]
    studies = [span for one in candidates if one.section == STUDIES and (span := months(one))]
    result = [
        Post(one.id, job.id, *span, _spare(one, job, span, [s for o, j, s in dated if j is not job] + studies))
        for one, job, span in dated
    ]
    return tuple(sorted(result, key=lambda post: (-post.last, -post.first)))


def months(candidate: Candidate) -> tuple[int, int] | None:
    """Its first and last month; None without dates."""
    if candidate.start is None and candidate.end is None:
        return None
    start = candidate.start or candidate.end
    end = candidate.end or candidate.start
    assert start is not None
    assert end is not None
    last = EVER if candidate.ongoing else 12 * end.year + end.last_month
    return 12 * start.year + start.first_month, last


def covered(span: tuple[int, int], others: Iterable[tuple[int, int]]) -> bool:
    """Whether every month of a span lies in one of the others."""
    month = span[0]
    for first, last in sorted(others):
        if first > month:
            break
        month = max(month, last + 1)
    return month > span[1]


def _spare(post: Candidate, job: Candidate, span: tuple[int, int], others: Sequence[tuple[int, int]]) -> bool:
    wider = [other for other in others if other != span and other[1] - other[0] >= span[1] - span[0]]
    return min(post.priority, job.priority) <= STOP_GAP or covered(span, wider)
