"""Has TeX measure every candidate in every layout, and gathers the answers for building."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Protocol, TypeAlias

from tailor.adapters.rendering import Template
from tailor.adapters.typesetting import BlockError
from tailor.base.errors import Problem, TexError
from tailor.core.building import line_name
from tailor.core.building.measured import Measured
from tailor.core.candidates import Block, Candidate, Kind
from tailor.core.layout import first_fit
from tailor.core.pages import Layout, Measure, Request

Name: TypeAlias = tuple[str, ...]
"""What a request is known by: a layout, a candidate, and which of its wordings or pieces."""

MOST_LINES = 8
"""A group of keywords is given this many lines at most."""


class Measurer(Protocol):
    """Whatever measures blocks: TeX, or a table of heights in the tests."""

    def measure(self, requests: Sequence[Request]) -> list[Measure]:
        """The measures of some blocks, in order."""


class Asker:
    """Collects requests by name, so that all are asked at once."""

    def __init__(self, measurer: Measurer, macro_of: Callable[[Name], str], template: Template) -> None:
        """`macro_of` names the macro that set the block of a request's name."""
        self._measurer = measurer
        self._macro_of = macro_of
        self._template = template
        self._requests: dict[Name, Request] = {}

    def want(self, name: Name, request: Request) -> None:
        """Ask for one more block."""
        self._requests[name] = request

    def answers(self) -> dict[Name, Measure]:
        """All measures by name. Raises TexError with the line of the template that TeX stopped at."""
        try:
            measures = self._measurer.measure(list(self._requests.values()))
        except BlockError as error:
            raise TexError(self._told(error)) from None
        return dict(zip(self._requests, measures, strict=True))

    def _told(self, error: BlockError) -> list[Problem]:
        macro = self._macro_of(next(name for name, one in self._requests.items() if one == error.request))
        if error.command and error.command not in error.request.source and error.command in error.request.setup:
            macro = "setup"
        place = self._template.place(macro, error.command)
        return [replace(one, message=f"in the macro `{macro}`: {one.message}", place=place) for one in error.problems]


def measure_candidates(
    candidates: Sequence[Candidate], template: Template, layouts: Sequence[Layout], measurer: Measurer
) -> dict[str, Measured]:
    """For each layout's name, the heights of all blocks and the widths of all keywords, in sp. Raises TexError."""
    groups = _groups(candidates)
    kinds = {candidate.id: candidate.kind for candidate in candidates}
    first = Asker(measurer, lambda name: _macro(kinds[name[1]], name[2]), template)
    for layout in layouts:
        _want_blocks(first, candidates, template, layout)
    answers = first.answers()
    pieces = {layout.name: _pieces(answers, layout, groups) for layout in layouts}
    second = Asker(measurer, lambda name: str(Kind.KEYWORDS), template)
    for layout in layouts:
        _want_lines(second, groups, template, layout, pieces[layout.name])
    lines = second.answers()
    return {name: _with_lines(measured, name, lines) for name, measured in pieces.items()}


def _macro(kind: Kind, piece: str) -> str:
    """The macro that sets a block, or a piece of a keyword line."""
    return f"keyword_{piece}" if kind is Kind.KEYWORDS else str(kind)


def _groups(candidates: Iterable[Candidate]) -> dict[str, tuple[Candidate, list[Candidate]]]:
    """Keyword groups by id, each with its keywords in the author's order."""
    found = {c.id: (c, list[Candidate]()) for c in candidates if c.kind is Kind.KEYWORDS}
    for candidate in candidates:
        if candidate.kind is Kind.KEYWORD and candidate.parent is not None:
            found[candidate.parent][1].append(candidate)
    return found


def _want_blocks(asker: Asker, candidates: Sequence[Candidate], template: Template, layout: Layout) -> None:
    setup = template.setup(layout)
    for candidate in candidates:
        region = template.region_of(candidate)
        width = layout.regions[region][0]
        if candidate.kind is Kind.KEYWORDS:
            label = str(candidate.variants[0].block.fields["label"])
            for piece, arguments in (
                ("label", (label, region)),
                ("indent", (region,)),
                ("separator", (region,)),
            ):
                source = template.inline(piece, *arguments)
                asker.want((layout.name, candidate.id, piece), Request(setup, width, source, inline=True))
            continue
        for variant in candidate.variants:
            name = (layout.name, candidate.id, variant.name)
            if candidate.kind is Kind.KEYWORD:
                source = template.inline("keyword", str(variant.block.fields["text"]), region)
            else:
                source = template.block(variant.block, region)
            asker.want(name, Request(setup, width, source, inline=candidate.kind is Kind.KEYWORD))


def _pieces(
    answers: dict[Name, Measure],
    layout: Layout,
    groups: dict[str, tuple[Candidate, list[Candidate]]],
) -> Measured:
    """What the first round of one layout said."""
    own = {(item, variant): m for (name, item, variant), m in answers.items() if name == layout.name}
    words = {(word.id, v.name) for _, some in groups.values() for word in some for v in word.variants}
    return Measured(
        heights={key: m.height for key, m in own.items() if key not in words and key[0] not in groups},
        words={key: own[key].width for key in words},
        labels={item: own[item, "label"].width for item in groups},
        indents={item: own[item, "indent"].width for item in groups},
        separators={item: own[item, "separator"].width for item in groups},
    )


def keyword_block(
    group: Candidate,
    keywords: Sequence[tuple[str, int]],
    measured: Measured,
    width: int,
    most: int | None = None,
) -> Block:
    """A group's block with these keywords, each (text, width in sp), broken into lines (the first `most`)."""
    lines = first_fit(
        [size for _, size in keywords],
        width,
        measured.labels[group.id],
        measured.indents[group.id],
        measured.separators[group.id],
    )
    texts = [[keywords[index][0] for index in line] for line in lines[:most]]
    return Block(Kind.KEYWORDS, {**group.variants[0].block.fields, "lines": texts})


def _want_lines(
    asker: Asker,
    groups: dict[str, tuple[Candidate, list[Candidate]]],
    template: Template,
    layout: Layout,
    measured: Measured,
) -> None:
    """Every group on one line, two lines …, as many as all its keywords need."""
    for item, (group, words) in groups.items():
        region = template.region_of(group)
        width = layout.regions[region][0]
        sized = [(str(w.variants[0].block.fields["text"]), measured.words[w.id, "full"]) for w in words]
        pieces = (measured.labels[item], measured.indents[item], measured.separators[item])
        needed = len(first_fit([size for _, size in sized], width, *pieces))
        for lines in range(1, min(needed, MOST_LINES) + 1):
            source = template.block(keyword_block(group, sized, measured, width, lines), region)
            name = (layout.name, item, line_name(lines))
            asker.want(name, Request(template.setup(layout), width, source))


def _with_lines(measured: Measured, layout: str, lines: dict[Name, Measure]) -> Measured:
    heights = {(item, variant): m.height for (name, item, variant), m in lines.items() if name == layout}
    return Measured(
        {**measured.heights, **heights},
        measured.words,
        measured.labels,
        measured.indents,
        measured.separators,
    )
