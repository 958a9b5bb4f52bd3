"""Why a row of the page's program is there: one small type for each cause, with all that is said of it.

What a row means is these fields and nothing else: verdicts, reasons, refusals, the file of the program and the docs
read them. A new rule is a new type here, a row where it is built, and the field of the target that asks for it.
"""

from __future__ import annotations

from typing import ClassVar, Literal

from msgspec import Struct

Bound = Literal["min", "max"]


class Cause(Struct, frozen=True, tag_field="cause", tag=str.lower):
    """The base of all causes. As text: the name of its row, made of nothing but the fields.

    `written`: a user wrote the rule and can take it back. `limits`: it says how many items are shown, or which
    together; where several of these stand in an item's way, the one with the least number is named. `length`: the
    numbers of its row are sp.
    """

    written: ClassVar[bool] = False
    limits: ClassVar[int | None] = None
    length: ClassVar[bool] = False

    @property
    def family(self) -> str:
        """What kind of cause it is, as in JSON: `pin`, `quota`, `height`."""
        return str(self.__struct_config__.tag)

    @property
    def rule(self) -> str:
        """The rule that the row comes from; one rule can be a row for each item that it names."""
        return str(self)

    @property
    def as_written(self) -> str:
        """The rule as it stands in the file, with its number: `sections.projects.max: 3`."""
        return f"`{self}`"

    @property
    def in_the_way(self) -> str:
        """A rule that stands in the way of a better page, not of the page as it is; to follow "it is left out: "."""
        return self.as_written

    @property
    def held_back(self) -> str:
        """Why the rule lets no more onto the page, to follow "it is left out: "."""
        return f"{self.as_written} is reached"

    def keeps(self, item: str) -> str | None:
        """Why the rule keeps an item on the page, if it breaks without it; None where that says nothing of the item."""
        return None


class Fixed(Cause, frozen=True):
    """A block that is on every page."""

    item: str

    def __str__(self) -> str:
        return f"{self.item} is always shown"


class Under(Cause, frozen=True):
    """A child is shown only under its parent."""

    item: str
    parent: str

    def __str__(self) -> str:
        return f"{self.item} belongs to {self.parent}"


class Hollow(Cause, frozen=True):
    """A heading, a table, a keyword group, an employer of several positions: never with nothing in it."""

    item: str

    def __str__(self) -> str:
        return f"{self.item} needs something in it"


class Speaking(Cause, frozen=True):
    """An entry that has bullets shows one of them, or its text."""

    item: str

    def __str__(self) -> str:
        return f"{self.item} shows a bullet"


class Variants(Cause, frozen=True):
    """At most one wording of an item."""

    item: str

    def __str__(self) -> str:
        return f"one wording of {self.item}"


class Pin(Cause, frozen=True):
    """A pinned item is shown; `text` is the rule as written."""

    text: str
    item: str
    written: ClassVar[bool] = True

    def __str__(self) -> str:
        return self.rule if self.text == self.item else f"{self.rule}: {self.item}"

    @property
    def rule(self) -> str:
        return f"pin {self.text}"

    @property
    def as_written(self) -> str:
        return f"`pin: {self.text}`" if self.text == self.item else f"`pin: {self.text}: {self.item}`"


class Require(Cause, frozen=True):
    """As many items as a requirement asks for; `text` is the rule as written."""

    text: str
    written: ClassVar[bool] = True
    limits: ClassVar[int | None] = 5

    def __str__(self) -> str:
        return f"require {self.text}"

    @property
    def as_written(self) -> str:
        return f"`require: {self.text}`"

    @property
    def held_back(self) -> str:
        return f"{self.as_written} allows no more"

    def keeps(self, item: str) -> str | None:
        return f"{self.as_written} needs it"


class Quota(Cause, frozen=True):
    """How many members a section shows."""

    section: str
    bound: Bound
    number: int | str
    written: ClassVar[bool] = True
    limits: ClassVar[int | None] = 1

    def __str__(self) -> str:
        return f"sections.{self.section}.{self.bound}"

    @property
    def as_written(self) -> str:
        return f"`{self}: {self.number}`"

    def keeps(self, item: str) -> str | None:
        return f"{self.as_written} needs it"


