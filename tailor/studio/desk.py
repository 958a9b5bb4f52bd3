"""The page as the browser sees it: built by the same functions as on the command line, kept warm between changes.

One thread does all of it, as what a worker keeps is for one thread: pages first, then proofs, then prices, then
previews. What was overtaken by a newer wish of the same browser is not begun, and what no edit touched is not done
again.

A page is shown as soon as a good one is found, and it is said that it is being proved (`proving`). Then the best page
is looked for and proved, as on the command line; that work gives way to all that somebody waits for, and ends where its
page is no longer wanted. Prices and exports are of the proved page only.
"""

from __future__ import annotations

import hashlib
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from tailor.base.clock import Stopwatch
from tailor.base.diagnostics import problem_data
from tailor.base.errors import InputError, Problem, TailorError
from tailor.builds.build_values import Built, Choice, Inputs, Job
from tailor.builds.choosing import choose
from tailor.builds.deciding import Decide, decide, decide_early, is_decided
from tailor.builds.pipeline import build_page, load
from tailor.builds.typesetter import open_typesetter
from tailor.builds.worker_cache import Shelf
from tailor.builds.written.outputs import made
from tailor.builds.written.report import items_json, summary
from tailor.core.optimise.problem import POINT
from tailor.core.optimise.search.limits import Heeding
from tailor.core.optimise.search.stability import Previous
from tailor.core.page.measures import Request
from tailor.exporting.formats import FORMATS
from tailor.models.dates import Day
from tailor.questions.why import why
from tailor.solver.highs import Highs
from tailor.sources.editing.locate import Places
from tailor.sources.loading import Loaded, load_config
from tailor.sources.workspace import Workspace
from tailor.studio.pictures import Pictures
from tailor.studio.shown import item_data, page_data
from tailor.studio.worker import FIRST, SOON, Worker
from tailor.tex.engine import Spares

T = TypeVar("T")

KEPT, BROWSERS = 6, 100
"""Pages kept as they were built; browsers whose newest wish is known."""

Wisher = tuple[str, int]
"""Who wishes, and the number of the wish."""


class View(Struct, frozen=True):
    """What a browser looks at."""

    profile: str
    target: str
    template: str | None = None


class Sheet(Struct, frozen=True):
    """A page as it was built, as the browser got it, and whether it is proved."""

    built: Built
    data: dict[str, Any]
    proved: bool


class OvertakenError(Exception):
    """A newer wish of the same browser made this one needless."""


