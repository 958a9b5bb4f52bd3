"""A manifest's layouts on a paper, in whole sp: regions, margins and gaps, as dense as the style asks."""

from __future__ import annotations

from fractions import Fraction

from tailor.core.page.measures import Gap, Layout
from tailor.models.manifests import GapRule, LayoutRule, Manifest
from tailor.models.style import Style

DENSITIES = {
    "airy": (Fraction(21, 20), Fraction(13, 10)),
    "normal": (Fraction(1), Fraction(1)),
    "dense": (Fraction(19, 20), Fraction(3, 4)),
}
"""Factors on the leading and on the gaps."""


def _scaled(gap: GapRule, factor: Fraction) -> int:
    """A gap's size in a layout with this factor: not below its least, unless the gap itself is."""
    return max(int(gap.size * factor), min(gap.size, gap.least))


def _gaps(manifest: Manifest, factor: Fraction, apart: int) -> dict[str, Gap]:
    """A layout's gaps; those of entries are no smaller than `apart` (sp)."""
    least = {"entry": apart, "position": apart}
    return {
        kind: Gap(max(_scaled(gap, factor), least.get(kind, 0)), gap.weight, gap.grow)
        for kind, gap in manifest.gaps.items()
    }


APART = Fraction(1, 2)
"""Of the leading, how far entries stand apart at least where programs shall see where one ends: one that goes by gaps
between lines takes 1.4 times the usual one."""


def layout_of(
    manifest: Manifest,
    rule: LayoutRule,
    width: int,
    height: int,
    style: Style,
    *,
    ats: bool = False,
    leftward: bool = False,
) -> Layout:
    """A layout on a paper; of a page that begins at the right with its columns the other way round."""
    margin, (leading, gaps) = rule.margin, DENSITIES[style.density or "normal"]
    inner, capacity = width - margin.left - margin.right, height - margin.top - margin.bottom
    spans = {name: (int(inner * r.from_), int(inner * r.to)) for name, r in manifest.regions.items()}
    if leftward:
        spans = {name: (inner - end, inner - start) for name, (start, end) in spans.items()}
    return Layout(
        name=rule.name,
        size=rule.size,
        leading=int(rule.leading * leading),
        regions={name: (end - start, capacity) for name, (start, end) in spans.items()},
        origins={name: (margin.left + start, margin.top) for name, (start, _) in spans.items()},
        below={name: r.below for name, r in manifest.regions.items() if r.below},
        asked=frozenset(name for name, r in manifest.regions.items() if r.full),
        gaps=_gaps(manifest, rule.gaps * gaps, int(APART * rule.leading * leading) if ats else 0),
        price=rule.price,
    )