class Bullets(Cause, frozen=True):
    """How many bullets a shown entry has; one that has fewer than `min` shows all of them."""

    section: str
    bound: Bound
    number: int
    entry: str
    written: ClassVar[bool] = True
    limits: ClassVar[int | None] = 1

    def __str__(self) -> str:
        return f"{self.rule}: {self.entry}"

    @property
    def rule(self) -> str:
        return f"sections.{self.section}.bullets.{self.bound}"

    @property
    def as_written(self) -> str:
        return f"`{self.rule}: {self.number}`"

    @property
    def held_back(self) -> str:
        if not self.number:
            return f"{self.as_written} lets no bullet of `{self.entry}` onto the page"
        return f"{self.as_written}: `{self.entry}` has that many"

    def keeps(self, item: str) -> str | None:
        return None if item == self.entry else f"{self.as_written} needs it"


class Gaps(Cause, frozen=True):
    """What is older is shown only with what is newer."""

    section: str
    older: str
    newer: str
    written: ClassVar[bool] = True
    limits: ClassVar[int | None] = 4

    def __str__(self) -> str:
        return f"{self.rule}: {self.older} only with {self.newer}"

    @property
    def rule(self) -> str:
        return f"sections.{self.section}.gaps"

    @property
    def as_written(self) -> str:
        return f"`{self.rule}: forbid`"

    @property
    def held_back(self) -> str:
        return f"{self.as_written}: the newer `{self.newer}` is not on the page either"

    def keeps(self, item: str) -> str | None:
        return f"{self.as_written} keeps it for the older `{self.older}`"


class BestFirst(Cause, frozen=True):
    """A bullet is shown only with the sibling that is worth more for the target."""

    item: str
    better: str
    limits: ClassVar[int | None] = 7

    def __str__(self) -> str:
        return f"{self.item} only with {self.better}"

    @property
    def in_the_way(self) -> str:
        return f"`{self.better}` of the same entry is worth more and comes before it"

    @property
    def held_back(self) -> str:
        return f"{self.in_the_way}, and is not on the page"


class Career(Cause, frozen=True):
    """An older job is shown only with the newer one, so that no hole opens in the career."""

    older: str
    newer: str
    limits: ClassVar[int | None] = 6

    def __str__(self) -> str:
        return f"career: {self.older} only with {self.newer}"

    @property
    def in_the_way(self) -> str:
        return f"without the newer `{self.newer}` the career would have a hole"

    @property
    def held_back(self) -> str:
        return f"{self.in_the_way}, and that is not on the page"

    def keeps(self, item: str) -> str | None:
        return f"the career would have a hole between the older `{self.older}` and today"


class Needs(Cause, frozen=True):
    """An item is shown only with another that it names."""

    item: str
    needed: str
    written: ClassVar[bool] = True
    limits: ClassVar[int | None] = 3

    def __str__(self) -> str:
        return f"{self.item} needs {self.needed}"

    @property
    def in_the_way(self) -> str:
        return f"it needs `{self.needed}`"

    @property
    def held_back(self) -> str:
        return f"{self.in_the_way}, which is not on the page"


class Group(Cause, frozen=True):
    """At most one of the items that name the same group."""

    name: str
    limits: ClassVar[int | None] = 2

    def __str__(self) -> str:
        return f"group {self.name}"

    @property
    def in_the_way(self) -> str:
        return f"of the group `{self.name}` at most one is shown"

    @property
    def held_back(self) -> str:
        return f"another of the group `{self.name}` is on the page, and one is shown at most"


class Lines(Cause, frozen=True):
    """The keywords of a group fit on the lines that it takes."""

    group: str
    length: ClassVar[bool] = True

    def __str__(self) -> str:
        return f"lines {self.group}"


class Height(Cause, frozen=True):
    """The blocks of a region fit into it."""

    region: str
    length: ClassVar[bool] = True

    def __str__(self) -> str:
        return f"height {self.region}"


class Break(Cause, frozen=True):
    """No page break of a region makes both pages hold what is chosen."""

    region: str

    def __str__(self) -> str:
        return f"break {self.region}"


class Forced(Cause, frozen=True):
    """A question: what if this item must be shown, or must not."""

    item: str
    shown: bool

    def __str__(self) -> str:
        return f"forced {self.item}"


AnyCause = (
    Fixed
    | Under
    | Hollow
    | Speaking
    | Variants
    | Pin
    | Require
    | Quota
    | Bullets
    | Gaps
    | BestFirst
    | Career
    | Needs
    | Group
    | Lines
    | Height
    | Break
    | Forced
)
