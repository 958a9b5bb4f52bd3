"""`explain`, `why` and `diff` on real pages: what they say is what happens."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from commands import run

pytestmark = pytest.mark.tex

PERSON, TARGET = "researcher", "quant"


def lines(*arguments: str, cwd: Path) -> list[dict[str, object]]:
    """What a command says, as JSON."""
    done = run(*arguments, "--profile", PERSON, "--date", "2026-11-21", "--json", cwd=cwd)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def with_add(workspace: Path, item: str, points: float) -> bool:
    """Whether an item is on the page once so many points are added to it."""
    name = f"with-{points}"
    (workspace / f"targets/{name}.yaml").write_text(f"extends: {TARGET}\nadd: {{{item}: {points:.7f}}}\n")
    (page,) = lines("explain", "--target", name, cwd=workspace)
    return next(row["shown"] for row in page["items"] if row["id"] == item)  # type: ignore[attr-defined,no-any-return]


@pytest.mark.parametrize("item", ["forgetting", "early-exit", "floes", "ensembles", "oubli"])
def test_why_tells_the_exact_price(workspace: Path, item: str) -> None:
    (said,) = lines("why", item, "--target", TARGET, cwd=workspace)
    if said["shown"] or said["add"] is None:
        assert said["reason"]
        return
    price = float(str(said["add"]))
    assert with_add(workspace, item, price)
    assert not with_add(workspace, item, price - 1 / 16_000)


def test_the_add_of_why_works_in_the_next_build(workspace: Path) -> None:
    """However little it is: the page is kept near the last one only while the rules are the same."""

    def built() -> dict[str, bool]:
        done = run("build", "-t", "mine", "--profile", PERSON, "--date", "2026-11-21", "--format=json", cwd=workspace)
        assert done.returncode == 0, done.stderr
        items = json.loads((workspace / f"out/{PERSON}/mine.json").read_text())["items"]
        return {item["id"]: item["shown"] for item in items}

    target, item = workspace / "targets/mine.yaml", "about-engineer"
    target.write_text(f"extends: {TARGET}\nadd: {{{item}: -1}}\n")
    assert not built()[item]
    (said,) = lines("why", item, "--target", "mine", cwd=workspace)
    price = float(str(said["add"]))
    assert price > 0
    target.write_text(f"extends: {TARGET}\nadd: {{{item}: {price - 1:.7f}}}\n")
    assert built()[item]


def test_explain_has_every_item_with_a_reason_and_every_wanted_tag(workspace: Path) -> None:
    (page,) = lines("explain", "--target", TARGET, cwd=workspace)
    assert all(row["reason"] for row in page["items"])  # type: ignore[attr-defined]
    assert {"cpp", "probability"} <= {row["tag"] for row in page["tags"]}  # type: ignore[attr-defined]
    assert page["one_more_line"] >= 0  # type: ignore[operator]


def test_diff_names_what_is_on_one_page_only(workspace: Path) -> None:
    rows = lines("diff", "quant", "research", cwd=workspace)
    assert {row["only"] for row in rows} == {"quant", "research"}
    assert all(row["reason"] and "profile" not in str(row["reason"]) for row in rows)
    assert not any("PhD" in str(row["text"]) for row in rows), "a row of a table here, an entry there: one item"


def test_why_is_told_in_sentences(workspace: Path) -> None:
    (workspace / "targets/heads.yaml").write_text(
        f"extends: {TARGET}\nsections: {{research: {{bullets: {{min: 0, max: 0}}}}}}\n"
    )
    asked = ("--target", "heads", "--profile", PERSON, "--date", "2026-11-21")
    out = run("why", "ensembles", *asked, cwd=workspace).stdout
    assert re.search(r"^  strength \d\.\d\d, from 0\.05 to 5\.0$", out, re.MULTILINE)
    assert "where others mention" in out
    assert "To bring it in, write in targets/heads.yaml:  add: {ensembles: " in out
    never = run("why", "distribution-free bound", *asked, cwd=workspace).stdout
    assert "`sections.research.bullets.max: 0` lets no bullet of `" in never
    assert "(targets/heads.yaml:2:" in never
    assert ": no page can show it.\n" in never
    assert "To bring it in" not in never


def test_nobody_is_sent_to_change_what_ships_with_the_program(workspace: Path) -> None:
    shutil.rmtree(workspace / "targets")
    out = run("why", "ensembles", "--target", TARGET, "--profile", PERSON, cwd=workspace).stdout
    assert f"write in a target of your own that says `extends: {TARGET}`:  add: {{ensembles: " in out


def test_an_item_is_found_by_a_piece_of_its_text(workspace: Path) -> None:
    (said,) = lines("why", "Letterpress printing", "--target", TARGET, cwd=workspace)
    assert str(said["id"]).startswith("interests.")
    assert "not in the target" in str(said["reason"])


def test_words_of_several_items_are_refused_with_their_ids(workspace: Path) -> None:
    done = run("why", "the", "--target", TARGET, "--profile", PERSON, cwd=workspace)
    assert done.returncode == 2
    assert "name one of" in done.stderr


def test_diff_compares_two_people_for_one_target(workspace: Path) -> None:
    done = run("diff", "researcher", "ml-systems", "--target", TARGET, "--json", cwd=workspace)
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert {row["only"] for row in rows} == {"researcher", "ml-systems"}
    assert all(row["reason"] == "not in that profile" or row["text"] for row in rows)


def test_diff_compares_the_last_build_with_one_made_now(workspace: Path) -> None:
    assert "was not built yet" in run("diff", "--target", TARGET, "--profile", PERSON, cwd=workspace).stderr
    assert run("build", "--target", TARGET, "--profile", PERSON, cwd=workspace).returncode == 0
    assert lines("diff", "--target", TARGET, cwd=workspace) == []
    target = workspace / f"targets/{TARGET}.yaml"
    item = next(
        row["id"]
        for row in lines("explain", "--target", TARGET, cwd=workspace)[0]["items"]  # type: ignore[attr-defined]
        if row["shown"] and row["kind"] == "bullet"
    )
    target.write_text(f"{target.read_text()}\ndrop: [{item}]\n")
    rows = lines("diff", "--target", TARGET, cwd=workspace)
    assert {"only": "the last build", "id": item} == {
        key: row[key] for row in rows if row["id"] == item for key in ("only", "id")
    }
    assert any("drop" in str(row["reason"]) for row in rows if row["id"] == item)


def test_diff_without_two_pages_says_how(workspace: Path) -> None:
    done = run("diff", "quant", cwd=workspace)
    assert done.returncode == 2
    assert "tailor diff quant research" in done.stderr


def test_explain_says_where_the_page_that_was_built_is_another(workspace: Path) -> None:
    page = ("--profile", "researcher", "--target", "quant")
    target = workspace / "targets/quant.yaml"
    wanted = target.read_text(encoding="utf-8")
    target.write_text(wanted.replace("want: {", "stability: 1\nwant: {"), encoding="utf-8")
    run("build", *page, cwd=workspace)
    assert "different on the page last built" not in run("explain", *page, cwd=workspace).stderr
    profile = workspace / "profiles/researcher.yaml"
    changed = profile.read_text(encoding="utf-8").replace("- id: ridges\n", "- id: ridges\n    priority: 5\n")
    profile.write_text(changed, encoding="utf-8")
    assert "different on the page last built" not in run("explain", *page, cwd=workspace).stderr  # built of others
    run("build", *page, cwd=workspace)
    assert "--fresh builds this one" in run("explain", *page, cwd=workspace).stderr
