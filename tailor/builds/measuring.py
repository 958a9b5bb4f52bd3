"""Has TeX measure every candidate in every layout, and gathers the answers for building.

A measure is kept under what the block says, its template and its layout: what is known already is neither rendered
nor set again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, TypeAlias

from msgspec import Struct

from tailor.base.errors import Problem, TexError
from tailor.builds.typesetter import BlockError, Typesetter
from tailor.core.optimise.building.frame import line_name
from tailor.core.optimise.building.keyword_lines import most_lines, set_lines
from tailor.core.optimise.building.measured import Measured
from tailor.core.page.layout import first_fit
from tailor.core.page.measures import Layout, Measure, Request
from tailor.core.profile.candidates import Block, Candidate
from tailor.core.profile.kinds import Kind
from tailor.templates.rendering import Template

Name: TypeAlias = tuple[str, ...]
"""What a request is known by: a layout, a candidate, and which of its wordings or pieces."""


class _Wanted(Struct, frozen=True):
    """A block to be measured in a region of a layout; `render` makes its LaTeX where TeX has to be asked."""

    layout: Layout
    region: str
    render: Callable[[], str]
    inline: bool


class Asker:
    """Collects blocks by name, so that all are asked for at once."""

    def __init__(self, typesetter: Typesetter, macro_of: Callable[[Name], str], template: Template) -> None:
        """`macro_of` names the macro that set the block of a request's name."""
        self._typesetter = typesetter
        self._macro_of = macro_of
        self._template = template
        self._asked: dict[Name, tuple[bytes, _Wanted]] = {}
        self._heads: dict[tuple[str, str], Any] = {}

    def want(self, name: Name, wanted: _Wanted, says: bytes) -> None:
        """Ask for one more block; `says` is all that its LaTeX depends on besides template, layout and region."""
        hashed = self._head(wanted.layout, wanted.region).copy()
        hashed.update(says)
        self._asked[name] = hashed.digest(), wanted

    def _head(self, layout: Layout, region: str) -> Any:
        if (layout.name, region) not in self._heads:
            text = "\0".join((self._typesetter.key, self._template.fingerprint, repr(layout), region))
            self._heads[layout.name, region] = hashlib.blake2b(text.encode(), digest_size=16)
        return self._heads[layout.name, region]

    def answers(self) -> dict[Name, Measure]:
        """All measures by name. Raises TexError with the line of the template that TeX stopped at."""
        measures = self._typesetter.measures
        known = measures.find([key for key, _ in self._asked.values()])
        requests = {name: self._request(one) for name, (key, one) in self._asked.items() if key not in known}
        if requests:
            fresh = dict(zip(requests, self._measured(requests), strict=True))
            own = {self._asked[name][0]: measure for name, measure in fresh.items()}
            measures.keep(own)
            known |= own
        return {name: known[key] for name, (key, _) in self._asked.items()}

    def _request(self, wanted: _Wanted) -> Request:
        setup, width = self._template.setup(wanted.layout), wanted.layout.regions[wanted.region][0]
        return Request(setup, width, wanted.render(), wanted.inline)

    def _measured(self, requests: Mapping[Name, Request]) -> list[Measure]:
        try:
            return self._typesetter.measure(list(requests.values()))
        except BlockError as error:
            raise TexError(self._told(error, requests)) from None

    def _told(self, error: BlockError, requests: Mapping[Name, Request]) -> list[Problem]:
        macro = self._macro_of(next(name for name, one in requests.items() if one == error.request))
        if error.command and error.command not in error.request.source and error.command in error.request.setup:
            macro = "setup"
        place = self._template.place(macro, error.command)
        return [replace(one, message=f"in the macro `{macro}`: {one.message}", place=place) for one in error.problems]


