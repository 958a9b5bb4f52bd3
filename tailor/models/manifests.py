"""A template's manifest as written (`template.yaml`), and the layouts that it comes to on a paper.

Lengths are written as in TeX (`10.5pt`, `0.75in`, `18mm`) and kept as integers in sp.
"""

from __future__ import annotations

import re
from fractions import Fraction
from itertools import combinations
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema, model_validator

from tailor.models.schema_hints import NOTHING, WORD, Also, JsonSchema, Refer
from tailor.models.style import Style
from tailor.models.values import fault

SP = 65536
"""Scaled points in a point."""

INCH = 7227 * SP // 100
"""An inch in sp, cut off to a whole one as TeX does."""

_UNITS = {
    "pt": Fraction(1),
    "in": Fraction(7227, 100),
    "cm": Fraction(7227, 254),
    "mm": Fraction(7227, 2540),
    "bp": Fraction(7227, 7200),
    "sp": Fraction(1, SP),
}
"""Points in a unit (The TeXbook, chapter 10)."""

_LENGTH = re.compile(r"(-?[0-9]{1,12}(?:\.[0-9]{1,12})?)\s*(pt|in|cm|mm|bp|sp)")

LONGEST = 16383 * SP
"""The longest length that TeX knows, in sp (\\maxdimen, to a whole point)."""

PAPERS = {"letter": ("8.5in", "11in"), "a4": ("210mm", "297mm")}
"""Width and height of the papers that we know."""


def to_sp(value: Any) -> Any:
    """A length in sp, cut off to a whole one as TeX does; a fault for anything else."""
    if isinstance(value, int):
        return value
    match = _LENGTH.fullmatch(value.strip()) if isinstance(value, str) else None
    if match is None:
        raise fault("bad-length", f'"{_short(value)}" is not a length', "write it as 10.5pt, 0.75in or 18mm")
    found = int(Fraction(match[1]) * _UNITS[match[2]] * SP)
    if abs(found) > LONGEST:
        raise fault("bad-length", f"{value} is longer than TeX can count", "write it as 10.5pt, 0.75in or 18mm")
    return found


def _short(value: Any) -> str:
    text = str(value)
    return text if len(text) <= CUT else f"{text[:CUT]}…"


CUT = 40
"""Letters of a value that a message shows."""

_FRACTION = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,9})?(?:/0*[1-9][0-9]{0,8})?")


def _fraction(value: Any) -> Any:
    """A share or factor, written `0.8` or `1/3`; a fault for anything else."""
    if isinstance(value, int | Fraction):
        return Fraction(value)
    text = value.strip() if isinstance(value, str) else ""
    if not _FRACTION.fullmatch(text):
        raise fault("bad-number", f'"{_short(value)}" is not a number', "write it as 0.8 or 1/3")
    whole, _, under = text.partition("/")
    return Fraction(whole) / int(under or 1)


LENGTH = {"type": ["string", "integer"], "pattern": r"^-?\d+(\.\d+)?\s*(pt|in|cm|mm|bp|sp)$"}

COLOUR = r"^#[0-9A-Fa-f]{6}$"

Length = Annotated[int, BeforeValidator(to_sp), WithJsonSchema(LENGTH)]


def _not_negative(value: int) -> int:
    if value < 0:
        raise fault("bad-length", "a length below nothing has no meaning here", "write 0pt or more")
    return value


Extent = Annotated[int, BeforeValidator(to_sp), AfterValidator(_not_negative), WithJsonSchema(LENGTH)]
"""A length that is not below nothing."""


GapName = Literal[
    "header",
    "section",
    "after_section",
    "entry",
    "position",
    "first_position",
    "bullet",
    "paragraph",
    "item",
    "publication",
    "table",
    "row",
    "keywords",
]
"""The block that a gap stands before: its kind, whatever follows a heading, or a position right below its employer."""


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, defer_build=True)

    @classmethod
    def short_forms(cls, refer: Refer) -> list[JsonSchema]:
        """The forms that stand for this model besides a mapping of its fields; `refer` gives another model's schema."""
        return []


def _gap(value: int) -> int:
    if not -MOST // 10 <= value <= MOST:
        raise fault("bad-length", "no gap of a page is so large", "write it as 4pt")
    return value


MOST = 300 * SP
"""The largest gap, in sp."""


