"""Mistakes in a template are told with its file and line, and with what may have been meant; TeX's own too."""

from __future__ import annotations

from pathlib import Path

import pytest

from tailor.base.errors import InputError, Place, Problem, TexError
from tailor.builds.measuring import measure_candidates
from tailor.builds.typesetter import Typesetter, open_braces, open_typesetter
from tailor.core.page.measures import Request
from tailor.core.profile.candidates import Block, Candidate, Variant
from tailor.core.profile.kinds import Kind
from tailor.sources.workspace import find_workspace
from tailor.templates.macro_context import find
from tailor.templates.manifest import dropped, load_template, strays
from tailor.templates.rendering import Template

BULLET = Block(Kind.BULLET, {"text": "Baked bread."})


def mine(folder: Path, macros: str = "", manifest: str = "", preamble: str = "") -> Template:
    """A template that extends classic."""
    own = folder / "templates/latex/mine"
    own.mkdir(parents=True)
    (own / "template.yaml").write_text(manifest or "title: Mine\nextends: classic\n")
    if macros:
        (own / "blocks.tex.j2").write_text(macros)
    if preamble:
        (own / "preamble.tex.j2").write_text(preamble)
    return load_template(find_workspace(folder, folder), "mine")


def bullet(body: str) -> str:
    return f"<% macro bullet(block, region) %>\n{body}\n<% endmacro %>\n"


def fault(caught: pytest.ExceptionInfo[InputError] | pytest.ExceptionInfo[TexError]) -> tuple[Problem, str]:
    """The only problem, and where it is."""
    (problem,) = caught.value.problems
    assert problem.place is not None
    return problem, f"{Path(problem.place.file).name}:{problem.place.line}"


@pytest.mark.parametrize(
    ("macros", "message", "hint", "at"),
    [
        (bullet("\n<< block.txet >>"), "`bullet` blocks have no field `txet`; did you mean `text`?", "docs", ":3"),
        (bullet("<< blocks.linsk(1) >>"), "there is no macro `linsk`; did you mean `links`?", "docs", ":2"),
        (bullet("<< links(1) >>"), "'links' is undefined", "blocks.links", ":2"),
        (bullet("<< block.text | shout >>"), "No filter named 'shout'", "docs", ":2"),
        (bullet("<% if block.text %>"), "Encountered unknown tag 'endmacro'", "docs", ":3"),
        (bullet("<< 1 / 0 >>"), "division by zero", "docs", ":2"),
        ("\n<% macro bullet(block) %><% endmacro %>", "takes not more than 1 argument", "docs", ":2"),
        ("<< nothing >>", "'nothing' is undefined", "docs", ":1"),
    ],
)
def test_a_mistake_in_a_macro_is_told_at_its_line(
    tmp_path: Path, macros: str, message: str, hint: str, at: str
) -> None:
    with pytest.raises(InputError) as caught:
        mine(tmp_path, macros).block(BULLET, "main")
    problem, where = fault(caught)
    assert message in problem.message
    assert hint in problem.hint
    assert where == f"blocks.tex.j2{at}"


@pytest.mark.parametrize(
    ("preamble", "message", "at"),
    [
        ('<% extends "classic/preamble.tex.j2" %>\n<% block fonts %>\n', "Unexpected end of template", ":2"),
        ('\n<% extends "klassic/preamble.tex.j2" %>\n', "there is no template file `klassic/preamble.tex.j2`", ":2"),
        ('<% extends "classic/preamble.tex.j2" %>\n<% block fonts %>\n<< size >><% endblock %>', "'size'", ":3"),
    ],
)
def test_a_mistake_in_the_preamble_is_told_at_its_line(tmp_path: Path, preamble: str, message: str, at: str) -> None:
    with pytest.raises(InputError) as caught:
        mine(tmp_path, preamble=preamble).preamble("letter")
    problem, where = fault(caught)
    assert message in problem.message
    assert where == f"preamble.tex.j2{at}"


@pytest.mark.parametrize(
    ("manifest", "message", "hint"),
    [
        ("title: Mine\nextends: clasic\n", "no template is named `clasic`", "did you mean `classic`"),
        ("title: Mine\nextends: mine\n", "extends itself", "classic"),
        ("extends: classic\ntitle: M\ngaps: {secton: {size: 1pt}}\n", "secton", "did you mean `section`"),
        (
            "extends: classic\ntitle: M\nregions: {main: {below: head}, head: {}}\n",
            "cannot start below `head`",
            "before it",
        ),
        ("extends: classic\ntitle: M\nregions: {main: {from: 0.5, to: 0.5}}\n", "ends where it begins", "less than"),
        ("extends: classic\ntitle: M\ngap: {section: {size: 1pt}}\n", "unknown field `gap`", "did you mean `gaps`"),
    ],
)
def test_a_mistake_in_the_manifest_is_told_at_its_line(tmp_path: Path, manifest: str, message: str, hint: str) -> None:
    with pytest.raises(InputError) as caught:
        mine(tmp_path, manifest=manifest)
    problem, where = fault(caught)
    assert message in problem.message
    assert hint in problem.hint
    assert where == f"template.yaml:{len(manifest.splitlines()) if 'itself' not in message else 2}"


