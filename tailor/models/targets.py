"""A target as written: what a page is for. `docs/targets.md` gives the meaning of every field.

Scalars arrive as the strings that stand in the YAML and are typed here; rules (`exclude`, `require`, `boost`,
`pin`) stay text, and `tailor.core.rules.conditions` parses them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    field_validator,
)
from pydantic_core import PydanticCustomError

from tailor.models.locale_tags import check_locale
from tailor.models.photos import PhotoShown
from tailor.models.schema_hints import NOTHING, WORD, Also, JsonSchema, Refer
from tailor.models.style import Authors, Style
from tailor.text.patterns import fault as pattern_fault

LISTS = ("require", "exclude", "pin", "drop")
"""Fields that a child target adds to; all its mappings merge key by key, everything else is replaced."""

TAG = r"^[a-z0-9]+([-+.#][a-z0-9]+)*[+#]*(/[a-z0-9]+([-+.#][a-z0-9]+)*[+#]*)*$"
"""Lower-case words joined by `-`, levels parted by `/`: `low-latency`, `ml/inference`, `c++`."""

SUMMARY = "summary"
"""The section that a target shows without naming it."""

_NO = ("false", "no", "none", "off")
_YES_NO = dict.fromkeys(_NO, False) | dict.fromkeys(("true", "yes", "on"), True)

Path = tuple[str | int, ...]


def _listed(value: Any) -> Any:
    """A list field may be empty, or one text."""
    if value is None:
        return []
    return [value] if isinstance(value, str) else value


def _mapped(value: Any) -> Any:
    """A mapping field may be empty."""
    return {} if value is None else value


HALF, ENOUGH = "half", 6
"""`min: half` asks for half of what there is, and for no more than so many."""


def _count_or_half(value: Any) -> Any:
    """A whole number of members, or `half`."""
    if value is None or value == HALF or (isinstance(value, int) and value >= 0):
        return value
    if isinstance(value, str) and value.isdecimal():
        return int(value)
    context = {"message": f"`{value}` is no number of members", "hint": "write a whole number, or `half`"}
    raise PydanticCustomError("wrong-type", "{message}", context)


def _heading(value: Any) -> Any:
    """One heading for all languages has none of them as its key."""
    if isinstance(value, Mapping):
        return {check_locale(key): text for key, text in value.items()}
    if isinstance(value, list):
        context = {"message": "a heading is one text, not a list", "hint": "write it without brackets"}
        raise PydanticCustomError("wrong-type", "{message}", context)
    return {"": value} if isinstance(value, str) else value


def _page_count(value: Any) -> Any:
    """`pages` as it stands in YAML, where every scalar is text."""
    return int(value) if isinstance(value, str) and value.isdecimal() else value


def _ways(value: Any) -> Any:
    """Ways that are hidden or shown, in any spelling of yes and no."""
    if not isinstance(value, Mapping):
        return _mapped(value)
    return {kind: _YES_NO.get(one.lower(), one) if isinstance(one, str) else one for kind, one in value.items()}


def _wanted_or_words(value: Any) -> Any:
    """`wanted`, or words: one, or a list without empty ones."""
    if value in (None, "wanted"):
        return value
    return [one for one in _listed(value) if not isinstance(one, str) or one.strip()]


def _refusal(value: Any) -> Any:
    """`summary: false` in any of its spellings."""
    return False if isinstance(value, str) and value.lower() in _NO else value


def _compiling(value: str) -> str:
    """A pattern must be a regular expression."""
    if reason := pattern_fault(value):
        hint = "a bracket, dot or + that is meant as itself takes a backslash: `\\(`, `C\\+\\+`"
        shown = value if len(value) < 60 else f"{value[:57]}…"
        context = {"message": f'"{shown}" is not a regular expression: {reason}', "hint": hint}
        raise PydanticCustomError("bad-pattern", "{message}", context)
    return value


Tag = Annotated[str, StringConstraints(pattern=TAG)]
Weight = Annotated[Decimal, Field(ge=-10, le=10, decimal_places=1)]
Factor = Annotated[Decimal, Field(gt=0, le=10)]
Points = Annotated[Decimal, Field(ge=-1000, le=1000)]
Count = Annotated[int, Field(ge=0)]
Regex = Annotated[str, AfterValidator(_compiling)]
Spellings = Annotated[tuple[str, ...], BeforeValidator(_listed), Also(WORD)]
Rules = Annotated[tuple[str, ...], BeforeValidator(_listed), Also(WORD, NOTHING)]


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, defer_build=True)

    @classmethod
    def short_forms(cls, refer: Refer) -> list[JsonSchema]:
        """The forms that stand for this model besides a mapping of its fields; `refer` gives another model's schema."""
        return []


