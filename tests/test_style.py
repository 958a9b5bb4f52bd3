"""`style:` in a target, a folder and a template: read, checked, and the same in every template."""

from __future__ import annotations

import subprocess
from itertools import cycle
from pathlib import Path
from typing import get_args

import pytest
from commands import run
from pydantic import ValidationError

from conftest import PROJECT
from tailor.builds.build_values import Built
from tailor.builds.pipeline import Job, build_page
from tailor.models.date_format import show_dates
from tailor.models.dates import Day
from tailor.models.style import FAMILIES, Contacts, DateForm, Density, Face, Headings, Style
from tailor.models.values import parse_dates
from tailor.sources.loading import load_config
from tailor.sources.workspace import find_workspace
from tailor.templates.manifest import load_template

TODAY = Day(2026, 11, 21)
NAMES = ["classic", "compact", "academic", "modern", "sidebar", "jake"]


def test_what_is_said_nearer_holds() -> None:
    target, folder = Style(accent="blue"), Style(accent="red", face="sans")
    assert target.over(folder) == Style(accent="#1f3d6b", face="sans")


@pytest.mark.parametrize(("said", "meant"), [("#1d4", "#11dd44"), ("#1D4F6E", "#1d4f6e"), ("teal", "#1d5c63")])
def test_a_colour_is_six_figures_three_or_a_word(said: str, meant: str) -> None:
    assert Style(accent=said).accent == meant


@pytest.mark.parametrize("said", ["bleu", "1d4f6e", "#12", "#gggggg", ""])
def test_what_is_no_colour_is_told(said: str) -> None:
    with pytest.raises(ValidationError, match="is not a colour"):
        Style(accent=said)


@pytest.mark.parametrize(
    ("written", "form", "shown"),
    [
        ("2023-03 – 2023-06", "short", "Mar – Jun 2023"),
        ("2023-03 – 2024-06", "short", "Mar 2023 – Jun 2024"),
        ("2023-03 – present", "short", "Mar 2023 – present"),
        ("2023", "short", "2023"),
        ("2023-03 – 2023-06", "numbers", "03/2023 – 06/2023"),
        ("2023-03 – 2024-06", "years", "2023 – 2024"),
        ("Fall 2020", "numbers", "Fall 2020"),
        ("2023-03 – 2023-06", "months", "Mar 2023 – Jun 2023"),
    ],
)
def test_dates_in_each_form(written: str, form: DateForm, shown: str) -> None:
    assert show_dates(parse_dates(written), "en", form) == shown


def test_every_face_has_a_family() -> None:
    assert set(FAMILIES) == set(get_args(Face))


def workspace_with(root: Path, config: str, target: str) -> Path:
    (root / "tailor.yaml").write_text(config)
    for folder in ("profiles", "targets"):
        (root / folder).mkdir()
    (root / "profiles/master.yaml").write_text((PROJECT / "profiles/master.yaml").read_text("utf-8"), "utf-8")
    text = (PROJECT / "targets/quant.yaml").read_text("utf-8")
    (root / "targets/quant.yaml").write_text(text + target, "utf-8")
    return root


def built(root: Path, name: str) -> Built:
    workspace = find_workspace(root, root)
    return build_page(workspace, load_config(workspace).value, Job("master", "quant", TODAY, template=name))


COMBINED = list(
    zip(
        NAMES,
        cycle(get_args(Face)),
        cycle(get_args(Density)),
        cycle(reversed(get_args(Headings))),
        cycle(get_args(DateForm)),
        cycle(reversed(get_args(Contacts))),
        strict=False,
    )
)
"""Every value of every field, over the templates."""


@pytest.mark.tex
@pytest.mark.parametrize(("name", "face", "density", "headings", "dates", "contacts"), COMBINED)
def test_a_page_in_any_style_is_exact(
    name: str, face: str, density: str, headings: str, dates: str, contacts: str, tmp_path: Path
) -> None:
    style = f"{{accent: red, face: {face}, density: {density}, headings: {headings}}}"
    own = f"\nstyle: {{dates: {dates}, contacts: {contacts}}}\n"
    page = built(workspace_with(tmp_path, f"style: {style}\n", own), name)  # raises where a height differs
    assert page.choice.inputs.template.style.face == face
    assert page.choice.inputs.template.style.dates == dates
    assert page.fill > 0.95
    assert not [one for one in page.warnings if one.code == "overfull"]
    text = subprocess.run(["pdftotext", "-", "-"], input=page.typeset.pdf, capture_output=True, check=True).stdout
    assert "mira.okafor@example.com" in text.decode()


def test_a_template_has_a_style_of_its_own_which_its_child_keeps(tmp_path: Path) -> None:
    own = tmp_path / "templates/latex/mine"
    own.mkdir(parents=True)
    (own / "template.yaml").write_text("title: Mine\nextends: modern\nstyle: {headings: capitals}\n")
    style = load_template(find_workspace(tmp_path, tmp_path), "mine").style
    assert (style.face, style.headings) == ("sans", "capitals")


@pytest.mark.tex
def test_a_style_that_a_template_does_not_hear_is_told(tmp_path: Path) -> None:
    own = tmp_path / "templates/latex/own"
    own.mkdir(parents=True)
    for name in ("profiles", "targets"):
        (tmp_path / name).mkdir()
    (tmp_path / "profiles/ada.yaml").write_text("name: Ada Moss\nawards: [First prize]\n", "utf-8")
    (tmp_path / "targets/desk.yaml").write_text("style: {face: termes, accent: blue}\n", "utf-8")
    (own / "template.yaml").write_text("title: Own\nextends: classic\n", "utf-8")
    fonts = "\\usepackage{lmodern}\\renewcommand\\rmdefault{qbk}\\newcommand\\spaceface{texnansi-qbkr}"
    (own / "preamble.tex.j2").write_text(
        f'<% extends "classic/preamble.tex.j2" %>\n<% block fonts %>\n{fonts}\n<% endblock %>\n', "utf-8"
    )
    told = run("build", "desk", "--template", "own", cwd=tmp_path).stderr
    assert "targets/desk.yaml:1:15: warning: the template `own` sets its face by hand" in told
    assert "accent by hand" not in told
    assert "by hand" not in run("build", "desk", "--template", "classic", cwd=tmp_path).stderr
