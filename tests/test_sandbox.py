"""Templates from anybody: what a macro may not do, and how it is told."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from tailor.base.errors import InputError
from tailor.core.page.measures import Layout
from tailor.sources.workspace import Workspace
from tailor.templates import sandbox
from tailor.templates.manifest import load_template

MANIFEST = "extends: classic\n"


def setup_of(folder: Path, macro: str) -> str:
    """What a template's `setup` macro comes to, with this body."""
    own = folder / "templates" / "latex" / "mine"
    own.mkdir(parents=True)
    (own / "template.yaml").write_text(MANIFEST)
    (own / "blocks.tex.j2").write_text(f"<% macro setup(layout) %>{macro}<% endmacro %>")
    template = load_template(Workspace(folder, folder), "mine")
    layout: Layout = template.layouts("a4")[0]
    return template.setup(layout)


@pytest.mark.parametrize(
    "macro",
    [
        "<< cycler.__init__.__globals__.os.popen('id').read() >>",
        "<< ''.__class__.__mro__[1].__subclasses__() >>",
        "<< layout.__class__ >>",
        "<< (setup | attr('__globals__')) >>",
        "<< '{0.__class__}'.format(layout) >>",
        "<< lipsum.__globals__ >>",
        "<% set _ = layout.gaps.clear() %>",
        "<< namespace.__init__.__globals__ >>",
        "<< self.__init__ >>",
    ],
)
def test_a_macro_reaches_nothing_of_python(macro: str, tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        setup_of(tmp_path, macro)
    [problem] = caught.value.problems
    assert problem.place is not None
    assert problem.place.file.endswith("blocks.tex.j2")


@pytest.mark.parametrize(
    "macro",
    [
        "<% for a in range(99999) %><% for b in range(99999) %><% endfor %><% endfor %>",
        "<< range(10000000) | list | length >>",
        "<< 'a' * 100000000 >>",
        "<< 9 ** (9 ** 9) >>",
        "<< 'a'.center(10000000000) >>",
        "<< 'a' | center(10000000000) >>",
        "<< '%99999999999d' % 1 >>",
        "<< '%*d' % (99999999999, 1) >>",
        "<< '{:>99999999999}'.format('a') >>",
        "<< '%99999999999d' | format(1) >>",
        "<< 'a'.zfill(10000000000) >>",
        "<< ('a' * 900000).replace('a', 'b' * 900000) >>",
        "<< 'a' | indent(10000000000, true) >>",
        "<< blocks.setup(layout) >>",
        "<< setup(layout) >>",
        "<% for a in range(2000) %><< 'abcdefghij' * 10000 >><% endfor %>",
    ],
)
def test_a_macro_ends(macro: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "LOOK", 0.05)
    began = time.monotonic()
    with pytest.raises(InputError) as caught:
        setup_of(tmp_path, macro)
    assert time.monotonic() - began < 15
    assert caught.value.problems[0].place is not None


def endless() -> None:
    with sandbox.bounded(0.05):
        while True:
            pass


def test_the_watch_leaves_others_alone() -> None:
    with pytest.raises(sandbox.OvertimeError):
        endless()
    time.sleep(0.4)
    with sandbox.bounded(60):
        time.sleep(0.3)
