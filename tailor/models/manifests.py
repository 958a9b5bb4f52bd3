"""A template's manifest as written (`template.yaml`), and the layouts that it comes to on a paper.

Lengths are written as in TeX (`10.5pt`, `0.75in`, `18mm`) and kept as integers in sp.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

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


Length = Annotated[int, BeforeValidator(to_sp)]


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class GapRule(_Model):
    """The space before a block: its size, how far it may grow, and its share in what is left over."""

    size: Length
    grow: Length = 0
    weight: Annotated[int, Field(ge=0)] = 0


class Margins(_Model):
    """The four margins of a page."""

    top: Length
    right: Length
    bottom: Length
    left: Length


def _margins(value: Any) -> Any:
    return dict.fromkeys(("top", "right", "bottom", "left"), value) if isinstance(value, str) else value


class LayoutRule(_Model):
    """One way to set the page; `price` is in thousandths of the preferred page's value."""

    name: str
    size: Length
    leading: Length
    margin: Annotated[Margins, BeforeValidator(_margins)]
    gaps: Annotated[Fraction, BeforeValidator(Fraction), Field(gt=0, le=3)] = Fraction(1)
    price: Annotated[int, Field(ge=0, le=1000)] = 0

    @model_validator(mode="after")
    def _readable(self) -> LayoutRule:
        if self.size < to_sp("9pt") or min(self.margin.left, self.margin.right) < to_sp("0.4in"):
            raise fault("unreadable", f"layout `{self.name}` is too small to read", "type ≥ 9pt, margins ≥ 0.4in")
        return self


class RegionRule(_Model):
    """A column of the page: from and to in parts of the text width, what stands in it, what it starts under."""

    from_: Annotated[Fraction, BeforeValidator(Fraction), Field(ge=0, le=1)] = Field(Fraction(0), alias="from")
    to: Annotated[Fraction, BeforeValidator(Fraction), Field(ge=0, le=1)] = Fraction(1)
    sections: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    below: str | None = None


def _regions(value: Any) -> Any:
    return {name: rule or {} for name, rule in value.items()} if isinstance(value, dict) else value


class Manifest(_Model):
    """What a template says of itself. `layouts` are in order of preference; `extends` names a parent template."""

    title: str
    description: str = ""
    extends: str | None = None
    engine: Literal["pdftex"] = "pdftex"
    papers: tuple[Literal["letter", "a4"], ...] = ("letter", "a4")
    regions: Annotated[dict[str, RegionRule], BeforeValidator(_regions)] = {"main": RegionRule()}
    layouts: Annotated[tuple[LayoutRule, ...], Field(min_length=1)]
    gaps: dict[str, GapRule]