class BulletRule(_Model):
    """How many bullets a shown entry has: at least `min` (fewer only if it has fewer), at most `max`."""

    min: Count | None = None
    """At least so many; fewer only where there are fewer."""
    max: Count | None = None
    """At most so many."""


class SectionRule(_Model):
    """What a target asks of one section: its heading, how many members, how they are set.

    `projects: false` in place of a mapping is `hidden: true`.
    """

    @classmethod
    def short_forms(cls, refer: Refer) -> list[JsonSchema]:
        """No rules, or `false` for no section."""
        return [NOTHING, {"const": False}]

    hidden: bool = False
    """Whether the section is left out; `projects: false` says the same."""
    title: Annotated[dict[str, str] | None, BeforeValidator(_heading), Also({"type": "string"})] = None
    """The heading, in place of the profile's; as `{en: …, de: …}` on pages in these languages. Such as
    `Selected publications`."""
    min: Annotated[Count | Literal["half"] | None, BeforeValidator(_count_or_half)] = None
    """At least so many members are shown: entries, items, rows of a table, lines of keywords; `half`: half of what
    there is, or six."""
    max: Count | None = None
    """At most so many members are shown."""
    gaps: Literal["forbid", "allow"] | None = None
    """forbid: what is older is shown only with everything newer; allow: any of it. Of jobs, if not said: what is older
    only with every newer job but those that may go (see `docs/targets.md`)."""
    bullets: Annotated[BulletRule, BeforeValidator(_mapped), Also(NOTHING)] = BulletRule()
    """How many bullets each shown entry has. Such as `{min: 1, max: 3}`."""
    as_: Literal["entries", "table"] | None = Field(default=None, alias="as")
    """Education as a table with grades, or as entries."""

    def least(self, members: int) -> int:
        """How many of so many members are shown at least."""
        if isinstance(self.min, str):
            most = min(ENOUGH, (members + 1) // 2)
            return most if self.max is None else min(most, self.max)
        return self.min or 0


class LintRule(_Model):
    """Which remarks are not made on the pages of a target."""

    off: Rules = ()
    """Codes of remarks. Such as `[first-person]`."""


class Target(_Model):
    """One target. `None` means: not said here, so the workspace's or the template's default holds.

    Weights, factors and points are exact decimals. `page_order` says which sections are shown: those that
    `sections` names, or, when it names none, all in the profile's order.
    """

    title: str | None = None
    """The name of the role, for lists and the PDF's title. Such as `Quantitative developer`."""
    profile: str | None = None
    """The profile that it is built from, if the command names none. Such as `master`."""
    extends: str | None = None
    """Another target that this one builds on. Such as `quant`."""
    posting: str | None = None
    """The job posting that it was drafted from, a file of this folder. Such as `postings/acme.txt`."""
    template: str | None = None
    """The template that the page is set with. Such as `classic`."""
    pages: Annotated[Literal[1, 2, "any"], BeforeValidator(_page_count)] = 1
    """How many pages: 1, 2, or any, which cuts nothing."""
    locale: Annotated[str | None, BeforeValidator(check_locale)] = None
    """The language of the page. Such as `de`."""
    paper: Literal["a4", "letter"] | None = None
    """The paper."""
    letter: str | None = None
    """The letter beside the page: Markdown, or the name of a file in `letters/`; that of the target's own name
    if not said. Such as `acme`."""
    contact: Annotated[str | dict[str, bool | str], BeforeValidator(_ways), Also(NOTHING)] = {}
    """Which ways to reach you its reader is shown: of each kind `false` for none, or what stands in its place. Such as
    `{phone: false, email: work}`."""
    photo: PhotoShown = None
    """Whether the profile's photo is shown, or on pages in which languages; not, if neither this nor the folder says
    so. Such as `true`, `[de, fr]`."""
    emphasize: Annotated[Literal["wanted"] | tuple[str, ...] | None, BeforeValidator(_wanted_or_words), Also(WORD)] = (
        None
    )
    """The words whose first mention on the page is bold: `wanted` for the tags wanted, or a list. Such as
    `[Kafka, event sourcing]`."""
    to: Annotated[dict[str, str], BeforeValidator(_mapped), Also(NOTHING)] = {}
    """Whom the page and its letter go to, and whatever else a letter fills in. Such as `{company: Acme}`."""
    headline: str | None = None
    """A text, or the id of one of the profile's headlines; the one whose tags are wanted most if not said."""
    summary: Annotated[str | Literal[False] | None, BeforeValidator(_refusal)] = None
    """The id of one of the profile's summaries, which is then always shown; false for none."""
    want: Annotated[dict[Tag, Weight], BeforeValidator(_mapped), Also(NOTHING)] = {}
    """Tags and their weights, −10 to 10 with at most one decimal. Such as `{low-latency: 5, cpp: 4}`."""
    aliases: Annotated[dict[Tag, Tag], BeforeValidator(_mapped), Also(NOTHING)] = {}
    """Other names of tags. Such as `{gpu: cuda}`."""
    words: Annotated[dict[Tag, Spellings], BeforeValidator(_mapped), Also(NOTHING)] = {}
    """How tags are spelled in keywords, tools and courses. Such as `{cpp: [C++, C++20]}`."""
    patterns: Annotated[dict[Tag, Regex], BeforeValidator(_mapped), Also(NOTHING)] = {}
    """Tags that are found in the text: a regular expression for each."""
    require: Rules = ()
    """Conditions that shown items must meet, perhaps with a count. Such as `[cpp >= 2, probability]`."""
    exclude: Rules = ()
    """Conditions; what meets one is left out. Such as `[teaching and not award]`."""
    boost: Annotated[dict[str, Factor], BeforeValidator(_mapped), Also(NOTHING)] = {}
    """Conditions and factors on strength, above 0, up to 10. Such as `{low-latency and cpp: 1.3}`."""
    half_life: Annotated[Decimal, Field(gt=0)] = Decimal(5)
    """Years after which an item counts half."""
    base: Annotated[Decimal, Field(ge=0, le=10)] = Decimal("0.5")
    """Points for a plain bullet being there at all, 0 to 10."""
    thin: Annotated[Decimal, Field(ge=0, le=10)] = Decimal(1)
    """What an entry costs that shows one bullet of three or more, in fifths of the highest weight; 0 for nothing."""
    sections: Annotated[dict[str, SectionRule], BeforeValidator(_mapped), Also(NOTHING)] = {}
    """The sections of the page, in its order, with their rules; all in the profile's order if not said."""
    education: Literal["auto", "given"] | None = None
    """auto: education stands before work while a degree goes on or is under two years old, else after it, and
    internships before projects; given: as `sections` or the profile order them. If not said: auto where `sections`
    names none."""
    pin: Rules = ()
    """Ids or conditions; what they name is on the page. Such as `[phd]`."""
    drop: Rules = ()
    """Ids or conditions; what they name is not on the page."""
    add: Annotated[dict[str, Points], BeforeValidator(_mapped), Also(NOTHING)] = {}
    """Ids and points added by hand. Such as `{phd: 2.5}`."""
    authors: Authors | None = None
    """How many authors of a paper are named: all, or a number; 8 if not said. You are always among them."""
    ats: bool = False
    """Whether the page is set for programs that fill forms from it: employer and dates at every position, education on
    two lines, plain headings, bullets that are text."""
    style: Annotated[Style, BeforeValidator(_mapped), Also(NOTHING)] = Style()
    """How the page looks. Such as `{accent: blue, dates: short}`."""
    lints: Annotated[LintRule, BeforeValidator(_mapped), Also(NOTHING)] = LintRule()
    """Which remarks are not made on its pages. Such as `{off: [first-person]}`."""
    stability: Annotated[Decimal, Field(ge=0, le=1)] = Decimal("0.01")
    """The share of a page's value that may be given up to leave the last page as it was, 0 to 1."""

    @field_validator("sections", mode="before")
    @classmethod
    def _shown_sections(cls, value: Any) -> Any:
        """Empty rules are rules with nothing in them; a section set to `false` is hidden."""
        if not isinstance(value, Mapping):
            return value
        return {key: {"hidden": True} if _refusal(rule) is False else _mapped(rule) for key, rule in value.items()}

    def looks(self) -> Style:
        """How the page looks, the number of authors included."""
        return Style(authors=self.authors).over(self.style)

    def page_order(self, keys: Sequence[str]) -> tuple[str, ...]:
        """The profile's section keys that this target shows, in the order of the page.

        With no section named but hidden ones, all the others are shown in the profile's order. The summary
        need not be named: it comes first, unless it is hidden.
        """
        shown = [key for key, rule in self.sections.items() if not rule.hidden]
        if not shown:
            return tuple(key for key in keys if key not in self.sections)
        first = () if SUMMARY in self.sections else (SUMMARY,)
        return tuple(key for key in (*first, *shown) if key in keys)


def merged(parent: Mapping[str, Any], child: Mapping[str, Any]) -> dict[str, Any]:
    """The raw data of a target that extends another: neither argument is changed.

    Mappings merge key by key (to any depth), `require`, `exclude`, `pin` and `drop` are added at the end, all
    else is replaced. A list of the child that begins with `none` starts afresh.
    """
    result = {key: value for key, value in parent.items() if key != "extends"}
    for key, value in child.items():
        if key in LISTS:
            inherited, own, _ = _parts(result.get(key), value)
            result[key] = [*inherited, *own]
        else:
            result[key] = _overlaid(result.get(key), value)
    return result


def origin(path: Path, parent: Mapping[str, Any], child: Mapping[str, Any]) -> tuple[bool, Path]:
    """Where a value of `merged(parent, child)` was written: whether in the child, and its path there."""
    if len(path) > 1 and path[0] in LISTS and path[0] in child and isinstance(path[1], int):
        inherited, _, skipped = _parts(parent.get(path[0]), child[path[0]])
        if path[1] < len(inherited):
            return False, path
        return True, (path[0], path[1] - len(inherited) + skipped, *path[2:])
    found: Any = child
    for step in path:
        if not isinstance(found, Mapping) or step not in found:
            return not _holds(parent, path), path
        found = found[step]
    return True, path


def _holds(data: Any, path: Path) -> bool:
    for step in path:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            return False
    return True


def _parts(parent: Any, child: Any) -> tuple[list[Any], list[Any], int]:
    """What is inherited, what the child adds, and how many of the child's items (`none`) only clear."""
    inherited, own = _listed(parent), _listed(child)
    if not isinstance(inherited, list) or not isinstance(own, list):
        return [], [child], 0  # malformed: the model says so
    if own and own[0] == "none":
        return [], own[1:], 1
    return inherited, own, 0


def _overlaid(parent: Any, child: Any) -> Any:
    """The child's value over the parent's; two mappings merge, in an order that the child can change."""
    if isinstance(parent, Mapping) and child is None:
        return parent
    if not isinstance(parent, Mapping) or not isinstance(child, Mapping):
        return child
    return {
        key: _overlaid(parent.get(key), child[key]) if key in child else parent[key]
        for key in _order(list(parent), list(child))
    }


def _order(parent: list[str], child: list[str]) -> list[str]:
    """The parent's order, where the keys that the child names stand among each other as in the child.

    A new key follows the one before it in the child; a new first key precedes the next inherited one.
    """
    known = [key for key in child if key in parent]
    following = iter(known)
    order = [next(following) if key in child else key for key in parent]
    for index, key in enumerate(child):
        if key in parent:
            continue
        if index:
            order.insert(order.index(child[index - 1]) + 1, key)
        else:
            order.insert(order.index(known[0]) if known else len(order), key)
    return order
