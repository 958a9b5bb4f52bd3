"""Seeded synthetic pages of any size, with every family of rows and several layouts: input for the bench."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random

from tailor.core.optimise.problem import MENTION, POINT, Coverage, LayoutRows, Option, PageProblem, Row
from tailor.core.rules.causes import AnyCause, Gaps, Height, Hollow, Lines, Pin, Quota, Speaking, Under, Variants

PT = 65_536
LAYOUTS = (
    ("11", 1.0, 690.0, 0),
    ("11-tight", 0.985, 690.0, 20),
    ("10.5", 0.95, 690.0, 50),
    ("10.5-wide", 0.94, 715.0, 90),
    ("10", 0.9, 715.0, 140),
)  # name, scale, points of page, price ‰


@dataclass
class _Draft:
    """Options and rows as they are gathered; `lines` and `extra` (pt) give the heights of every option."""

    rng: Random
    tags: list[tuple[str, int]]
    options: list[Option] = field(default_factory=list)
    lines: list[float] = field(default_factory=list)
    extra: list[float] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    groups: list[tuple[list[int], list[tuple[int, int]]]] = field(default_factory=list)

    def option(
        self,
        item: str,
        variant: str,
        lines: float,
        extra: float,
        points: int = 0,
        mentions: tuple[tuple[str, int], ...] = (),
    ) -> int:
        self.options.append(Option(item, variant, points, mentions))
        self.lines.append(lines)
        self.extra.append(extra)
        return len(self.options) - 1

    def row(
        self,
        rule: AnyCause,
        terms: list[tuple[int, int]],
        low: int | None = None,
        high: int | None = None,
    ) -> None:
        self.rows.append(Row(rule, tuple(terms), low, high))

    def strength(self) -> int:
        raw = self.rng.choice((0.6, 0.8, 1, 1, 1, 1.3, 1.6)) * max(0.4, 0.5 ** (self.rng.uniform(0, 8) / 4))
        return round(20 * min(3.0, max(0.2, raw)))

    def mentions(self, most: int, strength: int) -> tuple[tuple[str, int], ...]:
        weights = [1 / (rank + 1) ** 0.7 for rank in range(len(self.tags))]
        picked = dict.fromkeys(self.rng.choices(self.tags, weights, k=self.rng.randint(0, most)))
        falling = sorted(picked, key=lambda tag: -tag[1])
        return tuple((tag, strength * c) for (tag, _), c in zip(falling, (4, 2, 1, 1, 1, 1), strict=False))

    def child(self, child: list[int], parent: int, name: str) -> None:
        self.row(Under(name, str(parent)), [*((i, 1) for i in child), (parent, -1)], high=0)
        if len(child) > 1:
            self.row(Variants(name), [(i, 1) for i in child], high=1)


def page(bullets: int, seed: int, *, keywords: int = 0, wanted: int = 12, layouts: int = 5) -> PageProblem:
    """A page of `bullets` bullets under a third as many entries, and `keywords` keywords in five groups."""
    rng = Random(f"{bullets} {keywords} {seed}")
    tags = [(f"t{i}", rng.randint(5, 50)) for i in range(wanted)]
    draft = _Draft(rng, tags)
    draft.option("header", "full", 0, 62)
    draft.row(Pin("header", "header"), [(0, 1)], low=1)
    _sections(draft, bullets)
    if keywords:
        _keywords(draft, keywords)
    coverages = tuple(
        Coverage(tag, tuple((MENTION, slope * weight) for slope in (20, 10, 5, 2))) for tag, weight in tags
    )
    return PageProblem(tuple(draft.options), tuple(draft.rows), coverages, tuple(_layouts(draft, layouts)))


def _sections(draft: _Draft, bullets: int) -> None:
    rng, left, number = draft.rng, bullets, 0
    shares = {"experience": 0.4, "projects": 0.35, "education": 0.1, "awards": 0.15}
    for section, share in shares.items():
        heading = draft.option(section, "full", 1.3, 12)
        entries, count = [], max(1, round(bullets * share))
        while count > 0:
            size = min(count, rng.randint(2, 5)) if section in ("experience", "projects") else 1
            entries.append(_entry(draft, f"{section}.{number}", heading, size))
            number, count, left = number + 1, count - size, left - size
        draft.row(Hollow(section), [(heading, 1), *((e, -1) for e in entries)], high=0)
        if section == "experience":
            for older, newer in zip(entries[1:], entries, strict=False):
                draft.row(Gaps(section, str(older), str(newer)), [(older, 1), (newer, -1)], high=0)
            draft.row(Quota(section, "min", 2), [(e, 1) for e in entries], low=min(2, len(entries)))
        if section == "projects":
            draft.row(Quota(section, "max", 5), [(e, 1) for e in entries], high=5)


def _entry(draft: _Draft, name: str, heading: int, size: int) -> int:
    rng, strength = draft.rng, draft.strength()
    head = draft.option(name, "full", rng.choice((1, 2, 2)), 4, POINT * strength // 20)
    draft.child([head], heading, name)
    bullets, base = [], POINT // 2
    for number in range(size):
        s, item = draft.strength(), f"{name}.{number}"
        lines, mentions = rng.choice((1, 1, 2, 2, 2, 3)), draft.mentions(3, s)
        variants = [draft.option(item, "full", lines, 1.5, base * s // 20, mentions)]
        if lines > 1 and rng.random() < 0.35:
            cut = tuple((tag, units * 9 // 10) for tag, units in mentions)
            variants.append(draft.option(item, "short", lines - 1, 1.5, base * s * 9 // 200, cut))
        draft.child(variants, head, item)
        bullets += variants
    draft.row(Speaking(name), [(head, 1), *((b, -1) for b in bullets)], high=0)
    if size > 3:
        draft.row(Quota(name, "max", 4), [(b, 1) for b in bullets], high=4)
    return head


def _keywords(draft: _Draft, keywords: int) -> None:
    rng = draft.rng
    heading = draft.option("skills", "full", 1.3, 12)
    for number in range(5):
        name = f"skills.{number}"
        lines = [draft.option(name, f"{n} lines", n, 2) for n in (1, 2)]
        draft.child(lines, heading, name)
        words = []
        for word in range(keywords // 5):
            s, item = draft.strength(), f"{name}.{word}"
            index = draft.option(item, "full", 0, 0, POINT * s // 100, draft.mentions(1, s))
            draft.row(Under(item, name), [(index, 1), *((n, -1) for n in lines)], high=0)
            words.append((index, round(rng.uniform(20, 110) * PT)))
        draft.groups.append((lines, words))
    heads = [group[0] for group in draft.groups]
    draft.row(Hollow("skills"), [(heading, 1), *((i, -1) for g in heads for i in g)], high=0)


def _layouts(draft: _Draft, count: int) -> Iterator[LayoutRows]:
    taken = sum(lines * 13.2 + extra for lines, extra in zip(draft.lines, draft.extra, strict=True))
    worth = sum(o.points + sum(250 * units for _, units in o.mentions) for o in draft.options)
    worth = round(worth * min(1, 690 / taken))
    for name, scale, capacity, price in LAYOUTS[:count]:
        jitter = Random(name)
        heights = tuple(
            round((lines - (lines > 1 and jitter.random() < (1 - scale) * 1.5)) * 13.2 * scale * PT) + round(extra * PT)
            for lines, extra in zip(draft.lines, draft.extra, strict=True)
        )
        rows = [Row(Height("main"), tuple(enumerate(heights)), None, round(capacity * PT))]
        for lines, words in draft.groups:
            scaled = [(i, round(w * scale)) for i, w in words]
            widest = max(w for _, w in scaled)
            caps = [n * 440 * PT - (n - 1) * widest for n in (1, 2)]
            negative = [(i, -cap) for i, cap in zip(lines, caps, strict=True)]
            rows.append(Row(Lines("keywords"), (*scaled, *negative), None, 0))
        yield LayoutRows(name, round(worth * price / 1000), tuple(rows), heights, line=round(13.2 * scale * PT))
