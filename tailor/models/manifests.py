"""A template's manifest as written (`template.yaml`), and the layouts that it comes to on a paper.

Lengths are written as in TeX (`10.5pt`, `0.75in`, `18mm`) and kept as integers in sp.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema, model_validator

from tailor.models.schema_hints import NOTHING, WORD, Also, JsonSchema, Refer
from tailor.models.style import Style
from tailor.models.values import fault

SP = 65536
"""Scaled points in a point."""

_UNITS = {
    "pt": Fraction(1),
    "in": Fraction(7227, 100),
    "cm": Fraction(7227, 254),
    "mm": Fraction(7227, 2540),
    "bp": Fraction(7227, 7200),
    "sp": Fraction(1, SP),
}
"""Points in a unit (The TeXbook, chapter 10)."""

_LENGTH = re.compile(r"(-?\d+(?:\.\d+)?)\s*(pt|in|cm|mm|bp|sp)")

PAPERS = {"letter": ("8.5in", "11in"), "a4": ("210mm", "297mm")}
"""Width and height of the papers that we know."""


def to_sp(value: Any) -> Any:
    """A length in sp, cut off to a whole one as TeX does; a fault for what is no length."""
    if isinstance(value, int):
        return value
    match = _LENGTH.fullmatch(value.strip()) if isinstance(value, str) else None
    if match is None:
        raise fault("bad-length", f'"{value}" is not a length', "write it as 10.5pt, 0.75in or 18mm")
    return int(Fraction(match[1]) * _UNITS[match[2]] * SP)


LENGTH = {"type": ["string", "integer"], "pattern": r"^-?\d+(\.\d+)?\s*(pt|in|cm|mm|bp|sp)$"}

COLOUR = r"^#[0-9A-Fa-f]{6}$"

Length = Annotated[int, BeforeValidator(to_sp), WithJsonSchema(LENGTH)]


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


class GapRule(_Model):
    """The space before a block: its size, how far it may grow, and its share in what is left over."""

    size: Length
    """Its size. Such as `4pt`."""
    grow: Length = 0
    """How far it may grow when space is left over. Such as `3pt`."""
    weight: Annotated[int, Field(ge=0)] = 0
    """Its share in what is left over."""
    least: Length = 0
    """What it is at least in layouts that scale gaps down. Such as `4.5pt`."""


class Margins(_Model):
    """The four margins of a page."""

    top: Length
    """Such as `0.6in`."""
    right: Length
    """Such as `0.6in`."""
    bottom: Length
    """Such as `0.6in`."""
    left: Length
    """Such as `0.6in`."""


def _margins(value: Any) -> Any:
    return dict.fromkeys(("top", "right", "bottom", "left"), value) if isinstance(value, str) else value


class LayoutRule(_Model):
    """One way to set the page; `price` is in thousandths of the preferred page's value."""

    name: str
    """What reports call it. Such as `regular`."""
    size: Length
    """The size of the type, 9pt or more. Such as `10.5pt`."""
    leading: Length
    """From one base line to the next. Such as `12.5pt`."""
    margin: Annotated[Margins, BeforeValidator(_margins), Also(LENGTH)]
    """The four margins, or one length for all."""
    gaps: Annotated[Fraction, BeforeValidator(Fraction), WithJsonSchema(WORD), Field(gt=0, le=3)] = Fraction(1)
    """A factor on all gaps. Such as `0.8`."""
    price: Annotated[int, Field(ge=0, le=1000)] = 0
    """What it costs, in thousandths of the preferred page's value."""

    @model_validator(mode="after")
    def _readable(self) -> LayoutRule:
        if self.size < to_sp("9pt") or min(self.margin.left, self.margin.right) < to_sp("0.4in"):
            raise fault("unreadable", f"layout `{self.name}` is too small to read", "type ≥ 9pt, margins ≥ 0.4in")
        return self


class RegionRule(_Model):
    """A column of the page: from and to in parts of the text width, what stands in it, what it starts under."""

    @classmethod
    def short_forms(cls, refer: Refer) -> list[JsonSchema]:
        """Nothing: the whole width."""
        return [NOTHING]

    from_: Annotated[Fraction, BeforeValidator(Fraction), WithJsonSchema(WORD), Field(ge=0, le=1)] = Field(
        Fraction(0), alias="from"
    )
    """Where it begins, as a part of the text width. Such as `0`, `1/3`."""
    to: Annotated[Fraction, BeforeValidator(Fraction), WithJsonSchema(WORD), Field(ge=0, le=1)] = Fraction(1)
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
        if rule.from_ >= rule.to:
            raise fault("region-width", f"region `{name}` ends where it begins", "`from` is less than `to`")
        if rule.below is not None and rule.below not in tops:
            mend = "name one that starts at the top and stands before it"
            raise fault("region-below", f"region `{name}` cannot start below `{rule.below}`", mend)
        if rule.below is None:
            tops.append(name)
    return regions


class Manifest(_Model):
    """What a template says of itself. `layouts` are in order of preference; `extends` names a parent template."""

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
    papers: tuple[Literal["letter", "a4"], ...] = ("letter", "a4")
    """The papers that it can set, the preferred first."""
    regions: Annotated[
        dict[str, RegionRule], BeforeValidator(_regions), AfterValidator(_regions_stand), Field(min_length=1)
    ] = {"main": RegionRule.model_construct()}
    """The columns of the page, by name; one of the whole width if not said."""
    layouts: Annotated[tuple[LayoutRule, ...], Field(min_length=1)]
    """The ways to set the page, in order of preference."""
    roomy: tuple[LayoutRule, ...] = ()
    """Larger ways, the largest first, for pages of which all fits in them; they have no price. A template that extends
    another and has `layouts` of its own leaves the other's out."""
    gaps: dict[GapName, GapRule]
    """The space before each kind of block, by its name."""
