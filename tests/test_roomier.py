"""Pages with little to say: larger layouts, as long as they say the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import PROJECT
from tailor.builds.build_values import Built
from tailor.builds.pipeline import Job, build_page
from tailor.models.dates import Day
from tailor.sources.loading import load_config
from tailor.sources.workspace import find_workspace
from tailor.templates.manifest import load_template

TODAY = Day(2026, 11, 21)
NAMES = ["classic", "compact", "academic", "modern", "sidebar", "jake"]
BULLET = "Wrote a program that counts what the mill grinds, and told the miller. "


def built(root: Path, name: str, bullets: int, bullet: str = BULLET) -> Built:
    (root / "profiles").mkdir()
    (root / "targets").mkdir()
    (root / "targets/any.yaml").write_text("title: Any\n")
    lines = "\n".join(f'      - "{bullet}{number}"' for number in range(bullets))
    (root / "profiles/me.yaml").write_text(
        f"name: Ada Moss\nexperience:\n  - organization: Mill\n    position: Miller\n    bullets:\n{lines}\n"
    )
    workspace = find_workspace(root, root)
    return build_page(workspace, load_config(workspace).value, Job("me", "any", TODAY, template=name))


@pytest.mark.tex
@pytest.mark.parametrize("name", NAMES)
def test_a_page_of_three_bullets_is_set_larger_at_no_price_and_exactly(name: str, tmp_path: Path) -> None:
    page = built(tmp_path, name, 3)
    assert page.choice.layout.name == "airy"
    assert page.choice.problem.layouts[0].price == 0
    assert page.choice.selection.optimal


@pytest.mark.tex
def test_the_larger_layouts_are_left_where_something_would_not_fit(tmp_path: Path) -> None:
    sizes = []
    for bullets in (20, 36, 44):
        root = tmp_path / str(bullets)
        root.mkdir()
        page = built(root, "classic", bullets)
        sizes.append(page.choice.layout.name)
        assert len(page.choice.chosen()) == bullets + 2 + 1
    assert sizes[0] == "airy"
    assert sizes[-1] in ("regular", "relaxed")


@pytest.mark.tex
def test_a_word_that_a_larger_layout_has_no_line_for_is_set_in_one_that_has(tmp_path: Path) -> None:
    page = built(tmp_path, "classic", 1, "a" * 95)
    assert page.choice.layout.name == "regular"
    assert "overfull" not in {one.code for one in page.warnings}


@pytest.mark.parametrize("name", NAMES)
def test_roomy_layouts_grow_from_the_regular_one_upward(name: str) -> None:
    template = load_template(find_workspace(PROJECT, PROJECT), name)
    sizes = [one.size for one in (*template.roomy("a4"), template.layouts("a4")[0])]
    assert sizes == sorted(sizes, reverse=True)
    assert all(layout.price == 0 for layout in template.roomy("a4"))


def test_a_template_with_layouts_of_its_own_has_no_roomy_ones_of_its_parent(tmp_path: Path) -> None:
    own = tmp_path / "templates/latex/mine"
    own.mkdir(parents=True)
    layouts = "layouts: [{name: only, size: 10pt, leading: 12pt, margin: 1in}]"
    (own / "template.yaml").write_text(f"title: Mine\nextends: classic\n{layouts}\n")
    assert load_template(find_workspace(tmp_path, tmp_path), "mine").roomy("a4") == ()


@pytest.mark.tex
def test_the_report_says_how_full_each_column_is() -> None:
    workspace = find_workspace(PROJECT, PROJECT)
    job = Job("master", "quant", TODAY, template="sidebar")
    page = build_page(workspace, load_config(workspace).value, job)
    assert set(page.fills) == {"side", "main"}
    assert page.fill == page.fills["main"]
