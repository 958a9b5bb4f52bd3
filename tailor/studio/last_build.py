"""What the last `tailor build` of a page made of it, to be held against the page as it is now."""

from __future__ import annotations

import hashlib
from typing import Any

from tailor.base.errors import InputError, Problem
from tailor.builds.build_values import PageQuery
from tailor.builds.chosen_page import planned
from tailor.builds.plan import record_path
from tailor.builds.record import last_choice, read_record
from tailor.models.config import DEFAULT_PAPER
from tailor.models.dates import Day
from tailor.sources.workspace import Workspace
from tailor.studio.pictures import Pictures
from tailor.studio.shown import paper


def last_build(workspace: Workspace, today: Day, profile: str, target: str, pictures: Pictures) -> dict[str, Any]:
    """The last built page of a target: the key of its PDF, how many pages, the ids on it. Raises InputError where there
    is none, or its PDF is gone."""
    asked = PageQuery(workspace.root, today, workspace.root, profile)
    found, job = planned(asked, target)
    record = read_record(record_path(found, job))
    last = last_choice(record)
    pdf = next((workspace.root / name for name in record.outputs if name.endswith(".pdf")), None) if record else None
    if record is None or last is None or pdf is None or not pdf.is_file():
        hint = f"`tailor build {target} --profile {profile}` makes one"
        raise InputError(Problem("not-built", f"{profile} × {target} was not built yet", hint))
    content = pdf.read_bytes()
    key = hashlib.sha256(content).hexdigest()[:20]
    pictures.keep(key, content)
    return {
        "ok": True,
        "picture": key,
        "pages": [{"number": number + 1, "boxes": []} for number in range(int(record.line["pages"] or 1))],
        "paper": paper(DEFAULT_PAPER),
        "shown": sorted({item for item, _ in last.shown}),
        "problems": [],
    }
