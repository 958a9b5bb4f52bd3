"""Pages for the parsers, each with what it says: the samples in each template, the same content in rivals' looks."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from bench.gallery import ROOT, TODAY, names
from bench.peers import install
from bench.reading import SAMPLES
from bench.rivals.looks import AWESOME, JAKE, latex, rendercv
from tailor.builds.build_values import Built
from tailor.builds.pipeline import Job, build_page
from tailor.builds.written.outputs import page_document
from tailor.exporting.jsonresume import PLACES, to_json_resume
from tailor.sources.loading import load_config
from tailor.sources.workspace import Workspace, find_workspace
from tailor.text.markdown.markup import printed

THEMES = ("classic", "sb2nov", "engineeringresumes", "engineeringclassic", "moderncv")
LOOKS = {"Jake's": JAKE, "Awesome-CV": AWESOME}
LOOKED_FOR = {"education": "Education", "work": "Experience", "projects": "Projects", "skills": "Skills"}
"""The lists of a JSON Resume that parsers look for, and how the rivals' pages head them."""


ATS = "-ats"


class Page(NamedTuple):
    """A page: whose look, the PDF, what it says as a JSON Resume, its headings."""

    look: str
    pdf: bytes
    said: dict[str, Any]
    headings: tuple[str, ...]


def ours(samples: Sequence[tuple[str, str]] = SAMPLES) -> Iterator[Page]:
    """Samples in every template, as they come and with `ats: true`."""
    with tempfile.TemporaryDirectory() as folder:
        workspace = with_ats(Path(folder))
        for template in names(workspace):
            for ats in (False, True):
                for person, target in samples:
                    built = _built(workspace, template, person, f"{target}{ATS * ats}")
                    yield Page(f"`{template}`{', `ats`' * ats}", built.typeset.pdf, _said(built), _headings(built))


def with_ats(folder: Path) -> Workspace:
    """A workspace with the samples, and for each of their targets one more, for programs."""
    shutil.copytree(ROOT / "profiles", folder / "profiles")
    (folder / "targets").mkdir()
    for _, target in SAMPLES:
        (folder / f"targets/{target}{ATS}.yaml").write_text(f"extends: {target}\nats: true\n", "utf-8")
    return find_workspace(folder)


def rivals(samples: Sequence[tuple[str, str]] = SAMPLES) -> Iterator[Page]:
    """What samples show in `classic`, in the looks of others."""
    peers = install()
    for sample in samples:
        said = _said(_built(find_workspace(ROOT), "classic", *sample))
        titles = tuple(title for key, title in LOOKED_FOR.items() if said.get(key))
        for name, look in LOOKS.items():
            with tempfile.TemporaryDirectory() as folder:
                yield Page(name, latex(look, said, Path(folder)), said, titles)
        for theme in THEMES if peers else ():
            with tempfile.TemporaryDirectory() as folder:
                yield Page(f"RenderCV, {theme}", rendercv(peers, said, theme, Path(folder)), said, titles)


def _built(workspace: Workspace, template: str, person: str, target: str) -> Built:
    return build_page(workspace, load_config(workspace).value, Job(person, target, TODAY, template=template))


def _said(built: Built) -> dict[str, Any]:
    document = page_document(built.choice, tables=False)
    found: dict[str, Any] = json.loads(json.dumps(to_json_resume(document)[0]))
    return found


def _headings(built: Built) -> tuple[str, ...]:
    """The headings of those sections that parsers look for."""
    sections = page_document(built.choice, tables=False).sections
    return tuple(printed(one.fields["title"]) for one in sections if PLACES.get(one.section, ("",))[0] in LOOKED_FOR)
