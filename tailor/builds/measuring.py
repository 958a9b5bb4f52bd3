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
from msgspec.structs import replace as replace_fields

from tailor.base.errors import Problem, TexError
from tailor.builds.typesetter import BlockError, Typesetter
from tailor.core.optimise.building.frame import line_name
from tailor.core.optimise.building.measured import Measured
from tailor.core.page.keyword_room import counting, in_order, set_lines
from tailor.core.page.measures import Layout, Measure, Request
from tailor.core.profile.candidates import Block, Candidate, Variant
from tailor.core.profile.kinds import Kind
from tailor.templates.rendering import Template
from tailor.text.breaking import GOES_ON
from tailor.text.markdown.inline import parts

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
            raise TexError(self._macro_problems(error, requests)) from None

    def _macro_problems(self, error: BlockError, requests: Mapping[Name, Request]) -> list[Problem]:
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
    pieces = _broken(pieces, groups, template, layouts, typesetter)
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


def _broken(
    pieces: dict[str, Measured],
    groups: Mapping[str, tuple[Candidate, list[Candidate]]],
    template: Template,
    layouts: Sequence[Layout],
    typesetter: Typesetter,
) -> dict[str, Measured]:
    """The same, with keywords that are wider than their lines in pieces that are not."""
    asker = Asker(typesetter, lambda name: str(Kind.KEYWORD), template)
    wide: list[tuple[Layout, int, str, Variant]] = []
    for layout in layouts:
        for group, words in groups.values():
            region = template.region_of(group)
            least = pieces[layout.name].room(group.id, layout.regions[region][0]).least
            for item, variant in ((word.id, variant) for word in words for variant in word.variants):
                if pieces[layout.name].words[item, variant.name] > least:
                    wide.append((layout, least, item, variant))
                    _want_runs(asker, layout, item, variant, template, region)
    widths: dict[Name, dict[str, int]] = {}
    for name, measure in asker.answers().items():
        widths.setdefault(name[:3], {})[name[3]] = measure.width
    found: dict[str, dict[tuple[str, str], tuple[tuple[str, int], ...]]] = {}
    for layout, least, item, variant in wide:
        ways = (_fewest(words, widths[layout.name, item, variant.name], least) for words in _cut(variant))
        if broken := next((one for one in ways if one), None):
            found.setdefault(layout.name, {})[item, variant.name] = broken
    return {name: replace_fields(one, broken=found.get(name, {})) for name, one in pieces.items()}


def _words(variant: Variant) -> str:
    return str(variant.block.fields["text"])


def _want_runs(asker: Asker, layout: Layout, item: str, variant: Variant, template: Template, region: str) -> None:
    """Every run of words of a keyword that may stand on a line."""
    for words in _cut(variant):
        for start, end in _runs(words):
            text = "".join(words[start:end]).strip()
            wanted = _Wanted(layout, region, partial(template.inline, "keyword", text, region), inline=True)
            asker.want((layout.name, item, variant.name, text), wanted, f"{text}\0{region}".encode())


def _cut(variant: Variant) -> tuple[list[str], ...]:
    """A keyword's words, and where one is long, the same in a few letters each: a word that no line has room for."""
    words = parts(_words(variant))
    letters = parts(_words(variant), letters=True)
    return (words,) if words == letters else (words, letters)


def _runs(words: Sequence[str]) -> Iterable[tuple[int, int]]:
    count = len(words)
    return ((start, end) for start in range(count) for end in range(start + 1, min(start + LONGEST_RUN, count) + 1))


LONGEST_RUN = 8
"""Words of a keyword that may stand on one line where all do not."""


def _fewest(words: Sequence[str], widths: Mapping[str, int], least: int) -> tuple[tuple[str, int], ...] | None:
    """A keyword's words on as few lines as can be, each with its width; None where one is wider than a line. Where the
    keyword goes on in the next line, the piece says so."""
    found: list[tuple[str, int]] = []
    start = 0
    while start < len(words):
        ends = (end for begin, end in _runs(words) if begin == start)
        fitting = [end for end in ends if widths["".join(words[start:end]).strip()] <= least]
        if not fitting:
            return None
        end = max(fitting)
        text = "".join(words[start:end]).strip()
        found.append((text + (GOES_ON if end < len(words) else ""), widths[text]))
        start = end
    return tuple(found)


def keyword_block(
    group: Candidate,
    keywords: Sequence[tuple[str, tuple[str, str]]],
    shown: Sequence[int],
    measured: Measured,
    width: int,
    paid: int | None,
) -> Block:
    """A group's block with some of its keywords, all given as (text, (id, wording)), on the lines that were paid for,
    or on as many as it takes."""
    sizes = [measured.pieces(*name) for _, name in keywords]
    room = measured.room(group.id, width)
    if paid is None:
        paid = sum(len(sizes[index]) for index in shown)
    lines = set_lines(sizes, shown, paid, room)
    texts = [[_piece(*keywords[index], piece, measured) for index, piece in line] for line in lines]
    return Block(Kind.KEYWORDS, {**group.variants[0].block.fields, "lines": texts})


def _piece(text: str, name: tuple[str, str], piece: int, measured: Measured) -> str:
    return measured.broken[name][piece][0] if name in measured.broken else text


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
    texts = [(_words(word.variants[0]), (word.id, "full")) for word in words]
    most, broken = 1, dict[str, list[list[str]]]()
    for layout in layouts:
        measured = pieces[layout.name]
        sizes = [measured.pieces(word.id, "full") for word in words]
        room = measured.room(group.id, layout.regions[region][0])
        fit = [one for one in sizes if max(one) <= room.least]
        most = max(most, counting(fit, room).needed)
        lines = in_order(sizes, room)
        broken[layout.name] = [[_piece(*texts[index], piece, measured) for index, piece in line] for line in lines]
    for layout in layouts:
        for number in range(1, most + 1):
            block = Block(Kind.KEYWORDS, {**group.variants[0].block.fields, "lines": broken[layout.name][:number]})
            wanted = _Wanted(layout, region, partial(template.block, block, region), inline=False)
            asker.want((layout.name, group.id, line_name(number)), wanted, block.said())


def _with_lines(measured: Measured, layout: str, lines: dict[Name, Measure]) -> Measured:
    heights = {(item, variant): m.height for (name, item, variant), m in lines.items() if name == layout}
    return replace_fields(measured, heights={**measured.heights, **heights})