class GapRule(_Model):
    """The space before a block: its size, how far it may grow, and its share in what is left over."""

    size: Annotated[Length, AfterValidator(_gap)]
    """Its size. Such as `4pt`."""
    grow: Extent = 0
    """How far it may grow when space is left over. Such as `3pt`."""
    weight: Annotated[int, Field(ge=0, le=1_000_000)] = 0
    """Its share in what is left over."""
    least: Length = 0
    """What it is at least in layouts that scale gaps down. Such as `4.5pt`."""


class Margins(_Model):
    """The four margins of a page."""

    top: Extent
    """Such as `0.6in`."""
    right: Extent
    """Such as `0.6in`."""
    bottom: Extent
    """Such as `0.6in`."""
    left: Extent
    """Such as `0.6in`."""


class PhotoRule(_Model):
    """How large a photo is at most: it keeps its shape."""

    width: Annotated[Extent, AfterValidator(_gap)]
    """Such as `26mm`."""
    height: Annotated[Extent, AfterValidator(_gap)]
    """Such as `32mm`."""


def _margins(value: Any) -> Any:
    return dict.fromkeys(("top", "right", "bottom", "left"), value) if isinstance(value, str) else value


def _plain(name: str) -> str:
    """A name of something in a manifest, which goes into TeX's notes and reports. Raises a fault for any other."""
    if not _NAME.fullmatch(name):
        raise fault(
            "bad-name", f'"{_short(name)}" is not a valid name', "letters, digits, spaces, `.`, `_` and `-`, 40 at most"
        )
    return name


_REGION = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,39}")
_NAME = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9 ._-]{0,39})")


class LayoutRule(_Model):
    """One way to set the page; `price` is in thousandths of the preferred page's value."""

    name: Annotated[str, AfterValidator(_plain)]
    """What reports call it. Such as `regular`."""
    size: Extent
    """The size of the type, 9pt or more. Such as `10.5pt`."""
    leading: Extent
    """From one base line to the next. Such as `12.5pt`."""
    margin: Annotated[Margins, BeforeValidator(_margins), Also(LENGTH)]
    """The four margins, or one length for all."""
    gaps: Annotated[Fraction, BeforeValidator(_fraction), WithJsonSchema(WORD), Field(gt=0, le=3)] = Fraction(1)
    """A factor on all gaps. Such as `0.8`."""
    price: Annotated[int, Field(ge=0, le=1000)] = 0
    """What it costs, in thousandths of the preferred page's value."""

    @model_validator(mode="after")
    def _readable(self) -> LayoutRule:
        if self.size < to_sp("9pt") or min(self.margin.left, self.margin.right) < to_sp("0.4in"):
            raise fault("unreadable", f"layout `{self.name}` is too small to read", "type ≥ 9pt, margins ≥ 0.4in")
        if self.size > to_sp("30pt"):
            raise fault("too-large", f"layout `{self.name}` is set in type for posters", "type ≤ 30pt")
        if not self.size * 4 <= self.leading * 5 <= self.size * 15:
            mend = "the leading is four fifths to three times the size of the type: 12.5pt for 10.5pt"
            raise fault("bad-leading", f"lines of layout `{self.name}` would lie on or far from each other", mend)
        return self


class RegionRule(_Model):
    """A column of the page: from and to in parts of the text width, what stands in it, what it starts under."""

    @classmethod
    def short_forms(cls, refer: Refer) -> list[JsonSchema]:
        """Nothing: the whole width."""
        return [NOTHING]

    from_: Annotated[Fraction, BeforeValidator(_fraction), WithJsonSchema(WORD), Field(ge=0, le=1)] = Field(
        Fraction(0), alias="from"
    )
    """Where it begins, as a part of the text width. Such as `0`, `1/3`."""
    to: Annotated[Fraction, BeforeValidator(_fraction), WithJsonSchema(WORD), Field(ge=0, le=1)] = Fraction(1)
    """Where it ends, as a part of the text width. Such as `1/3`, `1`."""
    sections: tuple[str, ...] = ()
    """The sections that stand in it. Such as `[skills, languages]`."""
    kinds: tuple[Literal["header", "contacts"], ...] = ()
    """What stands in it besides sections: `header`, or `contacts`, which are part of the header otherwise."""
    below: str | None = None
    """The region that it starts under. Such as `top`."""
    full: bool = True
    """Whether a page is full only when this region is; a column beside the work need not be."""


def _regions(value: Any) -> Any:
    return {name: rule or {} for name, rule in value.items()} if isinstance(value, dict) else value


def _may_extend(schema: JsonSchema) -> None:
    """A template that extends another may leave to it what every template needs."""
    schema["anyOf"] = [{"required": ["extends"]}, {"required": schema.pop("required")}]


