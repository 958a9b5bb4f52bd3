"""The page as the browser sees it: built by the same functions as on the command line, kept warm between changes.

One thread does all of it, as what a worker keeps is for one thread; what was overtaken by a newer wish of the same
browser is not begun.
"""

from __future__ import annotations

import asyncio
import hashlib
import time
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from msgspec import Struct
from msgspec.json import decode
from msgspec.structs import replace

from tailor.base.clock import Stopwatch
from tailor.base.diagnostics import problem_data
from tailor.base.errors import TailorError
from tailor.builds.pipeline import build_page, choose, load
from tailor.builds.typesetter import open_typesetter
from tailor.builds.values import Built, Choice, Job
from tailor.builds.worker_cache import Shelf
from tailor.core.optimise.problem import POINT
from tailor.core.page.measures import Request
from tailor.models.dates import Day
from tailor.models.manifests import PAPERS, to_sp
from tailor.questions.why import why
from tailor.sources.loading import load_config
from tailor.sources.workspace import Workspace
from tailor.studio.boxes import boxes
from tailor.studio.locate import Places
from tailor.studio.pictures import picture
from tailor.tex.engine import Spares

T = TypeVar("T")

KEPT = 12
"""PDFs kept for pictures: those of the pages on the screen and some before."""

SP = 65_536


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
        self._spares = Spares(2)
        self._shelf = Shelf(self._spares)
        self._thread = ThreadPoolExecutor(1, "desk")
        self._newest: dict[str, int] = {}
        self._last: dict[View, Choice] = {}
        self._pdfs: OrderedDict[str, bytes] = OrderedDict()

    async def run(self, work: Callable[[], T], wish: tuple[str, int] | None = None) -> T:
        """Do some work in the desk's thread. `wish` is (who, number): raises OvertakenError where a later one of
        the same browser came before this began."""
        if wish:
            self._newest[wish[0]] = max(wish[1], self._newest.get(wish[0], 0))

        def begin() -> T:
            if wish and self._newest[wish[0]] > wish[1]:
                raise OvertakenError
            return work()

        return await asyncio.get_running_loop().run_in_executor(self._thread, begin)

    def close(self) -> None:
        """End the engines that wait."""
        self._thread.shutdown(wait=True, cancel_futures=True)
        self._spares.close()

    def page(self, view: View) -> dict[str, Any]:
        """The proved page of a view, or the problems that keep it from being one."""
        began = time.perf_counter()
        try:
            config = load_config(self.workspace).value
            built = build_page(self.workspace, config, self._job(view), shelf=self._shelf)
        except TailorError as error:
            return {
                "ok": False,
                "problems": [problem_data(one) for one in error.problems],
                "code": int(error.exit_code),
            }
        finally:
            self._spares.refill()
        key = self._keep(built.typeset.pdf)
        self._last = {view: built.choice}
        return page_data(built, key) | {"milliseconds": round(1000 * (time.perf_counter() - began))}

    def choice(self, view: View) -> Choice:
        """The page chosen and not set, for questions about it. Raises InputError, FitError, TexError."""
        inputs = load(self.workspace, load_config(self.workspace).value, self._job(view), self._shelf)
        preamble = inputs.template.preamble(inputs.paper)
        typesetter = open_typesetter(inputs.template, preamble, self._shelf.measures, self._spares)
        try:
            return choose(inputs, self._job(view), typesetter, Stopwatch(time.perf_counter))
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
        inputs = load(self.workspace, load_config(self.workspace).value, self._job(view), self._shelf)
        choice = self._last.get(view)
        found = next((one for one in choice.candidates if one.id == item), None) if choice else None
        if choice is None or found is None or "text" not in found.variants[0].block.fields:
            return None
        block = found.variants[0].block
        block = replace(block, fields={**block.fields, "text": text})
        template, layout = inputs.template, choice.layout
        region = template.region_of(found)
        typesetter = open_typesetter(template, template.preamble(inputs.paper), self._shelf.measures, self._spares)
        try:
            source = template.block(block, region)
            [measure] = typesetter.measure([Request(template.setup(layout), layout.regions[region][0], source)])
        finally:
            typesetter.close()
            self._spares.refill()
        return measure.lines

    def picture(self, key: str, page: int, width: int) -> bytes | None:
        """A page as PNG, `width` pixels wide; None if that PDF is no longer kept."""
        pdf = self._pdfs.get(key)
        return None if pdf is None else picture(pdf, page, width)

    def pdf(self, key: str) -> bytes | None:
        """A PDF by its key, while it is kept."""
        return self._pdfs.get(key)

    def _job(self, view: View) -> Job:
        return Job(view.profile, view.target, self.today, view.template)

    def _keep(self, pdf: bytes) -> str:
        key = hashlib.sha256(pdf).hexdigest()[:20]
        self._pdfs[key] = pdf
        self._pdfs.move_to_end(key)
        while len(self._pdfs) > KEPT:
            self._pdfs.popitem(last=False)
        return key


def page_data(built: Built, key: str) -> dict[str, Any]:
    """A page for the browser: its boxes in pt, all items with worth and reason, and what there is to say of it."""
    choice, selection = built.choice, built.choice.selection
    return {
        "ok": True,
        "picture": key,
        "pages": [_boxes(built, number) for number in range(1, len(built.pages) + 1)],
        "items": items_data(choice, built.items),
        "paper": dict(
            zip(("width", "height"), (to_sp(side) / SP for side in PAPERS[choice.inputs.paper]), strict=True)
        ),
        "layout": choice.layout.name,
        "template": choice.inputs.template.name,
        "fill": round(built.fill, 4),
        "value": selection.value / POINT,
        "bound": selection.bound / POINT,
        "optimal": selection.optimal,
        "proof": selection.proof,
        "problems": [problem_data(one) for one in built.warnings],
    }


def _paper(name: str) -> dict[str, float]:
    """A paper's size in pt."""
    width, height = (to_sp(side) / SP for side in PAPERS[name])
    return {"width": width, "height": height}


def _boxes(built: Built, number: int) -> dict[str, Any]:
    page, layout = built.pages[number - 1], built.choice.layout
    found = [
        {"item": box.item, "x": box.left / SP, "y": box.top / SP, "w": box.width / SP, "h": box.height / SP}
        for box in boxes(page, layout)
    ]
    return {"number": number, "boxes": found}


def items_data(choice: Choice, items: str) -> list[dict[str, Any]]:
    """All candidates as the report has them, and what the browser needs to edit them: the path in the profile, tags,
    priority, wordings, height in lines."""
    places = Places(choice.inputs.profile.layer.source.root)
    by_id = {one.id: one for one in choice.candidates}
    leading = choice.layout.leading
    found: list[dict[str, Any]] = decode(f"[{items}]")
    for one in found:
        candidate = by_id[one["id"]]
        one |= {
            "path": places.item(candidate.place),
            "tags": [*candidate.tags],
            "inherited": [*candidate.inherited],
            "priority": candidate.priority,
            "fixed": candidate.fixed,
            "wordings": {variant.name: variant.text for variant in candidate.variants},
            "lines": round(one["height_sp"] / leading, 2) if leading else 0,
        }
    return found
