"""A profile, or the part of it that a page shows, as a tree of parts: what every export is made of.

The parts are the candidates' own blocks, so that an export says what a page says, field by field and in its order.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal

from msgspec import Struct
from msgspec.structs import replace

from tailor.base.errors import Place
from tailor.core.profile.blocks import FIELDS, NEIGHBOURS
from tailor.core.profile.candidates import DRAFT, Candidate
from tailor.core.profile.emphasis import Marks, emphasized
from tailor.core.profile.kinds import Kind
from tailor.core.profile.outline import outlined, shape_of
from tailor.models.manifests import INCH
from tailor.models.profiles import Profile
from tailor.models.targets import Target

Path = tuple[str | int, ...]


class Part(Struct, frozen=True):
    """One block: its kind, the key of its section, where it stands in the profile, the fields that a template
    would be given (see `core/blocks.py`; texts are inline Markdown), and the parts under it."""

    kind: Kind
    section: str
    path: Path
    fields: Mapping[str, Any]
    parts: tuple[Part, ...] = ()

    def under(self, *kinds: Kind) -> tuple[Part, ...]:
        """The parts of some kinds directly under it."""
        return tuple(part for part in self.parts if part.kind in kinds)


class Sheet(Struct, frozen=True):
    """The paper that a document is for, where a format has any: its name, its margins in sp (top, right, bottom, left),
    the colour of headings, how many pages it should take (None for as many as it does), and a user's own document in
    Word whose styles and paper it takes instead."""

    paper: Literal["a4", "letter"] = "letter"
    margins: tuple[int, int, int, int] = (INCH, INCH, INCH, INCH)
    face: Literal["serif", "sans"] = "serif"
    accent: str = "#000000"
    pages: int | None = None
    reference: bytes | None = None


class Portrait(Struct, frozen=True):
    """A photo: JPEG, its width and height in sp, the words that stand for it."""

    content: bytes
    width: int
    height: int
    words: str


class Document(Struct, frozen=True):
    """What is exported: a header, then sections, the summary first; `title` is what it is for, if for anything;
    `sheet` is what it is on; `body` is what stands below the header without a heading, a letter's text; `photo`
    is what stands at its right."""

    header: Part
    sections: tuple[Part, ...]
    locale: str = "en"
    title: str = ""
    sheet: Sheet = Sheet()
    body: Part | None = None
    photo: Portrait | None = None


def whole(profile: Profile, locale: str | None = None) -> Document:
    """Everything; of several wordings of a headline or a summary the first."""
    locale = locale or profile.locale
    walked = _Walk(profile, Target(), locale)
    later = {("summary", "entries", index) for index in range(1, len(profile.summary.entries))}
    return walked.document([one for one in walked.candidates if walked.path(one) not in later])


def selected(
    profile: Profile,
    target: Target,
    chosen: Mapping[str, str],
    locale: str | None = None,
    tables: bool = True,
    marks: Marks | None = None,
) -> Document:
    """What a page shows: `chosen` has the variant of every candidate shown, `marks` what is in bold, by its id. Without
    `tables` their rows are entries."""
    locale = locale or target.locale or profile.locale
    draft = any(variant.startswith(DRAFT) for variant in chosen.values())
    walked = _Walk(profile, target, locale, draft=draft)
    if tables:
        some = [one for one in walked.candidates if one.id in chosen]
        return walked.document(emphasized(some, marks or {}), chosen)
    variants = {walked.path(one): chosen[one.id] for one in walked.candidates if one.id in chosen}
    plain = _Walk(profile, _without_tables(target), locale, draft=draft)
    shown = [one for one in plain.candidates if plain.path(one) in variants]
    return plain.document(emphasized(shown, marks or {}), {one.id: variants[plain.path(one)] for one in shown})


def _without_tables(target: Target) -> Target:
    rules = {key: rule.model_copy(update={"as_": None}) for key, rule in target.sections.items()}
    return target.model_copy(update={"sections": rules})


class _Walk:
    """The candidates of a profile for a target, each with its path."""

    def __init__(self, profile: Profile, target: Target, locale: str, *, draft: bool = False) -> None:
        self._paths: list[Path] = []
        self._target = target
        self._locale = locale
        shape = replace(
            shape_of(profile, target, locale), posts=False
        )  # a form has an employer's fields and a position's
        self.candidates = outlined(profile, shape, self._numbered, locale, draft=draft)

    def _numbered(self, path: Path) -> Place:
        """Places are numbers here, by which a candidate's path is found again."""
        self._paths.append(path)
        return Place("", len(self._paths), 1)

    def path(self, candidate: Candidate) -> Path:
        """Where a candidate stands in the profile."""
        return self._paths[candidate.place.line - 1]

    def document(self, shown: Sequence[Candidate], variants: Mapping[str, str] | None = None) -> Document:
        """The candidates shown as a tree, each in its variant."""
        below: dict[str | None, list[Candidate]] = {}
        for one in shown:
            below.setdefault(one.parent, []).append(one)
        roots = list(self._parts(None, below, variants or {}))
        sections = (part for part in roots[1:] if part.parts)
        return Document(roots[0], tuple(sections), self._locale, self._target.title or "")

    def _parts(
        self, parent: str | None, below: Mapping[str | None, Sequence[Candidate]], variants: Mapping[str, str]
    ) -> Iterator[Part]:
        for one in below.get(parent, ()):
            variant = next((v for v in one.variants if v.name == variants.get(one.id)), one.variants[0])
            inner = tuple(self._parts(one.id, below, variants))
            own = {name: value for name, value in variant.block.fields.items() if name not in NEIGHBOURS}
            fields = {**FIELDS.get(one.kind, {}), **own}
            yield Part(one.kind, one.section, self.path(one), fields, inner)