def _regions_stand(regions: dict[str, RegionRule]) -> dict[str, RegionRule]:
    """Every region is wider than nothing, and starts at the top or under one that does and is named before it."""
    tops: list[str] = []
    for name, rule in regions.items():
        if not _REGION.fullmatch(name):
            raise fault(
                "bad-name", f'"{_short(name)}" is not a valid name for a region', "letters, digits and `-`, 40 at most"
            )
        if rule.from_ >= rule.to:
            raise fault("region-width", f"region `{name}` ends where it begins", "`from` is less than `to`")
        if rule.below is not None and rule.below not in tops:
            mend = "name one that starts at the top and comes before it"
            raise fault("region-below", f"region `{name}` cannot start below `{rule.below}`", mend)
        if rule.below is None:
            tops.append(name)
    for one, other in combinations(regions, 2):
        left, right = regions[one], regions[other]
        apart = left.to <= right.from_ or right.to <= left.from_
        if not (apart or left.below == other or right.below == one):
            mend = f"let one end where the other begins, or let `{other}` start `below: {one}`"
            raise fault("region-overlap", f"regions `{one}` and `{other}` lie on each other", mend)
    return regions


MOST_LAYOUTS = 20
"""Ways to set a page that one template may have."""

NARROWEST, LOWEST = "1in", "3in"
"""The least width of a region, and the least height of what stands on a page."""


class Manifest(_Model):
    """The manifest of a template. `layouts` are in order of preference; `extends` names a parent template."""

    model_config = ConfigDict(json_schema_extra=_may_extend)

    title: str
    """Its name for people."""
    description: str = ""
    """What it is good for, in a sentence."""
    extends: str | None = None
    """A template whose files and settings hold where this one has none. Such as `classic`."""
    engine: Literal["pdftex"] = "pdftex"
    """The TeX engine."""
    pdfua: bool = False
    """Whether its pages say that they are PDF/UA-1 where pdfTeX sets them; no template has it from another."""
    accent: Annotated[str, Field(pattern=COLOUR)] = "#000000"
    """The colour of headings and the like, where the template uses one. Such as `"#1d4f6e"`."""
    style: Style = Style()
    """How its pages look where neither a target nor the folder says otherwise. Such as `{face: sans}`."""
    photo: PhotoRule | None = None
    """How large the photo is at most, in the head or with the contacts; none is shown if not said."""
    papers: Annotated[tuple[Literal["letter", "a4"], ...], Field(min_length=1)] = ("letter", "a4")
    """The papers that it can set, the preferred first."""
    regions: Annotated[
        dict[str, RegionRule], BeforeValidator(_regions), AfterValidator(_regions_stand), Field(min_length=1)
    ] = {"main": RegionRule.model_construct()}
    """The columns of the page, by name; one of the whole width if not said."""
    layouts: Annotated[tuple[LayoutRule, ...], Field(min_length=1, max_length=MOST_LAYOUTS)]
    """The ways to set the page, in order of preference."""
    roomy: Annotated[tuple[LayoutRule, ...], Field(max_length=MOST_LAYOUTS)] = ()
    """Larger ways, the largest first, for pages of which all fits in them; they have no price. A template that extends
    another and has `layouts` of its own leaves the other's out."""
    gaps: dict[GapName, GapRule]
    """The space before each kind of block, by its name."""

    @model_validator(mode="after")
    def _room_is_left(self) -> Manifest:
        """Every layout leaves room on every paper, and has a name of its own."""
        names: set[str] = set()
        for rule in (*self.layouts, *self.roomy):
            if rule.name in names:
                raise fault("two-layouts", f"two layouts are called `{rule.name}`", "give one another name")
            names.add(rule.name)
            for paper in self.papers:
                self._check_room(rule, *(to_sp(side) for side in PAPERS[paper]))
        return self

    def _check_room(self, rule: LayoutRule, width: int, height: int) -> None:
        margin = rule.margin
        share = min(region.to - region.from_ for region in self.regions.values())
        if (width - margin.left - margin.right) * share < to_sp(NARROWEST):
            mend = f"a region is {NARROWEST} wide at least: take smaller margins, or a wider region"
            raise fault("no-room", f"layout `{rule.name}` leaves a region no width", mend)
        if height - margin.top - margin.bottom < to_sp(LOWEST):
            raise fault("no-room", f"layout `{rule.name}` leaves the page no height", f"leave {LOWEST} at least")
