"""Rows that keep a career whole: an older post is shown only with every newer one, but those that may go."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby, pairwise, product
from typing import TYPE_CHECKING

from tailor.core.optimise.building.columns import Columns
from tailor.core.optimise.problem import Row
from tailor.core.rules.careers import CAREER, Post, posts
from tailor.core.rules.causes import Career

if TYPE_CHECKING:
    from tailor.models.targets import Target


def career_rows(columns: Columns, target: Target) -> Iterator[Row]:
    """Of the posts that can be shown, unless the target allows gaps; `gaps: forbid` asks for more besides."""
    rule = target.sections.get(CAREER)
    if rule is not None and rule.gaps == "allow":
        return
    every = posts(columns.candidates)
    needed = [post for post in every if not post.spare]
    for newer, older in pairwise([list(some) for _, some in groupby(needed, lambda post: (post.last, post.first))]):
        yield from (_row(before, after, columns) for after, before in product(newer, older))
    for spare in (post for post in every if post.spare):
        if after := next((post for post in reversed(needed) if post.first > spare.last), None):
            yield _row(spare, after, columns)


def _row(before: Post, after: Post, columns: Columns) -> Row:
    terms = (*columns.terms([before.item]), *columns.terms([after.item], -1))
    return Row(Career(before.item, after.item), terms, high=0)