@pytest.mark.tex
@pytest.mark.parametrize(
    ("body", "message", "line"),
    [
        (r"\strutted{\bullett << block.text >>}", r"Undefined control sequence \bullett", 2),
        (r"\strutted{<< block.text >>", "a { is not closed", 1),
        (r"\strutted{<< block.text >>}}", "there is a } too many", 1),
    ],
)
def test_tex_s_own_faults_lead_to_the_template(tmp_path: Path, body: str, message: str, line: int) -> None:
    template = mine(tmp_path, bullet(body))
    texts = [Block(Kind.PARAGRAPH, {"text": "Before."}), BULLET, Block(Kind.PARAGRAPH, {"text": "After."})]
    candidates = [
        Candidate(f"c{number}", block.kind, "s", (Variant("full", block, ""),), Place("p", 1, 1))
        for number, block in enumerate(texts)
    ]
    layouts, typesetter = template.layouts("letter")[:1], Typesetter(template.preamble("letter"))
    with pytest.raises(TexError) as caught:
        measure_candidates(candidates, template, layouts, typesetter)
    problem, where = fault(caught)
    assert problem.message.startswith("in the macro `bullet`: ")
    assert message in problem.message
    assert where == f"blocks.tex.j2:{line}"


@pytest.mark.tex
@pytest.mark.parametrize(("line", "message"), [("\\usepackage{nofont}", "`nofont.sty'"), ("\\bakery", "Undefined")])
def test_tex_s_faults_of_a_preamble_lead_to_its_line(tmp_path: Path, line: str, message: str) -> None:
    text = f'<% extends "classic/preamble.tex.j2" %>\n<% block colours %>\n<< super() >>\n{line}\n<% endblock %>\n'
    template = mine(tmp_path, preamble=text)
    with pytest.raises(TexError) as caught:
        open_typesetter(template, template.preamble("a4"))
    problem, where = fault(caught)
    assert message in problem.message
    assert where == "preamble.tex.j2:4"
    assert len(caught.value.problems) == 1


def test_a_name_that_nothing_uses_is_told(tmp_path: Path) -> None:
    text = '<% extends "classic/preamble.tex.j2" %>\n<% block colors %>\n<% endblock %>\n'
    macros = "<% macro sektion(block, region) %><% endmacro %>\n<% macro crumb() %><% endmacro %>\n"
    found = list(strays(mine(tmp_path, macros, preamble=text)))
    assert [(one.hint, one.place and one.place.line) for one in found] == [
        ("did you mean `colours`?", 2),
        ("did you mean `section`?", 1),
    ]
    assert list(strays(mine(tmp_path / "whole"))) == []


def test_text_outside_of_every_block_is_told(tmp_path: Path) -> None:
    head = '<% extends "classic/preamble.tex.j2" %>\n<# why #>\n<% block colours %>\n<< super() >>\n<% endblock %>\n'
    (found,) = dropped(mine(tmp_path, preamble=f"{head}\\usepackage{{lipsum}}\n"))
    assert (found.code, found.place and found.place.line) == ("outside-block", 6)
    (found,) = dropped(
        mine(tmp_path / "far", preamble=f"{head}\n\n<% if paper %>\n\n\\usepackage{{lipsum}}\n<% endif %>")
    )
    assert found.place == Place("templates/latex/mine/preamble.tex.j2", 10, 1, "\\usepackage{lipsum}")
    tools = "<% macro thrice(word) %><< word >>, thrice<% endmacro %>\n<% set mine = 3 %>\n"
    assert list(dropped(mine(tmp_path / "whole", preamble=head + tools))) == []
    assert list(dropped(mine(tmp_path / "own", preamble="\\documentclass{article}\n"))) == []


@pytest.mark.tex
def test_a_preamble_that_extends_nothing_is_told_what_it_lacks(tmp_path: Path) -> None:
    template = mine(tmp_path, preamble="\\usepackage{xcolor}\n")
    with pytest.raises(TexError) as caught:
        open_typesetter(template, template.preamble("a4"))
    problem, where = fault(caught)
    assert "extends" in problem.hint
    assert where == "preamble.tex.j2:1"


@pytest.mark.tex
def test_a_comment_at_the_end_of_a_macro_hides_nothing(tmp_path: Path) -> None:
    template = mine(tmp_path, bullet(r"\strutted{<< block.text >>} % done"))
    source = template.block(BULLET, "main")
    assert source.endswith("% done")
    request = Request(template.setup(template.layouts("a4")[0]), 10_000_000, source)
    assert Typesetter(template.preamble("a4")).measure([request])[0].lines == 1


def test_braces_are_counted_as_tex_counts_them() -> None:
    assert open_braces(r"\a{b}{\{c}") == 0
    assert open_braces("\\a{ % }\n") == 1
    assert open_braces("}") == -1


def test_a_command_is_looked_for_in_its_macro_first() -> None:
    texts = {"own": "<% macro a() %>\\x<% endmacro %>\n<% macro b() %>\n  \\x<% endmacro %>", "parent": "\\y"}
    assert find(texts, "b", "\\x") == Place("own", 3, 3, "  \\x<% endmacro %>")
    assert find(texts, "b", "\\y") == Place("parent", 1, 1, "\\y")
    assert find(texts, "b", "\\z") == Place("own", 2, 1, "<% macro b() %>")
    assert find(texts, "c", "\\z") is None
