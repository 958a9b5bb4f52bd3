"""The studio's files: edits as they stand in YAML, conflicts, and a history that forgets nothing."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import PROJECT
from tailor.base.errors import InputError
from tailor.sources.editing.yaml_edit import value_at
from tailor.sources.workspace import Workspace
from tailor.storage.history import MOST, Change, History
from tailor.studio.edits import ConflictError, Edit, carried_out, text_of
from tailor.studio.workspace_files import Files

WHEN = "2026-12-01T00:00:00+00:00"
QUANT = "target:quant"


@pytest.fixture
def space(workspace: Path) -> Workspace:
    return Workspace(workspace, workspace)


@pytest.fixture
def files(space: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Files:
    return Files(space, tmp_path_factory.mktemp("kept"))


def weight(value: object, was: object) -> Edit:
    return Edit(QUANT, "set", ("want", "cuda"), value, was)


def test_an_edit_changes_one_value_and_no_other_letter(space: Workspace, files: Files) -> None:
    before = text_of(space, QUANT)
    assert before is not None
    files.apply([weight("6.5", "2")], "weight of cuda")
    assert text_of(space, QUANT) == before.replace("cuda: 2", "cuda: 6.5")


def test_what_an_editor_saved_meanwhile_is_not_overwritten(space: Workspace, files: Files) -> None:
    path = space.root / "targets/quant.yaml"
    path.write_text(path.read_text().replace("cuda: 2", "cuda: 9"))
    with pytest.raises(ConflictError) as conflict:
        files.apply([weight("6", "2")], "weight of cuda")
    assert conflict.value.now == "9"
    assert "cuda: 9" in path.read_text()


def test_of_several_edits_all_are_made_or_none(space: Workspace, files: Files) -> None:
    before = text_of(space, QUANT)
    with pytest.raises(ConflictError):
        files.apply([weight("6", "2"), Edit(QUANT, "set", ("title",), "New", "not what stands there")], "both")
    assert text_of(space, QUANT) == before
    assert files.history.steps == []


def test_a_change_of_another_line_is_no_conflict(space: Workspace, files: Files) -> None:
    path = space.root / "targets/quant.yaml"
    path.write_text(path.read_text().replace("half_life: 6", "half_life: 7"))
    files.apply([weight("6", "2")], "weight of cuda")
    assert {"cuda: 6", "half_life: 7"} <= {part.strip(" ,") for part in path.read_text().replace(",", "\n").split("\n")}


@pytest.mark.parametrize(
    "name",
    [
        "profile:../targets/quant", "target:../../etc/passwd", "target:/etc/passwd", "profile:", "target:.hidden", "",
        "template:classic", "posting:../x", "new-target:../x", "new-target:a/b", "profile:..\\x", "target:quant.yaml",
    ],
)  # fmt: skip
def test_no_name_leads_out_of_the_workspace(space: Workspace, name: str) -> None:
    with pytest.raises(InputError):
        carried_out(space, [Edit(name, "text", (), "gone", "")])


def test_a_link_out_of_the_workspace_is_not_followed(
    space: Workspace, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("outside") / "secret.yaml"
    outside.write_text("name: Not yours\n")
    (space.root / "profiles/linked.yaml").symlink_to(outside)
    for act in (
        lambda: text_of(space, "profile:linked"),
        lambda: carried_out(space, [Edit("profile:linked", "remove", ("name",))]),
    ):
        with pytest.raises(InputError):
            act()


def test_a_target_that_ships_is_copied_into_the_folder(workspace: Path, tmp_path: Path) -> None:
    (workspace / "targets/quant.yaml").unlink()
    space = Workspace(workspace, workspace)
    changes = carried_out(
        space, [weight("7", None) if text_of(space, QUANT) is None else Edit(QUANT, "set", ("want", "cuda"), "7")]
    )
    assert [*changes] == ["targets/quant.yaml"]
    assert changes["targets/quant.yaml"].before is None


def test_a_file_that_cannot_be_read_is_refused_in_words(space: Workspace, files: Files) -> None:
    (space.root / "targets/quant.yaml").write_text("want: {cuda: [\n")
    with pytest.raises(InputError) as refused:
        files.apply([weight("6", "2")], "weight")
    assert "cannot be read" in refused.value.problems[0].message


def test_typing_in_one_place_is_one_step(files: Files, space: Workspace) -> None:
    for value, was in (("3", "2"), ("4", "3"), ("5", "4")):
        files.apply([weight(value, was)], "weight", typing="want.cuda")
    assert len(files.history.steps) == 1
    files.undo()
    assert value_at(text_of(space, QUANT) or "", ("want", "cuda")) == "2"


def test_typing_after_an_editor_saved_is_another_step(files: Files, space: Workspace) -> None:
    files.apply([weight("3", "2")], "weight", typing="want.cuda")
    path = space.root / "targets/quant.yaml"
    path.write_text(path.read_text() + "# mine\n")
    files.apply([weight("4", "3")], "weight", typing="want.cuda")
    assert len(files.history.steps) == 2
    files.undo()
    assert path.read_text().endswith("# mine\n")


def test_undo_does_not_take_an_editors_change_with_it(files: Files, space: Workspace) -> None:
    files.apply([weight("3", "2")], "weight")
    path = space.root / "targets/quant.yaml"
    path.write_text(path.read_text() + "# mine\n")
    with pytest.raises(InputError):
        files.undo()
    assert path.read_text().endswith("# mine\n")


def test_a_return_erases_nothing(files: Files, space: Workspace) -> None:
    first = text_of(space, QUANT)
    files.apply([weight("3", "2")], "three")
    files.apply([weight("4", "3")], "four")
    files.restore(0)
    assert text_of(space, QUANT) == first
    files.restore(2)
    assert value_at(text_of(space, QUANT) or "", ("want", "cuda")) == "4"
    assert [step["label"] for step in files.history.shown()][-2:] == ["four", "three"]


def test_history_outlives_the_studio(files: Files, space: Workspace, tmp_path_factory: pytest.TempPathFactory) -> None:
    kept = tmp_path_factory.mktemp("more")
    Files(space, kept).apply([weight("3", "2")], "three")
    again = Files(space, kept)
    assert again.undo() is not None
    assert value_at(text_of(space, QUANT) or "", ("want", "cuda")) == "2"


def test_a_damaged_line_costs_that_line(tmp_path: Path) -> None:
    history = History(tmp_path / "h")
    history.add("one", WHEN, {"a": Change(None, "1")})
    with (tmp_path / "h/steps.jsonl").open("ab") as file:
        file.write(b'{"number": 2, "lab\n')
    history = History(tmp_path / "h")
    history.add("two", WHEN, {"a": Change("1", "2")})
    assert [step.label for step in History(tmp_path / "h").steps] == ["one", "two"]


def test_a_long_history_stays_as_long_as_it_may_be(tmp_path: Path) -> None:
    history = History(tmp_path / "h")
    for number in range(MOST + 250):
        history.add(f"{number}", WHEN, {"a": Change(str(number), str(number + 1))})
    assert len(history.steps) == MOST
    assert len([*(tmp_path / "h/texts").iterdir()]) < MOST + 260
    assert History(tmp_path / "h").steps == history.steps


ACTS = st.lists(st.one_of(st.sampled_from(["undo", "redo", "back"]), st.integers(0, 5)), max_size=12)


def state(space: Workspace) -> Any:
    return value_at(text_of(space, QUANT) or "", ("want", "cuda"))


@given(ACTS)
def test_undo_and_redo_are_a_stack_whatever_is_done(acts: Sequence[str | int]) -> None:
    """Against the plainest model: two stacks of values."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "targets").mkdir()
        (root / "profiles").mkdir()
        (root / "targets/quant.yaml").write_text("want: {cuda: 2}\n")
        space = Workspace(root, root)
        files = Files(space, root / "kept")
        done, taken, now = list[str](), list[str](), "2"
        for act in acts:
            if act == "undo":
                files.undo()
                if done:
                    taken.append(now)
                    now = done.pop()
            elif act == "redo":
                files.redo()
                if taken:
                    done.append(now)
                    now = taken.pop()
            elif act == "back":
                if files.restore(0):
                    done.append(now)
                    taken, now = [], "2"
            elif files.apply([weight(str(act), now)], "edit"):
                done.append(now)
                taken, now = [], str(act)
            assert state(space) == now


@pytest.mark.parametrize("name", ["quant", "research", "ml-systems"])
def test_every_weight_of_the_samples_can_be_changed(workspace: Path, name: str) -> None:
    space = Workspace(workspace, workspace)
    text = (PROJECT / f"targets/{name}.yaml").read_text()
    for tag, was in value_at(text, ("want",)).items():
        [change] = carried_out(space, [Edit(f"target:{name}", "set", ("want", tag), "9.5", was)]).values()
        assert value_at(change.after or "", ("want", tag)) == "9.5"
        assert len((change.after or "").splitlines()) == len(text.splitlines())
