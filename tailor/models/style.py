"""How a page looks, for who does not want to write TeX: what a target, a folder or a template says of it."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, WithJsonSchema

from tailor.models.schema_hints import JsonSchema, Refer

Face = Literal["pagella", "termes", "schola", "bonum", "sans", "heros"]
FAMILIES: dict[str, str] = {
    "pagella": "qpl", "termes": "qtm", "schola": "qcs", "bonum": "qbk", "sans": "tls",
    "heros": "qhv",
}  # fmt: skip
"""TeX's names of the faces: kin of Palatino, Times, Century Schoolbook, Bookman; Source Sans; kin of Helvetica."""

Density = Literal["airy", "normal", "dense"]
Headings = Literal["small-caps", "bold", "capitals"]
DateForm = Literal["months", "short", "numbers", "years"]
Contacts = Literal["plain", "words", "icons"]

NAMED = {
    "black": "#000000", "blue": "#1f3d6b", "teal": "#1d5c63", "green": "#23514a", "red": "#7a1f2b",
    "purple": "#4b2e6b", "grey": "#444444", "gray": "#444444",
}  # fmt: skip
"""Colours that can be said by a word."""


def _colour(value: Any) -> Any:
    """`#1d4f6e`, `#14e` or the name of a colour, as six figures."""
    text = value.strip().lower() if isinstance(value, str) else value
    if not isinstance(text, str):
        return value
    if text in NAMED:
        return NAMED[text]
    digits = text.removeprefix("#")
    if len(digits) in (3, 6) and text.startswith("#") and set(digits) <= set("0123456789abcdef"):
        return "#" + (digits if len(digits) == 6 else "".join(2 * digit for digit in digits))
    from tailor.models.values import fault, near  # which knows targets, as those know this

    meant = near(text, list(NAMED))
    guess = f"did you mean `{meant}`? " if meant else ""
    raise fault("bad-colour", f'"{value}" is not a colour', f'{guess}write it as "#1d4f6e", in quotes, or blue')


Colour = Annotated[
    str,
    BeforeValidator(_colour),
    WithJsonSchema(
        {"anyOf": [{"enum": list(NAMED)}, {"type": "string", "pattern": "^#([0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})$"}]}
    ),
]


def _number(value: Any) -> Any:
    """`all`, or a number of at least 1."""
    if value is None or value == "all" or (str(value).isdecimal() and int(value) > 0):
        return value
    from tailor.models.values import fault

    raise fault("bad-value", f'`authors` cannot be "{value}"', "write all, or how many: 3")


Authors = Annotated[Literal["all"] | int, BeforeValidator(_number)]
"""How many authors of a paper are named before `et al.`"""


class Style(BaseModel):
    """How the page looks; what is not said is as the folder says, or else the template."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    accent: Colour | None = None
    """The colour of links, and of headings in some templates. Such as `"#1d4f6e"`, `blue`."""
    face: Face | None = None
    """The face of the text."""
    density: Density | None = None
    """How close lines and blocks stand."""
    headings: Headings | None = None
    """How the headings of sections are set."""
    dates: DateForm | None = None
    """How dates are written: months (Mar 2023 – Jun 2023), short (Mar – Jun 2023), numbers (03/2023) or years."""
    contacts: Contacts | None = None
    """What stands before a way to reach you: nothing, a word, or an icon."""
    authors: Authors | None = None
    """How many authors of a paper are named: all, or a number; 8 if not said. You are always among them."""

    @classmethod
    def short_forms(cls, refer: Refer) -> list[JsonSchema]:
        """Nothing: as it is."""
        return []

    def over(self, other: Style) -> Style:
        """What this one says, and where it says nothing, what the other does."""
        return other.model_copy(update=self.model_dump(exclude_none=True))