def measure_candidates(
    candidates: Sequence[Candidate], template: Template, layouts: Sequence[Layout], typesetter: Typesetter
) -> dict[str, Measured]:
    """For each layout's name, the heights of all blocks and the widths of all keywords, in sp. Raises TexError."""
    groups = _groups(candidates)
    kinds = {candidate.id: candidate.kind for candidate in candidates}
    first = Asker(typesetter, lambda name: _macro(kinds[name[1]], name[2]), template)
    for candidate in candidates:
        _want(first, candidate, template, layouts)
    answers = first.answers()
    pieces = {layout.name: _pieces(answers, layout, groups) for layout in layouts}
    second = Asker(typesetter, lambda name: str(Kind.KEYWORDS), template)
    for group in groups.values():
        _want_lines(second, *group, template, layouts, pieces)
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


def _want(asker: Asker, candidate: Candidate, template: Template, layouts: Sequence[Layout]) -> None:
    """Every wording of a candidate in every layout, or the pieces of a keyword line."""
    region, inline = template.region_of(candidate), candidate.kind in (Kind.KEYWORD, Kind.KEYWORDS)
    for name, render, says in _rendered(candidate, template, region):
        for layout in layouts:
            asker.want((layout.name, candidate.id, name), _Wanted(layout, region, render, inline), says)


def _rendered(candidate: Candidate, template: Template, region: str) -> Iterable[tuple[str, Callable[[], str], bytes]]:
    """What of a candidate is measured: its name, how its LaTeX is made, all that it depends on."""
    if candidate.kind is Kind.KEYWORDS:
        label = str(candidate.variants[0].block.fields["label"])
        pieces = {"label": (label, region), "indent": (region,), "separator": (region,)}
        for piece, arguments in pieces.items():
            yield piece, partial(template.inline, piece, *arguments), f"{piece}\0{arguments}".encode()
        return
    for variant in candidate.variants:
        if candidate.kind is Kind.KEYWORD:
            render = partial(template.inline, "keyword", str(variant.block.fields["text"]), region)
        else:
            render = partial(template.block, variant.block, region)
        yield variant.name, render, variant.block.said()


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
    shown: Sequence[int],
    measured: Measured,
    width: int,
    paid: int,
) -> Block:
    """A group's block with some of its keywords, all given as (text, width in sp), on the lines that were paid for."""
    pieces = _line_pieces(group.id, measured)
    lines = set_lines([size for _, size in keywords], shown, paid, width, *pieces)
    texts = [[keywords[index][0] for index in line] for line in lines]
    return Block(Kind.KEYWORDS, {**group.variants[0].block.fields, "lines": texts})


def _line_pieces(group: str, measured: Measured) -> tuple[int, int, int]:
    return measured.labels[group], measured.indents[group], measured.separators[group]


def _want_lines(
    asker: Asker,
    group: Candidate,
    words: Sequence[Candidate],
    template: Template,
    layouts: Sequence[Layout],
    pieces: Mapping[str, Measured],
) -> None:
    """A group on one line, two lines …, in every layout as many as all its keywords are set on in any."""
    region = template.region_of(group)
    texts = [str(word.variants[0].block.fields["text"]) for word in words]
    room: dict[str, tuple[list[int], int, int, int, int]] = {}
    for layout in layouts:
        measured = pieces[layout.name]
        sizes = [measured.words[word.id, "full"] for word in words]
        room[layout.name] = (sizes, layout.regions[region][0], *_line_pieces(group.id, measured))
    most = max(most_lines(*one) for one in room.values())
    for layout in layouts:
        broken = [[texts[index] for index in line] for line in first_fit(*room[layout.name])]
        for lines in range(1, most + 1):
            block = Block(Kind.KEYWORDS, {**group.variants[0].block.fields, "lines": broken[:lines]})
            wanted = _Wanted(layout, region, partial(template.block, block, region), inline=False)
            asker.want((layout.name, group.id, line_name(lines)), wanted, block.said())


def _with_lines(measured: Measured, layout: str, lines: dict[Name, Measure]) -> Measured:
    heights = {(item, variant): m.height for (name, item, variant), m in lines.items() if name == layout}
    return Measured(
        {**measured.heights, **heights},
        measured.words,
        measured.labels,
        measured.indents,
        measured.separators,
    )
