"""The page as the browser sees it: built by the same functions as on the command line, kept warm between changes.

One thread does all of it, as what a worker keeps is for one thread: pages first, then prices, then previews. What was
overtaken by a newer wish of the same browser is not begun, and what no edit touched is not done again.
"""

from __future__ import annotations

import hashlib
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Any, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from tailor.base.clock import Stopwatch
from tailor.base.diagnostics import problem_data
from tailor.base.errors import InputError, Problem, TailorError
from tailor.builds.choosing import choose
from tailor.builds.pipeline import build_page, load
from tailor.builds.typesetter import open_typesetter
from tailor.builds.values import Built, Choice, Inputs, Job
from tailor.builds.worker_cache import Shelf
from tailor.builds.written.outputs import made
from tailor.builds.written.report import summary
from tailor.core.optimise.problem import POINT
from tailor.core.page.measures import Request
from tailor.exporting.formats import FORMATS
from tailor.models.dates import Day
from tailor.questions.why import why
from tailor.sources.loading import Loaded, load_config
from tailor.sources.locate import Places
from tailor.sources.workspace import Workspace
from tailor.studio.pictures import Pictures
from tailor.studio.shown import item_data, page_data
from tailor.studio.worker import FIRST, Worker
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
        self._built: OrderedDict[View, tuple[Built, dict[str, Any]]] = OrderedDict()
        self._places: tuple[Loaded[Any], Places] | None = None

    async def run(self, work: Callable[[], T], wish: Wisher | None = None, rank: int = FIRST) -> T:
        """Do some work in the desk's thread. Raises OvertakenError where a later wish of the same browser came before
        this began."""
        if wish:
            self._newest[wish[0]] = max(wish[1], self._newest.pop(wish[0], 0))
            while len(self._newest) > BROWSERS:
                self._newest.popitem(last=False)

        def begin() -> T:
            if wish and self._newest.get(wish[0], 0) > wish[1]:
                raise OvertakenError
            return work()

        return await self._worker.run(begin, rank)

    def close(self) -> None:
        """End the thread and the engines that wait."""
        self._worker.close()
        self._spares.close()

    def page(self, view: View, width: int = 0) -> dict[str, Any]:
        """The proved page of a view, or the problems that keep it from being one. With `width`, its first picture is
        drawn meanwhile, so many pixels wide."""
        began = time.perf_counter()
        try:
            _, data = self._now(view)
        except TailorError as error:
            problems = [problem_data(one) for one in error.problems]
            return {"ok": False, "problems": problems, "code": int(error.exit_code)}
        if width:
            draw = threading.Thread(target=self.pictures.picture, args=(data["picture"], 1, width), daemon=True)
            draw.start()
        return data | {"milliseconds": round(1000 * (time.perf_counter() - began))}

    def item(self, view: View, item: str) -> dict[str, Any]:
        """All there is to say of one item. Raises InputError for none, and as `choice` does."""
        found = item_data(self._now(view)[0], item)
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
        built, _ = self._now(view)
        return made(built, summary(built, None), wanted).content, wanted.endings[0]

    def choice(self, view: View) -> Choice:
        """The page chosen, for questions about it. Raises InputError, FitError, TexError."""
        inputs = self._inputs(view)
        if (kept := self._kept(view, inputs)) is not None:
            return kept[0].choice
        preamble = inputs.template.preamble(inputs.paper)
        typesetter = open_typesetter(inputs.template, preamble, self.shelf.measures, self._spares)
        try:
            return choose(inputs, self._job(view), typesetter, Stopwatch(time.perf_counter), shelf=self.shelf)
        finally:
            typesetter.close()

    def price(self, view: View, item: str) -> dict[str, Any]:
        """What bringing an item in (or taking it out) would cost and move, exactly. Raises as `choice` does."""
        answer = why(self.choice(view), item)
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
        """How many lines a text takes in the place of an item's; None where the item is no text of its own."""
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

    def _now(self, view: View) -> tuple[Built, dict[str, Any]]:
        """The page as the files have it: the one kept if they say the same as when it was built."""
        try:
            if (kept := self._kept(view, self._inputs(view))) is not None:
                return kept
            built = build_page(self.workspace, load_config(self.workspace).value, self._job(view), shelf=self.shelf)
        finally:
            self._spares.refill()
        key = hashlib.sha256(built.typeset.pdf).hexdigest()[:20]
        self.pictures.keep(key, built.typeset.pdf)
        found = built, page_data(built, key, self._places_of(built.choice.inputs.profile))
        self._built[view] = found
        while len(self._built) > KEPT:
            self._built.popitem(last=False)
        return found

    def _kept(self, view: View, inputs: Inputs) -> tuple[Built, dict[str, Any]] | None:
        """The page built of these very inputs, if it and its PDF are still here."""
        found = self._built.get(view)
        if found is None or self.pictures.pdf(found[1]["picture"]) is None:
            return None
        then = found[0].choice.inputs
        same = then.profile is inputs.profile and then.target is inputs.target and then.template is inputs.template
        if not same or (then.paper, then.locale) != (inputs.paper, inputs.locale):
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
