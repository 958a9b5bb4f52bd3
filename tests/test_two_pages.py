"""Two pages as a user sees them: both full where there is enough, one where that is all."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from commands import run

pytestmark = pytest.mark.tex

TWO_LINES = (
    "Rebuilt the reporting service of warehouse {} so that nightly batches finish before the morning shift begins and "
    "nobody waits for them, case {} of the year."
)


def workspace(folder: Path, positions: int, bullets: int) -> Path:
    """One employer with positions of bullets of two lines; its target asks for two pages."""
    held = [
        {
            "position": f"Engineer {number}",
            "dates": f"{2022 - 2 * number}-01 – {2023 - 2 * number}-12",
            "bullets": [TWO_LINES.format(number, bullet) for bullet in range(bullets)],
        }
        for number in range(positions)
    ]
    person = {
        "name": "Ada Lind",
        "contact": {"email": "ada@example.com"},
        "experience": [{"organization": "Northwind", "positions": held}],
    }
    for name, text in (("profiles/me", yaml.safe_dump(person, sort_keys=False)), ("targets/two", "pages: 2\n")):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / f"{name}.yaml").write_text(text)
    return folder


def test_one_employer_fills_both_pages(tmp_path: Path) -> None:
    """Entries part between positions and bullets; nothing is left out beside room."""
    run("build", "--target", "two", cwd=workspace(tmp_path, 5, 8))
    report = json.loads((tmp_path / "out/me/two.json").read_text())
    assert (report["pages"], report["optimal"]) == (2, True)
    assert report["predicted_sp"] == report["actual_sp"]
    assert sum(one["shown"] for one in report["items"] if one["kind"] == "bullet") == 40


def test_more_than_two_pages_fill_both(tmp_path: Path) -> None:
    run("build", "--target", "two", cwd=workspace(tmp_path, 8, 9))
    report = json.loads((tmp_path / "out/me/two.json").read_text())
    assert report["pages"] == 2
    assert report["fill"] > 0.95


def test_what_fits_on_one_page_is_no_fault(tmp_path: Path) -> None:
    run("build", "--target", "two", cwd=workspace(tmp_path, 1, 3))
    told = run("check", "--target", "two", "--json", cwd=tmp_path).stdout
    found = [one for line in told.splitlines() for one in json.loads(line).get("problems", [json.loads(line)])]
    here = [one for one in found if one.get("file", "").endswith("two.pdf")]
    assert [(one["code"], one["message"]) for one in here] == [("not-full", "all of it fits on 1 page")]
    assert all(one["severity"] == "note" for one in found if "severity" in one)


WORDS = ("amber", "basin", "cedar", "delta", "ember", "fjord", "grove", "haven", "inlet", "jetty", "knoll", "ledge")


@pytest.mark.parametrize(("many", "template"), [(150, "classic"), (25, "sidebar")])
def test_a_keyword_group_takes_as_many_lines_as_it_needs(tmp_path: Path, many: int, template: str) -> None:
    """There is no limit that no explanation knows."""
    words = [f"{WORDS[number % 12]} {WORDS[number * 7 % 12]} {number}" for number in range(many)]
    (tmp_path / "profiles").mkdir()
    (tmp_path / "targets").mkdir()
    person = {"name": "Ada Lind", "contact": {"email": "ada@example.com"}, "skills": {"Methods": words}}
    (tmp_path / "profiles/me.yaml").write_text(yaml.safe_dump(person))
    (tmp_path / "targets/one.yaml").write_text("{}\n")
    run("build", "--target", "one", "--template", template, cwd=tmp_path)
    report = json.loads((tmp_path / "out/me/one.json").read_text())
    assert sum(one["shown"] for one in report["items"] if one["kind"] == "keyword") == many
