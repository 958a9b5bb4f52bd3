"""What a page can show: candidate blocks in document order, each with its variants, tags and place.

A candidate is one block that is shown or not (a section heading, an entry's head, a bullet, a keyword …).
Candidates form a forest by `parent`: a child is shown only when its parent is.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from tailor.base.errors import Place
from tailor.core.profile.kinds import Kind
from tailor.models.dates import Day

WORDING = "wording-"
"""How the names of further wordings begin."""

DRAFT = "draft-"
"""How the names of wordings begin that nobody has accepted."""


SILENT = "silent"
"""The form of an entry that prints nothing, as all it has to say stands at each of its positions."""


class Block(Struct, frozen=True):
    """What a template sets: the macro's name and its arguments (plain values and `Text`)."""

    kind: Kind
    fields: Mapping[str, Any]

    @property
    def silent(self) -> bool:
        """Whether it prints nothing, in any template."""
        return self.fields.get("form") == SILENT

    def said(self) -> bytes:
        """All that its LaTeX depends on: the fields are plain values, whose `repr` is all of them."""
        return f"{self.kind}\0{self.fields!r}".encode()


class Variant(Struct, frozen=True):
    """One wording of a candidate. `name` is `full`, `short`, `wording-2` (the second of its `wordings`), or `draft-2`
    for one that nobody has accepted; `text` is its plain words. `targets` are those that it is for; all, if none."""

    name: str
    block: Block
    text: str
    targets: tuple[str, ...] = ()

    @property
    def draft(self) -> bool:
        """Whether nobody has accepted it."""
        return self.name.startswith(DRAFT)


class Candidate(Struct, frozen=True):
    """One block that can be shown.

    `id` is unique in the profile and made of the author's `id:` or of words (`experience.northwind-capital`).
    `tags` are its own; `inherited` those of its entry and section. `start` and `end` bound its dates
    (None: undated; `ongoing` means no end yet). `needs` names ids that must be shown with it; of the
    candidates in one `group` at most one is shown. `priority` is 1 to 5. A `fixed` one stands on every page.
    """

    id: str
    kind: Kind
    section: str
    variants: tuple[Variant, ...]
    place: Place
    parent: str | None = None
    tags: tuple[str, ...] = ()
    inherited: tuple[str, ...] = ()
    priority: int = 3
    start: Day | None = None
    end: Day | None = None
    ongoing: bool = False
    needs: tuple[str, ...] = ()
    group: str | None = None
    fixed: bool = False

    def worded_for(self, target: str) -> Candidate:
        """The same with the wordings that a target may show; of proposed ones, where there are any, with no other."""
        own = tuple(one for one in self.variants if not one.targets or target in one.targets)
        own = tuple(one for one in own if one.draft) or own
        return self if own == self.variants else replace(self, variants=own)

    @property
    def spacing(self) -> str:
        """The name of the gap before it: its kind's; none has that of what prints nothing."""
        return SILENT if self.variants[0].block.silent else str(self.kind)

    @property
    def text(self) -> str:
        """The plain words of the first variant."""
        return self.variants[0].text
