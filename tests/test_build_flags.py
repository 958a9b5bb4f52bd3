"""The flags of `build` mean the same, read with the command-line library and without."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tailor.cli.app import app, register
from tailor.cli.build_flags import SWITCHES, VALUES, Wanted, parse

WORDS = {
    "--target": ("quant", "q*"), "-t": ("research",), "--profile": ("master",), "-p": ("ada",), "--jobs": ("3",),
    "-j": ("2",), "--pages": ("1", "any"), "--format": ("pdf", "pdf, txt"),
}  # fmt: skip


@st.composite
def flags(draw: st.DrawFn) -> list[str]:
    """A few flags of `build`, each as it may be written, and names that stand alone."""
    name = draw(st.sampled_from([*VALUES, *SWITCHES, "quant", "ml-*"]))
    if name not in VALUES:
        return [name]
    value = draw(st.sampled_from(WORDS.get(name, ("some", "a b"))))
    return [f"{name}={value}"] if name.startswith("--") and draw(st.booleans()) else [name, value]


def by_typer(arguments: list[str], monkeypatch: pytest.MonkeyPatch) -> Wanted:
    found: list[Wanted] = []
    monkeypatch.setattr("tailor.cli.output.builds.build_all", lambda wanted: found.append(wanted) or 0)
    register()
    with pytest.raises(SystemExit) as ended:
        app(["build", *arguments], prog_name="tailor")
    assert ended.value.code == 0
    return found[0]


@given(st.lists(flags(), max_size=5).map(lambda parts: [word for part in parts for word in part]))
def test_both_read_a_command_alike(arguments: list[str]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        assert parse(arguments) == by_typer(arguments, patch)


@pytest.mark.parametrize("arguments", [["--help"], ["--junit", "x.xml"], ["--target"], ["--taget", "x"], ["-qt", "x"]])
def test_what_is_not_plain_is_left_to_typer(arguments: list[str]) -> None:
    assert parse(arguments) is None


def test_every_plain_flag_is_known_to_help(capsys: pytest.CaptureFixture[str]) -> None:
    register()
    with pytest.raises(SystemExit):
        app(["build", "--help"], prog_name="tailor")
    shown = capsys.readouterr().out
    assert all(flag in shown for flag in (*VALUES, *SWITCHES))
