"""The values of one build: what was asked, what was read, what was chosen, what was set."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeAlias

from msgspec import Struct, field
from msgspec.structs import replace

from tailor.core.optimise.problem import PageProblem, Selection
from tailor.core.page.arrangement import fills, fullness
from tailor.core.page.measures import Layout, Page
from tailor.core.profile.candidates import Candidate
from tailor.models.dates import Day

if TYPE_CHECKING:
    from tailor.base.errors import Problem
    from tailor.builds.beside.attached import Attached
    from tailor.builds.beside.letters import Script, SetLetter
    from tailor.builds.beside.photo import Photo
    from tailor.core.optimise.building.frame import Measured
    from tailor.core.profile.emphasis import Marks
    from tailor.core.rules.rulebook import Rulebook
    from tailor.core.scoring.score_terms import Scoring
    from tailor.models.profiles import Profile
    from tailor.models.targets import Target
    from tailor.sources.loading import Loaded
    from tailor.templates.rendering import Template
    from tailor.tex.setting import Typeset


Pages: TypeAlias = Literal[1, 2, "any"]
"""One page, two, or as many as it takes to cut nothing."""


class Job(Struct, frozen=True):
    """What to build: names of a profile and a target, the template if not the target's own, today's date. A `draft`
    shows wordings that nobody has accepted, with a mark; `redact` says to name nobody."""

    profile: str
    target: str
    today: Day
    template: str | None = None
    pages: Pages | None = None
    draft: bool = False
    redact: bool = False


class PageQuery(Struct, frozen=True):
    """Whose page is asked about, as given on the command line."""

    here: Path
    today: Day
    root: Path | None = None
    profile: str | None = None
    template: str | None = None
    draft: bool = False
    redact: bool = False

    def of(self, profile: str) -> PageQuery:
        """The same, of another person."""
        return replace(self, profile=profile)


class Inputs(Struct, frozen=True):
    """What was read for a job."""

    profile: Loaded[Profile]
    target: Loaded[Target]
    template: Template
    paper: str
    locale: str
    reference: Attached | None = None
    script: Script | None = None
    photo: Photo | None = None

    @property
    def files(self) -> dict[str, bytes]:
        """What TeX must find to set the page, by name."""
        return {self.photo.name: self.photo.content} if self.photo else {}


class Choice(Struct, frozen=True):
    """A page chosen but not set: all that reports and explanations speak of. `marks` say what is in bold of it."""

    inputs: Inputs
    candidates: tuple[Candidate, ...]
    book: Rulebook
    scoring: Scoring
    layouts: tuple[Layout, ...]
    measured: dict[str, Measured]
    problem: PageProblem
    selection: Selection
    marks: Marks = field(default_factory=dict)

    @property
    def layout(self) -> Layout:
        """The layout chosen."""
        return self.layouts[self.selection.layout]

    def chosen(self) -> dict[str, str]:
        """The variant shown, by candidate id."""
        options = (self.problem.options[index] for index in sorted(self.selection.chosen))
        return {option.item: option.variant for option in options}


class Built(Struct, frozen=True):
    """A page set and checked: `source` is what TeX was given after `preamble`, `items` the report's candidates as
    JSON, `letter` what goes with it."""

    choice: Choice
    pages: tuple[Page, ...]
    preamble: str
    source: str
    typeset: Typeset
    items: str
    warnings: tuple[Problem, ...]
    seconds: dict[str, float] = field(default_factory=dict)
    letter: SetLetter | None = None

    @property
    def fill(self) -> float:
        """Content before the leftover is spread, over the capacity, of the page that is filled least; where nothing
        is cut, the last page just ends."""
        return fullness(self.pages, ending=self.choice.inputs.target.value.pages == "any")

    @property
    def fills(self) -> dict[str, float]:
        """The same of each column that reaches down to the end of the page, by its name."""
        return fills(self.pages)