class Desk:
    """Builds pages for the studio, one at a time."""

    def __init__(self, workspace: Workspace, today: Day) -> None:
        self.workspace, self.today = workspace, today
        self.pictures = Pictures()
        self._spares = Spares(2)
        self.shelf = Shelf(self._spares)
        self._worker = Worker("desk")
        self._newest: OrderedDict[str, int] = OrderedDict()
        self._built: OrderedDict[View, Sheet] = OrderedDict()
        self._places: tuple[Loaded[Any], Places] | None = None

    async def run(self, work: Callable[[], T], wish: Wisher | None = None, rank: int = FIRST) -> T:
        """Do some work in the desk's thread. Raises OvertakenError where a later wish of the same browser came before
        this began."""
        if wish:
            self._newest[wish[0]] = max(wish[1], self._newest.pop(wish[0], 0))
            while len(self._newest) > BROWSERS:
                self._newest.popitem(last=False)

        def begin() -> T:
            self._wanted(wish)
            return work()

        return await self._worker.run(begin, rank)

    def _wanted(self, wish: Wisher | None) -> None:
        if wish and self._newest.get(wish[0], 0) > wish[1]:
            raise OvertakenError

    def close(self) -> None:
        """End the thread and the engines that wait."""
        self._worker.close()
        self._spares.close()

    def page(self, view: View, width: int = 0) -> dict[str, Any]:
        """The page of a view, proved or still to be proved, or the problems that keep it from being one. With `width`,
        its first picture is drawn meanwhile, so many pixels wide."""
        began = time.perf_counter()
        data = _told(lambda: self._now(view).data)
        if width and data["ok"]:
            draw = threading.Thread(target=self.pictures.picture, args=(data["picture"], 1, width), daemon=True)
            draw.start()
        return data | {"milliseconds": round(1000 * (time.perf_counter() - began))}

    def proof(self, view: View, wish: Wisher | None = None) -> dict[str, Any]:
        """The best page of a view, proved as far as it can be; often it is the one that is shown. Raises OvertakenError
        as soon as a later wish of the same browser came."""

        def heed() -> None:
            self._worker.give_way(SOON)
            self._wanted(wish)

        return _told(lambda: self._proved(view, heed).data)

    def item(self, view: View, item: str) -> dict[str, Any]:
        """All there is to say of one item. Raises InputError for none, and as `choice` does."""
        found = item_data(self._now(view).built, item)
        if found is None:
            raise InputError(Problem("unknown-item", f"no item has the id `{item}`", "ask for the page again"))
        return found

    def export(self, view: View, form: str) -> tuple[bytes, str]:
        """A page in one of the output formats, and how such files end. Raises InputError for an unknown format, and as
        a build does."""
        wanted = FORMATS.get(form)
        if wanted is None:
            raise InputError(
                Problem("unknown-format", f"there is no format `{form}`", f"known are: {', '.join(FORMATS)}")
            )
        built = self._proved(view).built
        return made(built, summary(built, None), wanted).content, wanted.endings[0]

    def choice(self, view: View) -> Choice:
        """The page chosen, proved or not, for questions that any choice answers. Raises InputError, FitError,
        TexError."""
        inputs = self._inputs(view)
        kept = self._kept(view, inputs)
        return self._chosen(view, inputs, decide_early) if kept is None else kept.built.choice

    def _chosen(self, view: View, inputs: Inputs, how: Decide) -> Choice:
        preamble = inputs.template.preamble(inputs.paper)
        typesetter = open_typesetter(inputs.template, preamble, self.shelf.measures, self._spares)
        try:
            return choose(inputs, self._job(view), typesetter, Stopwatch(time.perf_counter), None, self.shelf, how=how)
        finally:
            typesetter.close()

    def price(self, view: View, item: str) -> dict[str, Any]:
        """What bringing an item in (or taking it out) would cost and move, exactly. Raises as `choice` does."""
        answer = why(self._proved(view).built.choice, item)
        effect = answer.forced
        return {
            "item": answer.candidate.id,
            "shown": answer.shown,
            "reason": answer.reason,
            "possible": bool(effect and effect.loss is not None),
            "price": answer.price / POINT if answer.price is not None else None,
            "loss": effect.loss / POINT if effect and effect.loss is not None else None,
            "out": [*effect.goes] if effect else [],
            "in": [*effect.comes] if effect else [],
        }

    def lines(self, view: View, item: str, text: str) -> int | None:
        """How many lines a text takes in the place of an item's; None if the item has no text of its own."""
        inputs, choice = self._inputs(view), self.choice(view)
        found = next((one for one in choice.candidates if one.id == item), None)
        if found is None or "text" not in found.variants[0].block.fields:
            return None
        block = found.variants[0].block
        block = replace(block, fields={**block.fields, "text": text})
        template, layout = inputs.template, choice.layout
        region = template.region_of(found)
        typesetter = open_typesetter(template, template.preamble(inputs.paper), self.shelf.measures, self._spares)
        try:
            source = template.block(block, region)
            [measure] = typesetter.measure([Request(template.setup(layout), layout.regions[region][0], source)])
        finally:
            typesetter.close()
            self._spares.refill()
        return measure.lines

    def _now(self, view: View) -> Sheet:
        """The page as the files have it: the one kept if they say the same as when it was built."""
        kept = self._kept(view, self._inputs(view))
        return kept or self._built_now(view, partial(decide_early, last=self._last(view)))

    def _proved(self, view: View, heed: Callable[[], None] = lambda: None) -> Sheet:
        """The same, proved. If it is the page that is there already it is not set again. Raises what `heed` raises."""
        inputs = self._inputs(view)
        kept = self._kept(view, inputs)
        if kept is not None and kept.proved:
            return kept
        choice = self._chosen(view, inputs, partial(decide, solver=Heeding(Highs(), heed)))
        if not _alike(inputs, self._inputs(view)):  # an editor saved meanwhile, and its page was made
            raise OvertakenError
        if kept is None or not _same(choice, kept.built.choice):
            return self._built_now(view, decide)  # that choice is kept as proved
        return self._keep(view, replace(kept.built, choice=choice, items=items_json(choice)))

    def _built_now(self, view: View, how: Decide) -> Sheet:
        config = load_config(self.workspace).value
        try:
            built = build_page(self.workspace, config, self._job(view), shelf=self.shelf, how=how)
        finally:
            self._spares.refill()
        return self._keep(view, built)

    def _keep(self, view: View, built: Built) -> Sheet:
        key = hashlib.sha256(built.typeset.pdf).hexdigest()[:20]
        self.pictures.keep(key, built.typeset.pdf)
        proved = is_decided(built.choice.selection, built.choice.inputs)
        data = page_data(built, key, self._places_of(built.choice.inputs.profile)) | {"proving": not proved}
        self._built[view] = found = Sheet(built, data, proved)
        while len(self._built) > KEPT:
            self._built.popitem(last=False)
        return found

    def _last(self, view: View) -> Previous | None:
        """What is shown of a view, however its files have changed since."""
        found = self._built.get(view)
        if found is None:
            return None
        choice = found.built.choice
        return Previous(frozenset(choice.chosen().items()), choice.layout.name)

    def _kept(self, view: View, inputs: Inputs) -> Sheet | None:
        """The page built of these very inputs, if it and its PDF are still here."""
        found = self._built.get(view)
        if found is None or self.pictures.pdf(found.data["picture"]) is None:
            return None
        if not _alike(found.built.choice.inputs, inputs):
            return None
        self._built.move_to_end(view)
        return found

    def _places_of(self, profile: Loaded[Any]) -> Places:
        if self._places is None or self._places[0] is not profile:
            self._places = profile, Places(profile.layer.source.root)
        return self._places[1]

    def _inputs(self, view: View) -> Inputs:
        return load(self.workspace, load_config(self.workspace).value, self._job(view), self.shelf)

    def _job(self, view: View) -> Job:
        return Job(view.profile, view.target, self.today, view.template)


def _alike(one: Inputs, other: Inputs) -> bool:
    """Whether the very same was read."""
    same = one.profile is other.profile and one.target is other.target and one.template is other.template
    return same and (one.paper, one.locale, one.photo) == (other.paper, other.locale, other.photo)


def _same(one: Choice, other: Choice) -> bool:
    """Whether two choices of the same inputs make the same page."""
    return (one.layout.name, one.chosen(), one.marks) == (other.layout.name, other.chosen(), other.marks)


def _told(make: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """A page, or the problems that keep it from being one."""
    try:
        return make()
    except TailorError as error:
        problems = [problem_data(one) for one in error.problems]
        return {"ok": False, "problems": problems, "code": int(error.exit_code)}
