"""The law of fields: all that a shown item says, not only its bullets, is on the page, or is named as left out."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_every_word import LATIN, LAW, SIGNS, page_text, squeezed

from conftest import PROJECT
from tailor.base.errors import TailorError
from tailor.builds.build_values import Built, Job
from tailor.builds.pipeline import build_page
from tailor.builds.unsaid_fields import _TEXTS
from tailor.models.dates import Day
from tailor.sources.loading import load_config
from tailor.sources.workspace import find_workspace
from tailor.text.author_names import short_address
from tailor.text.markdown.markup import printed

TEMPLATES = sorted(folder.name for folder in (PROJECT / "templates/latex").iterdir() if folder.is_dir())
ENTRIES: dict[str, tuple[str, ...]] = {
    "experience": ("organization", "position", "place", "note", "text"),
    "projects": ("title", "organization", "course", "guide", "status", "place", "note", "text"),
    "education": ("institution", "degree", "area", "board", "level", "grade", "advisor", "place", "note"),
    "publications": ("title", "venue", "status", "award", "note", "text"),
    "awards": ("text", "issuer", "place", "note"),
}
"""A section of each form, and its fields of words; the first is the one that it must have."""

HEAD = ("pronouns", "affiliation", "headline")
WORDS = st.text(st.sampled_from(SIGNS + LATIN), min_size=1, max_size=12).filter(lambda text: bool(text.strip()))


def entry(fields: tuple[str, ...]) -> st.SearchStrategy[dict[str, Any]]:
    first, *more = ({name: WORDS} for name in fields)
    links = st.lists(st.fixed_dictionaries({"label": WORDS, "url": st.just("https://example.com/a")}), max_size=2)
    optional = {name: WORDS for one in more for name in one}
    return st.fixed_dictionaries(first, optional=optional | {"links": links, "dates": st.just("2019-03 – 2021-08")})


PROFILES = st.fixed_dictionaries(
    {"name": st.just("Ada Moss")},
    optional=dict.fromkeys(HEAD, WORDS)
    | {key: st.lists(entry(fields), min_size=1, max_size=2) for key, fields in ENTRIES.items()},
)
TARGETS = st.fixed_dictionaries(
    {"pages": st.just("any"), "template": st.sampled_from(TEMPLATES)},
    optional={"sections": st.just({key: {} for key in ENTRIES} | {"education": {"as": "table"}})},
)


def built(folder: Path, profile: dict[str, Any], target: dict[str, Any]) -> Built:
    for name in ("profiles", "targets"):
        (folder / name).mkdir(exist_ok=True)
    (folder / "profiles/me.yaml").write_text(json.dumps(profile), encoding="utf-8")
    (folder / "targets/all.yaml").write_text(json.dumps(target), encoding="utf-8")
    workspace = find_workspace(folder)
    return build_page(workspace, load_config(workspace).value, Job("me", "all", Day(2026, 6)))


def straight(text: str) -> str:
    """A text without quotes, backticks and spaces."""
    return re.sub("[\"'‘’“”`]", "", squeezed(text))


def unfound(page: Built, folder: Path) -> list[str]:
    """The fields of shown items that are neither on the page nor named."""
    found = squeezed(page_text(page.typeset.pdf, folder))
    shown = page.choice.chosen()
    told = [f"{one.place} {one.message}" for one in page.warnings if one.code in ("field-not-shown", "not-in-table")]
    missing = []
    for one in page.choice.candidates:
        if one.id in shown:
            fields = one.variants[0].block.fields
            said = [(name, str(fields[name])) for name in _TEXTS.get(one.kind, ()) if fields.get(name)]
            said += [("links", link["label"] or short_address(link["url"])) for link in fields.get("links") or ()]
            said += [("dates", year) for year in ("2019", "2021") if fields.get("dates")]
            # A cell is made of two fields, each with quotes and code of its own: its words are looked for without.
            cells = [straight(printed(cell)) for cell in fields.get("cells") or () if isinstance(cell, str)]
            missing += [f"{one.id}: {cell}" for cell in cells if "$" not in cell and cell not in straight(found)]
            missing += [
                f"{one.id}.{name}: {text}"
                for name, text in said
                if "$" not in text
                and squeezed(printed(text)) not in found
                and not any(str(one.place) in line and f"`{name}`" in line for line in told)
            ]
    return missing


@pytest.mark.tex
@pytest.mark.law
@LAW
@given(PROFILES, TARGETS)
def test_every_field_of_a_shown_item_is_on_the_page_or_named(
    tmp_path: Path, profile: dict[str, Any], target: dict[str, Any]
) -> None:
    page, refused = None, None
    try:
        page = built(tmp_path, profile, target)
    except TailorError as error:
        refused = error
    if refused is not None:
        assert all(problem.place or problem.code == "tex-missing" for problem in refused.problems), refused.problems
    assert page is None or unfound(page, tmp_path) == []


FULL = {
    "name": "Ada Moss",
    **{name: f"Word{name}" for name in HEAD},
    **{
        key: [{name: f"Word{key}{name}" for name in fields} | {"dates": "2019-03 – 2021-08"}]
        for key, fields in ENTRIES.items()
    },
}


@pytest.mark.tex
@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize("table", [False, True])
def test_every_template_shows_every_field(tmp_path: Path, template: str, table: bool) -> None:
    sections = {"sections": {key: {} for key in ENTRIES} | {"education": {"as": "table"}}} if table else {}
    page = built(tmp_path, FULL, {"pages": "any", "template": template} | sections)
    assert unfound(page, tmp_path) == []
    assert not [one for one in page.warnings if one.code == "field-not-shown"]


@pytest.mark.tex
def test_what_a_template_of_ones_own_leaves_out_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "templates/latex/mine"
    folder.mkdir(parents=True)
    (folder / "template.yaml").write_text("extends: classic\n")
    macro = "<% macro item(block, region) %>\\strutted{<< block.text >>}<% endmacro %>\n"
    (folder / "blocks.tex.j2").write_text(macro)
    page = built(tmp_path, FULL, {"pages": "any", "template": "mine"})
    told = [one.message for one in page.warnings if one.code == "field-not-shown"]
    assert told == ["the template `mine` does not show `issuer`, `place`, `note`, `dates` of this"]
    assert unfound(page, tmp_path) == []
